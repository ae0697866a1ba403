"""The figures above the charts: how many projects, which need a look, how much is spent."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vvdesk.charts.text import in_dutch, share_words
from vvdesk.dashboard.lists import Lists
from vvdesk.dashboard.parts import Geld, Kerncijfer, Verschuivingen
from vvdesk.dashboard.reading import Mijlpaalrij, Stand, iso
from vvdesk.dashboard.selection import Chosen


class Kerncijfers:
    """De kerncijfers van een meetmoment.

    Args:
        stand: What was read.
        chosen: Which part of it is looked at.
        lists: Where the lists behind them go; those by status and by mijlpaal are filled already.
    """

    def __init__(self, stand: Stand, chosen: Chosen, lists: Lists) -> None:
        self._stand, self._chosen, self._lists = stand, chosen, lists

    def all(self, since_last: Verschuivingen | None, total: Geld) -> tuple[Kerncijfer, ...]:
        """Return them in the order in which they are shown; the lists behind them are filled.

        Args:
            since_last: How mijlpalen moved since the previous meetmoment; None when there is none.
            total: The money of all chosen projects.
        """
        found = (*self._counted(since_last), *self._shares(total))
        return tuple(replace(each, title=self._lists.title(each.key)) for each in found)

    def _counted(self, since_last: Verschuivingen | None) -> Iterator[Kerncijfer]:
        """Yield the figures that count projects or mijlpalen."""
        has_before = self._stand.vorig is not None
        more = len(self._chosen.fiches) - len(self._chosen.before) if has_before else None
        yield self._figure("fiches", "fiches", "Alle fiches", self._codes(), more)
        yield self._figure("volledig", "volledig", "Volledige fiches", self._complete(), None)
        yield self._mijlpalen_figure(has_before=has_before)
        yield from self._troubled(has_before=has_before)
        for row in self._overdue():
            self._lists.add_mijlpaal("voorbij", row)
        self._lists.name("voorbij", "Open mijlpalen waarvan de datum voorbij is")
        overdue = self._lists.count("voorbij")
        yield Kerncijfer("voorbij", "mijlpalen over tijd", in_dutch(overdue))
        if since_last is not None:
            label = "mijlpalen later gepland"
            yield Kerncijfer("sinds-vorig", label, in_dutch(since_last.later))
            same = [each.code for each in self._chosen.fiches if each.code in self._stand.repeated]
            title = f"Voortgang (bijna) dezelfde als in {since_last.since}"
            yield self._figure("onveranderd", "teksten ongewijzigd", title, same, None)

    def _figure(
        self, key: str, label: str, title: str, codes: Sequence[str], change: int | None
    ) -> Kerncijfer:
        self._lists.name(key, title)
        for code in codes:
            self._lists.add(key, code)
        return Kerncijfer(key, label, in_dutch(len(codes)), change)

    def _mijlpalen_figure(self, *, has_before: bool) -> Kerncijfer:
        number = len(self._chosen.mijlpalen)
        more = number - len(self._chosen.mijlpalen_before) if has_before else None
        return Kerncijfer("mijlpalen", "mijlpalen", in_dutch(number), more)

    def _troubled(self, *, has_before: bool) -> Iterator[Kerncijfer]:
        """Yield the statuses that ask for an explanation, as far as a project has or had one."""
        now = Counter(each.status for each in self._chosen.fiches)
        before = Counter(each.status for each in self._chosen.before)
        for list_name, status in self._stand.referentie.statussen:
            if list_name != "projectstatus" or status not in self._stand.maatstaf.vraagt_verklaring:
                continue
            if now[status] or before[status]:
                label = self._label(status)
                key = self._lists.name(f"status:{status}", f"Projecten met status {label}")
                more = now[status] - before[status] if has_before else None
                yield Kerncijfer(key, label, in_dutch(now[status]), more, status)

    def _shares(self, total: Geld) -> Iterator[Kerncijfer]:
        both = (
            ("vastgelegd (VAK)", total.vak, total.vak_share),
            ("betaald (VEK)", total.vek, total.vek_share),
        )
        for words, som, share in both:
            text = "onbekend" if share is None else share_words(share)
            yield Kerncijfer(som.key, words, text)
        empty = [
            each.code for each in self._chosen.fiches if None in (each.ruimte, each.vak, each.vek)
        ]
        if empty:
            title = "Projecten waarvan een bedrag niet ingevuld is"
            yield self._figure("geld:leeg", "met een leeg bedrag", title, empty, None)

    def _codes(self) -> list[str]:
        return [each.code for each in self._chosen.fiches]

    def _complete(self) -> list[str]:
        """Return the projects of which every required field is answered; one mijlpaal is asked."""
        has_rows = {row.project for row in self._stand.mijlpalen}
        lacking = {row.project for row in self._stand.mijlpalen if not row.answered}
        lacking |= self._stand.unanswered
        return [
            each.code
            for each in self._chosen.fiches
            if each.answered and each.code in has_rows and each.code not in lacking
        ]

    def _overdue(self) -> Iterator[Mijlpaalrij]:
        maatstaf = self._stand.maatstaf
        day = iso(maatstaf.peildatum)
        for row in self._chosen.mijlpalen:
            is_open = row.status in maatstaf.open_mijlpaal and not row.is_afgevoerd
            if is_open and row.timing and row.timing < day:
                yield row

    def _label(self, status: str) -> str:
        return str(self._stand.referentie.statussen["projectstatus", status].label)
