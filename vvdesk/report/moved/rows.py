"""Which mijlpalen and projects went, with their lot and the reason, and which came."""

from vvdesk.content import Inhoud, Rij
from vvdesk.kinds import LOT, ChoiceLists
from vvdesk.number_words import counted
from vvdesk.report.content import Column, Figure, GridRow, Paragraph, Words
from vvdesk.report.moved.pairs import Paren
from vvdesk.report.moved.words import (
    Deel,
    grid,
    lead,
    named_fiche,
    named_row,
    note,
    part,
    since,
    told,
    valued,
    words,
)
from vvdesk.richtext import Run
from vvdesk.rules.situation import Mijlpaalrij

_WITHOUT_LOT = "Zonder lot"
_ASKS = "vraagt aandacht: niemand zei wat ermee gebeurde"
_NO_REASON = "vraagt aandacht: er staat geen reden bij"
_ELSEWHERE = "Een project kan ook naar een speerpunt gegaan zijn waar dit rapport niet over gaat."


def vanished_rows(paren: Paren) -> Deel:
    """Return which mijlpalen are no longer there; those of which nobody said why come first."""
    gone = [
        (code, row)
        for code, (nu, toen) in paren.fiches.items()
        for row in toen.tables["mijlpalen"].values()
        if row.id not in nu.tables["mijlpalen"]
    ]
    unsaid = [each for each in gone if not each[1].values["lot"]]
    said = [each for each in gone if each[1].values["lot"]]
    ending = [
        (code, row)
        for code, (nu, _toen) in paren.fiches.items()
        for row in nu.tables["mijlpalen"].values()
        if row.values["lot"]
    ]
    columns = (Column("Mijlpaal", 44), Column("Lot", 16), Column("Reden", 40))
    tables = (
        *grid(
            f"Mijlpalen die er in {paren.vorig.naam} nog stonden",
            columns,
            [_gone_row(paren, *each) for each in (*unsaid, *said)],
        ),
        *grid(
            "Mijlpalen die nu een lot krijgen en niet meer terugkomen",
            columns,
            [_ending_row(paren, *each) for each in ending],
        ),
    )
    section = part(
        "Weggevallen mijlpalen", "weggevallen", _gone_lead(paren, gone, unsaid, ending), *tables
    )
    return Deel(section, "mijlpalen weggevallen", len(gone))


def new_rows(paren: Paren) -> Deel:
    """Return which mijlpalen are new in a project that stood there already."""
    came = [
        (code, row)
        for code, (nu, toen) in paren.fiches.items()
        for row in nu.tables["mijlpalen"].values()
        if row.id not in toen.tables["mijlpalen"]
    ]
    source = paren.source
    rows = [
        GridRow(
            (
                named_row(source.code(code, f"mijlpalen.{row.id}"), row),
                _field(paren, code, row, "timing"),
            ),
            source.code(code, f"mijlpalen.{row.id}"),
        )
        for code, row in came
    ]
    columns = (Column("Mijlpaal", 75), Column("Geplande timing", 25))
    table = grid(f"Mijlpalen die nieuw zijn {since(paren)}", columns, rows)
    number = len(came)
    sentence = (
        f"{counted(number, 'mijlpaal is', 'mijlpalen zijn')} nieuw {since(paren)}."
        if number
        else f"Er kwam geen enkele mijlpaal bij {since(paren)}."
    )
    return Deel(
        part("Nieuwe mijlpalen", "nieuw", lead(sentence), *table), "nieuwe mijlpalen", number
    )


def other_projects(paren: Paren) -> Deel:
    """Return which projects went, with the reason why they left the perimeter, and which came."""
    source = paren.source
    gone = [each for code, each in source.vorige.items() if code not in source.contents]
    came = [each for code, each in source.contents.items() if code not in source.vorige]
    tables = (
        *grid(
            f"Projecten die er in {paren.vorig.naam} nog stonden",
            (Column("Project", 46), Column("Mijlpalen", 14), Column("Reden", 40)),
            [_gone_project(paren, each, source.vertrokken.get(each.project, "")) for each in gone],
        ),
        *grid(
            f"Projecten die nieuw zijn {since(paren)}",
            (Column("Project", 80), Column("Mijlpalen", 20)),
            [_new_project(paren, each) for each in came],
        ),
    )
    aside = [note(_ELSEWHERE)] if gone and source.speerpunten else []
    section = part(
        "Weggevallen en nieuwe projecten", "projecten", _project_lead(paren, gone, came), *tables,
        *aside,
    )  # fmt: skip
    return Deel(section, "projecten weggevallen of nieuw", len(gone) + len(came))


def _gone_lead(
    paren: Paren,
    gone: list[tuple[str, Rij]],
    unsaid: list[tuple[str, Rij]],
    ending: list[tuple[str, Rij]],
) -> Paragraph:
    if not gone and not ending:
        return lead(f"Geen enkele mijlpaal viel weg {since(paren)}.")
    pieces: list[str | Run] = []
    if gone:
        fell = counted(len(gone), "mijlpaal viel", "mijlpalen vielen")
        pieces.append(f"{fell} weg {since(paren)}")
        if unsaid:
            pieces += [", ", Run(f"waarvan {len(unsaid)} zonder lot", bold=True)]
        pieces.append(".")
    if ending:
        get = counted(len(ending), "mijlpaal krijgt", "mijlpalen krijgen")
        they = "komt die" if len(ending) == 1 else "komen die"
        pieces += [
            " " if gone else "",
            f"{get} nu een lot: na dit meetmoment {they} niet meer terug.",
        ]
    return lead(*pieces)


def _project_lead(paren: Paren, gone: list[Inhoud], came: list[Inhoud]) -> Paragraph:
    if not gone and not came:
        return lead(f"Het zijn dezelfde projecten als in {paren.vorig.naam}.")
    parts = []
    if gone:
        parts.append(f"{counted(len(gone), 'project viel', 'projecten vielen')} weg")
    if came:
        parts.append(f"{counted(len(came), 'project is', 'projecten zijn')} nieuw")
    return lead(f"{' en '.join(parts)} {since(paren)}.")


def _gone_row(paren: Paren, code: str, row: Rij) -> GridRow:
    path = f"mijlpalen.{row.id}"
    then = paren.then(code, path)
    return GridRow(
        (
            named_row(then, row),
            _lot(row, paren.vorige_referentie.lists, paren.then(code, f"{path}.lot")),
            _why(row, paren.then(code, f"{path}.lot_toelichting")),
        ),
        then,
    )


def _ending_row(paren: Paren, code: str, row: Rij) -> GridRow:
    path = f"mijlpalen.{row.id}"
    return GridRow(
        (
            named_row(paren.now(code, path), row),
            _lot(row, paren.source.referentie.lists, paren.now(code, f"{path}.lot")),
            _why(row, paren.now(code, f"{path}.lot_toelichting")),
        ),
        paren.now(code, f"{path}.lot"),
    )


def _lot(row: Rij, lists: ChoiceLists, code: str) -> Words:
    if not row.values["lot"]:
        return (Run(_WITHOUT_LOT, bold=True),)
    return (Figure(LOT.to_text(row.values["lot"], lists), code),)


def _why(row: Rij, code: str) -> Words:
    if not row.values["lot"]:
        return words(_ASKS)
    reason = Mijlpaalrij(row).reden_van_het_lot
    return told(reason, code) if reason else words(_NO_REASON)


def _field(paren: Paren, code: str, row: Rij, name: str) -> Words:
    path = f"mijlpalen.{row.id}.{name}"
    return valued(path, row.values[name], paren.now(code, path), paren.source.referentie.lists)


def _gone_project(paren: Paren, inhoud: Inhoud, reden: str) -> GridRow:
    code = paren.then(inhoud.project)
    why = words(reden or _NO_REASON)
    return GridRow((named_fiche(code, inhoud), words(str(_rows_of(inhoud))), why), code)


def _new_project(paren: Paren, inhoud: Inhoud) -> GridRow:
    code = paren.now(inhoud.project)
    return GridRow((named_fiche(code, inhoud), words(str(_rows_of(inhoud)))), code)


def _rows_of(inhoud: Inhoud) -> int:
    return len(inhoud.tables["mijlpalen"])
