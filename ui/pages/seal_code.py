"""Comparing a controlecode that came by another way with that of the seal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.errors import Misused
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.seal_words import told_code_fits

_SIGNS = 40
"""Wide enough for a code, with spaces and dashes."""
_FITS = (
    "Deze code hoort bij dit zegel. Kreeg je ze van wie verzegelde, dan is dit de momentopname die "
    "toen gemaakt is."
)
_DIFFERS = (
    "Deze code hoort niet bij dit zegel. Kijk of je ze juist overnam en of ze van dit meetmoment "
    "is. Zo ja: gebruik deze momentopname niet als bewijs."
)


class ToldCode(QFrame):
    """Het vak voor de code die je kreeg, en of ze past.

    Signals:
        compared(bool): A whole code was typed: whether it fits.

    Args:
        icons: For the outcome.
        theme: For its colour.

    Attributes:
        line: Where the code is typed.
    """

    compared = Signal(bool)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._manifest: Manifest | None = None
        self._fits: bool | None = None
        self.line = QLineEdit()
        self._picture, self._said = QLabel(), wrapped_label()
        self._lay_out()
        self.line.textChanged.connect(self._compare)
        theme.changed.connect(self._paint)
        self._compare()

    @property
    def said(self) -> str:
        """What stands below the code."""
        return self._said.text()

    @property
    def fits(self) -> bool | None:
        """Whether the code is that of the seal; None while there is no whole one."""
        return self._fits

    def compare_with(self, manifest: Manifest | None) -> None:
        """Compare with another seal; None for none that can be read."""
        self._manifest = manifest
        self.setVisible(manifest is not None)
        self._compare()

    def _compare(self) -> None:
        before, told = self._said.text(), self.line.text().strip()
        self._fits = None
        self._said.setText("")
        if told and self._manifest is not None:
            try:
                self._fits = told_code_fits(told, self._manifest)
                self._said.setText(_FITS if self._fits else _DIFFERS)
            except Misused as error:
                self._said.setText(str(error))
        self._paint()
        if self._fits is not None and self._said.text() != before:
            announce(self, self._said.text())
            self.compared.emit(self._fits)

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        label = QLabel("Controlecode die je &kreeg")
        label.setProperty("role", "label")
        label.setBuddy(self.line)
        hint = wrapped_label(
            "Telefonisch, op papier of in een andere mail: langs een andere weg dan de momentopname"
            " zelf.",
            "hint",
        )
        self.line.setAccessibleName("Controlecode die je kreeg")
        self.line.setAccessibleDescription(hint.text())
        self.line.setPlaceholderText("XXXX-XXXX-XXXX-XXXX")
        self.line.setProperty("own_undo", True)
        outcome = QHBoxLayout()
        outcome.setSpacing(GRID)
        outcome.addWidget(self._picture)
        outcome.addWidget(self._said, 1)
        typed = QHBoxLayout()
        typed.addWidget(self.line)
        typed.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(label)
        column.addWidget(hint)
        column.addLayout(typed)
        column.addLayout(outcome)

    def _paint(self) -> None:
        self.line.setMinimumWidth(_SIGNS * self.fontMetrics().averageCharWidth())
        has_words = bool(self._said.text())
        self._said.setVisible(has_words)
        self._picture.setVisible(has_words)
        shape, role = {
            True: ("circle-check", "good"),
            False: ("circle-x", "fout"),
            None: ("info", "muted"),
        }[self._fits]
        side = self.fontMetrics().height()
        self._picture.setPixmap(self._icons.pixmap(shape, role, side, self.devicePixelRatioF()))
        self._said.setStyleSheet(f"color: {getattr(self._theme.colours, role)};")
