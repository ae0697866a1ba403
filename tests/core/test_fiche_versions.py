"""A fiche counts the steps that touch it, and once approved the store itself locks it."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select
from stores import ACTOR, FILE_ONLY, OV, fiche, mijlpaal

from vvdesk.content import Rij, read_contents
from vvdesk.editing import Editing
from vvdesk.errors import ReadOnly, Stale
from vvdesk.handing_out import hand_out
from vvdesk.model import Overgang, Staat
from vvdesk.store.workspace import Workspace


@pytest.fixture
def workspace(make_store):
    with Workspace.open(make_store(fiche("VV015", 2), fiche("VV016"))) as opened:
        yield opened


def version(workspace, project="VV015"):
    with workspace.connection() as connection:
        return read_contents(connection, 1)[project].versie


def set_titel(workspace, titel):
    with Editing(workspace, ACTOR).step("x") as work:
        work.set(1, "VV015", "titel", titel)


def approve(workspace, project="VV015"):
    with Editing(workspace, ACTOR).step("Goedkeuren") as work:
        work.set_staat(1, project, Staat.GOEDGEKEURD, "Nagekeken")


@pytest.mark.parametrize(
    "change",
    [
        lambda work: work.set(1, "VV015", "titel", "Anders"),
        lambda work: work.set(1, "VV015", "financiering.vak", 5),
        lambda work: work.add_row(1, "VV015", "mijlpalen", mijlpaal()),
        lambda work: work.remove_row(1, "VV015", "mijlpalen", "VV015-M01"),
        lambda work: work.move_row(1, "VV015", "mijlpalen", "VV015-M01", 9),
        lambda work: work.explain(1, "VV015", "VV-FIN-04", "financiering.vak", "x", "Later"),
        lambda work: work.set_staat(1, "VV015", Staat.INGEDIEND),
        lambda work: (work.touch(1, "VV015"), work.set(1, "VV015", "titel", "Anders")),
    ],
)
def test_every_step_that_touches_a_fiche_counts_once(workspace, change):
    before, other = version(workspace), version(workspace, "VV016")
    with Editing(workspace, ACTOR).step("x") as work:
        change(work)
    assert version(workspace) == before + 1
    assert version(workspace, "VV016") == other


@FILE_ONLY
def test_who_saw_an_older_version_is_told_and_writes_nothing(workspace):
    seen = version(workspace)
    set_titel(workspace, "Van een collega")
    with pytest.raises(Stale, match="VV015 is intussen gewijzigd door tester"):  # noqa: SIM117 - the step must end inside
        with Editing(workspace, ACTOR).step("x") as work:
            work.expect(1, {"VV015": seen})
            work.set(1, "VV015", "titel", "Van mij")
    with workspace.connection() as connection:
        assert read_contents(connection, 1)["VV015"].values["titel"] == "Van een collega"


def test_who_saw_this_version_goes_on(workspace):
    with Editing(workspace, ACTOR).step("x") as work:
        work.expect(1, {"VV015": version(workspace), "VV016": version(workspace, "VV016")})
        assert work.set(1, "VV015", "titel", "Van mij")


@FILE_ONLY
def test_every_move_to_another_state_is_on_record(workspace):
    with Editing(workspace, ACTOR).step("x") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND, "ov.xlsx", namens="An Peeters")
    approve(workspace)
    with Editing(workspace, ACTOR).step("Heropenen") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND, "Toch nog een fout")
    with workspace.connection() as connection:
        rows = connection.execute(select(Overgang.__table__).order_by(Overgang.id)).all()
    assert [(row.van, row.naar, row.namens) for row in rows] == [
        ("concept", "ingediend", "An Peeters"),
        ("ingediend", "goedgekeurd", None),
        ("goedgekeurd", "ingediend", None),
    ]


@FILE_ONLY
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fiche SET titel='x' WHERE project_code='VV015'",
        "DELETE FROM fiche WHERE project_code='VV015'",
        "UPDATE financiering SET vak=1 WHERE project_code='VV015'",
        "DELETE FROM mijlpaal WHERE project_code='VV015'",
        "UPDATE mijlpaal SET titel='x' WHERE project_code='VV015'",
        "UPDATE agendering SET titel='x' WHERE project_code='VV015'",
        "INSERT INTO mijlpaal (meetmoment_id, id, project_code, volgorde) VALUES (1,'x','VV015',9)",
        "INSERT INTO toelichting VALUES (1, 'VV015', 'VV-FIN-04', '', 'x', 'x', 'x', 'x')",
    ],
)
def test_the_store_itself_locks_an_approved_fiche(workspace, statement):
    approve(workspace)
    with (
        closing(sqlite3.connect(workspace.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match=r"Deze fiche is goedgekeurd\."),
    ):
        connection.execute(statement)


def test_other_fiches_stay_open_when_one_is_approved(workspace):
    approve(workspace, "VV016")
    set_titel(workspace, "Anders")
    with pytest.raises(ReadOnly), Editing(workspace, ACTOR).step("x") as work:
        work.add_row(1, "VV016", "mijlpalen", Rij("", {"titel": "x"}))


def test_a_dossier_can_be_made_of_an_approved_fiche_with_its_rows(workspace, tmp_path):
    approve(workspace)
    hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    with Workspace.open(tmp_path / "ov.vvd") as dossier, dossier.connection() as connection:
        found = read_contents(connection, 1)["VV015"]
    assert found.staat == "goedgekeurd"
    assert list(found.tables["mijlpalen"]) == ["VV015-M01", "VV015-M02"]
