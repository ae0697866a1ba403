"""What a coordinator should look at first, found in what the overview reads anyway."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from vvdesk.dashboard.parts import Aandacht
from vvdesk.dashboard.reading import Ficherij, Mijlpaalrij, Stand, iso
from vvdesk.rules.maatstaf import OP_SCHEMA
from vvdesk.values import dag_to_text

_OFTEN = 2
"""Times that a timing moved back before it is worth a line."""


def attention(
    stand: Stand, fiches: Sequence[Ficherij], mijlpalen: Sequence[Mijlpaalrij]
) -> tuple[Aandacht, ...]:
    """Return what asks for attention: troubled projects first, then days that have passed.

    Args:
        stand: What was read.
        fiches: The projects that are looked at.
        mijlpalen: Theirs.
    """
    return (
        *_troubled(stand, fiches),
        *_passed(stand, mijlpalen),
        *_often_moved(stand, mijlpalen),
        *_without_money(fiches, mijlpalen),
    )


def _troubled(stand: Stand, fiches: Sequence[Ficherij]) -> Iterator[Aandacht]:
    asks = stand.maatstaf.vraagt_verklaring
    rows = stand.referentie.statussen
    found = [fiche for fiche in fiches if fiche.status in asks]
    order = {key: place for place, (_list, key) in enumerate(rows)}
    for fiche in sorted(found, key=lambda each: -order[each.status or ""]):
        label = rows["projectstatus", fiche.status or ""].label
        yield Aandacht(fiche.code, "projectstatus", f"staat op “{label}”", "Projectstatus")


def _passed(stand: Stand, mijlpalen: Sequence[Mijlpaalrij]) -> Iterator[Aandacht]:
    peildatum = iso(stand.maatstaf.peildatum)
    found = [
        row
        for row in mijlpalen
        if row.status == OP_SCHEMA and row.timing and row.timing < peildatum
        if not row.is_afgevoerd
    ]
    row_of = stand.referentie.statussen.get(("mijlpaalstatus", OP_SCHEMA))
    label = row_of.label if row_of is not None else OP_SCHEMA
    for row in sorted(found, key=lambda each: (each.timing or "", each.id)):
        day = dag_to_text(date.fromisoformat(row.timing or ""))
        yield Aandacht(
            row.project,
            f"{row.path}.status",
            f"mijlpaal {row.place}: “{label}”, maar {day} is voorbij",
            "Datum voorbij",
        )


def _often_moved(stand: Stand, mijlpalen: Sequence[Mijlpaalrij]) -> Iterator[Aandacht]:
    found = [
        (-stand.slips[row.id], row)
        for row in mijlpalen
        if stand.slips.get(row.id, 0) >= _OFTEN and not row.is_afgevoerd
    ]
    for times, row in sorted(found, key=lambda each: (each[0], each[1].id)):
        text = f"mijlpaal {row.place} verschoof {-times} keer"
        yield Aandacht(row.project, f"{row.path}.timing", text, "Vaak verschoven")


def _without_money(
    fiches: Sequence[Ficherij], mijlpalen: Sequence[Mijlpaalrij]
) -> Iterator[Aandacht]:
    rows = Counter(row.project for row in mijlpalen)
    for fiche in fiches:
        if fiche.ruimte == 0 and rows[fiche.code]:
            count = rows[fiche.code]
            having = "1 mijlpaal" if count == 1 else f"{count} mijlpalen"
            yield Aandacht(
                fiche.code,
                "financiering.beleidsruimte",
                f"beleidsruimte is 0 EUR, wel {having}",
                "Geen middelen",
            )
