"""Of which parts each total of the progress report consists, so that a reader can add it up."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from vvdesk.charts.text import in_dutch, in_euro
from vvdesk.dashboard.parts import Geld, Telling
from vvdesk.report.content import (
    Align,
    Block,
    Column,
    Fields,
    Figure,
    Grid,
    GridRow,
    Line,
    Paragraph,
    Piece,
    RowKind,
    Section,
    SectionKind,
    Style,
    Words,
)
from vvdesk.report.fiche.field_words import not_filled_in
from vvdesk.report.summary.projects import per_speerpunt
from vvdesk.report.totals import Totals, money_key
from vvdesk.richtext import Run

_MONEY = ("financiering.beleidsruimte", "financiering.vak", "financiering.vek")
_MONEY_COLUMNS = (
    Column("Project", 25),
    Column("Beleidsruimte", 25, Align.RIGHT),
    Column("VAK", 25, Align.RIGHT),
    Column("VEK", 25, Align.RIGHT),
)
_TOGETHER = "Samen"


class OriginChapter:
    """Makes the chapter; it asks for every total at its place, so it must be made before others.

    Args:
        totals: The figures of the report.
    """

    def __init__(self, totals: Totals) -> None:
        self._totals, self._source = totals, totals.source
        self._statuses = [
            key
            for key in totals.mijlpaalstatussen()
            if totals.dashboard.mijlpaalstatus.counts.get(key)
        ]
        self._counts = self._mijlpalen_per_project()

    def section(self) -> Section:
        """Return the chapter: a part per speerpunt, and one with all when there are several."""
        dashboard = self._totals.dashboard
        money = {money_key(geld).partition(":")[2]: geld for geld in dashboard.geld}
        shown = [each for each in dashboard.speerpunten if each.total]
        parts = [
            self._speerpunt(each, money[_nummer(each)], f"herkomst-{place}")
            for place, each in enumerate(shown, start=1)
        ]
        if len(shown) > 1:
            parts.append(self._everything(shown, money))
        words = Run("Van elke som staan hier de delen. Wat niet ingevuld is, telt niet mee.")
        intro = Paragraph((words,), Style.NOTE)
        return Section("Herkomst", "herkomst", (intro, *parts), SectionKind.CHAPTER)

    def _speerpunt(self, telling: Telling, geld: Geld, anchor: str) -> Section:
        projects = self._totals.dashboard.behind[telling.key].projects
        blocks: list[Block] = [
            self._lists(telling, projects),
            self._money(telling.label, geld, projects),
        ]
        if self._statuses:
            blocks.append(self._mijlpalen(telling, projects))
        return Section(telling.label, anchor, tuple(blocks))

    def _lists(self, telling: Telling, projects: Sequence[str]) -> Fields:
        """Return which projects have each status, and which mijlpalen are overdue."""
        totals = self._totals
        lines = [
            self._line(
                totals.project_badge(key).look.label,
                totals.number(f"{telling.key}:{key}", telling.counts[key]),
                ("project", "projecten"),
                [
                    (code, self._source.code(code, "projectstatus"))
                    for code in totals.dashboard.behind[f"{telling.key}:{key}"].projects
                ],
            )
            for key in totals.projectstatussen()
            if telling.counts.get(key)
        ]
        total = totals.number(telling.key, telling.total)
        lines.append(Line("Projecten", (total,), total.code))
        own = set(projects)
        behind = totals.dashboard.behind.get("voorbij")
        overdue = [each for each in (behind.mijlpalen if behind else ()) if each[0] in own]
        count = totals.of_speerpunt(_nummer(telling), "voorbij", len(overdue))
        rows = [
            (path.rpartition(".")[2], self._source.code(code, f"{path}.timing"))
            for code, path in overdue
        ]
        lines.append(self._line("Mijlpalen over tijd", count, ("mijlpaal", "mijlpalen"), rows))
        return Fields(f"Projecten per status: {telling.label}", tuple(lines))

    def _line(
        self, label: str, count: Figure, what: tuple[str, str], parts: Sequence[tuple[str, str]]
    ) -> Line:
        """Return how many there are and which, given as text and code: "2 projecten: …"."""
        words: list[Piece] = [count]
        for place, (text, code) in enumerate(parts):
            words += (Run(", " if place else f" {_of(what, len(parts))}: "), Figure(text, code))
        return Line(label, tuple(words), count.code)

    def _money(self, label: str, geld: Geld, projects: Sequence[str]) -> Grid:
        totals = self._totals
        rows = [self._project_money(code) for code in projects]
        sums = tuple((totals.euro(som),) for som in (geld.ruimte, geld.vak, geld.vek))
        code = totals.row_code(money_key(geld))
        rows.append(GridRow(((Run(_TOGETHER),), *sums), code, RowKind.TOTAL))
        return Grid(f"Beleidsruimte, VAK en VEK: {label}", _MONEY_COLUMNS, tuple(rows))

    def _project_money(self, project: str) -> GridRow:
        values = self._source.contents[project].values
        cells: list[Words] = [(Figure(project, self._source.code(project)),)]
        for path in _MONEY:
            amount, code = values[path], self._source.code(project, path)
            empty = Figure(not_filled_in().text, code, is_empty=True)
            cells.append((empty if amount is None else Figure(in_euro(amount), code),))
        return GridRow(tuple(cells))

    def _mijlpalen(self, telling: Telling, projects: Sequence[str]) -> Grid:
        nummer = _nummer(telling)
        rows = [
            self._count_row((Figure(code, self._source.code(code)),), self._counts[code])
            for code in projects
        ]
        total = sum((self._counts[code] for code in projects), Counter[str]())

        def figure(key: str, count: int) -> Figure:
            return self._totals.of_speerpunt(nummer, key, count)

        rows.append(self._total_row(total, figure))
        title = f"Mijlpalen: {telling.label}"
        return Grid(title, self._count_columns("Project"), tuple(rows))

    def _everything(self, shown: Sequence[Telling], money: Mapping[str, Geld]) -> Section:
        """Return the sums of the speerpunten; each of them was explained above."""
        totals = self._totals
        amounts = [self._sums(each.label, money[_nummer(each)], RowKind.PLAIN) for each in shown]
        amounts.append(self._sums(_TOGETHER, totals.dashboard.geld_totaal, RowKind.TOTAL))
        heading = (Column("Speerpunt", 25), *_MONEY_COLUMNS[1:])
        blocks: list[Block] = [
            per_speerpunt(totals),
            Grid("Beleidsruimte, VAK en VEK per speerpunt", heading, tuple(amounts)),
        ]
        if self._statuses:
            blocks.append(self._mijlpalen_together(shown))
        return Section(_TOGETHER, "herkomst-samen", tuple(blocks))

    def _sums(self, label: str, geld: Geld, kind: RowKind) -> GridRow:
        sums = tuple((self._totals.euro(som),) for som in (geld.ruimte, geld.vak, geld.vek))
        return GridRow(((Run(label),), *sums), self._totals.row_code(money_key(geld)), kind)

    def _mijlpalen_together(self, shown: Sequence[Telling]) -> Grid:
        rows = []
        for each in shown:
            projects = self._totals.dashboard.behind[each.key].projects
            counts = sum((self._counts[code] for code in projects), Counter[str]())
            rows.append(self._count_row((Run(each.label),), counts))
        all_of_them = sum(self._counts.values(), Counter[str]())
        rows.append(self._total_row(all_of_them, self._totals.number))
        columns = self._count_columns("Speerpunt")
        return Grid("Mijlpalen per speerpunt", columns, tuple(rows))

    def _count_columns(self, heading: str) -> tuple[Column, ...]:
        looks = [self._totals.mijlpaal_badge(key).look for key in self._statuses]
        statuses = (Column(look.label, 20, Align.RIGHT) for look in looks)
        return (Column(heading, 30), *statuses, Column("Totaal", 15, Align.RIGHT))

    def _count_row(self, heading: Words, counts: Counter[str]) -> GridRow:
        cells = tuple((Run(in_dutch(counts[key])),) for key in self._statuses)
        return GridRow((heading, *cells, (Run(in_dutch(counts.total())),)))

    def _total_row(self, counts: Counter[str], figure: Callable[[str, int], Figure]) -> GridRow:
        cells = tuple((figure(f"mijlpaalstatus:{key}", counts[key]),) for key in self._statuses)
        total = figure("mijlpalen", counts.total())
        return GridRow(((Run(_TOGETHER),), *cells, (total,)), total.code, RowKind.TOTAL)

    def _mijlpalen_per_project(self) -> defaultdict[str, Counter[str]]:
        """Count each project's mijlpalen by status, out of the lists behind the figures."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for key in self._statuses:
            behind = self._totals.dashboard.behind[f"mijlpaalstatus:{key}"]
            for project, _path in behind.mijlpalen:
                found[project][key] += 1
        return found


def origin_chapter(totals: Totals) -> Section:
    """Return the chapter "Herkomst"; see `OriginChapter`."""
    return OriginChapter(totals).section()


def _of(what: tuple[str, str], number: int) -> str:
    return what[0] if number == 1 else what[1]


def _nummer(telling: Telling) -> str:
    return telling.key.partition(":")[2]
