"""One field then and now: words, amounts, days and statuses, with what can be done about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.pages.compare_card import CompareCard, Sides, plain_label
from ui.pages.compare_reason import ReasonLine
from ui.pages.compare_text import as_html, as_spoken
from ui.pages.compare_values import ThenAndNow
from ui.theme import GRID
from vvdesk.compare.shortening import condensed
from vvdesk.compare.wording import Part, Segment
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
        self._segments: list[Segment] = []
        self._is_whole = False
        self._label = plain_label(item.label, "label")
        self.top.addWidget(self._label, 1)
        self._note = QLabel("gelijk gebleven")
        self._note.setProperty("role", "hint")
        self.top.addWidget(self._note)
        self._take_over = self._taking_over()
        if sides.may_jump:
            self.add_jump(item.label)
        self._values = ThenAndNow(sides, is_status=item.is_status, parent=self)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._same = plain_label()
        self._more = self._link("Hele tekst tonen", self._on_more)
        self._confirm = self._confirming()
        self._reason: ReasonLine | None = None
        for widget in (self._values, self._text, self._more, self._same):
            self.body.addWidget(widget)
        self.body.addLayout(self.findings)
        self.body.addWidget(self._confirm)
        self.show_item(item)

    def show_item(self, item: Compared) -> None:
        """Show the field as it is now, keeping what somebody is typing here."""
        if (item.old, item.new) != (self.item.old, self.item.new):
            self._segments, self._is_whole = [], False
        self.item = item
        self.is_difference = item.needs_a_look
        as_values = item.is_changed and not item.is_text
        self._values.setVisible(as_values)
        if as_values:
            self._values.show_item(item)
        self._same.setVisible(not item.is_changed)
        self._same.setText(_cut(item.new_text))
        self._note.setVisible(not item.is_changed)
        self._take_over.setVisible(self.sides.may_edit and item.is_changed)
        self.show_findings(item.findings)
        self._show_confirmation()
        self._show_reason()
        self._show_words()
        self.setAccessibleName(self._spoken())

    def show_segments(self, segments: list[Segment]) -> None:
        """Show the words that came and went, once they are known."""
        self._segments = segments
        self._show_words()
        self.setAccessibleName(self._spoken())

    @property
    def wants_segments(self) -> bool:
        """Tell whether words are to be compared that are not yet."""
        return self.item.is_changed and self.item.is_text and not self._segments

    def restyle(self) -> None:
        """Show everything in the colours that hold now."""
        super().restyle()
        self._values.restyle()
        self._show_words()

    def _show_words(self) -> None:
        shown = self.item.is_changed and self.item.is_text
        self._text.setVisible(shown)
        self._more.hide()
        if not shown:
            return
        if not self._segments:
            self._text.setText("De teksten worden vergeleken…")
            return
        if all(each.part is Part.EQUAL for each in self._segments):
            self._text.setText("Alleen de opmaak verschilt.")
            return
        short = condensed(self._segments)
        self._more.setVisible(short != self._segments)
        self._more.setText("Korter tonen" if self._is_whole else "Hele tekst tonen")
        segments = self._segments if self._is_whole else short
        self._text.setText(as_html(segments, self.sides.theme.colours))

    def _show_reason(self) -> None:
        item = self.item
        if not item.reason:
            if self._reason is not None:
                self._reason.hide()
            return
        if self._reason is None:
            self._reason = made = ReasonLine(item.label, self)
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
        self._confirm.setVisible(weighed is not None and (self.sides.may_edit or self._confirmed))
        self._confirmation.setText(weighed.tekst or "" if weighed else "")
        self._confirmation.setVisible(self._confirmed)
        self._confirm_button.setVisible(self.sides.may_edit)
        self._confirm_button.setText(
            "Bevestiging wegnemen" if self._confirmed else "Ongewijzigd bevestigen"
        )

    @property
    def _confirmed(self) -> bool:
        weighed = self.item.to_confirm
        return weighed is not None and bool(weighed.tekst)

    def _spoken(self) -> str:
        item, sides = self.item, self.sides
        if not item.is_changed:
            return f"{item.label}: gelijk gebleven. {_cut(item.new_text)}"
        if item.is_text:
            return f"{item.label}. {as_spoken(self._segments) if self._segments else ''}".strip()
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

    def _confirming(self) -> QWidget:
        line = QWidget(self)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self._confirmation = QLabel()
        self._confirm_button = QPushButton(line)
        self._confirm_button.clicked.connect(self._on_confirm)
        layout.addWidget(self._confirmation)
        layout.addWidget(self._confirm_button)
        layout.addStretch(1)
        return line

    def _link(self, text: str, act) -> QPushButton:  # type: ignore[no-untyped-def] # noqa: ANN001 - a bound method
        button = QPushButton(text, self)
        button.setProperty("role", "link")
        button.clicked.connect(act)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._buttons.append(button)
        return button

    def _on_more(self) -> None:
        self._is_whole = not self._is_whole
        self._show_words()

    def _on_confirm(self) -> None:
        weighed = self.item.to_confirm
        if weighed is not None:
            self.confirmed.emit(weighed, self._confirmed)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SAME else f"{text[:_LONGEST_SAME].rsplit(None, 1)[0]} …"
