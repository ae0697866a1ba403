"""What is known of a seal, as names with their values; codes can be copied one by one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.sealing.seal_words import Fact, wrappable

_NAME_WIDTH, _CODE_WIDTH = 30, 72
"""Signs: the room of names, and of a SHA-256 in groups."""


class FactsGrid(QWidget):
    """Namen met hun waarden, onder elkaar.

    Args:
        icons: For the buttons that copy.
        theme: Tells when the size of text changes.
        name: What it is called, for a screen reader.
    """

    def __init__(
        self, icons: Icons, theme: Theme, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self.facts: tuple[Fact, ...] = ()
        self.copies: dict[str, QPushButton] = {}
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._fit)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show others."""
        if tuple(facts) == self.facts:
            return
        self.facts = tuple(facts)
        self._clear()
        for row, fact in enumerate(self.facts):
            name = wrapped_label(fact.naam, "hint")
            value = wrapped_label(wrappable(fact.waarde))
            value.setAccessibleName(f"{fact.naam}: {fact.waarde}")
            value.setProperty("is_code", fact.is_code)
            middle = Qt.AlignmentFlag.AlignVCenter
            name.setAlignment(middle if fact.is_code else Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            if fact.is_code:
                self._grid.addWidget(self._copy_button(fact), row, 2)
        self._fit()

    def _copy_button(self, fact: Fact) -> QPushButton:
        button = QPushButton(self._icons.get("copy"), "")
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{fact.naam} kopiëren")
        button.setToolTip(f"{fact.naam} kopiëren")
        button.clicked.connect(partial(self._on_copy, fact))
        self.copies[fact.naam] = button
        return button

    def _on_copy(self, fact: Fact) -> None:
        QGuiApplication.clipboard().setText(fact.waarde)
        announce(self, f"{fact.naam} gekopieerd.")

    def _clear(self) -> None:
        self.copies.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _fit(self) -> None:
        """Write codes in letters of one width, in the present size; names in one column."""
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        widest = _NAME_WIDTH * self.fontMetrics().averageCharWidth()
        self._grid.setColumnMinimumWidth(0, widest)
        longest = QFontMetrics(fixed).horizontalAdvance("0" * _CODE_WIDTH)
        self.setMaximumWidth(widest + longest + 12 * GRID)
        for label in self.findChildren(QLabel):
            if label.property("is_code"):
                label.setFont(fixed)
            elif label.property("role") == "hint":
                label.setMaximumWidth(widest)
