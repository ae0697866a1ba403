"""The uitvraag of the second meetmoment, as the coördinator hands it out to one entiteit."""

from datetime import date
from pathlib import Path

from stores import ACTOR, OV

from vvdesk.desk import Desk
from vvdesk.handing_out import hand_out
from vvdesk.importing import import_report
from vvdesk.line_edits import LineEditor, parse_line
from vvdesk.meetmomenten import close_meetmoment, create_store, open_next
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.rules import Severity
from vvdesk.store.workspace import Workspace

_SAMPLE = resources() / "voorbeeld"
_EDITS = _SAMPLE / "september-2021" / "departement-onderwijs-en-vorming.jsonl"


def september_dossier(folder: Path, untouched: str = "VV015") -> Path:
    """Make the dossier, five fiches of the sample data; all but one are filled in.

    Args:
        folder: Where it comes.
        untouched: The fiche that is as it was in April.
    """
    central, made = folder / "centraal.vvd", folder / "ov" / "ov.vvd"
    made.parent.mkdir(parents=True)
    plan = load_plan("vlaamse-veerkracht")
    create_store(central, plan, "april 2021", date(2021, 3, 31), ACTOR)
    with Workspace.open(central) as workspace:
        import_report(workspace, _SAMPLE / "april-2021.txt", ACTOR)
        close_meetmoment(workspace, "april 2021", ACTOR, "Gepubliceerd.")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        hand_out(workspace, None, OV, made, ACTOR)
    with Workspace.open(made) as workspace:
        editor = LineEditor(workspace, ACTOR)
        for edit in map(parse_line, _EDITS.read_text("utf-8").splitlines()):
            if edit.project != untouched:
                editor.apply(edit)
    return made


def explain_everything(dossier: Path, projects: tuple[str, ...]) -> None:
    """Write a toelichting at every waarschuwing, so that nothing stands in the way."""
    with Workspace.open(dossier) as workspace:
        desk = Desk(workspace, ACTOR)
        for project in projects:
            for weighed in desk.findings(project):
                if weighed.finding.severity is Severity.WAARSCHUWING:
                    desk.explain(weighed, "Dat hoort zo in deze proef.")
