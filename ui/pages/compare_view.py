"""All differences of one fiche, built a few at a time, in the order of the report."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from ui.job import Runner
from ui.pages.compare_block import CompareBlock
from ui.pages.compare_card import CompareCard, Sides, plain_label
from ui.pages.compare_column import CardColumn
from ui.pages.compare_row import CompareRow
from ui.pages.compare_words import WordComparison
from ui.pages.scrolled import scroll_frameless
from ui.theme import GRID
from vvdesk.compare.wording import Segment
from vvdesk.comparing import Compared, Group
from vvdesk.dictionary import Sectie

AT_FIRST = 4
"""Cards that are built before the first paint."""
SHOWN_PER = 12
"""Cards that are built after it, one in each turn of the event loop, before they are shown."""
_Entry = tuple[str, Sectie | Group | Compared]
"""What an entry is called, which stays the same as long as it is the same place; and what it is."""


class CompareView(QScrollArea):
    """De verschillen van één fiche.

    Signals:
        taken_over(object): See `CompareCard`, as for all others.
        confirmed(object, bool): A `Gewogen`; whether it was confirmed already.
        explained(object, str): A toelichting.
        jump_requested(str): A path.
        reason_touched(str, object): A reason is being typed.
        reason_left(): The keyboard left the reason.

    Args:
        runner: Compares texts off the first paint.
    """

    taken_over = Signal(object)
    confirmed = Signal(object, bool)
    explained = Signal(object, str)
    jump_requested = Signal(str)
    reason_touched = Signal(str, object)
    reason_left = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides: Sides | None = None
        self._widgets: dict[str, QWidget] = {}
        self._waiting: list[_Entry] = []
        self._current: CompareCard | None = None
        self._place = 0
        self._column = _column_of(self)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_time)
        self._words = WordComparison(runner, self)
        self._words.known.connect(self._on_words_known)

    @property
    def current(self) -> CompareCard | None:
        """The difference that the keyboard stands on, or stood on last."""
        return self._current

    def show_groups(self, groups: Sequence[Group], sides: Sides, *, everything: bool) -> None:
        """Show these groups; what stood there already keeps its place and what is typed in it.

        Args:
            groups: As from `vvdesk.comparing`.
            sides: What all cards share; other ones build everything anew.
            everything: Show also what stayed the same.
        """
        if sides != self._sides:
            self.clear()
            self._sides = sides
        entries = list(_entries(groups, everything=everything))
        before = self.cards()
        place = _focused_place(before)
        self._drop(set(self._widgets) - {name for name, _what in entries})
        self._waiting = entries
        self._place = 0
        self._build(AT_FIRST)
        self._column.arrange()
        self._keep_focus(None if place is None or before[place] in self.cards() else place)
        self._timer.start()

    def clear(self) -> None:
        """Show nothing."""
        self._waiting = []
        self._timer.stop()
        self._drop(set(self._widgets))

    def next_difference(self) -> bool:
        """Go to the next difference, from the last one to the first; False when there is none."""
        return self._step(1)

    def previous_difference(self) -> bool:
        """Go to the difference before, from the first one to the last; False when there is none."""
        return self._step(-1)

    def take_keyboard(self) -> None:
        """Give the keyboard to the difference on which it stood last, or to the first."""
        if self._current is not None:
            self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def cards(self) -> list[CompareCard]:
        """Return the cards that are built, from top to bottom."""
        return [each for each in self._column.widgets() if isinstance(each, CompareCard)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from card to card, as in a list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and isinstance(QApplication.focusWidget(), CompareCard):
            self._walk(self.cards(), steps[Qt.Key(event.key())], around=False)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> bool:
        self._build(len(self._waiting))
        return self._walk([each for each in self.cards() if each.is_difference], step, around=True)

    def _walk(self, cards: list[CompareCard], step: int, *, around: bool) -> bool:
        if not cards:
            return False
        if self._current in cards:
            place = cards.index(self._current) + step
        else:
            place = 0 if step > 0 else len(cards) - 1
        if not around and not 0 <= place < len(cards):
            return True
        self._go_to(cards[place % len(cards)])
        return True

    def _go_to(self, card: CompareCard) -> None:
        self._column.arrange()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_reached(card)
        self.ensureWidgetVisible(card, 0, 3 * GRID)

    def _on_time(self) -> None:
        self._build(1)
        if not self._waiting or len(self._waiting) % SHOWN_PER == 0:
            self._column.arrange()
        if self._waiting:
            self._timer.start()
        else:
            self._compare_texts()

    def _build(self, at_most: int) -> None:
        """Put what waits in its place, until `at_most` cards were made."""
        made = 0
        standing = self._column.widgets()
        while self._waiting and made < max(at_most, 1):
            name, what = self._waiting.pop(0)
            widget = self._widgets.get(name)
            if widget is None:
                widget = self._widgets[name] = self._made(what)
                made += isinstance(widget, CompareCard)
            else:
                _show(widget, what)
            if self._place >= len(standing) or standing[self._place] is not widget:
                self._column.insert(self._place, widget)
                standing = self._column.widgets()
            self._place += 1

    def _made(self, what: Sectie | Group | Compared) -> QWidget:
        if isinstance(what, Sectie):
            return _heading(what.value, "heading")
        if isinstance(what, Group) and not what.is_whole:
            return _heading(f"{what.title} · {what.subtitle}" if what.subtitle else what.title)
        assert self._sides is not None  # noqa: S101 - groups come with their sides
        card: CompareCard
        if isinstance(what, Group):
            card = CompareBlock(what, self._sides)
        else:
            card = CompareRow(what, self._sides)
        for name in ("taken_over", "explained", "jump_requested", "reason_touched", "reason_left"):
            getattr(card, name).connect(getattr(self, name))
        card.confirmed.connect(self.confirmed)
        card.reached.connect(self._on_reached)
        if self._current is None:
            self._on_reached(card)
        return card

    def _on_reached(self, card: QObject) -> None:
        if isinstance(card, CompareCard):
            if self._current is not None and self._current is not card:
                self._current.set_reachable(False)
            self._current = card
            card.set_reachable(True)

    def _drop(self, names: set[str]) -> None:
        for name in names:
            widget = self._widgets.pop(name)
            if widget is self._current:
                self._current = None
            self._column.remove(widget)

    def _keep_focus(self, gone_at: int | None) -> None:
        """When the card with the keyboard went, the one that took its place gets it."""
        cards = self.cards()
        if not cards or (gone_at is None and self._current is not None):
            return
        card = cards[min(gone_at or 0, len(cards) - 1)]
        self._on_reached(card)
        if gone_at is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compare_texts(self) -> None:
        rows = (each for each in self.cards() if isinstance(each, CompareRow))
        self._words.begin([each.item for each in rows if each.wants_segments])

    def _on_words_known(self, item: Compared, segments: list[Segment]) -> None:
        row = self._widgets.get(f"field:{item.path}")
        if isinstance(row, CompareRow) and (row.item.old, row.item.new) == (item.old, item.new):
            row.show_segments(segments)


def _entries(groups: Sequence[Group], *, everything: bool) -> Iterator[_Entry]:
    section: Sectie | None = None
    for group in groups:
        items = [each for each in group.items if _is_shown(each, everything=everything)]
        if not (items or group.is_whole):
            continue
        if group.section is not section:
            section = group.section
            yield f"section:{section.name}", section
        if group.is_whole:
            yield f"block:{group.soort}:{group.path}", group
            continue
        if group.path:
            yield f"row:{group.path}", group
        for item in items:
            yield f"field:{item.path}", item


def _is_shown(item: Compared, *, everything: bool) -> bool:
    return item.needs_a_look or (everything and bool(item.old_text or item.new_text))


def _show(widget: QWidget, what: Sectie | Group | Compared) -> None:
    if isinstance(widget, CompareRow) and isinstance(what, Compared):
        if widget.item != what:
            widget.show_item(what)
    elif isinstance(widget, CompareBlock) and isinstance(what, Group):
        widget.show_group(what)
    elif isinstance(widget, QLabel) and isinstance(what, Group):
        widget.setText(f"{what.title} · {what.subtitle}" if what.subtitle else what.title)


def _focused_place(cards: Sequence[CompareCard]) -> int | None:
    """Return which card, counted from the top, has the keyboard in it."""
    focused = QApplication.focusWidget()
    if focused is None:
        return None
    places = (
        place for place, card in enumerate(cards) if card is focused or card.isAncestorOf(focused)
    )
    return next(places, None)


def _column_of(view: QScrollArea) -> CardColumn:
    scroll_frameless(view)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # One width only: else every text is measured twice, for with and without a scroll bar.
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setAccessibleName("Verschillen")
    column = CardColumn()
    view.setWidget(column)
    return column


def _heading(text: str, role: str = "label") -> QLabel:
    label = plain_label(text, role)
    label.setContentsMargins(0, GRID if role == "heading" else 0, 0, 0)
    return label
