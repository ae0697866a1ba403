"""The row above the pages: which one is in sight, and how large."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QToolButton, QWidget

from ui.icons import Icons
from ui.pages.report_sheets import Fit
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID


class PreviewBar(QWidget):
    """De knoppen boven het voorbeeld.

    Signals:
        turned(int): A page further (1) or back (-1).
        fit_chosen(object): Pages of another size: a `Fit`.
        contents_wanted(bool): The headings are wanted in the place of pages, or no longer.

    Args:
        icons: For the buttons.

    Attributes:
        number: Which page is in sight.
    """

    turned = Signal(int)
    fit_chosen = Signal(object)
    contents_wanted = Signal(bool)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.back = self._small("chevron-up", "Vorige pagina")
        self.on = self._small("chevron-down", "Volgende pagina")
        self.number = QLabel()
        self.width_fit = self._small("move-horizontal", "Hele breedte")
        self.page_fit = self._small("maximize", "Hele pagina")
        self.real = QToolButton()
        self._fits = {
            Fit.WIDTH: self.width_fit,
            Fit.PAGE: self.page_fit,
            Fit.REAL: self.real,
        }
        self.contents = QPushButton(icons.get("list-tree"), "Inhoud")
        self._lay_out()
        for fit, button in self._fits.items():
            button.clicked.connect(partial(self.fit_chosen.emit, fit))
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.contents.toggled.connect(self._on_contents)

    def show_page(self, page: int, total: int) -> None:
        """Show which page is in sight."""
        self.number.setText(f"{page} van {total}" if total else "")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < total)

    def show_fit(self, fit: Fit) -> None:
        """Show how large pages are."""
        self._fits[fit].setChecked(True)

    def show_for(self, *, pages: bool, contents: bool) -> None:
        """Offer what makes sense: leafing where pages are, headings where there is a report."""
        for each in (self.back, self.number, self.on, *self._fits.values()):
            each.setVisible(pages)
        self.contents.setVisible(contents)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let pictures grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = self.fontMetrics().height() + GRID // 4
        for each in (self.back, self.on, self.width_fit, self.page_fit):
            each.setIconSize(QSize(side, side))
        self.number.setMinimumWidth(self.fontMetrics().horizontalAdvance("000 van 000"))

    def _lay_out(self) -> None:
        row = WrappingRow(self)
        row.setSpacing(GRID)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.real.setText("100 %")
        self.real.setToolTip("Zo groot als op papier")
        self.real.setAccessibleName("100 %, zo groot als op papier")
        self.contents.setCheckable(True)
        self.contents.setToolTip("Toon de titels van het rapport als lijst")
        group = QButtonGroup(self)
        for each in self._fits.values():
            each.setCheckable(True)
            group.addButton(each)
        parts = self.back, self.number, self.on, *self._fits.values(), self.contents
        for part in parts:
            row.addWidget(part)
        self._fit()
        self.show_page(0, 0)
        self.show_fit(Fit.WIDTH)

    def _small(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.get(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _on_contents(self, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.contents.setText("Pagina's" if is_on else "Inhoud")
        self.contents.setIcon(self._icons.get("file-text" if is_on else "list-tree"))
        self.contents_wanted.emit(is_on)
