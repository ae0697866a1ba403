"""What a momentopname is worth, in one sentence, and what was checked for it, one by one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.seal_look import CHECKING, CHECKS, UNREAD, VERDICTS, Look
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.sealing.verdict import Controle, Verdict


class ChecksCard(QFrame):
    """Het oordeel, en elke controle met haar uitkomst.

    Args:
        icons: For shapes.
        theme: For colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme, self._look = icons, theme, CHECKING
        self._picture, self._word = QLabel(), wrapped_label(role="heading")
        self.sentence = wrapped_label()
        self._rows: list[tuple[Look, QLabel, QLabel]] = []
        self._grid = QGridLayout()
        self._lay_out()
        theme.changed.connect(self._paint)
        self.show_checking()

    @property
    def told(self) -> list[tuple[str, str]]:
        """Each check as it stands there: its outcome in a word, and the rest of its line."""
        return [(look.word, line.accessibleName()) for look, _picture, line in self._rows]

    def show_checking(self) -> None:
        """Show that nothing is known yet."""
        self._show(CHECKING, "Een ogenblik: de momentopname wordt nagekeken.", ())

    def show_unread(self, why: str) -> None:
        """Show that it could not be judged, and why not."""
        self._show(UNREAD, why, ())

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a judgement."""
        self._show(VERDICTS[verdict.oordeel], verdict.zin, verdict.controles)

    def _show(self, look: Look, sentence: str, checks: tuple[Controle, ...]) -> None:
        self._look = look
        self._word.setText(look.word)
        self.sentence.setText(sentence)
        self._clear()
        for row, check in enumerate(checks):
            self._add(row, check)
        self._paint()

    def _add(self, row: int, check: Controle) -> None:
        look = CHECKS[check.is_goed]
        picture, name, text = QLabel(), QLabel(check.naam), wrapped_label(check.tekst)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name.setProperty("role", "label")
        word = QLabel(look.word)
        text.setAccessibleName(f"{check.naam}: {look.word}. {check.tekst}")
        for column, part in enumerate((picture, word, name, text)):
            part.setProperty("check_role", look.role if column == 1 else "")
            self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setAlignment(text, Qt.AlignmentFlag(0))
        self._rows.append((look, picture, text))

    def _clear(self) -> None:
        self._rows.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName("Oordeel over het zegel")
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._picture)
        head.addWidget(self._word, 1)
        self._grid.setHorizontalSpacing(GRID * 3 // 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addLayout(self._grid)

    def _paint(self) -> None:
        ratio, side = self.devicePixelRatioF(), self.fontMetrics().height()
        role = self._look.role
        large = self._icons.pixmap(self._look.icon, role, side + GRID, ratio)
        self._picture.setPixmap(large)
        self._word.setStyleSheet(f"color: {getattr(self._theme.colours, role)};")
        for look, picture, _line in self._rows:
            picture.setPixmap(self._icons.pixmap(look.icon, look.role, side, ratio))
        for label in self.findChildren(QLabel):
            if own := label.property("check_role"):
                label.setStyleSheet(f"color: {getattr(self._theme.colours, own)};")
