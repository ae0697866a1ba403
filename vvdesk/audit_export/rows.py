"""What stands in the tables of an audit export: first of the whole, then project by project."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from vvdesk.anchors import field_code
from vvdesk.audit import canonical_json
from vvdesk.audit_export.source import Receipt, Source
from vvdesk.audit_export.tables import (
    AGENDERINGEN,
    CHANGES,
    DECISIONS,
    DRAWN,
    FIELDS,
    FINDINGS,
    HISTORY,
    MIJLPALEN,
    ORIGIN,
    SAMPLE,
    SEAL,
    STRATA,
    Cell,
    Row,
    Table,
)
from vvdesk.content import TABLES, parse_path, path_value, single_fields
from vvdesk.dictionary import Field, fields_of
from vvdesk.errors import Misused
from vvdesk.kinds import ChoiceLists
from vvdesk.tracing.parts import Bron, Schakel, Trace
from vvdesk.tracing.past import place_words
from vvdesk.tracing.whole_fiche import WholeFiche
from vvdesk.trail import Regel

_YES_NO = {True: "ja", False: "nee"}
_ROW_TABLES = {"mijlpalen": MIJLPALEN, "agenderingen": AGENDERINGEN}
_NO_FILE = Bron("")


def head_rows(source: Source) -> Iterator[tuple[Table, Row]]:
    """Yield the rows that are about the export as a whole."""
    for line in source.seal_lines():
        yield SEAL, line
    for line in source.sample_lines():
        yield SAMPLE, line
    if (sample := source.sample) is None:
        return
    for each in sample.strata:
        yield STRATA, (each.sleutel, each.naam, each.aantal, each.bedrag, each.getrokken)
    for unit in sample.eenheden:
        yield (
            DRAWN,
            (
                unit.stratum,
                unit.rang,
                unit.code,
                unit.referentie,
                unit.project,
                unit.naam,
                unit.bedrag,
                unit.sha256,
            ),
        )


def fiche_rows(source: Source, whole: WholeFiche) -> Iterator[tuple[Table, Row]]:
    """Yield the rows about one fiche, in the order of each table."""
    yield from _values(source, whole)
    for trace in whole.traces:
        yield ORIGIN, _origin(source, trace)
        for stand in trace.standen:
            there = _YES_NO[stand.bestaat]
            label = _label(trace)
            yield (
                HISTORY,
                (
                    trace.project,
                    label,
                    stand.meetmoment,
                    stand.tekst or None,
                    there,
                    stand.code,
                ),
            )
    yield from _decisions(whole)
    yield from _findings(whole)


def change_rows(rows: Iterable[Regel]) -> Iterator[tuple[Table, Row]]:
    """Yield what the audit trail says, as it says it."""
    for each in rows:
        came = each.herkomst or {}
        yield (
            CHANGES,
            (
                each.n,
                each.stap,
                each.naam,
                each.tijd,
                each.wie,
                each.handeling,
                each.meetmoment,
                each.project,
                each.plaats or "hele fiche",
                _said(each.oud),
                _said(each.nieuw),
                each.reden,
                came.get("bestand"),
                came.get("blad"),
                came.get("cel"),
                each.hash,
            ),
        )


def origin_link(trace: Trace) -> Schakel:
    """Return the link of a trace in which the value was filled in."""
    return trace.herkomst[-1]


def _values(source: Source, whole: WholeFiche) -> Iterator[tuple[Table, Row]]:
    inhoud, lists = whole.inhoud, source.referentie.lists
    for path, field in single_fields().items():
        value = _typed(field, inhoud.values[path], lists)
        yield (
            FIELDS,
            (
                inhoud.project,
                field.about.section.value,
                field.about.label,
                value,
                _YES_NO[value is not None],
                field_code(whole.meetmoment.id, inhoud.project, path),
            ),
        )
    for name, rows in inhoud.tables.items():
        for row in rows.values():
            first: tuple[Cell, ...] = (inhoud.project, row.id)
            if name == "mijlpalen":
                first = (*first, row.basislijn)
            values = (
                _typed(field, row.values[field.name], lists) for field in fields_of(TABLES[name])
            )
            code = field_code(whole.meetmoment.id, inhoud.project, f"{name}.{row.id}")
            yield _ROW_TABLES[name], (*first, *values, code)


def _typed(field: Field, value: Any, lists: ChoiceLists) -> Cell:
    """Return a value as it is computed with: days and amounts as such, choices in words."""
    if isinstance(value, int | Decimal | date):
        return value
    return field.kind.to_text(value, lists) or None


def _origin(source: Source, trace: Trace) -> Row:
    link = origin_link(trace)
    bron = link.bron or _NO_FILE
    receipt = source.receipts.get(bron.sha256, Receipt())
    return (
        trace.project,
        _label(trace),
        trace.tekst or None,
        trace.code,
        " ".join(each.zin for each in trace.herkomst),
        link.meetmoment,
        *_file(bron),
        receipt.ontvangen_op or None,
        receipt.ontvangen_door or None,
    )


def _decisions(whole: WholeFiche) -> Iterator[tuple[Table, Row]]:
    for path, each in whole.beslissingen:
        yield (
            DECISIONS,
            (
                each.nummer,
                whole.inhoud.project,
                each.plaats,
                _code(whole, path),
                each.meegegeven or None,
                each.centraal or None,
                each.ontvangen or None,
                each.keuze,
                each.gekozen or None,
                each.nota or None,
                each.door or None,
                each.op or None,
                *_file(each.bron),
            ),
        )


def _findings(whole: WholeFiche) -> Iterator[tuple[Table, Row]]:
    for path, each in whole.bevindingen:
        yield (
            FINDINGS,
            (
                whole.inhoud.project,
                each.plaats,
                _code(whole, path),
                each.regel,
                each.melding or "niet meer gevonden",
                each.staat,
                each.toelichting or None,
                each.wie or None,
                each.tijd or None,
            ),
        )


def _code(whole: WholeFiche, path: str) -> str | None:
    """Return the reference code of a place, when it is there (still)."""
    project = whole.inhoud.project
    if path:
        try:
            path_value(whole.inhoud, parse_path(path))
        except Misused:
            row = ".".join(path.split(".")[:2])
            if row.partition(".")[2] not in whole.inhoud.tables.get(row.partition(".")[0], {}):
                return None
            path = row
    return field_code(whole.meetmoment.id, project, path)


def _label(trace: Trace) -> str:
    return place_words(trace.pad)


def _file(bron: Bron) -> tuple[str | None, ...]:
    said = (
        bron.bestand,
        bron.blad,
        bron.cel,
        bron.afzender,
        bron.geexporteerd_op,
        bron.sha256,
    )
    return tuple(each or None for each in said)


def _said(value: Any) -> Cell:
    """Return what the trail says of a value: as it is, or as JSON."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    return canonical_json(value)
