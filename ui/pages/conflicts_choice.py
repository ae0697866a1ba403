"""Choosing for one field in conflict: its three values, a value of one's own, and a note."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from ui.forms.editor import Editor
from ui.forms.making import EditorContext
from ui.icons import Icons
from ui.job import Runner
from ui.pages.conflicts_choice_bar import ChoiceBar
from ui.pages.conflicts_own import OwnValue
from ui.pages.conflicts_shown import EMPTY, Shown
from ui.pages.conflicts_value import ValueLine
from ui.pages.conflicts_words import Pair, WordsOfValues
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists, JsonValue
from vvdesk.model import Keuze

KEYS = {
    Qt.Key.Key_1: Keuze.CENTRAAL,
    Qt.Key.Key_2: Keuze.ONTVANGEN,
    Qt.Key.Key_3: Keuze.EIGEN,
}
"""Which key chooses what, in a list of conflicts and beside it."""
_LABELS = {
    Keuze.CENTRAAL: "Nu centraal (1)",
    Keuze.ONTVANGEN: "Ontvangen (2)",
    Keuze.EIGEN: "Zelf (3)",
}
_ROWS = {Keuze.CENTRAAL: 1, Keuze.ONTVANGEN: 2, Keuze.EIGEN: 3}
_NOT_KNOWN = "niet bekend"
_OF_TEXT = 3
"""How much of the width a text gets, when what is said of it gets one part."""


class ChoicePane(QWidget):
    """De drie waarden van één veld; bij een conflict met de keuze ertussen.

    Signals:
        chosen(object, object, str): A `Keuze`, the own value for EIGEN, and the note.
        spread(str): The choice is to hold for the whole `project` or the whole `entiteit`.
        stepped(int): The next (1) or previous (-1) conflict is wanted.

    Args:
        context: What the editor of an own value needs.
        runner: Compares texts.
        icons: For the buttons.
        asks_note: Whether a note is required.
    """

    chosen = Signal(object, object, str)
    spread = Signal(str)
    stepped = Signal(int)

    def __init__(
        self,
        context: EditorContext,
        runner: Runner,
        icons: Icons,
        *,
        asks_note: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.shown: Shown | None = None
        self._keuze = Keuze.OPEN
        self._value: Any = None
        self._title = wrapped_label(role="label")
        self._message = wrapped_label()
        self._names = {row: QLabel() for row in (0, 1, 2)}
        self.radios = {keuze: QRadioButton(label) for keuze, label in _LABELS.items()}
        self._values = {row: ValueLine(context.chips) for row in (0, 1, 2)}
        self._remarks = {row: wrapped_label(role="hint") for row in (0, 1, 2)}
        self.own = OwnValue(context)
        self.bar = ChoiceBar(icons, asks_note=asks_note)
        self._words = WordsOfValues(runner, self)
        self._lay_out()
        self._connect()
        self.show_shown(None)

    def show_shown(
        self,
        shown: Shown | None,
        keuze: Keuze = Keuze.OPEN,
        value: Any = None,
        nota: str = "",
        place: str = "",
    ) -> None:
        """Show another field and what was chosen for it.

        Args:
            shown: The field; None for nothing.
            keuze: OPEN as long as nothing was chosen.
            value: The own value.
            nota: What was noted.
            place: Which conflict it is: "1 van 4".
        """
        self._words.stop()
        self.shown, self._keuze, self._value = shown, keuze, value
        is_conflict = shown is not None and shown.is_conflict
        self._title.setText("" if shown is None else f"{shown.project} › {shown.waar}")
        self._message.setText("" if shown is None else shown.message)
        self._message.setVisible(bool(self._message.text()))
        has_values = shown is not None and bool(shown.path)
        for row in (0, 1, 2):
            self._values[row].setVisible(has_values)
            self._remarks[row].setVisible(has_values)
            self._names[row].setVisible(has_values and (row == 0 or not is_conflict))
        for radio in self.radios.values():
            radio.setVisible(is_conflict)
        self.own.setVisible(is_conflict)
        self.bar.show_shown(shown, nota, place)
        if shown is not None and has_values:
            self._show_values(shown)
        self._show_choice()

    def choose(self, keuze: Keuze) -> None:
        """Choose by the keyboard; an own value is typed first."""
        radio = self.radios[keuze]
        if not radio.isHidden() and radio.isEnabled():
            radio.click()

    def allow_own(self, *, allowed: bool) -> None:
        """Let an own value be given; not for several fields at once."""
        self.radios[Keuze.EIGEN].setEnabled(allowed)

    def finish(self) -> bool:
        """Take what is being typed; return False when it is no value."""
        self.bar.finish()
        return self.own.finish()

    def nota(self) -> str:
        """Return the note."""
        return self.bar.note.text().strip()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        above = QHBoxLayout()
        above.setSpacing(GRID)
        above.addWidget(self._title, 1)
        above.addWidget(self.bar.steps)
        layout.addLayout(above)
        layout.addWidget(self._message)
        self._grid = _placed((self._names, self._values, self._remarks), self.radios, self.own)
        layout.addLayout(self._grid)
        layout.addWidget(self.bar)
        layout.addStretch(1)
        self.setAccessibleName("Het gekozen veld")

    def _connect(self) -> None:
        for keuze, radio in self.radios.items():
            radio.clicked.connect(lambda _on, keuze=keuze: self._on_radio(keuze))
        self.own.entered.connect(lambda: self.radios[Keuze.EIGEN].setChecked(True))
        self.own.given.connect(self._on_given)
        self.own.left_alone.connect(self._show_choice)
        self._words.known.connect(self._on_words)
        self.bar.noted.connect(self._on_noted)
        self.bar.spread.connect(self.spread)
        self.bar.stepped.connect(self.stepped)

    def _show_values(self, shown: Shown) -> None:
        base = shown.base if shown.knows_base else None
        for row, value in enumerate((base, shown.current, shown.incoming)):
            self._show_value(row, shown, value)
        if not shown.knows_base:
            self._values[0].show_text(_NOT_KNOWN)
        self._names[1].setText(shown.current_name)
        self._remarks[0].setText("")
        self._remarks[1].setText("")
        # A text needs the room; what is said of an amount stands right behind it.
        self._grid.setColumnStretch(1, _OF_TEXT if shown.is_worded else 0)
        between = "\n" if shown.is_worded else " · "
        lines = f"{shown.measure()}\n{shown.source}".split("\n")
        self._remarks[2].setText(between.join(part for part in lines if part))
        if shown.is_worded:
            self._words.begin(shown)

    def _show_value(self, row: int, shown: Shown, value: JsonValue) -> None:
        if shown.status_list and isinstance(value, str) and value:
            self._values[row].show_status(shown.status_list, value)
        else:
            self._values[row].show_text(shown.text(value, self._context.lists) or EMPTY)

    def _show_choice(self) -> None:
        """Press the button of what holds, and have an editor only where one is wanted."""
        shown = self.shown
        for keuze, radio in self.radios.items():
            radio.setAutoExclusive(False)
            radio.setChecked(keuze is self._keuze)
            radio.setAutoExclusive(True)
            name = _LABELS[keuze] if shown is None else spoken(keuze, shown, self._context.lists)
            radio.setAccessibleName(name)
        wants_editor = self._keuze is Keuze.EIGEN and shown is not None
        self._show_editor(shown.field if wants_editor and shown is not None else None)
        if wants_editor:
            self.own.show_value(self._value)
        self.bar.show_keuze(self._keuze)

    def _show_editor(self, field: Field | None) -> None:
        """Have the editor of a field, where Tab passes it between its button and the note."""
        self.own.show_field(field)
        if self.own.editor is not None:
            _tab_behind(self.radios[Keuze.EIGEN], self.own.editor)

    def _on_radio(self, keuze: Keuze) -> None:
        if self.shown is None:
            return
        if keuze is Keuze.EIGEN:
            if self.own.editor is None:
                self._show_editor(self.shown.field)
                self.own.show_value(self.shown.value(self.shown.current))
            self.own.take_keyboard()
            return
        self._keuze, self._value = keuze, None
        self._show_choice()
        self.chosen.emit(keuze, None, self.nota())

    def _on_given(self, value: Any) -> None:
        self._keuze, self._value = Keuze.EIGEN, value
        self.bar.show_keuze(self._keuze)
        self.chosen.emit(Keuze.EIGEN, value, self.nota())

    def _on_noted(self, nota: str) -> None:
        if self._keuze is not Keuze.OPEN:
            self.chosen.emit(self._keuze, self._value, nota)

    def _on_words(self, shown: Shown, pair: Pair) -> None:
        if shown != self.shown:
            return
        for row, segments in ((1, pair[0]), (2, pair[1])):
            if segments:
                self._values[row].show_segments(segments)


def _tab_behind(button: QWidget, editor: Editor) -> None:
    """Let Tab come from the button to the editor."""
    proxy = editor.focusProxy()
    # With a proxy Qt makes a ring of them that Tab never leaves.
    editor.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none for no proxy
    QWidget.setTabOrder(button, editor.control())
    if proxy is not None:
        editor.setFocusProxy(proxy)


def _placed(
    rows: tuple[dict[int, QLabel], dict[int, ValueLine], dict[int, QLabel]],
    radios: dict[Keuze, QRadioButton],
    own: OwnValue,
) -> QGridLayout:
    """Put names (or buttons) before values, and remarks behind them."""
    names, values, remarks = rows
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(0)
    top = Qt.AlignmentFlag.AlignTop
    for row, name in enumerate(("Verstuurd", "Nu centraal", "Ontvangen")):
        names[row].setText(name)
        names[row].setProperty("role", "hint")
        names[row].setContentsMargins(0, GRID // 2, 0, GRID // 2)
        remarks[row].setContentsMargins(0, GRID // 2, 0, GRID // 2)
        grid.addWidget(names[row], row, 0, top)
        grid.addWidget(values[row], row, 1, top)
        grid.addWidget(remarks[row], row, 2, top)
    for keuze, radio in radios.items():
        radio.setMinimumHeight(3 * GRID)
        grid.addWidget(radio, _ROWS[keuze], 0, top)
    grid.addWidget(own, _ROWS[Keuze.EIGEN], 1, 1, 2)
    grid.setColumnStretch(2, 1)
    return grid


def spoken(keuze: Keuze, shown: Shown, lists: ChoiceLists) -> str:
    """Return what a screen reader says of a choice: the value itself, and its key."""
    if keuze is Keuze.EIGEN:
        return "Zelf een waarde geven, toets 3"
    if keuze is Keuze.CENTRAAL:
        return f"Nu centraal: {shown.text(shown.current, lists)}, toets 1"
    return f"Ontvangen: {shown.text(shown.incoming, lists)}, toets 2"
