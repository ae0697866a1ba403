"""Small stores that tests work in."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vvdesk.audit import Actor
from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.editing import Editing
from vvdesk.meetmomenten import create_store
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.plan import load_plan
from vvdesk.plan.plan_file import PlanFile
from vvdesk.store.workspace import Workspace

ACTOR = Actor("tester", "testbank")
OV = "Departement Onderwijs en Vorming"
DWSE = "Departement Werk en Sociale Economie"
FILE_ONLY = pytest.mark.parametrize("make_store", ["bestand"], indirect=True)
"""For a test with `make_store` that needs several names, or the file itself."""
LISTS_OF_NAMES = {"ministers", "betrokken_entiteiten", "themas"}


def fiche(code: str = "VV015", mijlpalen: int = 1, agenderingen: int = 1, **values: Any) -> Inhoud:
    """Make the content of a fiche; `financiering__vak=…` for a path with a dot."""
    empty: dict[str, Any] = {
        path: () if path in LISTS_OF_NAMES else None for path in single_fields()
    }
    named = {
        "titel": f"Project {code}",
        "trekkende_entiteit": OV,
        "projectstatus": "opgestart",
        "financiering.beleidsruimte": 1_000_000,
        "financiering.vak": 0,
        "financiering.vek": 0,
    }
    own = {name.replace("__", "."): value for name, value in values.items()}
    made = Inhoud(code, "concept", {**empty, **named, **own})
    for number in range(1, mijlpalen + 1):
        made.tables["mijlpalen"][f"{code}-M{number:02}"] = mijlpaal(f"{code}-M{number:02}", number)
    for number in range(1, agenderingen + 1):
        row_id = f"{code}-A{number:02}"
        blank = {each.name: None for each in fields_of(Agendering)}
        row = Rij(row_id, {**blank, "titel": f"Nota {number}"}, None, number)
        made.tables["agenderingen"][row_id] = row
    return made


def mijlpaal(row_id: str = "", place: int = 0, **values: Any) -> Rij:
    """Make a mijlpaal; an empty id gets the next one when it is added."""
    blank = {each.name: None for each in fields_of(Mijlpaal)}
    named = {"titel": f"Stap {place}", "timing": date(2023, 12, 31), "status": "op_schema"}
    return Rij(row_id, {**blank, **named, **values}, None, place)


def new_store(path: Path, *contents: Inhoud, entiteit: str | None = None) -> Path:
    """Make a store of april 2021 with these fiches."""
    create_store(path, _plan(), "april 2021", date(2021, 3, 31), ACTOR, entiteit=entiteit)
    if contents:
        with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Begin") as work:
            for each in contents:
                work.add_fiche(1, each)
    return path


@cache
def _plan() -> PlanFile:
    """Read the plan once for all stores of a process."""
    return load_plan("vlaamse-veerkracht")


def names_in(folder: Path) -> list[str]:
    """Return the names of all that stands in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())
