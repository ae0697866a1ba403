"""`merge`, `merges` and `undo-merge`: what they do, print, and how they end."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from merge_sample import central, change, contents, put, uitvraag
from stores import ACTOR, OV
from typer.testing import CliRunner

from vvdesk import merging
from vvdesk.commands.conflicts import decide, list_conflicts
from vvdesk.commands.merge import merge
from vvdesk.commands.merges import list_merges, undo_merge
from vvdesk.editing import Editing
from vvdesk.errors import Misused, Stale
from vvdesk.handing_out import hand_out
from vvdesk.store.workspace import Workspace

VAK = "Uitvoering VAK"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file and its uitvraag."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        uitvraag(central(folder), folder / "ov.xlsx")
    return folder


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "centraal.vvd", tmp_path))


@pytest.fixture
def book(original: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(original / "ov.xlsx", tmp_path))
    return put(path, "Projecten", VAK, 1, 4)


@pytest.fixture
def run():
    """Run a verb; gives what it printed, or raises what it raised."""
    app = typer.Typer()
    verbs = {"merge": merge, "merges": list_merges, "undo-merge": undo_merge}
    verbs |= {"conflicts": list_conflicts, "decide": decide}
    for verb, function in verbs.items():
        app.command(verb)(function)

    def call(*arguments):
        done = CliRunner().invoke(app, [str(each) for each in arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return call


def vak(store):
    return contents(store)["VV015"].values["financiering.vak"]


def test_a_dossier_comes_in_beside_workbooks(run, store, book, tmp_path):
    dossier = tmp_path / "ov.vvd"
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, dossier, ACTOR)
    change(dossier, "VV017", financiering__vak=44)
    said = run("merge", store, book, dossier)
    assert "2 werkboeken ingelezen, 0 niet" in said
    assert (vak(store), contents(store)["VV017"].values["financiering.vak"]) == (4, 44)


def test_a_merge_is_listed_and_taken_back(run, store, book, tmp_path):
    before = vak(store)
    assert "nog niets samengevoegd" in run("merges", store)
    run("merge", store, book)
    assert "april 2021, 1 inzending, door" in run("merges", store)
    page = tmp_path / "plan.html"
    assert "plan.html" in run("merges", store, "--document", 1, "--to", page)
    assert "VV015" in page.read_text(encoding="utf-8")
    assert "Samenvoeging 1 is ongedaan gemaakt." in run("undo-merge", store)
    assert vak(store) == before
    assert "(ongedaan gemaakt)" in run("merges", store)
    (told,) = json.loads(run("merges", store, "--json"))
    assert (told["id"], told["teruggenomen"]) == (1, True)
    with pytest.raises(Misused, match="geen samenvoeging om"):
        run("undo-merge", store)
    with pytest.raises(Misused, match="samen"):
        run("merges", store, "--to", page)


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_the_plan_is_written_as_a_document(run, store, book, tmp_path, dry):
    target = tmp_path / "plan.json"
    run("merge", store, book, "--plan-document", target, *dry)
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told["totalen"]["na"]["vak"] - told["totalen"]["voor"]["vak"] == 4
    assert told["werkboeken"][0]["regels"][0]["pad"] == "financiering.vak"


def test_a_colleague_who_was_first_only_costs_another_plan(run, store, book, monkeypatch):
    real, tries = merging.apply_plan, []

    def late(workspace, plan, actor, **options):
        if not tries:
            with Editing(workspace, ACTOR).step("Een collega") as work:
                work.set(1, "VV015", "titel", "Anders")
        tries.append(plan)
        return real(workspace, plan, actor, **options)

    monkeypatch.setattr(merging, "apply_plan", late)
    assert "1 gewijzigd" in run("merge", store, book)
    assert len(tries) == 2
    assert (vak(store), contents(store)["VV015"].values["titel"]) == (4, "Anders")


def test_a_merge_gives_up_after_five_tries(run, store, book, monkeypatch):
    tries = []

    def never(*_given, **_options):
        tries.append(1)
        raise Stale("VV015 is intussen gewijzigd.")

    monkeypatch.setattr(merging, "apply_plan", never)
    with pytest.raises(Stale):
        run("merge", store, book)
    assert len(tries) == 5


def test_conflicts_tell_who_sent_them_in_and_what_was_decided(run, store, book):
    change(store, "VV015", financiering__vak=9)
    run("merge", store, book)
    said = run("conflicts", store)
    assert "ov.xlsx van" in said
    assert OV in said
    run("decide", store, 1, "current", "--note", "Nagevraagd")
    assert "geen open conflicten" in run("conflicts", store)
    assert "gekozen 9 EUR (centraal)" in run("conflicts", store, "--all")
    (told,) = json.loads(run("conflicts", store, "--all", "--json"))
    assert (told["choice"], told["chosen"], told["note"]) == ("centraal", 9, "Nagevraagd")
    assert (told["entiteit"], told["file"]) == (OV, "ov.xlsx")
