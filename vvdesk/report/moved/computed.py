"""The status that follows from the facts, beside the one that was reported."""

from vvdesk.content import Inhoud
from vvdesk.number_words import counted
from vvdesk.report.content import Badge, Column, Figure, GridRow, Piece, Words
from vvdesk.report.looks import PROJECTSTATUS, status_look
from vvdesk.report.moved.computed_ladder import Ladder
from vvdesk.report.moved.computed_status import Berekend, Bewijs, computed_status, needs_words
from vvdesk.report.moved.words import Deel, grid, lead, named_fiche, note, part, words
from vvdesk.report.reading import Source
from vvdesk.rules import Situatie
from vvdesk.rules.wording import listed

_OTHERS = (
    Column("Project", 26), Column("Gemeld", 22), Column("Berekend", 22), Column("Bewijs", 30),
)  # fmt: skip
_SAME = (Column("Project", 34), Column("Gemeld en berekend", 32), Column("Bewijs", 34))


def computed_statuses(source: Source) -> Deel:
    """Return the computed status of every project; those that differ come first."""
    ladder = Ladder.of(source.referentie)
    found = [
        (inhoud, computed_status(Situatie.of(inhoud, None, source.stand.maatstaf), ladder))
        for inhoud in source.contents.values()
    ]
    others = [each for each in found if not each[1].agrees]
    same = [each for each in found if each[1].agrees]
    tables = (
        *grid("Berekend anders dan gemeld", _OTHERS, [_row(source, *each) for each in others]),
        *grid("Berekend zoals gemeld", _SAME, [_row(source, *each) for each in same]),
    )
    section = part(
        "Berekende status",
        "berekend",
        lead(_said(len(found), len(others))),
        note(needs_words(source.stand.maatstaf)),
        *tables,
    )
    return Deel(section, "projecten met een andere berekende status", len(others), always=True)


def _said(number: int, others: int) -> str:
    if not number:
        return "Er zijn geen projecten om een status van te berekenen."
    if not others:
        return "Bij elk project wijzen de feiten op de status die gemeld is."
    return (
        f"Bij {others} van de {counted(number, 'project', 'projecten')} wijzen de feiten op een "
        "andere status dan de gemelde."
    )


def _row(source: Source, inhoud: Inhoud, berekend: Berekend) -> GridRow:
    code = source.code(inhoud.project, PROJECTSTATUS)
    reported = status_look(source.referentie, PROJECTSTATUS, inhoud.values[PROJECTSTATUS])
    return GridRow(
        (
            named_fiche(source.code(inhoud.project), inhoud),
            (Badge(reported, code),),
            *([] if berekend.agrees else [_computed(source, berekend)]),
            _proof(source, inhoud.project, berekend),
        ),
        code,
    )


def _computed(source: Source, berekend: Berekend) -> Words:
    if not berekend.key:
        return words("geen status past")
    return (Badge(status_look(source.referentie, PROJECTSTATUS, berekend.key)),)


def _proof(source: Source, project: str, berekend: Berekend) -> Words:
    pieces: list[Piece | str] = []
    for each in berekend.bewijs:
        # The codes belong to the sentence: they come before its full stop.
        said = each.tekst.removesuffix(".")
        pieces += [" " if pieces else "", said, *_places(source, project, each), "."]
    if berekend.missing:
        pieces.append(f" Niet bekend: {listed(berekend.missing)}.")
    return words(*pieces)


def _places(source: Source, project: str, bewijs: Bewijs) -> list[Piece | str]:
    """Return the codes of where it can be seen, between brackets."""
    if not bewijs.paths:
        return []
    pieces: list[Piece | str] = [" ("]
    for at, path in enumerate(bewijs.paths):
        code = source.code(project, path)
        pieces += [", " if at else "", Figure(code, code)]
    return [*pieces, ")"]
