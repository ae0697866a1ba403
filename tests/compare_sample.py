"""A dossier at its second meetmoment in which a good deal changed since the first."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from stores import ACTOR, OV, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

THEN = (
    "<p>Op 11 december 2020 keurde de Vlaamse Regering de conceptnota goed. De contouren worden "
    "verder vormgegeven samen met de onderwijspartners. Scholen krijgen elk een budget.</p>"
)
NOW = (
    "<p>Op 11 december 2020 keurde de Vlaamse Regering de conceptnota goed. De contouren zijn "
    "sinds mei vormgegeven samen met de onderwijspartners. Scholen krijgen elk een "
    "budget.</p>"
)
SAME = "<p>Scholen bestelden toestellen en leraren volgden opleidingen. " + "Dat loopt door. " * 14
SAME = SAME.rstrip() + "</p>"
TITLES = ("Toekomstgerichte en veilige ICT-infrastructuur", "Sterk ICT-schoolbeleid")


def two_meetmomenten(path: Path) -> Path:
    """Make a dossier of april and november 2021 with VV015, changed, and VV016, unchanged."""
    first = fiche("VV015", mijlpalen=2, agenderingen=1, omschrijving=THEN, voortgang=SAME)
    first.values["titel"] = "Digitale versnelling leerplichtonderwijs (Digisprong)"
    first.values["ministers"] = ("Ben Weyts",)
    for row, title in zip(first.tables["mijlpalen"].values(), TITLES, strict=True):
        row.values.update(titel=title, streefwaarde=Decimal(100), eenheid="%")
    new_store(path, first, fiche("VV016", voortgang=SAME), entiteit=OV)
    with Workspace.open(path) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "november 2021", date(2021, 11, 15), ACTOR)
    return path


def copy_of_two(path: Path) -> Path:
    """Make the same dossier quicker: a copy, without the versions of its making."""
    path.write_bytes(_made_once())
    return path


@cache
def _made_once() -> bytes:
    with TemporaryDirectory() as folder:
        return two_meetmomenten(Path(folder) / "ov.vvd").read_bytes()


def change_much(workspace: Workspace) -> None:
    """Change a bit of everything in VV015."""
    with Editing(workspace, ACTOR).step("Veel wijzigen") as work:
        for name, value in {
            "omschrijving": NOW,
            "projectstatus": "bijzondere_aandacht",
            "financiering.vak": 12_500_000,
            "financiering.beleidsruimte": 750_000,
            "oorzaak": "De aanbesteding duurde langer.",
            "mijlpalen.VV015-M01.timing": date(2024, 6, 30),
            "mijlpalen.VV015-M01.status": "nog_niet_gestart",
        }.items():
            work.set(2, "VV015", name, value)
        work.remove_row(2, "VV015", "mijlpalen", "VV015-M02")
        row = fiche("VV015").tables["mijlpalen"]["VV015-M01"]
        row.id, row.volgorde = "", 0
        row.values["titel"] = "Elke leraar heeft een eigen laptop"
        work.add_row(2, "VV015", "mijlpalen", row)
