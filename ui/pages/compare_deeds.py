"""What is done about a difference: taking it over, confirming, giving a reason, showing it."""

from collections.abc import Callable

from ui.desk import LiveDesk, Typing
from ui.notices import Offer, Tone
from vvdesk.compare.changes import Soort
from vvdesk.comparing import CONFIRMED, Compared, Group
from vvdesk.content import parse_path
from vvdesk.errors import VvdeskError
from vvdesk.rules import Gewogen


class CompareDeeds:
    """Doet in de fiche in de hand wat bij een verschil gevraagd wordt.

    Args:
        live_desk: The open file.
        then: The name of the meetmoment that is compared with.
    """

    def __init__(self, live_desk: LiveDesk, then: str) -> None:
        self._live_desk, self._then = live_desk, then

    def take_over(self, what: Compared | Group) -> None:
        """Put back what stood there then: a value, or a row that came or went."""
        reden = f"Overgenomen van {self._then}."
        if isinstance(what, Compared):
            name = f"{what.label} overnemen van {self._then}"
            done = self._live_desk.set({what.path: what.old}, name, reden=reden)
            told = f"{what.label} is overgenomen van {self._then}."
        else:
            done = self._put_row_back(what, reden)
            came = what.soort is Soort.TOEGEVOEGD
            told = f"{what.title} is {'verwijderd' if came else 'teruggezet'}."
        if done:
            self._live_desk.tell(told, Tone.GOOD, Offer("Ongedaan maken", self._live_desk.undo))

    def confirm(self, weighed: Gewogen, already: bool) -> None:  # noqa: FBT001 - a slot
        """Say that a text is the same on purpose, or take that back."""
        self._live_desk.explain(weighed, "" if already else CONFIRMED)

    def hear_reason(self, path: str, text: Callable[[], str]) -> None:
        """Hear that a reason is being typed."""
        kind = parse_path(path).field.kind
        self._live_desk.touch(path, Typing(text, lambda: kind.typed(text())))

    def jump(self, path: str) -> None:
        """Show a path in the form."""
        self._live_desk.jump_requested.emit(self._live_desk.project, path)

    def _put_row_back(self, group: Group, reden: str) -> bool:
        collection, row_id = group.path.split(".")
        live, moment = self._live_desk, self._live_desk.desk.meetmoment.id
        old = live.desk.vorige(live.project)
        try:
            with live.step(f"{group.title} als in {self._then}") as work:
                if group.soort is Soort.TOEGEVOEGD:
                    work.remove_row(moment, live.project, collection, row_id, reden)
                elif old is not None:
                    work.add_row(moment, live.project, collection, old.tables[collection][row_id])
        except VvdeskError as error:
            live.tell(str(error), Tone.ERROR, stays=True)
            return False
        return True
