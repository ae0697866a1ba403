"""All figures over several fiches of one meetmoment, with what each consists of."""

from collections.abc import Iterator
from typing import Final

from vvdesk.anchors import PLAN, field_code
from vvdesk.charts.text import in_dutch, in_euro, share_words, signed
from vvdesk.content import Inhoud
from vvdesk.dashboard.figure_codes import what_of
from vvdesk.dashboard.figures import figures
from vvdesk.dashboard.parts import Behind, Dashboard
from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.errors import Misused
from vvdesk.jobs import Progress
from vvdesk.kinds import EURO
from vvdesk.model import Meetmoment
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.figure_words import SHARE, SUM, how_counted, title_of
from vvdesk.tracing.parts import Deel
from vvdesk.values import dag_to_text

MONEY: Final = {"ruimte": "beleidsruimte", "vak": "vak", "vek": "vek"}
"""Name of an amount in the overview to its field."""
_SHARES: Final = {"geld:vak:aandeel": ("vak", "VAK"), "geld:vek:aandeel": ("vek", "VEK")}


_NOTHING: Final = Behind("", ())
_SPREAD: Final = {"maand", "sinds-vorig", "sinds-basislijn"}
"""Figures of which most are 0."""


class Figures:
    """All figures of the plan or of one speerpunt at one meetmoment.

    Args:
        workspace: The open store.
        meetmoment: Which meetmoment.
        group: `PLAN` or a speerpunt: `S04`, `S00`.
        contents: The fiches of that meetmoment.
        progress: Called now and then.

    Raises:
        Misused: The plan has no such speerpunt.
        Refused: The reference data lacks a threshold.
        Cancelled: The user stopped.
    """

    def __init__(
        self,
        workspace: Workspace,
        meetmoment: Meetmoment,
        group: str,
        contents: dict[str, Inhoud],
        progress: Progress,
    ) -> None:
        speerpunt = None if group == PLAN else group[1:]
        if speerpunt == "00":
            speerpunt = NO_SPEERPUNT
        self._contents, self._group, self._id = contents, group, meetmoment.id
        self._dashboard: Dashboard = figures(
            workspace, meetmoment.naam, speerpunt, progress=progress
        )
        self._lists = self._dashboard.referentie.lists
        labels = dict(self._dashboard.kiesbare_speerpunten)
        listed = self._lists["speerpunt"]
        if speerpunt is not None and speerpunt in listed:
            labels[speerpunt] = listed.label(speerpunt)
        if speerpunt is not None and speerpunt not in {*labels, NO_SPEERPUNT}:
            raise Misused(f"Speerpunt {speerpunt} bestaat niet op meetmoment {meetmoment.naam}.")
        none = "projecten zonder speerpunt"
        self.scope = "het hele plan" if speerpunt is None else labels.get(speerpunt, none)
        found = (*_known_keys(self._dashboard), *_stray_statuses(contents))
        self._keys = {what_of(key)[1]: key for key in found if not what_of(key)[0]}

    def names(self) -> list[str]:
        """Return the last part of the code of every figure, in order of the overview.

        Of what is planned or moved, only what is not 0.
        """
        return [
            what
            for what, key in self._keys.items()
            if what and (key.partition(":")[0] not in _SPREAD or self.value(what))
        ]

    def knows(self, what: str) -> bool:
        """Tell whether there is such a figure at this meetmoment."""
        return what in self._keys

    def title(self, what: str) -> str:
        """Return what a figure is called."""
        return title_of(self._dashboard, self._key(what))

    def value(self, what: str) -> int | None:
        """Return a figure: a count, whole euro, or a share in tenths of a percent."""
        key = self._key(what)
        if key in _SHARES:
            return getattr(self._dashboard.geld_totaal, f"{_SHARES[key][0]}_share")  # type: ignore[no-any-return] # one of two attributes of int | None
        if (name := _amount(key)) is not None:
            return getattr(self._dashboard.geld_totaal, name).euro  # type: ignore[no-any-return] # as above
        behind = self._behind(key)
        return len(behind.mijlpalen or behind.projects)

    def words(self, what: str) -> str:
        """Return a figure as the report writes it; the empty text for not filled in."""
        value, key = self.value(what), self._key(what)
        if value is None:
            return ""
        if key in _SHARES:
            return share_words(value)
        return in_euro(value) if _amount(key) else in_dutch(value)

    def change_words(self, what: str, difference: int) -> str:
        """Return how much more a figure is than it was, as the report writes it."""
        key = self._key(what)
        if key in _SHARES:
            sign = signed(difference)[0]
            points = abs(difference)
            return f"{sign}{points // 10},{points % 10} procentpunt"
        return signed(difference) + (" EUR" if _amount(key) else "")

    def explained(self, what: str) -> str:
        """Return how a figure is computed."""
        key = self._key(what)
        if key in _SHARES:
            name, words = _SHARES[key]
            whole = [each for each in self._amounts(name) if each[1] is not None]
            both = [each for each in whole if self._money(each[0], "ruimte") is not None]
            part = sum(amount for _code, amount in both if amount is not None)
            room = sum(self._money(code, "ruimte") or 0 for code, _amount in both)
            return SHARE.format(what=words, part=EURO.to_text(part), whole=EURO.to_text(room))
        return SUM if _amount(key) else how_counted(self._dashboard, key)

    def parts(self, what: str) -> Iterator[Deel]:
        """Yield what a figure consists of."""
        key = self._key(what)
        if key in _SHARES:
            yield from self._parts_of_share(_SHARES[key][0])
        elif (name := _amount(key)) is not None:
            for code, amount in self._amounts(name):
                if amount is not None:
                    yield self._deel(code, f"financiering.{MONEY[name]}", amount)
        else:
            yield from self._counted(key)

    def missing(self, what: str) -> Iterator[Deel]:
        """Yield what could not be added because nobody filled it in."""
        key = self._key(what)
        name = _SHARES[key][0] if key in _SHARES else _amount(key)
        if name is None:
            return
        for code, amount in self._amounts(name):
            if amount is None:
                yield self._deel(code, f"financiering.{MONEY[name]}", None)
            elif key in _SHARES and self._money(code, "ruimte") is None:
                yield self._deel(code, "financiering.beleidsruimte", None)

    def _key(self, what: str) -> str:
        try:
            return self._keys[what]
        except KeyError:
            known = ", ".join([*self.names()[:6], "…"])
            raise Misused(
                f'"{what}" is geen cijfer over projecten op meetmoment '
                f"{self._dashboard.meetmoment}. Bijvoorbeeld: {known}"
            ) from None

    def _money(self, code: str, name: str) -> int | None:
        found: int | None = self._contents[code].values[f"financiering.{MONEY[name]}"]
        return found

    def _amounts(self, name: str) -> list[tuple[str, int | None]]:
        return [(code, self._money(code, name)) for code in self._behind("fiches").projects]

    def _behind(self, key: str) -> Behind:
        """Return the list behind a count; empty when nothing was counted."""
        return self._dashboard.behind.get(key, _NOTHING)

    def _parts_of_share(self, name: str) -> Iterator[Deel]:
        for code, amount in self._amounts(name):
            room = self._money(code, "ruimte")
            if amount is not None and room is not None:
                part = self._deel(code, f"financiering.{MONEY[name]}", amount)
                text = f"{EURO.to_text(amount)} van {EURO.to_text(room)}"
                yield Deel(part.code, part.label, text, amount)

    def _counted(self, key: str) -> Iterator[Deel]:
        behind = self._behind(key)
        for code, path in behind.mijlpalen:
            row = self._contents[code].tables["mijlpalen"][path.partition(".")[2]]
            when = dag_to_text(row.values["timing"]) if row.values["timing"] else "zonder datum"
            known, status = self._lists["mijlpaalstatus"], row.values["status"]
            word = known.label(status) if status in known else status or "zonder status"
            label = row.values["titel"] or "zonder titel"
            yield Deel(field_code(self._id, code, path), label, f"{when}, {word}", 1)
        if not behind.mijlpalen:
            path = _cited(key)
            yield from (self._deel(code, path, 1) for code in behind.projects)

    def _deel(self, code: str, path: str, amount: int | None) -> Deel:
        inhoud = self._contents[code]
        text = ""
        if path == "projectstatus":
            known, status = self._lists["projectstatus"], inhoud.values[path]
            text = known.label(status) if status in known else status or ""
        elif path:
            text = EURO.to_text(inhoud.values[path])
        label = f"{code} {inhoud.values['titel'] or 'zonder titel'}"
        return Deel(field_code(self._id, code, path), label, text, amount)


def _known_keys(dashboard: Dashboard) -> Iterator[str]:
    """Yield the key of every figure, also of those that are 0."""
    yield from ("fiches", "volledig", "mijlpalen", "voorbij")
    for list_name, status in (*dashboard.referentie.statussen, ("projectstatus", ""),
                              ("mijlpaalstatus", "")):  # fmt: skip
        prefix = "status" if list_name == "projectstatus" else "mijlpaalstatus"
        yield f"{prefix}:{status}"
    # What a fiche says outside the list of statuses is counted too.
    for row in dashboard.speerpunten:
        yield from (f"status:{status}" for status in row.counts)
    for name in MONEY:
        yield from (f"geld:{name}", f"geld:{name}:leeg")
    yield from _SHARES
    for key, moves in (
        ("sinds-vorig", dashboard.sinds_vorig),
        ("sinds-basislijn", dashboard.sinds_basislijn),
    ):
        if moves is not None:
            yield from (key, *(telling.key for telling in moves.rows))
    yield from (telling.key for telling in dashboard.maanden)
    yield from dashboard.behind


def _stray_statuses(contents: dict[str, Inhoud]) -> Iterator[str]:
    """Yield the keys of statuses that a fiche of the plan has, whatever the meetmoment knows.

    A report gives them a column everywhere, also where their count is 0.
    """
    for inhoud in contents.values():
        yield f"status:{inhoud.values['projectstatus'] or ''}"
        for row in inhoud.tables["mijlpalen"].values():
            yield f"mijlpaalstatus:{row.values['status'] or ''}"


def _amount(key: str) -> str | None:
    """Return the amount that a figure adds up; None for a count or share."""
    first, _, name = key.partition(":")
    return name if first == "geld" and name in MONEY else None


def _cited(key: str) -> str:
    """Return the field that a counted project is cited with; empty for its fiche."""
    first, _, rest = key.partition(":")
    if first == "status":
        return "projectstatus"
    name = rest.partition(":")[0]
    return f"financiering.{MONEY[name]}" if first == "geld" and name in MONEY else ""
