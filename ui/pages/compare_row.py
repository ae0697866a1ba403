"""One field then and now: words, amounts, days and statuses, with what can be done about it."""

from PySide6.QtWidgets import QLabel, QPushButton

from ui.pages.compare_card import CompareCard, Sides, plain_label
from ui.pages.compare_confirmation import Confirmation
from ui.pages.compare_reason import ReasonLine
from ui.pages.compare_text import CompareWords, as_spoken
from ui.pages.compare_values import ThenAndNow
from vvdesk.compare.wording import Segment
from vvdesk.comparing import Compared
from vvdesk.rules import Severity

_LONGEST_SAME = 300
"""Characters shown of a text that stayed the same."""


class CompareRow(CompareCard):
    """Eén veld, toen en nu.

    Args:
        item: The field.
        sides: What it shares with the others.
    """

    def __init__(self, item: Compared, sides: Sides) -> None:
        super().__init__(item.path, sides)
        self.item = item
        self._label = plain_label(item.label, "label")
        self._note = QLabel("gelijk gebleven")
        self._note.setProperty("role", "hint")
        self.top.addWidget(self._label, 1)
        self.top.addWidget(self._note)
        self._take_over = self._taking_over() if sides.may_edit else None
        self.add_jump(item.label)
        self._same = plain_label()
        self._words = CompareWords(sides, self) if item.is_text else None
        self._values = ThenAndNow(sides, is_status=item.is_status) if not item.is_text else None
        for widget in (self._words, self._values, self._same):
            if widget is not None:
                self.body.addWidget(widget)
        self.body.addLayout(self.findings)
        self._confirmation: Confirmation | None = None
        self._reason: ReasonLine | None = None
        self.show_item(item)

    def show_item(self, item: Compared) -> None:
        """Show the field as it is now, keeping what somebody is typing here."""
        if self._words is not None and (item.old, item.new) != (self.item.old, self.item.new):
            self._words.forget()
        self.item = item
        self.is_difference = item.needs_a_look
        self._same.setVisible(not item.is_changed)
        self._same.setText("" if item.is_changed else _cut(item.new_text))
        self._note.setVisible(not item.is_changed)
        if self._values is not None:
            self._values.show_item(item)
            self._values.setVisible(item.is_changed)
        if self._words is not None:
            self._words.setVisible(item.is_changed)
        if self._take_over is not None:
            self._take_over.setVisible(item.is_changed)
        self.show_findings(item.findings)
        self._show_confirmation()
        self._show_reason()
        self.setAccessibleName(self._spoken())

    def show_segments(self, segments: list[Segment]) -> None:
        """Show the words that came and went, once they are known."""
        if self._words is not None:
            self._words.show_segments(segments)
        self.setAccessibleName(self._spoken())

    @property
    def wants_segments(self) -> bool:
        """Tell whether words are to be compared that are not yet."""
        return self._words is not None and self.item.is_changed and not self._words.segments

    def restyle(self) -> None:
        """Show everything in the colours that hold now."""
        super().restyle()
        for part in (self._values, self._words):
            if part is not None:
                part.restyle()

    def _show_reason(self) -> None:
        item = self.item
        if not item.reason:
            if self._reason is not None:
                self._reason.hide()
            return
        if self._reason is None:
            self._reason = made = ReasonLine(item.label)
            made.touched.connect(lambda: self.reason_touched.emit(self.item.reason, made.text))
            made.left.connect(self.reason_left)
            made.set_read_only(not self.sides.may_edit)
            self.body.addWidget(made)
        self._reason.show_text(item.reason_text)
        heavy = any(each.finding.severity is Severity.FOUT for each in item.findings)
        self._reason.set_required(heavy and not item.reason_text)
        self._reason.setVisible(self.sides.may_edit or bool(item.reason_text))

    def _show_confirmation(self) -> None:
        weighed = self.item.to_confirm
        if weighed is not None and self._confirmation is None:
            self._confirmation = Confirmation(may_edit=self.sides.may_edit)
            self._confirmation.confirmed.connect(self.confirmed)
            self.body.addWidget(self._confirmation)
        if self._confirmation is not None:
            self._confirmation.show_finding(weighed)

    def _spoken(self) -> str:
        item, sides = self.item, self.sides
        if not item.is_changed:
            return f"{item.label}: gelijk gebleven. {_cut(item.new_text)}"
        if self._words is not None:
            return f"{item.label}. {as_spoken(self._words.segments)}"
        then, now = item.old_text or "niet ingevuld", item.new_text or "niet ingevuld"
        measure = f" {item.measure}." if item.measure else ""
        return f"{item.label}. {sides.then}: {then}. {sides.now}: {now}.{measure}"

    def _taking_over(self) -> QPushButton:
        label, sides = self.item.label, self.sides
        button = self.add_button(
            sides.take_over, f"{label}: overnemen van {sides.then}", "corner-down-left"
        )
        button.clicked.connect(lambda: self.taken_over.emit(self.item))
        return button


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SAME else f"{text[:_LONGEST_SAME].rsplit(None, 1)[0]} …"
