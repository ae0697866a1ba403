"""Makes a dossier to practise on, from the sample data: nothing in it is real reporting.

It is what a department would get for its second meetmoment, half filled in: one fiche is finished,
others still lack an answer or a reason, so that every kind of finding can be tried out.
"""

import shutil
import tempfile
from pathlib import Path

from vvdesk.atomic import replace_file, unavailable
from vvdesk.audit import Actor
from vvdesk.handing_out import hand_out
from vvdesk.importing import import_report
from vvdesk.jobs import Progress, silent
from vvdesk.line_edits import Edit, LineEditor, parse_line
from vvdesk.meetmomenten import close_meetmoment, create_store, open_next
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.store.file_format import check_header
from vvdesk.store.versions import versions
from vvdesk.store.workspace import Workspace

ENTITEIT = "Departement Onderwijs en Vorming"
PLAN, FIRST, SECOND = "vlaamse-veerkracht", "april 2021", "september 2021"
_EDITS = Path("september-2021") / "departement-onderwijs-en-vorming.jsonl"
_FINISHED = frozenset({"VV019", "VV176"})
"""These fiches get everything that the sample knows of September."""
_HALF_DONE = (
    Edit("VV015", "voortgang", ""),
    Edit("VV015", "financiering.vak", ""),
    Edit("VV015", "mijlpalen.VV015-M04.status", "Gerealiseerd"),
    Edit("VV017", "mijlpalen.VV017-M03.timing", "31/03/2023"),
    Edit("VV112", "financiering.vek", "25.000.000"),
)
"""What somebody began: a text that is gone, a mijlpaal without its day, a day without a reason."""
_STEPS = 5


def make_practice(folder: Path, actor: Actor, progress: Progress = silent) -> Path:
    """Make a dossier to practise on.

    Args:
        folder: Where it comes; made when it is missing.
        actor: Who will practise.
        progress: Called once per step.

    Returns:
        The file made: `oefendossier.vvd`, or the next free name. Nothing is overwritten.

    Raises:
        Unavailable: The folder cannot be made or written, or the disk is full.
        Cancelled: The user stopped; nothing was made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unavailable(error, folder) from error
    target = _free_name(folder)
    with tempfile.TemporaryDirectory(prefix="vvdesk-oefenen-") as name:
        central, dossier = Path(name) / "centraal.vvd", Path(name) / "oefendossier.vvd"
        try:
            _make_central(central, actor, progress)
            _hand_out(central, dossier, actor, progress)
            _fill_in(dossier, actor, progress)
        finally:
            _forget_versions(central)
            _forget_versions(dossier)
        progress(_STEPS - 1, _STEPS, target.name)
        replace_file(target, lambda path: shutil.copyfile(dossier, path), check_header)
    progress(_STEPS, _STEPS, target.name)
    return target


def _free_name(folder: Path) -> Path:
    number = 1
    while (target := folder / f"oefendossier{f'-{number}' if number > 1 else ''}.vvd").exists():
        number += 1
    return target


def _make_central(path: Path, actor: Actor, progress: Progress) -> None:
    """Make the central file that the dossier is handed out from: April closed, September open."""
    plan = load_plan(PLAN)
    days = {each.naam: each.peildatum for each in plan.meetmomenten}
    progress(0, _STEPS, f"Fiches van {FIRST} inlezen")
    create_store(path, plan, FIRST, days[FIRST], actor)
    with Workspace.open(path) as central:
        import_report(central, resources() / "voorbeeld" / "april-2021.txt", actor)
        progress(1, _STEPS, f"Meetmoment {SECOND} openen")
        close_meetmoment(central, FIRST, actor, "Het rapport is gepubliceerd.")
        open_next(central, plan, SECOND, days[SECOND], actor)


def _hand_out(path: Path, dossier: Path, actor: Actor, progress: Progress) -> None:
    progress(2, _STEPS, "Dossier maken")
    with Workspace.open(path) as central:
        hand_out(central, None, ENTITEIT, dossier, actor)


def _fill_in(path: Path, actor: Actor, progress: Progress) -> None:
    progress(3, _STEPS, "Fiches half invullen")
    lines = (resources() / "voorbeeld" / _EDITS).read_text(encoding="utf-8").splitlines()
    edits = [each for each in map(parse_line, lines) if each.project in _FINISHED]
    with Workspace.open(path) as dossier:
        editor = LineEditor(dossier, actor)
        for edit in (*edits, *_HALF_DONE):
            editor.apply(edit)


def _forget_versions(path: Path) -> None:
    """Remove the versions kept of a file that only stood here for a moment."""
    if not path.exists():
        return
    for folder in {version.path.parent for version in versions(path)}:
        shutil.rmtree(folder, ignore_errors=True)
