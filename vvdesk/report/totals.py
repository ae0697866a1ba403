"""The figures of a report over several fiches: counted once, by the overview, and cited by code."""

from collections import defaultdict
from collections.abc import Sequence

from vvdesk.charts.text import in_dutch, in_euro, share_words, signed
from vvdesk.dashboard.figure_codes import CHANGE, FINANCIERING, code_of, group_of
from vvdesk.dashboard.lists import Lists
from vvdesk.dashboard.money import sum_money
from vvdesk.dashboard.parts import Geld, Kerncijfer, Som
from vvdesk.dashboard.reading import Ficherij
from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.report.content import Badge, Figure, Words
from vvdesk.report.fiche.field_words import not_filled_in
from vvdesk.report.looks import MIJLPAALSTATUS, PROJECTSTATUS, status_keys, status_look
from vvdesk.report.reading import Source
from vvdesk.richtext import Run
from vvdesk.rules import Maatstaf

EVERYTHING = "geld"
"""Key of the money of all projects together."""
_NOTHING_AT_ZERO = frozenset({"maand", "onveranderd"})
"""First parts of the keys of figures that are not told of when they are 0: there are so many."""


class Totals:
    """The figures of one report.

    A figure that is named for the first time stands at its own place; where it is named again, it
    leads there. So whoever shows the parts of a sum must ask for it first.

    Args:
        source: What was read.

    Attributes:
        source: As given.
        dashboard: What was counted from it.
    """

    def __init__(self, source: Source) -> None:
        self.source, self.dashboard = source, source.counted()
        self._kerncijfers = {each.key: each for each in self.dashboard.kerncijfers}
        self._placed: set[str] = set()
        self._earlier: dict[str, Geld] | None = None

    def code(self, key: str) -> str:
        """Return the code of a figure; see `figure_codes.code_of`."""
        return code_of(key, self.source.moment.id, self.source.group)

    def figure(self, key: str, text: str) -> Figure:
        """Return a figure by the key of the list behind it."""
        return self._placed_figure(self.code(key), text)

    def number(self, key: str, count: int) -> Figure:
        """Return a count."""
        if not count and key.partition(":")[0] in _NOTHING_AT_ZERO:
            return Figure(in_dutch(count))
        return self.figure(key, in_dutch(count))

    def of_speerpunt(self, nummer: str, key: str, count: int) -> Figure:
        """Return a count by the key that it has in an overview of that speerpunt alone."""
        code = code_of(key, self.source.moment.id, group_of(nummer))
        return self._placed_figure(code, in_dutch(count))

    def count(self, key: str) -> int:
        """Return how many stand in the list of a key."""
        behind = self.dashboard.behind.get(key)
        return 0 if behind is None else len(behind.mijlpalen or behind.projects)

    def overdue_change(self) -> int | None:
        """Return how many more mijlpalen are overdue than on the previous peildatum were."""
        vorig, stand = self.source.vorig, self.source.stand
        if vorig is None or self.source.vorige_referentie is None:
            return None
        # By the measures of then: statuses and peildatum belong to a meetmoment.
        maatstaf = Maatstaf.of(self.source.vorige_referentie)
        day = vorig.peildatum.isoformat()
        then = sum(
            1
            for row in stand.vorige_mijlpalen.values()
            if row.project in stand.vorige_fiches
            and row.status in maatstaf.open_mijlpaal
            and not row.is_afgevoerd
            and row.timing
            and row.timing < day
        )
        return self.count("voorbij") - then

    def euro(self, som: Som) -> Figure:
        """Return a sum of money; "niet ingevuld" when no amount was."""
        if som.euro is None:
            return not_filled_in()
        return self.figure(som.key, in_euro(som.euro))

    def share(self, som: Som, share: int | None) -> Words:
        """Return which part of the beleidsruimte a sum is; nothing when that cannot be said."""
        if share is None:
            return ()
        return (self.figure(f"{som.key}:aandeel", share_words(share)),)

    def change(self, key: str, change: int | None, unit: str = "") -> Words:
        """Return how much more a figure is than last time, with its sign."""
        if change is None:
            return (Run("onbekend"),)
        code = self.code(key)
        return (self._placed_figure(f"{code}{CHANGE}" if code else "", signed(change) + unit),)

    def row_code(self, key: str) -> str:
        """Return the code of a row with the money of a speerpunt, or of everything (`geld`)."""
        nummer = key.partition(":")[2]
        return self.source.total_code(FINANCIERING, group_of(nummer) if nummer else None)

    def project_badge(self, key: str) -> Badge:
        """Return a projectstatus as a chip that is no field of anything."""
        return Badge(status_look(self.source.referentie, PROJECTSTATUS, key))

    def mijlpaal_badge(self, key: str) -> Badge:
        """Return a mijlpaalstatus as a chip that is no field of anything."""
        return Badge(status_look(self.source.referentie, MIJLPAALSTATUS, key))

    def kerncijfer(self, key: str) -> Kerncijfer:
        """Return one of the figures above the charts.

        Raises:
            KeyError: There is none of that key.
        """
        return self._kerncijfers[key]

    def projectstatussen(self) -> tuple[str, ...]:
        """Return the keys of all statuses, and of what else occurs or did; the empty one last."""
        used = {
            key
            for each in self.dashboard.speerpunten
            for key in (*each.counts, *(each.changes or ()))
        }
        return self._known(PROJECTSTATUS, used)

    def mijlpaalstatussen(self) -> tuple[str, ...]:
        """Return the keys of the statuses of mijlpalen as `projectstatussen` does."""
        telling = self.dashboard.mijlpaalstatus
        return self._known(MIJLPAALSTATUS, {*telling.counts, *(telling.changes or ())})

    def projects_with(self, status: str) -> tuple[int, int | None]:
        """Return how many projects have a status, and how many more than last time."""
        rows = self.dashboard.speerpunten
        changes = [(each.changes or {}).get(status, 0) for each in rows]
        known = self.source.vorig is not None
        return sum(each.counts.get(status, 0) for each in rows), sum(changes) if known else None

    def earlier_money(self, key: str) -> Geld | None:
        """Return the money of the previous meetmoment, as fiches were grouped then.

        Args:
            key: `geld` for everything, `geld:04` for a speerpunt.
        """
        if self._earlier is None:
            self._earlier = _earlier_money(tuple(self.source.stand.vorige_fiches.values()))
        return self._earlier.get(key)

    def _placed_figure(self, code: str, text: str) -> Figure:
        is_new = bool(code) and code not in self._placed
        self._placed.add(code)
        return Figure(text, code, is_source=is_new)

    def _known(self, list_name: str, used: set[str]) -> tuple[str, ...]:
        keys = status_keys(self.source.referentie, list_name)
        unknown = sorted(used - {*keys, ""})
        return (*keys, *unknown, *(("",) if "" in used else ()))


def money_key(geld: Geld) -> str:
    """Return the key of the money of one speerpunt (`geld:04`), or of everything (`geld`)."""
    return geld.ruimte.key.rpartition(":")[0]


def _earlier_money(fiches: Sequence[Ficherij]) -> dict[str, Geld]:
    groups: defaultdict[str, list[Ficherij]] = defaultdict(list)
    for each in fiches:
        groups[f"{EVERYTHING}:{each.speerpunt or NO_SPEERPUNT}"].append(each)
    if fiches:
        groups[EVERYTHING] = list(fiches)
    unseen = Lists()
    return {key: sum_money(found, "", key, unseen) for key, found in groups.items()}
