"""Counting what the overview shows, out of what was read, with the list behind each figure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from vvdesk.dashboard.attention import attention
from vvdesk.dashboard.kerncijfers import Kerncijfers
from vvdesk.dashboard.lists import Lists
from vvdesk.dashboard.money import sum_money
from vvdesk.dashboard.months import count_months, planned_words
from vvdesk.dashboard.parts import Dashboard, Geld, Telling, Verschuivingen
from vvdesk.dashboard.reading import Ficherij, Mijlpaalrij, Stand
from vvdesk.dashboard.selection import NO_SPEERPUNT, choose, speerpunt_of
from vvdesk.dashboard.slips import count_slips

_ALL = "alle projecten"


class Counting:
    """Counts the projects of one speerpunt or minister, or all, once.

    Args:
        stand: What was read.
        speerpunt: Only projects of this one; None for all.
        minister: Only projects for which this one is competent; None for all.
    """

    def __init__(self, stand: Stand, speerpunt: str | None, minister: str | None) -> None:
        self._stand, self._lists = stand, Lists()
        self._chosen = choose(stand, speerpunt, minister)
        self._labels = dict(stand.referentie.lists["speerpunt"].entries)

    def dashboard(self, meetmoment: str) -> Dashboard:
        """Return everything."""
        stand, lists = self._stand, self._lists
        speerpunten = self._per_speerpunt()
        status = self._mijlpaalstatus()
        maanden = count_months(self._chosen.mijlpalen, stand.maatstaf.peildatum, lists)
        self._name_months(maanden)
        geld, total = self._money()
        since_last = self._since_last()
        since_first = self._since_first()
        top = Kerncijfers(stand, self._chosen, lists).all(since_last, total)
        return Dashboard(
            meetmoment=meetmoment,
            vorig=stand.vorig or "",
            peildatum=stand.maatstaf.peildatum,
            referentie=stand.referentie,
            kerncijfers=top,
            speerpunten=speerpunten,
            mijlpaalstatus=status,
            maanden=maanden,
            geld=geld,
            geld_totaal=total,
            sinds_vorig=since_last,
            sinds_basislijn=since_first,
            aandacht=attention(stand, self._chosen.fiches, self._chosen.mijlpalen),
            behind=lists,
            kiesbare_speerpunten=self._speerpunten(stand.fiches.values()),
            kiesbare_ministers=tuple(
                sorted({name for each in stand.fiches.values() for name in each.ministers})
            ),
        )

    def _speerpunten(self, fiches: Iterable[Ficherij]) -> tuple[tuple[str, str], ...]:
        """Return the speerpunten of some projects with their labels, in the plan's order."""
        found = {speerpunt_of(each) for each in fiches}
        known = [(key, label) for key, label in self._labels.items() if key in found]
        unknown = sorted(found - self._labels.keys() - {NO_SPEERPUNT})
        known += [(key, key) for key in unknown]
        return (*known, *((key, "Zonder speerpunt") for key in found & {NO_SPEERPUNT}))

    def _per_speerpunt(self) -> tuple[Telling, ...]:
        """Count projects by speerpunt and status; also name and fill the lists behind them."""
        now: defaultdict[str, Counter[str]] = defaultdict(Counter)
        before: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for fiche in self._chosen.before:
            before[speerpunt_of(fiche)][fiche.status or ""] += 1
        for fiche in self._chosen.fiches:
            nummer, status = speerpunt_of(fiche), fiche.status or ""
            now[nummer][status] += 1
            self._lists.add(f"speerpunt:{nummer}", fiche.code)
            self._lists.add(f"speerpunt:{nummer}:{status}", fiche.code)
            self._lists.add(f"status:{status}", fiche.code)
        for status in dict.fromkeys(status for counts in now.values() for status in counts):
            self._lists.name(f"status:{status}", f"Projecten met status {self._status(status)}")
        found = []
        for nummer, label in self._speerpunten((*self._chosen.fiches, *self._chosen.before)):
            key = self._lists.name(f"speerpunt:{nummer}", f"Projecten van {label}")
            for status in now[nummer]:
                self._lists.name(f"{key}:{status}", f"{self._status(status)}: {label}")
            changes = _changes(now[nummer], before[nummer]) if self._stand.vorig else None
            found.append(Telling(key, label, dict(now[nummer]), changes))
        return tuple(found)

    def _mijlpaalstatus(self) -> Telling:
        counts: Counter[str] = Counter()
        for row in self._chosen.mijlpalen:
            status = row.status or ""
            counts[status] += 1
            self._lists.add_mijlpaal("mijlpalen", row)
            self._lists.add_mijlpaal(f"mijlpaalstatus:{status}", row)
        self._lists.name("mijlpalen", "Projecten met mijlpalen")
        for status in counts:
            label = self._status(status, "mijlpaalstatus")
            self._lists.name(f"mijlpaalstatus:{status}", f"Mijlpalen met status {label}")
        before = Counter(row.status or "" for row in self._chosen.mijlpalen_before)
        changes = _changes(counts, before) if self._stand.vorig else None
        return Telling("mijlpalen", "Mijlpalen", dict(counts), changes)

    def _name_months(self, maanden: Sequence[Telling]) -> None:
        for maand in maanden:
            when = planned_words(maand)
            self._lists.name(maand.key, f"Mijlpalen {when}")
            for status in maand.counts:
                label = self._status(status, "mijlpaalstatus")
                self._lists.name(f"{maand.key}:{status}", f"{label}, {when}")

    def _money(self) -> tuple[tuple[Geld, ...], Geld]:
        groups: defaultdict[str, list[Ficherij]] = defaultdict(list)
        for fiche in self._chosen.fiches:
            groups[speerpunt_of(fiche)].append(fiche)
        each = tuple(
            sum_money(groups[nummer], label, f"geld:{nummer}", self._lists)
            for nummer, label in self._speerpunten(self._chosen.fiches)
        )
        return each, sum_money(self._chosen.fiches, _ALL, "geld", self._lists)

    def _since_last(self) -> Verschuivingen | None:
        vorig, before = self._stand.vorig, self._stand.vorige_mijlpalen
        if vorig is None:
            return None

        def then(row: Mijlpaalrij) -> str | None:
            known = before.get(row.id)
            return known.timing if known is not None else None

        return count_slips(self._chosen.mijlpalen, then, vorig, "sinds-vorig", self._lists)

    def _since_first(self) -> Verschuivingen | None:
        if not any(row.basislijn for row in self._chosen.mijlpalen):
            return None

        def first(row: Mijlpaalrij) -> str | None:
            return row.basislijn

        key = "sinds-basislijn"
        return count_slips(self._chosen.mijlpalen, first, "de eerste planning", key, self._lists)

    def _status(self, key: str, list_name: str = "projectstatus") -> str:
        row = self._stand.referentie.statussen.get((list_name, key))
        return str(row.label) if row is not None else key or "Zonder status"


def _changes(now: Counter[str], before: Counter[str]) -> dict[str, int]:
    """Return the difference of every status that occurs now or did."""
    return {key: now[key] - before[key] for key in {**now, **before}}
