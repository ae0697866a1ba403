"""Editors of one choice out of a list: a short list as a combo box, a long one by typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)

from ui.forms.choice_box import KEY_ROLE, ChoiceBox
from ui.forms.line import Line, LineEditor, SideButton
from ui.forms.status_chip import ShapeLabel, StatusChips
from ui.forms.suggestions import Suggestions
from ui.forms.value_editor import NOT_FILLED, ValueEditor, set_look
from ui.icons import Icons
from ui.theme import GRID
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists

_NOTHING = "Kies…"


class ChoiceEditor(ValueEditor):
    """One choice out of a short list.

    A stored key or a typed text that the list does not have stays, as an item of its own.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`; not when the list opens.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
        chips: Who draws the statuses.
        icons: Where the arrow comes from.
    """

    has_list = True

    def __init__(
        self,
        field: Field,
        lists: ChoiceLists,
        chips: StatusChips,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(field, lists, parent)
        self._list_name = list_of(field)
        self._chips = chips
        self.box = ChoiceBox(self._list_name, chips, icons, self)
        self.box.addItem(_NOTHING)
        for key, label in lists[self._list_name].entries:
            self.box.addItem(label, key)
        self._own_items = self.box.count()
        self.line = Line(0, self)
        self.line.setReadOnly(True)
        self.line.hide()
        self.line.setPlaceholderText(NOT_FILLED)
        set_look(self.line, "readOnlyLook", True)
        self.shape = ShapeLabel(chips, self)
        self.shape.hide()
        self.name_control(self.box, self.line, self.box.view())
        self.setFocusProxy(self.box)
        self._lay_out()
        self.box.currentIndexChanged.connect(self.touched)
        self.watch(self.box, self.line)

    def text(self) -> str:
        """Return the label that was chosen, the text that stands there, or nothing."""
        return self.box.currentText() if self.box.currentIndex() > 0 else ""

    def put(self, text: str) -> None:
        """Choose the label `text`, without sending `touched`; an unknown one becomes an item."""
        if text != self.text():
            self._choose(text)
        self._mirror()

    def open_list(self) -> None:
        """Show the list."""
        if not self.box.isHidden():
            self.box.showPopup()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the label as text that can be selected and copied, or let it be chosen."""
        self.box.setHidden(read_only)
        self.line.setVisible(read_only)
        self._mirror()
        self.setFocusProxy(self.control())

    def control(self) -> QWidget:
        """Return the box, or the line that stands in its place when nothing may be chosen."""
        return self.line if self.box.isHidden() else self.box

    def mark(self, severity: str) -> None:
        """Draw the edge for `fout` or `waarschuwing`; the empty text for none."""
        set_look(self.box, "severity", severity)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.shape)
        row.addWidget(self.line, 1)

    def _mirror(self) -> None:
        """Say in the line that only shows what the box says."""
        self.line.put(self.text())
        key = self.box.currentData(KEY_ROLE)
        self.shape.show_status(self._list_name, key)
        self.shape.setHidden(self.line.isHidden() or not key or not self.shape.is_drawn())

    def _choose(self, text: str) -> None:
        blocked = self.box.blockSignals(True)
        while self.box.count() > self._own_items:
            self.box.removeItem(self._own_items)
        at = self.box.findText(text, Qt.MatchFlag.MatchExactly) if text else 0
        if at < 0:
            self.box.addItem(text, text)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)
        self.box.blockSignals(blocked)
        self.box.update()


class SearchChoiceEditor(LineEditor):
    """One choice out of a long list: type any part of its name, or open the list.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`; not when the list opens.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
        icons: Where the arrow comes from.
    """

    has_list = True
    prompt = "Kies of typ een deel van de naam…"

    def __init__(
        self, field: Field, lists: ChoiceLists, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, lists, parent)
        self.suggestions = Suggestions(self.line, lists[list_of(field)])
        self.suggestions.chosen.connect(self._on_chosen)
        name, tip = f"Lijst voor {field.about.label}", "Hele lijst (Alt+Pijl omlaag)"
        self.opener = SideButton(icons.get("chevron-down"), name, tip, self)
        self.opener.clicked.connect(self.open_list)
        self.line.hold(self.opener)

    def open_list(self) -> None:
        """Show the whole list."""
        if not self.line.isReadOnly():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.suggestions.offer()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the label as text that can be selected and copied, or let it be chosen."""
        super().set_read_only(read_only)
        self.opener.setHidden(read_only)

    def _on_chosen(self, label: str) -> None:
        if label != self.text():
            self.put(label)
            self.line.setCursorPosition(0)
            self.touched.emit()


def list_of(field: Field) -> str:
    """Return the name of the list that the field's values come from; empty for none."""
    return str(getattr(field.kind, "list_name", ""))
