"""What a person chooses at the conflicts of a plan, before anything is written.

A choice in one inzending may bear on a later one in the same batch: what was planned as a plain
change is a conflict when the value that it was planned on is no longer the one that stands there.
So all steps on one field form a chain, and carrying out follows the same rules as showing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.kinds import JsonValue
from vvdesk.merge.drawn import Resolve
from vvdesk.merge.steps import ConflictStep, FieldStep
from vvdesk.merge.three_way import plain
from vvdesk.model import Keuze

_KEUZEN: Final = {
    Resolve.INCOMING: Keuze.ONTVANGEN,
    Resolve.CURRENT: Keuze.CENTRAAL,
}
DEFAULT_NOTE: Final = "Gekozen bij het samenvoegen."
_BEFOREHAND: Final = {
    Resolve.INCOMING: "Vooraf gekozen: de ontvangen waarde.",
    Resolve.CURRENT: "Vooraf gekozen: de centrale waarde.",
}
_CHOSEN: Final = frozenset({Keuze.CENTRAAL, Keuze.ONTVANGEN, Keuze.EIGEN})


@dataclass(frozen=True, slots=True)
class Choice:
    """What one conflict becomes.

    Attributes:
        keuze: `CENTRAAL`, `ONTVANGEN` or `EIGEN`.
        value: For `EIGEN`, of the field's kind.
        nota: Why; empty for a sentence that says when it was chosen.
    """

    keuze: Keuze
    value: Any = None
    nota: str = ""

    @property
    def note(self) -> str:
        """What the ledger keeps as the reason, never empty."""
        return " ".join(self.nota.split()) or DEFAULT_NOTE

    def own(self, path: str) -> Any:
        """Return one's own value for a field; what is empty is the empty value of its kind."""
        return parse_path(path).field.kind.from_json(None) if self.value is None else self.value

    def outcome(self, path: str, central: JsonValue, received: JsonValue) -> JsonValue:
        """Return what stands there after this choice, as in dumps."""
        if self.keuze is Keuze.EIGEN:
            return parse_path(path).field.kind.to_json(self.own(path))
        return received if self.keuze is Keuze.ONTVANGEN else central


def chosen_beforehand(resolve: Resolve) -> Choice | None:
    """Return the choice for every conflict that nobody chose for; None to leave them open."""
    if resolve is Resolve.ASK:
        return None
    return Choice(_KEUZEN[resolve], nota=_BEFOREHAND[resolve])


class Place(NamedTuple):
    """Where in a plan something is chosen.

    Attributes:
        workbook: Which inzending, counted from 0.
        project: The project's code.
        path: The field's path within the fiche.
    """

    workbook: int
    project: str
    path: str


class Standing(NamedTuple):
    """One step of a chain, as it stands with the choices made so far.

    Attributes:
        central: What stands centrally when it is this inzending's turn, as in dumps.
        after: What stands there afterwards.
        is_conflict: A person has, or had, to choose.
    """

    central: JsonValue
    after: JsonValue
    is_conflict: bool


class _Link(NamedTuple):
    place: Place
    old: JsonValue
    new: JsonValue
    is_conflict: bool


class Choices:
    """The conflicts of a plan and what was chosen for each.

    Args:
        resolve: What happens to a conflict that nobody chooses for.
    """

    def __init__(self, resolve: Resolve) -> None:
        self._beforehand = chosen_beforehand(resolve)
        self._chains: dict[tuple[str, str], list[_Link]] = {}
        self._senders: dict[Place, str | None] = {}
        self._chosen: dict[Place, Choice] = {}
        self._conflicts: list[Place] | None = None
        self._planned_plain: set[Place] = set()

    def note(
        self,
        workbook: int,
        steps: Iterable[object],
        entiteit_of: Callable[[str], str | None],
    ) -> None:
        """Take in the steps of the next inzending."""
        for step in steps:
            if not isinstance(step, ConflictStep | FieldStep):
                continue
            key, place = (step.project, step.path), Place(workbook, step.project, step.path)
            is_conflict = isinstance(step, ConflictStep)
            if is_conflict or key in self._chains:
                old, new = (
                    (step.current, step.incoming)
                    if isinstance(step, ConflictStep)
                    else (step.old, step.new)
                )
                link = _Link(place, old, new, is_conflict)
                self._chains.setdefault(key, []).append(link)
                self._senders[place] = entiteit_of(step.project)
                if not is_conflict:
                    self._planned_plain.add(place)
        self._conflicts = None

    @property
    def places(self) -> list[Place]:
        """Every conflict, in reading order."""
        if self._conflicts is None:
            found = [
                link.place
                for key, links in self._chains.items()
                for link, stands in zip(links, self._standings(key), strict=True)
                if stands.is_conflict
            ]
            order = {place: (place.workbook, at) for at, place in enumerate(self._senders)}
            self._conflicts = sorted(found, key=order.__getitem__)
        return list(self._conflicts)

    def turned(self) -> list[Place]:
        """Return the plain changes that choices for earlier inzendingen turned into conflicts."""
        plain_ones = self._planned_plain
        return [place for place in self.places if place in plain_ones] if plain_ones else []

    @property
    def chosen(self) -> int:
        """How many conflicts have a choice."""
        return sum(self.of(*place) is not None for place in self.places)

    @property
    def open(self) -> int:
        """How many conflicts would wait in the ledger."""
        return len(self) - self.chosen

    def __len__(self) -> int:
        return len(self.places)

    def choose(self, workbook: int, project: str, path: str, choice: Choice) -> None:
        """Choose for one conflict; a later choice takes the place of an earlier one.

        Raises:
            Misused: There is no such conflict, or nothing was chosen.
        """
        place = Place(workbook, project, path)
        if place not in self._senders:
            raise Misused(f"{project} heeft bij {path} geen conflict in dit plan.")
        self._put([place], choice)

    def unchoose(self, workbook: int, project: str, path: str) -> None:
        """Take the choice for one conflict back; without one nothing happens."""
        self._drop([Place(workbook, project, path)])

    def of(self, workbook: int, project: str, path: str) -> Choice | None:
        """Return what was chosen for a conflict; None when it stays open."""
        return self._chosen.get(Place(workbook, project, path), self._beforehand)

    def picked(self, workbook: int, project: str, path: str) -> Choice | None:
        """Return what a person chose for a conflict; None when nobody did."""
        return self._chosen.get(Place(workbook, project, path))

    def picks(self) -> Mapping[Place, Choice]:
        """Return everything that a person chose."""
        return self._chosen

    def for_project(self, project: str, choice: Choice) -> int:
        """Choose for all conflicts of one project; return how many those are.

        Raises:
            Misused: The choice is a value of one's own.
        """
        return self._put_many((x for x in self.places if x.project == project), choice)

    def for_entiteit(self, entiteit: str | None, choice: Choice) -> int:
        """Choose for all conflicts of one entiteit; return how many those are.

        Raises:
            Misused: The choice is a value of one's own.
        """
        return self._put_many((x for x in self.places if self._senders[x] == entiteit), choice)

    def for_all(self, choice: Choice) -> int:
        """Choose for all conflicts; return how many those are.

        Raises:
            Misused: The choice is a value of one's own.
        """
        return self._put_many(self.places, choice)

    def forget_project(self, project: str) -> int:
        """Take back the choices for one project; return how many there were."""
        return self._drop([each for each in self._chosen if each.project == project])

    def forget_entiteit(self, entiteit: str | None) -> int:
        """Take back the choices for one entiteit; return how many there were."""
        return self._drop([each for each in self._chosen if self._senders[each] == entiteit])

    def take(self, earlier: "Choices", places: Mapping[int, int]) -> None:
        """Take over the choices of an earlier plan, where the same conflict is still there.

        Args:
            earlier: Those of the earlier plan.
            places: Number of an inzending there, to its number here.
        """
        for place, choice in earlier.picks().items():
            moved = Place(places.get(place.workbook, -1), place.project, place.path)
            if moved in self._senders:
                self._put([moved], choice)

    def standing(self, workbook: int, project: str, path: str) -> Standing | None:
        """Return how a field stands at one inzending; None when no choice bears on it."""
        key = (project, path)
        for link, stands in zip(self._chains.get(key, ()), self._standings(key), strict=True):
            if link.place.workbook == workbook:
                return stands
        return None

    def outcomes(self) -> Iterator[tuple[str, str, JsonValue, JsonValue]]:
        """Yield project, path, first and last value of every field on which choices bear."""
        for (project, path), links in self._chains.items():
            *_, last = self._standings((project, path))
            yield project, path, links[0].old, last.after

    def holds(self, project: str, path: str) -> bool:
        """Tell whether choices bear on a field."""
        return (project, path) in self._chains

    def _standings(self, key: tuple[str, str]) -> Iterator[Standing]:
        links = self._chains.get(key, ())
        value = links[0].old if links else None
        for link in links:
            central = value
            is_same = plain(central) == plain(link.new)
            is_conflict = not is_same and (link.is_conflict or plain(central) != plain(link.old))
            if is_conflict:
                choice = self.of(*link.place)
                value = choice.outcome(key[1], central, link.new) if choice else central
            elif not is_same:
                value = link.new
            yield Standing(central, value, is_conflict)

    def _put_many(self, places: Iterable[Place], choice: Choice) -> int:
        if choice.keuze is Keuze.EIGEN:
            raise Misused("Een eigen waarde kies je per veld.")
        return self._put(list(places), choice)

    def _put(self, places: list[Place], choice: Choice) -> int:
        if choice.keuze not in _CHOSEN:
            raise Misused("Kies wat er nu staat, wat je ontving, of een eigen waarde.")
        self._chosen.update(dict.fromkeys(places, choice))
        self._conflicts = None
        return len(places)

    def _drop(self, places: list[Place]) -> int:
        gone = [place for place in places if self._chosen.pop(place, None) is not None]
        self._conflicts = None
        return len(gone)
