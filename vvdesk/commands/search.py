"""`search`: words in all texts of all meetmomenten."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import progress_shown, say, say_json, whisper
from vvdesk.errors import Misused
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.choices import Choices
    from vvdesk.searching import Filter, Getoond, Vondst
    from vvdesk.store.workspace import Workspace

_HOW = (
    'Allemaal samen; "een exacte zin" tussen aanhalingstekens, begin*, en na -- ook -zonder voor '
    "wat er niet mag staan."
)
_Several = list[str] | None
_Meetmoment = Annotated[
    _Several,
    typer.Option(
        "--meetmoment", metavar="NAAM", help="Alleen dit meetmoment; mag meer dan één keer."
    ),
]
_Section = Annotated[
    _Several,
    typer.Option(
        "--field",
        metavar="SOORT",
        help="Alleen deze soort tekst, zoals Projectomschrijving of Bevindingen.",
    ),
]
_Speerpunt = Annotated[
    _Several, typer.Option("--speerpunt", metavar="NUMMER", help="Alleen dit speerpunt, zoals 4.")
]


def search_texts(
    file: Store,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WOORDEN", help=_HOW),
    ],
    meetmoment: _Meetmoment = None,
    speerpunt: _Speerpunt = None,
    entiteit: Annotated[
        _Several, typer.Option("--entiteit", metavar="NAAM", help="Alleen deze trekkende entiteit.")
    ] = None,
    field: _Section = None,
    status: Annotated[
        _Several, typer.Option("--status", metavar="STATUS", help="Alleen deze projectstatus.")
    ] = None,
    by_project: Annotated[
        bool, typer.Option("--by-project", help="Per project in plaats van de beste eerst.")
    ] = False,
    apart: Annotated[
        bool, typer.Option("--apart", help="Elk meetmoment apart, ook als de tekst gelijk bleef.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="BESTAND", help="Bewaar als .csv of .xlsx.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, met alles erin.")] = False,
) -> None:
    """Zoek in alle teksten van alle meetmomenten.

    Ook in vragen en antwoorden, verzegelde bevindingen, toelichtingen, beslissingen, redenen en
    namen van ingediende bestanden. Hoofdletters en accenten tellen niet. Wat op meer meetmomenten
    hetzelfde bleef, staat er één keer.

    Voorbeeld: vvdesk-cli search april.vvs digitaal --out gevonden.xlsx

    Zonder een woord: vvdesk-cli search april.vvs -- "digi*" -school
    """
    from vvdesk.searching import (
        Gevraagd,
        SearchIndex,
        Volgorde,
        excerpts,
        parse_query,
        write_results,
    )
    from vvdesk.store.workspace import Workspace

    query = parse_query(_typed(words))
    if query.is_empty:
        raise Misused("Geef minstens één woord dat er wél moet staan, bijvoorbeeld digisprong.")
    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        wanted = _filter(workspace, meetmoment, speerpunt, entiteit, field, status)
        order = Volgorde.PROJECT if by_project else Volgorde.BESTE
        with closing(SearchIndex.build(workspace, progress)) as index:
            found = index.find(query, wanted, order, is_apart=apart, most=None)
        if out is not None:
            count = write_results(workspace, found, Gevraagd(query, wanted), out, progress)
            whisper(f"{counted(count, 'tekst', 'teksten')} bewaard in {out.name}.")
            return
        shown = excerpts(workspace, found.treffers, query)
        names = {each.id: each.naam for each in workspace.meetmomenten()}
    if as_json:
        say_json({"gezocht": query.text, "treffers": [_as_json(each, names) for each in shown]})
    else:
        for line in _lines(found, shown, names):
            say(line)


def _typed(words: Sequence[str]) -> str:
    """Put together what the shell took apart: an argument with spaces was between quotes."""
    return " ".join(
        f'"{word}"' if " " in word and '"' not in word and not word.startswith("-") else word
        for word in words
    )


def _filter(
    workspace: "Workspace",
    meetmoment: _Several,
    speerpunt: _Several,
    entiteit: _Several,
    field: _Several,
    status: _Several,
) -> "Filter":
    from vvdesk.plan.referentie import read_referentie
    from vvdesk.searching import GROEPEN, Filter

    moments = frozenset(workspace.meetmoment(each).id for each in meetmoment or ())
    with workspace.connection() as connection:
        lists = read_referentie(connection, workspace.meetmomenten()[-1].id).lists
    sections = {name.casefold(): name for name in GROEPEN}
    unknown = [each for each in field or () if each.casefold() not in sections]
    if unknown:
        raise Misused(f'"{unknown[0]}" is geen soort tekst. Kies uit: {", ".join(GROEPEN)}.')
    return Filter(
        moments,
        _keys(lists["speerpunt"], speerpunt),
        _keys(lists["entiteit"], entiteit),
        frozenset(sections[each.casefold()] for each in field or ()),
        _keys(lists["projectstatus"], status),
    )


def _keys(choices: "Choices", typed: _Several) -> frozenset[str]:
    found = set()
    for text in typed or ():
        key = choices.key_for(text)
        if key is None:
            known = ", ".join(choices.labels())
            raise Misused(f'"{text}" staat niet bij {choices.name}. Kies uit: {known}.')
        found.add(key)
    return frozenset(found)


def _lines(found: "Vondst", shown: "list[Getoond]", names: dict[int, str]) -> Iterator[str]:
    from vvdesk.searching import span_words

    yield found.telling if shown else "Niets gevonden. Probeer minder woorden, of begin*."
    for each in shown:
        treffer = each.treffer
        yield ""
        yield " ".join(filter(None, (f"{treffer.code} ", treffer.project, treffer.titel)))
        yield f"  {treffer.plaats} ({span_words(treffer, names)})"
        marked = "".join(
            f"»{part.tekst}«" if part.is_treffer else part.tekst for part in each.stukken
        )
        if marked:
            yield f"  {marked}"


def _as_json(shown: "Getoond", names: dict[int, str]) -> dict[str, Any]:
    treffer = shown.treffer
    return {
        "code": treffer.code,
        "project": treffer.project,
        "projecttitel": treffer.titel,
        "pad": treffer.pad,
        "veld": treffer.soort.label,
        "soort": treffer.soort.groep,
        "rij": treffer.rij,
        "van": names[treffer.van],
        "tot": names[treffer.tot],
        "fragment": shown.tekst,
    }
