"""The dump: every field once, in the order that ARCHITECTURE.md promises, and stable."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from vvdesk.audit import Actor
from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.dump import dump, dump_text, fiche_keys, mijlpaal_keys
from vvdesk.dump_page import PAGE, main, page
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.meetmomenten import create_store, open_next
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

ANN = Actor("ann", "pc-1")
PLAN = load_plan("vlaamse-veerkracht")
NAMES = {"ministers", "betrokken_entiteiten", "themas"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file without fiches, to be copied."""
    path = tmp_path_factory.mktemp("store") / "centraal.vvd"
    create_store(path, PLAN, "april 2021", date(2021, 3, 31), ANN)
    return path


@pytest.fixture
def workspace(tmp_path: Path, empty: Path) -> Iterator[Workspace]:
    """A central file with one fiche in April 2021."""
    path = tmp_path / "centraal.vvd"
    shutil.copy(empty, path)
    with Workspace.open(path) as opened:
        with Editing(opened, ANN).step("begin") as work:
            values: dict[str, Any] = {
                name: () if name in NAMES else None for name in single_fields()
            }
            values |= {
                "titel": "Digisprong",
                "ministers": ("Ben Weyts",),
                "trekkende_entiteit": "Departement Onderwijs en Vorming",
                "cluster": "03",
                "speerpunt": "04",
                "projectstatus": "na_agendering",
                "omschrijving": "<p>Één <strong>plan</strong></p>",
                "financiering.beleidsruimte": 375_000_000,
            }
            work.add_fiche(1, Inhoud("VV015", "concept", values))
            own = {field.name: None for field in fields_of(Mijlpaal)}
            own |= {"titel": "Toestellen", "timing": date(2023, 12, 31), "status": "op_schema"}
            own["streefwaarde"] = Decimal("12.5")
            work.add_row(1, "VV015", "mijlpalen", Rij("", own))
            work.add_row(1, "VV015", "agenderingen", Rij("", {"titel": "Nota", "soort": "nota"}))
        yield opened


def only_fiche(workspace: Workspace) -> dict[str, Any]:
    found: dict[str, Any] = dump(workspace)["meetmomenten"][-1]["fiches"][0]
    return found


def test_a_fiche_has_the_keys_of_the_architecture_in_their_order(workspace: Workspace) -> None:
    keys = list(only_fiche(workspace))
    assert keys[:15] == [
        "code", "titel", "ministers", "trekkende_entiteit", "webpagina", "betrokken_entiteiten",
        "belanghebbenden", "cluster", "speerpunt", "omschrijving", "agenderingen", "projectstatus",
        "voortgang", "mijlpalen", "financiering",
    ]  # fmt: skip
    assert keys == list(fiche_keys())
    assert keys[-1] == "staat"


def test_every_field_of_the_dictionary_stands_in_the_dump_once(workspace: Workspace) -> None:
    fiche = only_fiche(workspace)
    assert set(fiche_keys()) == {field.name for field in fields_of(Fiche)} | {
        "code", "agenderingen", "mijlpalen", "financiering", "staat",
    }  # fmt: skip
    assert len(fiche_keys()) == len(set(fiche_keys()))
    assert list(fiche["financiering"]) == [field.name for field in fields_of(Financiering)]
    assert list(fiche["mijlpalen"][0]) == list(mijlpaal_keys())
    assert set(mijlpaal_keys()) == {"id", "basislijn"} | {f.name for f in fields_of(Mijlpaal)}
    assert list(fiche["agenderingen"][0]) == ["id", *(f.name for f in fields_of(Agendering))]


def test_values_are_written_as_documented(workspace: Workspace) -> None:
    fiche = only_fiche(workspace)
    assert fiche["cluster"] == {
        "nummer": "03",
        "titel": "Digitale versnelling leerplichtonderwijs",
    }
    assert fiche["speerpunt"]["nummer"] == "04"
    assert fiche["projectstatus"] == "Opgestart na agendering VR"
    assert fiche["ministers"] == ["Ben Weyts"]
    assert fiche["trekkende_entiteit"] == "Departement Onderwijs en Vorming"
    assert fiche["omschrijving"] == "<p>Één <strong>plan</strong></p>"
    assert fiche["financiering"]["beleidsruimte"] == 375_000_000
    assert fiche["financiering"]["vak"] is None
    assert fiche["betrokken_entiteiten"] == []
    mijlpaal = fiche["mijlpalen"][0]
    assert mijlpaal["id"] == "VV015-M01"
    assert mijlpaal["timing"] == "2023-12-31"
    assert mijlpaal["status"] == "Op schema"
    assert mijlpaal["streefwaarde"] == "12.5"
    assert mijlpaal["basislijn"] is None
    assert fiche["agenderingen"][0]["soort"] == "Nota"


def test_a_later_meetmoment_shows_its_own_labels_and_the_first_planning(
    workspace: Workspace,
) -> None:
    open_next(workspace, PLAN, "juni 2022", date(2022, 6, 30), ANN)
    moments = dump(workspace)["meetmomenten"]
    assert [(m["naam"], m["peildatum"], m["fase"]) for m in moments] == [
        ("april 2021", "2021-03-31", "open"),
        ("juni 2022", "2022-06-30", "open"),
    ]
    later = moments[1]["fiches"][0]
    assert later["projectstatus"] == "In uitvoering na agendering VR"
    assert later["mijlpalen"][0]["basislijn"] == "2023-12-31"


def test_one_meetmoment_can_be_asked_for_by_name(workspace: Workspace) -> None:
    open_next(workspace, PLAN, "september 2021", date(2021, 8, 31), ANN)
    assert [m["naam"] for m in dump(workspace, "April 2021")["meetmomenten"]] == ["april 2021"]
    with pytest.raises(Misused, match="april 2022"):
        dump(workspace, "april 2022")


def test_the_text_is_the_same_every_time_and_keeps_its_accents(workspace: Workspace) -> None:
    text = dump_text(workspace)
    assert text == dump_text(workspace)
    assert text.endswith("}\n")
    assert "Één" in text
    assert json.loads(text) == dump(workspace)
    assert json.loads(text)["formaat"] == 1
    assert json.loads(text)["plan"]["code"] == "vlaamse-veerkracht"


def test_a_key_that_the_reference_data_lost_keeps_its_number(workspace: Workspace) -> None:
    with Editing(workspace, ANN).step("cluster weg") as work:
        work.set(1, "VV015", "cluster", "99")
    assert only_fiche(workspace)["cluster"] == {"nummer": "99", "titel": None}


def test_progress_tells_every_meetmoment(workspace: Workspace) -> None:
    told: list[tuple[int, int, str]] = []
    dump(workspace, progress=lambda done, total, label, /: told.append((done, total, label)))
    assert told == [(0, 1, "april 2021"), (1, 1, "")]


def test_the_page_about_the_dump_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m vvdesk.dump_page"


def test_the_page_describes_every_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vvdesk.dump_page.PAGE", tmp_path / "dump.md")
    main()
    text = (tmp_path / "dump.md").read_text(encoding="utf-8")
    wanted = {
        *fiche_keys(),
        *mijlpaal_keys(),
        *(f.name for e in TABLES.values() for f in fields_of(e)),
    }
    assert all(f"| `{key}` |" in text for key in wanted)
