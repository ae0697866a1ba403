"""The editor of several names in one field, such as ministers and betrokken entiteiten."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.forms.choice_editor import list_of
from ui.forms.line import Line
from ui.forms.name_chips import Flow, NameChip, NamesBox
from ui.forms.suggestions import Suggestions
from ui.forms.value_editor import NOT_FILLED, ValueEditor, set_look
from ui.theme import GRID, Theme
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists

_LEAST_INPUT = 10
_LIKE_A_LINE = (3, 5, 0, 5)
"""Pixels left, above, right and below that a box of one line keeps around its letters."""


class NamesEditor(ValueEditor):
    """Namen als blokjes; Enter of een puntkomma voegt toe, Backspace neemt het laatste weg.

    What is typed and not yet a chip counts too; it becomes one when the keyboard leaves.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`; not when the list opens.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
        theme: The colours of the chips.
    """

    has_list = True

    def __init__(
        self, field: Field, lists: ChoiceLists, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, lists, parent)
        self._theme = theme
        self._chips: list[NameChip] = []
        self.box = NamesBox(theme, self)
        self.input = Line(0, self.box)
        self.input.setStyleSheet("QLineEdit { border: none; padding: 0; background: transparent; }")
        self.input.setTextMargins(GRID // 2, 0, 0, 0)
        self.flow = Flow(self.box, _LEAST_INPUT)
        self.flow.addWidget(self.input)
        self.box.setFocusProxy(self.input)
        self.plain = _selectable(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.plain)
        self.name_control(self.input, self.plain)
        self.setFocusProxy(self.input)
        self.watch(self.input, self.plain)
        self.suggestions = Suggestions(self.input, lists[list_of(field)])
        self.suggestions.chosen.connect(self._on_chosen)
        self.input.textEdited.connect(self._on_edited)
        self.input.returnPressed.connect(self._on_return_pressed)
        self._prompt()

    def names(self) -> list[str]:
        """Return the names of the chips, in order."""
        return [chip.name for chip in self._chips]

    def text(self) -> str:
        """Return all names, and what is being typed, with "; " between them."""
        typed = self.input.text().strip()
        return "; ".join([*self.names(), *([typed] if typed else [])])

    def put(self, text: str) -> None:
        """Show these names as chips, without sending `touched`."""
        names = [name.strip() for name in text.split(";") if name.strip()]
        self.input.put("")
        if names != self.names():
            self._remove_chips()
            self._add_chips(names)
        self.plain.setText("\n".join(names) or NOT_FILLED)
        set_look(self.plain, "role", "" if names else "hint")
        self._prompt()

    def written(self, value: Any) -> str:
        """Return the names with "; " between them."""
        return "; ".join(value or ())

    def open_list(self) -> None:
        """Show all names to choose from."""
        if not self.box.isHidden():
            self.suggestions.offer()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the names as text that can be selected and copied, or let them be edited."""
        self.box.setHidden(read_only)
        self.plain.setVisible(read_only)
        self.setFocusProxy(self.control())

    def control(self) -> QWidget:
        """Return the input, or the text that stands there when nothing may be edited."""
        return self.plain if self.box.isHidden() else self.input

    def mark(self, severity: str) -> None:
        """Draw the edge for `fout` or `waarschuwing`; the empty text for none."""
        self.box.mark(severity)
        self.input.setProperty("severity", severity)

    def before_leaving(self) -> None:
        """Make a chip of what was being typed."""
        self._take_input()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Walk to the chips and add names by keyboard."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.box.update()
        if (
            watched is self.input
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._input_takes(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _input_takes(self, event: QKeyEvent) -> bool:
        back = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Left}
        at_the_front = not self.input.cursorPosition() and not self.input.hasSelectedText()
        if back and self._chips and at_the_front:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _on_edited(self, text: str) -> None:
        if ";" in text or "\n" in text:
            self._take_input()
        self._prompt()
        self.touched.emit()

    def _on_chosen(self, label: str) -> None:
        self.input.put("")
        self._add(label)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched.emit()

    def _on_return_pressed(self) -> None:
        if not self.suggestions.is_aimed():
            self._take_input()

    def _take_input(self) -> None:
        """Make chips of what stands in the input."""
        typed = self.input.text()
        self.input.put("")
        self.suggestions.close()
        for name in typed.replace("\n", ";").split(";"):
            self._add(name)
        self._prompt()

    def _add(self, name: str) -> None:
        self._add_chips([new for new in self._tidied([name]) if new not in self.names()])
        self._prompt()

    def _add_chips(self, names: list[str]) -> None:
        for name in names:
            chip = NameChip(name, self._theme, self.box)
            chip.removal_requested.connect(self._on_removal_requested)
            chip.walked.connect(self._on_walked)
            chip.typed.connect(self._on_chip_typed)
            self.watch(chip)
            self.flow.insert(len(self._chips), chip)
            self._chips.append(chip)
            chip.show()
        self.box.updateGeometry()

    def _remove_chips(self) -> None:
        while self._chips:
            self._drop(self._chips[-1])

    def _drop(self, chip: NameChip) -> None:
        if chip.hasFocus():
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chips.remove(chip)
        self.flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.box.updateGeometry()

    def _on_removal_requested(self, by_keyboard: bool) -> None:  # noqa: FBT001 - a slot
        chip = self.sender()
        if not isinstance(chip, NameChip):
            return
        at = self._chips.index(chip)
        nearest = at - 1 if at else 1
        self._go_to(nearest if by_keyboard else len(self._chips))
        self._drop(chip)
        self._prompt()
        self.touched.emit()

    def _on_walked(self, way: int) -> None:
        chip = self.sender()
        if isinstance(chip, NameChip):
            self._go_to(max(self._chips.index(chip) + way, 0))

    def _on_chip_typed(self, text: str) -> None:
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.insert(text)
        self.input.textEdited.emit(self.input.text())

    def _go_to(self, at: int) -> None:
        target: QWidget = self._chips[at] if at < len(self._chips) else self.input
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tidied(self, names: list[str]) -> tuple[str, ...]:
        found: tuple[str, ...] = self.field.kind.typed(";".join(names), self.lists)
        return found

    def _prompt(self) -> None:
        empty = not self._chips and not self.input.text()
        self.input.setPlaceholderText("Typ een naam…" if empty else "")


def _selectable(parent: QWidget) -> QLabel:
    """Make the text that stands in the place of the chips when nothing may be edited."""
    made = QLabel(parent)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    flags = Qt.TextInteractionFlag
    made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    made.setContentsMargins(*_LIKE_A_LINE)
    made.hide()
    return made
