"""The files of a coordinator in the middle of a meetmoment, made once from the sample data.

September 2021: three departments have their uitvraag. Two of them sent it back and were taken in,
what the third sent has just come by mail, together with what goes wrong in real rounds.
"""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from vvdesk import questions, states
from vvdesk.audit import Actor
from vvdesk.handing_out import export, hand_out
from vvdesk.importing import import_report
from vvdesk.line_edits import Edit, LineEditor, parse_line
from vvdesk.meetmomenten import close_meetmoment, create_store, open_next
from vvdesk.merging import apply_plan, plan_merge
from vvdesk.model import Antwoordreden
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

OV = "Departement Onderwijs en Vorming"
DWSE = "Departement Werk en Sociale Economie"
CJM = "Departement Cultuur, Jeugd en Media"
APPROVED, RETURNED = "VV178", "VV177"
ASKED, ASKED_AT = "VV016", "financiering.vek"
_COLLEAGUE = Actor("Els Maes", "voorbeeld")
_APRIL, _SEPTEMBER = "april 2021", "september 2021"
_SAMPLE = "voorbeeld"
_LABELS = 3
"""The row of a sheet that says what each column is."""


@dataclass(frozen=True, slots=True)
class CentralFiles:
    """Files of one round.

    Attributes:
        desk: The central file in the middle of September: questions, a conflict, one fiche
            approved and one sent back.
        quiet: The central file before anything came in.
        mail: What came by mail since: two to take in, three with something wrong.
        asked: The dossier of a department that was asked something.
    """

    desk: Path
    quiet: Path
    mail: tuple[Path, ...]
    asked: Path


def make_central_files(folder: Path, coordinator: Actor) -> CentralFiles:
    """Make them in a folder that is there; VVDESK_HOME must point away from the user's own."""
    desk, post = folder / "relance-september.vvd", folder / "postvak"
    post.mkdir()
    _begin(desk, coordinator)
    quiet = folder / "relance-begin.vvd"
    shutil.copy(desk, quiet)
    with Workspace.open(desk) as central:
        _ask(central, coordinator)
        dossiers = {each: folder / f"{_short(each)}.vvd" for each in (OV, DWSE, CJM)}
        for entiteit, path in dossiers.items():
            hand_out(central, None, entiteit, path, coordinator)
    asked = folder / "dossier-werk.vvd"
    shutil.copy(dossiers[DWSE], asked)
    sent = {each: _fill_in(each, path, post) for each, path in dossiers.items()}
    _work_on(desk, [sent[DWSE], sent[CJM]], coordinator)
    return CentralFiles(desk, quiet, _mail(post, sent, dossiers[DWSE]), asked)


def _short(entiteit: str) -> str:
    return {OV: "OV_2021-09", DWSE: "DWSE_2021-09", CJM: "CJM_2021-09"}[entiteit]


def _begin(path: Path, coordinator: Actor) -> None:
    plan = load_plan("vlaamse-veerkracht")
    days = {each.naam: each.peildatum for each in plan.meetmomenten}
    create_store(path, plan, _APRIL, days[_APRIL], coordinator)
    with Workspace.open(path) as central:
        import_report(central, resources() / _SAMPLE / "april-2021.txt", coordinator)
        close_meetmoment(central, _APRIL, coordinator, "Het rapport is gepubliceerd.")
        open_next(central, plan, _SEPTEMBER, days[_SEPTEMBER], coordinator)


def _ask(central: Workspace, coordinator: Actor) -> None:
    for project, pad, tekst in (
        (ASKED, ASKED_AT, "In april stond hier 0 EUR. Is er sindsdien echt niets uitbetaald?"),
        ("VV015", "mijlpalen.VV015-M04.status", "Is het kenniscentrum intussen open?"),
        ("VV018", "", "Welk deel van dit project nemen de sociale partners zelf op zich?"),
    ):
        questions.ask(central, None, project, pad, tekst, coordinator)


def _fill_in(entiteit: str, dossier: Path, post: Path) -> Path:
    """Work in a dossier as its department would, and export the inzending."""
    who = Actor({OV: "Karim Aziz", DWSE: "Griet Claes", CJM: "Tom Baert"}[entiteit], "voorbeeld")
    target = post / f"{_short(entiteit)}.xlsx"
    name = entiteit.lower().replace(",", "").replace(" ", "-")
    edits = resources() / _SAMPLE / "september-2021" / f"{name}.jsonl"
    with Workspace.open(dossier) as workspace:
        editor = LineEditor(workspace, who)
        for line in edits.read_text(encoding="utf-8").splitlines():
            editor.apply(parse_line(line))
        if entiteit == DWSE:
            told = "De eerste betalingen gebeurden in juni; het bedrag is nu ingevuld."
            (asked,) = (each for each in questions.questions(workspace) if each.pad == ASKED_AT)
            questions.answer(workspace, asked.id, Antwoordreden.AANGEPAST, told, who)
        export(workspace, None, None, target, who)
    return target


def _work_on(desk: Path, received: list[Path], coordinator: Actor) -> None:
    """Do what a coordinator did so far: correct, take in, approve, send back."""
    with Workspace.open(desk) as central:
        editor = LineEditor(central, coordinator)
        lines = resources() / _SAMPLE / "september-2021" / "centraal.jsonl"
        for line in lines.read_text(encoding="utf-8").splitlines():
            editor.apply(parse_line(line))
        with closing(plan_merge(central, received, readers=0)) as plan:
            apply_plan(central, plan, coordinator)
        for edit in (
            Edit("VV017", "financiering.vak", "40.000.000"),
            Edit("VV015", "mijlpalen.VV015-M04.status", "Op schema"),
            Edit("VV019", "voortgang", "<p>Veertig centra kregen een project toegewezen.</p>"),
        ):
            editor.apply(edit)
        states.approve(
            central, None, [APPROVED], _COLLEAGUE,
            uitzondering="De begroting is al nagekeken door de Inspectie van Financiën.",
        )  # fmt: skip
        states.send_back(
            central, None, [RETURNED], coordinator, "Licht toe waarom de test pas in maart start."
        )


def _mail(post: Path, sent: dict[str, Path], dossier: Path) -> tuple[Path, ...]:
    damaged, letter = post / "OV_2021-09 (half).xlsx", post / "Begeleidend schrijven.xlsx"
    whole = sent[OV].read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    letter.write_text("Beste, in bijlage onze inzending. Met vriendelijke groeten", "utf-8")
    _type_no_day(sent[OV])
    again = Path(shutil.copy(dossier, post / "DWSE_2021-09 (nieuw).vvd"))
    return sent[OV], again, sent[CJM], damaged, letter


def _type_no_day(path: Path) -> None:
    """Type "eind 2024" where a day belongs."""
    book = load_workbook(path, rich_text=True)
    sheet = book["Mijlpalen"]
    column = next(cell.column for cell in sheet[_LABELS] if cell.value == "Geplande timing")
    sheet.cell(_LABELS + 1, column).value = "eind 2024"
    book.save(path)
    book.close()
