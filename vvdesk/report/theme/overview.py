"""What the plans of a theme are together: how many, of which beleidsdomeinen, with how much."""

from collections.abc import Sequence

from vvdesk.anchors import field_code, group_code
from vvdesk.charts.text import in_euro
from vvdesk.content import Inhoud
from vvdesk.number_words import counted
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Align,
    Column,
    Figure,
    Grid,
    GridRow,
    Paragraph,
    Piece,
    RowKind,
    Section,
    SectionKind,
    Style,
)
from vvdesk.report.theme.plan import BUDGET, facets_of, title_of
from vvdesk.report.theme.words import amount_in_words, enumerated
from vvdesk.richtext import Run

_PROJECTS, _BUDGETS = "PROJECTEN", "BELEIDSRUIMTE"


class Overview:
    """The plans of one theme together.

    Args:
        thema: The theme.
        plans: Their fiches, in the order of the overview.
        meetmoment_id: Of which meetmoment.
        group: The group of their figures in reference codes; empty for none.
    """

    def __init__(self, thema: str, plans: Sequence[Inhoud], meetmoment_id: int, group: str) -> None:
        self._thema, self._plans = thema, plans
        self._moment_id, self._group = meetmoment_id, group
        amounts = [each.values[BUDGET] for each in plans]
        self._known = [amount for amount in amounts if amount is not None]

    @property
    def subtitle(self) -> str:
        """How many plans of how many beleidsdomeinen."""
        domains = self._domains()
        plans = counted(len(self._plans), "relanceplan", "relanceplannen")
        from_where = f" uit {counted(len(domains), 'beleidsdomein', 'beleidsdomeinen')}"
        return plans + (from_where if domains else "")

    def section(self) -> Section:
        """Return the chapter that stands before the plans."""
        lead, budgets = Paragraph(self._lead(), Style.LEAD), Paragraph(self._about_budgets())
        blocks = (lead, budgets, self._grid())
        return Section("In het kort", "in-het-kort", blocks, SectionKind.CHAPTER)

    def _lead(self) -> tuple[Piece, ...]:
        number, domains = len(self._plans), self._domains()
        works = "relanceplan werkt" if number == 1 else "relanceplannen werken"
        said: list[Piece] = [
            Figure(str(number), self._code(_PROJECTS), is_source=True),
            Run(f" {works} aan het thema {self._thema}"),
        ]
        if domains:
            said.append(Run(f", in {_places(domains)}"))
        said.append(Run("."))
        return tuple(said)

    def _about_budgets(self) -> tuple[Piece, ...]:
        unknown = [title_of(each) for each in self._plans if each.values[BUDGET] is None]
        if not self._known:
            return (Run("Van geen enkel plan is het budget ingevuld."),)
        total = sum(self._known)
        together = "Er is " if len(self._known) == 1 else "Samen is er "
        said: list[Piece] = [
            Run(f"{together}{amount_in_words(total)} voor begroot ("),
            Figure(in_euro(total), self._code(_BUDGETS)),
            Run(")."),
        ]
        if unknown:
            plans = "plan" if len(unknown) == 1 else "plannen"
            said.append(
                Run(f" Van {len(unknown)} {plans} is geen budget ingevuld: {enumerated(unknown)}.")
            )
        return tuple(said)

    def _grid(self) -> Grid:
        rows = [self._row(each) for each in self._plans]
        if self._known:
            total, code = in_euro(sum(self._known)), self._code(_BUDGETS)
            cells = ((Run("Samen"),), (), (), (Figure(total, code, is_source=True),))
            rows.append(GridRow(cells, code, RowKind.TOTAL))
        columns = (
            Column("Relanceplan", 30),
            Column("Beleidsdomein", 28),
            Column("Bevoegde minister", 20),
            Column("Budget", 22, Align.RIGHT),
        )
        return Grid(f"Relanceplannen over {self._thema}", columns, tuple(rows))

    def _row(self, inhoud: Inhoud) -> GridRow:
        amount = inhoud.values[BUDGET]
        code = field_code(self._moment_id, inhoud.project, BUDGET)
        text = NOT_FILLED_IN if amount is None else in_euro(amount)
        plan = Figure(title_of(inhoud), field_code(self._moment_id, inhoud.project))
        facets = facets_of(inhoud)
        return GridRow(
            (
                (plan,),
                (Run(facets["beleidsdomein"]),),
                (Run(facets["minister"]),),
                (Figure(text, code, is_empty=amount is None),),
            ),
            code,
        )

    def _domains(self) -> list[str]:
        found = {each.values["beleidsdomein"] for each in self._plans}
        return sorted((each for each in found if each), key=str.casefold)

    def _code(self, what: str) -> str:
        return group_code(self._moment_id, self._group, what) if self._group else ""


def _places(domains: Sequence[str]) -> str:
    if len(domains) == 1:
        return f"het beleidsdomein {domains[0]}"
    return f"{len(domains)} beleidsdomeinen: {enumerated(domains)}"
