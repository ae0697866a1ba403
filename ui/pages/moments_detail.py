"""One difference in full: both values or the words that changed, the reason, and where it leads."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.compare_text import as_html, as_spoken, legend
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.compare.wording import Segment, word_differences
from vvdesk.moments_compared.parts import LABELS, MomentsCompared, Verschil
from vvdesk.moments_compared.sentences import side_words

_EMPTY = "niet ingevuld"
_ABSENT = "staat er niet"


class MomentsDetail(QFrame):
    """Het verschil waar de lijst op staat.

    Signals:
        code_requested(str): Show the trace of this reference code.
        life_requested(str): Show the life of this mijlpaal.

    Args:
        icons: For buttons.
        theme: For words that came and went.
    """

    code_requested = Signal(str)
    life_requested = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._segments: list[Segment] = []
        self._heading, self._about = wrapped_label("", "heading"), wrapped_label()
        self._sides = (wrapped_label("", "hint"), wrapped_label("", "hint"))
        self._values = (wrapped_label(), wrapped_label())
        self._words, self._legend = _rich(), _rich()
        self._measure, self._reason = wrapped_label("", "label"), wrapped_label()
        self.codes = (self._link(icons, "search"), self._link(icons, "search"))
        self.life = self._link(icons, "history")
        self.life.setText("Levensloop van de mijlpaal")
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        for column in range(2):
            grid.setColumnStretch(column, 1)
            grid.addWidget(self._sides[column], 0, column)
            grid.addWidget(self._values[column], 1, column, Qt.AlignmentFlag.AlignTop)
        links = WrappingRow()
        for link in (*self.codes, self.life):
            links.addWidget(link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for label in (self._heading, self._about):
            layout.addWidget(label)
        layout.addLayout(grid)
        for label in (self._words, self._legend, self._measure, self._reason):
            layout.addWidget(label)
        layout.addLayout(links)
        layout.addStretch(1)
        theme.changed.connect(self._paint)
        self._life = ""
        self.life.clicked.connect(lambda: self.life_requested.emit(self._life))
        for link in self.codes:
            link.clicked.connect(lambda _on, link=link: self.code_requested.emit(_code_of(link)))

    def show_verschil(
        self, each: Verschil, compared: MomentsCompared, own: tuple[bool, bool]
    ) -> None:
        """Show another difference.

        Args:
            each: The difference.
            compared: For the names of the two sides.
            own: Whether the left and the right side are of the open file, whose codes lead on.
        """
        where = each.mijlpaal or each.project
        field = f" – {each.veld}" if each.veld else ""
        self._heading.setText(f"{where} · {LABELS[each.soort]}{field}")
        project = f"{each.project} {each.titel}".strip()
        self._about.setText(f"{each.onderwerp}\n{project}" if each.onderwerp else project)
        is_text = each.gelijkenis is not None
        self._segments = word_differences(each.was, each.nu) if is_text else []
        for label, kant in zip(self._sides, (compared.links, compared.rechts), strict=True):
            label.setText(side_words(kant))
        texts = ((each.was, each.code_was), (each.nu, each.code_nu))
        for label, (text, code) in zip(self._values, texts, strict=True):
            label.setText(text or (_EMPTY if code else _ABSENT))
        for label in (*self._sides, *self._values):
            label.setVisible(not is_text)
        self._paint()
        _tell(self._measure, each.maat)
        _tell(self._reason, f"Reden: {each.reden}" if each.reden else "")
        for link, code, leads in zip(self.codes, (each.code_was, each.code_nu), own, strict=True):
            link.setProperty("code", code)
            link.setText(f"Naspeuren {code}")
            link.setVisible(bool(code) and leads)
        self._life = each.mijlpaal
        self.life.setVisible(bool(each.mijlpaal))

    def _paint(self) -> None:
        has_words = bool(self._segments)
        for label in (self._words, self._legend):
            label.setVisible(has_words)
        if has_words:
            colours = self._theme.colours
            self._words.setText(as_html(self._segments, colours))
            self._words.setAccessibleName(as_spoken(self._segments))
            self._legend.setText(legend(colours))

    def _link(self, icons: Icons, name: str) -> QPushButton:
        button = QPushButton(icons.get(name), "")
        button.setProperty("role", "quiet")
        button.setMinimumHeight(3 * GRID)
        return button


def _rich() -> QLabel:
    """Return a label for words that came and went; what is in the texts stays text."""
    label = wrapped_label()
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def _tell(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _code_of(link: QPushButton) -> str:
    return str(link.property("code"))
