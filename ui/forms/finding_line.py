"""One finding under its field: what is wrong, how to mend it, and room to explain it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.rules import Gewogen, Severity, Verantwoording

ICONS = {
    Severity.FOUT: "circle-x",
    Severity.WAARSCHUWING: "triangle-alert",
    Severity.AANDACHTSPUNT: "info",
}
"""A shape of its own for each severity, so that colour is never alone."""
_WORDS = {Severity.FOUT: "Fout", Severity.WAARSCHUWING: "Waarschuwing"}
_ICON_SIZE = 16


class FindingLine(QWidget):
    """Eén bevinding bij een veld.

    Signals:
        explained(object, str): A toelichting was written for a `Gewogen`; empty takes it away.
        taken_back(): The typed text may go; the stored value holds again.

    Args:
        weighed: The finding.
        icons: Where its icon comes from.
        theme: Its colours.
        may_edit: Whether something can be done about it here.
        is_refusal: It is a typed text that could not be stored.
    """

    explained = Signal(object, str)
    taken_back = Signal()

    def __init__(
        self,
        weighed: Gewogen,
        icons: Icons,
        theme: Theme,
        *,
        may_edit: bool,
        is_refusal: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._weighed, self._icons, self._theme = weighed, icons, theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, 0)
        layout.setSpacing(GRID // 2)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self._picture = QLabel(self)
        self._picture.setAccessibleName(_WORDS.get(weighed.finding.severity, "Aandachtspunt"))
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(self._sentence())
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(self._text, 1)
        code = QLabel(weighed.finding.code)
        code.setProperty("role", "hint")
        line.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)
        if may_edit and is_refusal:
            self._offer(line, "Terugzetten", self.taken_back.emit)
        elif may_edit and weighed.finding.may_be_explained:
            self._field = self._explanation()
            layout.addWidget(self._field)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        """Take the colours of the look, and the size of the text beside it."""
        severity = self._weighed.finding.severity
        size, ratio = max(_ICON_SIZE, self.fontMetrics().ascent()), self.devicePixelRatioF()
        picture = self._icons.pixmap(ICONS[severity], severity.value, size, ratio)
        self._picture.setPixmap(picture)
        self._text.setStyleSheet(f"color: {getattr(self._theme.colours, severity.value)};")

    def _sentence(self) -> str:
        message, weighed = self._weighed.finding.message, self._weighed
        if weighed.staat is Verantwoording.VERVALLEN:
            return f"{message} De toelichting gold voor een andere waarde; kijk ze na."
        return message

    def _explanation(self) -> QLineEdit:
        field = QLineEdit(self._weighed.tekst or "")
        field.setPlaceholderText("Licht toe in één zin; dit gaat mee met de inzending.")
        field.setAccessibleName(f"Toelichting bij {self._weighed.finding.code}")
        field.editingFinished.connect(self._on_explained)
        return field

    def _on_explained(self) -> None:
        text = " ".join(self._field.text().split())
        lapsed = self._weighed.staat is Verantwoording.VERVALLEN and bool(text)
        if text != (self._weighed.tekst or "") or lapsed:
            self.explained.emit(self._weighed, text)

    @staticmethod
    def _offer(line: QHBoxLayout, label: str, act) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a bound signal has no public type
        button = QPushButton(label)
        button.setProperty("role", "link")
        button.clicked.connect(act)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
