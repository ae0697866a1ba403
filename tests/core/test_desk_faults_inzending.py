"""Dossiers that somebody meddled with, sent in as inzending: refused in a sentence, or harmless."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from merge_sample import central
from stores import ACTOR, OV, new_store

from vvdesk.editing import Editing
from vvdesk.errors import Misused, Stale
from vvdesk.handing_out import hand_out
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.merging import apply_plan, plan_merge
from vvdesk.states import approve, reopen
from vvdesk.store.workspace import Workspace


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """A folder with a central file and the dossier that it handed out."""
    folder = tmp_path_factory.mktemp("origineel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        with Workspace.open(central(folder)) as workspace:
            hand_out(workspace, None, OV, folder / "ov.vvd", ACTOR)
    return folder


@pytest.fixture
def workspace(original, tmp_path):
    with Workspace.open(Path(shutil.copy(original / "centraal.vvd", tmp_path))) as opened:
        yield opened


@pytest.fixture
def spoiled(original, tmp_path):
    """Makes a dossier on which these statements were let loose."""

    def spoil(*statements) -> Path:
        path = Path(shutil.copy(original / "ov.vvd", tmp_path / "ov.vvd"))
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return path

    return spoil


def told(workspace, path) -> str:
    """Return why a file was rejected; fails when it was not."""
    with plan_merge(workspace, [path], readers=0) as plan:
        (found,) = plan.workbooks
    assert found.status == "rejected"
    return found.message


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("CREATE TRIGGER evil BEFORE INSERT ON fiche BEGIN SELECT 1; END", "in gesleuteld"),
        ("CREATE VIEW evil AS SELECT 1", "in gesleuteld"),
        ("ALTER TABLE fiche ADD COLUMN evil TEXT", "in gesleuteld"),
        ("DROP TRIGGER wijziging_update_kept", "in gesleuteld"),
        ("DELETE FROM plan", "mist zijn plan"),
        ("PRAGMA application_id = 1", "ander programma"),
        ("PRAGMA user_version = 99", "nieuwere vvdesk"),
        ("UPDATE plan SET code = 'ander-plan'", "ander plan"),
        ("UPDATE plan SET entiteit = 'Niemand'", '"Niemand" is niet bekend'),
        ("UPDATE meetmoment SET naam = 'mei 1999'", "voor meetmoment mei 1999"),
        ("UPDATE mijlpaal SET timing = 'ooit'", '"ooit" waar een datum'),
        ("UPDATE fiche SET projectstatus = 'zomaar'", "hoort niet bij de keuzelijst"),
        ("UPDATE fiche SET titel = 'a' || char(0) || 'b'", "een waarde die vvdesk nooit schrijft"),
        ("UPDATE financiering SET vak = 9223372036854775807", "die vvdesk nooit schrijft"),
        ("UPDATE fiche SET titel = printf('%.*c', 400000, 'x')", "te lang voor een cel"),
    ],
)
def test_a_dossier_that_was_meddled_with_is_refused_in_words_for_who_received_it(
    workspace, spoiled, statement, why
):
    message = told(workspace, spoiled(statement))
    assert why in message
    assert "vvdesk-cli versions" not in message  # of what was received no versions were kept


def test_a_dossier_cannot_say_that_its_fiches_are_approved(workspace, spoiled):
    path = spoiled("UPDATE financiering SET vak = 5", "UPDATE fiche SET staat = 'goedgekeurd'")
    with plan_merge(workspace, [path], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    with workspace.connection() as connection:
        found = set(connection.exec_driver_sql("SELECT staat FROM fiche").scalars())
    assert found == {"ingediend", "concept"}


def test_a_dossier_of_nobody_elses_projects_and_a_file_of_zeros_are_refused(
    workspace, original, tmp_path
):
    empty = new_store(tmp_path / "leeg.vvd", entiteit=OV)
    assert "heeft geen projecten van" in told(workspace, empty)
    huge = tmp_path / "groot.vvd"
    with huge.open("wb") as file:
        file.truncate(300 * 2**20)
    assert "groter dan 256 MB" in told(workspace, huge)
    assert "is een centraal bestand" in told(workspace, original / "centraal.vvd")


def test_an_approval_between_plan_and_processing_asks_for_a_new_plan(workspace, spoiled):
    path = spoiled()
    with plan_merge(workspace, [path], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    changed = spoiled("UPDATE financiering SET vak = 5")
    with plan_merge(workspace, [changed], readers=0) as plan:
        approve(workspace, None, ["VV015"], ACTOR, uitzondering="Haast")
        with pytest.raises(Stale, match="VV015 is intussen gewijzigd"):
            apply_plan(workspace, plan, ACTOR)
    with plan_merge(workspace, [changed], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    with workspace.connection() as connection:
        query = "SELECT vak FROM financiering WHERE project_code = 'VV015'"
        assert connection.exec_driver_sql(query).scalar_one() != 5
    reopen(workspace, None, ["VV015"], ACTOR, "Nieuw bedrag")


def test_a_meetmoment_with_open_conflicts_is_not_closed(workspace, spoiled):
    path = spoiled("UPDATE financiering SET vak = 5 WHERE project_code = 'VV015'")
    with Editing(workspace, ACTOR).step("Bijsturen") as work:
        work.set(1, "VV015", "financiering.vak", 9)
    with plan_merge(workspace, [path], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    with pytest.raises(Misused, match=r"nog 1 open conflict \(VV015\)\. Beslis eerst"):
        close_meetmoment(workspace, None, ACTOR, None)
    assert not workspace.meetmoment().is_closed
