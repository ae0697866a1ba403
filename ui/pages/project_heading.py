"""The line above the list of projects: how many, in which order, and what to do with them."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.icons import Icons
from ui.pages.wrapping_row import WrappingRow
from vvdesk.project_list import Volgorde

_NAMES = {
    Volgorde.CODE: "Code",
    Volgorde.STATUS: "Status",
    Volgorde.ENTITEIT: "Entiteit",
    Volgorde.VOLLEDIG: "Volledigheid",
    Volgorde.BEVINDINGEN: "Bevindingen",
    Volgorde.STAAT: "Staat",
}
_HEAVIEST_FIRST = {Volgorde.BEVINDINGEN}


class ProjectHeading(QWidget):
    """Het aantal projecten, hun volgorde, en wat je ermee kunt doen.

    Signals:
        order_changed(): Another order is wished.
        fold_requested(bool): Open (or close) all groups.
        export_requested(): Export what is listed.

    Attributes:
        volgorde: By what is ordered.
        descending: Whether the last comes first.
    """

    order_changed = Signal()
    fold_requested = Signal(bool)
    export_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.volgorde, self.descending = Volgorde.CODE, False
        self._count = QLabel()
        self._count.setProperty("role", "label")
        self._progress = QLabel()
        self._progress.setProperty("role", "hint")
        self._progress.hide()
        self._orders: dict[Volgorde, QAction] = {}
        self._sort = self._sort_button(icons)
        self._export = QPushButton("Deze lijst exporteren…")
        self._export.setIcon(icons.get("sheet"))
        self._export.clicked.connect(self.export_requested)
        self._open = self._button("Alles openklappen", "unfold-vertical", icons, is_open=True)
        self._close = self._button("Alles dichtklappen", "fold-vertical", icons, is_open=False)
        row = WrappingRow(self)
        row.addWidget(self._count)
        row.addWidget(self._sort)
        row.addWidget(self._open)
        row.addWidget(self._close)
        row.addWidget(self._export)
        row.addWidget(self._progress)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._fit_icons()

    def controls(self) -> tuple[QWidget, ...]:
        """Return what takes the keyboard, in order."""
        return (self._sort, self._open, self._close, self._export)

    def show_count(self, listed: int, total: int) -> None:
        """Say how many of all projects are listed."""
        noun = "project" if total == 1 else "projecten"
        all_of_them = f"{_dotted(total)} {noun}"
        told = all_of_them if listed == total else f"{_dotted(listed)} van {all_of_them}"
        self._count.setText(told)
        self._export.setEnabled(listed > 0)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far checking the fiches is; nothing when it is done."""
        is_busy = done < total
        self._progress.setText(
            f"Controleren: {_dotted(done)} van {_dotted(total)}…" if is_busy else ""
        )
        self._progress.setVisible(is_busy)

    def order_by(self, volgorde: Volgorde) -> None:
        """Order by something else, or the other way round when it is ordered so already."""
        if volgorde is self.volgorde:
            self.descending = not self.descending
        else:
            self.volgorde, self.descending = volgorde, volgorde in _HEAVIEST_FIRST
        self._orders[self.volgorde].setChecked(True)
        self._name_order()
        self.order_changed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Give the icons the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_icons()

    def _fit_icons(self) -> None:
        side = self.fontMetrics().height()
        for button in (self._sort, self._open, self._close, self._export):
            button.setIconSize(QSize(side, side))

    def _sort_button(self, icons: Icons) -> QToolButton:
        menu, group = QMenu(self), QActionGroup(self)
        for volgorde, name in _NAMES.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(volgorde is self.volgorde)
            action.triggered.connect(lambda _on, wish=volgorde: self._on_chosen(wish))
            group.addAction(action)
            self._orders[volgorde] = action
        menu.addSeparator()
        menu.addAction("Omgekeerde volgorde").triggered.connect(
            lambda: self.order_by(self.volgorde)
        )
        button = QToolButton()
        button.setIcon(icons.get("arrow-down-up"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMenu(menu)
        self._sort = button
        self._name_order()
        return button

    def _name_order(self) -> None:
        suffix = ", omgekeerd" if self.descending else ""
        self._sort.setText(f"Sorteren: {_NAMES[self.volgorde].lower()}{suffix}")
        self._sort.setAccessibleName(self._sort.text())

    def _on_chosen(self, volgorde: Volgorde) -> None:
        if volgorde is not self.volgorde:
            self.order_by(volgorde)

    def _button(self, text: str, icon: str, icons: Icons, *, is_open: bool) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.get(icon))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.fold_requested.emit(is_open))
        return button


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")
