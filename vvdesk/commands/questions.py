"""`question`, `questions`, `answer` and `close-question`: asking an entiteit without a network."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Central, Store
from vvdesk.commands.terminal import local_time, myself, place, say, say_json
from vvdesk.errors import Misused
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.model import Antwoordreden, Vraag, Vraagstaat

_ID = Annotated[
    str, typer.Argument(metavar="KENMERK", help="Uit vvdesk-cli questions; het begin volstaat.")
]
_MEETMOMENT = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
]


def ask_question(
    central: Central,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="Zoals VV015.")],
    field: Annotated[
        str,
        typer.Argument(metavar="VELD", help="Zoals in dump: financiering.vak; '' voor de fiche."),
    ],
    text: Annotated[str, typer.Argument(metavar="TEKST", help="Wat je wil weten.")],
    meetmoment: _MEETMOMENT = None,
) -> None:
    """Stel een vraag bij een veld; ze gaat mee met de volgende uitvraag."""
    from vvdesk import questions
    from vvdesk.store.workspace import Workspace

    code = project.strip().upper()
    with Workspace.open(central) as workspace:
        made = questions.ask(workspace, meetmoment, code, field.strip(), text, myself(workspace))
    say(f"Vraag {made} gesteld bij {code}, {place(field.strip())}.")


def list_questions(
    file: Store,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STAAT", help="open, beantwoord of gesloten."),
    ] = None,
    meetmoment: _MEETMOMENT = None,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
) -> None:
    """Toon de vragen bij de fiches, met hun antwoord."""
    from vvdesk import questions
    from vvdesk.store.workspace import Workspace

    wanted = _state(state)
    with Workspace.open(file, read_only=True) as workspace:
        found = questions.questions(workspace, meetmoment, staat=wanted)
    if as_json:
        say_json([_as_json(vraag) for vraag in found])
        return
    for vraag in found:
        _show(vraag)
    say(counted(len(found), "vraag.", "vragen.") if found else "Er zijn geen vragen.")


def answer_question(
    file: Store,
    number: _ID,
    reason: Annotated[
        str,
        typer.Argument(metavar="REDEN", help="aangepast, bevestigd, later of niet_van_toepassing."),
    ],
    text: Annotated[
        str, typer.Argument(metavar="TEKST", help="Nodig bij later en niet_van_toepassing.")
    ] = "",
) -> None:
    """Beantwoord een vraag van de coördinator."""
    from vvdesk import questions
    from vvdesk.store.workspace import Workspace

    chosen = _reason(reason)
    with Workspace.open(file) as workspace:
        questions.answer(workspace, number, chosen, text, myself(workspace))
        vraag = questions.question(workspace, number)
    say(f"Beantwoord: {vraag['project_code']}, {place(vraag['pad'])}.")


def close_question(
    central: Central,
    number: _ID,
    note: Annotated[
        str,
        typer.Option("--note", metavar="TEKST", help="Waarom; nodig als iemand anders ze stelde."),
    ] = "",
) -> None:
    """Sluit een vraag; ze gaat dan niet meer mee."""
    from vvdesk import questions
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace:
        questions.close(workspace, number, myself(workspace), note)
        vraag = questions.question(workspace, number)
    say(f"Gesloten: {vraag['project_code']}, {place(vraag['pad'])}.")


def _state(text: str | None) -> "Vraagstaat | None":
    from vvdesk.model import Vraagstaat

    known = {each.value: each for each in Vraagstaat}
    if text is not None and text.strip().lower() not in known:
        raise Misused(f'--state: "{text}" bestaat niet. Kies uit: {", ".join(known)}.')
    return None if text is None else known[text.strip().lower()]


def _reason(text: str) -> "Antwoordreden":
    from vvdesk.question_words import reason_named
    from vvdesk.values import Unreadable

    try:
        return reason_named(text)
    except Unreadable as error:
        raise Misused(f"REDEN: {error}") from error


def _show(vraag: "Vraag") -> None:
    from vvdesk.model import Antwoordreden
    from vvdesk.question_words import REASONS

    say(f"{vraag.id}  {vraag.staat:<10}  {vraag.project_code}, {place(vraag.pad)}")
    say(f"    {vraag.gesteld_door}, {local_time(vraag.gesteld_op)}: {vraag.tekst}")
    if vraag.reden:
        text = f": {vraag.antwoord}" if vraag.antwoord else ""
        say(f"    {vraag.beantwoord_door}: {REASONS[Antwoordreden(vraag.reden)]}{text}")
    if vraag.slotnota:
        say(f"    Gesloten door {vraag.gesloten_door}: {vraag.slotnota}")


def _as_json(vraag: "Vraag") -> dict[str, Any]:
    return {
        "id": vraag.id,
        "project": vraag.project_code,
        "field": vraag.pad,
        "state": vraag.staat,
        "question": vraag.tekst,
        "asked_by": vraag.gesteld_door,
        "asked_at": vraag.gesteld_op,
        "handed_out_at": vraag.meegegeven_op,
        "reason": vraag.reden,
        "answer": vraag.antwoord,
        "answered_by": vraag.beantwoord_door,
        "answered_at": vraag.beantwoord_op,
        "closed_by": vraag.gesloten_door,
        "closed_at": vraag.gesloten_op,
        "note": vraag.slotnota,
    }
