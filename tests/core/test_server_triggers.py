"""What the triggers of a server refuse beside what a file refuses, whatever program asks."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from stores import fiche

from vvdesk.audit import Actor, first_broken
from vvdesk.editing import Editing
from vvdesk.errors import ReadOnly
from vvdesk.model import Staat
from vvdesk.store.roles import Rol
from vvdesk.store.server_admin import administering
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

pytestmark = pytest.mark.centraal


@pytest.fixture
def _plan(server):
    """Puts the plan and one meetmoment in the database of a test."""
    with administering(server) as connection:
        connection.exec_driver_sql(
            "INSERT INTO plan VALUES (1, 'VV', 'Vlaamse Veerkracht', 'een-id', NULL)"
        )
        connection.exec_driver_sql(
            "INSERT INTO meetmoment VALUES (1, 'april 2021', '2021-03-31', NULL, 'open', 'nu')"
        )


@pytest.mark.usefixtures("_plan")
def test_a_coordinator_works_under_his_own_name(login):
    place = login(Rol.COORDINATOR)
    with Workspace.open(place) as workspace:
        assert workspace.read_only is None
        editing = Editing(workspace, Actor(workspace.login, "werkplek"))
        with editing.step("Fiches toevoegen") as work:
            work.add_fiche(1, fiche("VV015", titel='Aanhaling " en \\ en\ttab\nlijn é € \x7f'))
            work.add_fiche(1, fiche("VV016"))
        with editing.step("Indienen") as work:
            work.set_staat(1, "VV015", Staat.INGEDIEND, "klaar")
        with editing.step("Weg") as work:
            work.remove_fiche(1, "VV016")
        with workspace.connection() as connection:
            assert first_broken(connection) is None
            names = set(connection.scalars(text("SELECT DISTINCT wie FROM wijziging")))
    assert names == {place.user}


@pytest.mark.usefixtures("_plan")
@pytest.mark.parametrize("table", ["stap", "overgang"])
def test_a_coordinator_cannot_write_under_another_name(login, table):
    place = login(Rol.COORDINATOR)
    row = {
        "stap": "(1, 'Begin', 'nu', 'collega', NULL)",
        "overgang": (
            "(1, 1, 'VV001', 'concept', 'ingediend', 'nu', 'collega', NULL, NULL, NULL, NULL, 1)"
        ),
    }[table]
    with pytest.raises(ReadOnly), administering(place) as connection:
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES {row}")  # noqa: S608 - ours


@pytest.mark.usefixtures("_plan")
@pytest.mark.parametrize(
    "row",
    [
        (2, "'{zero}'"),  # leaves a hole
        (1, "'f0f0'"),  # does not follow the start of the chain
    ],
)
def test_a_row_that_does_not_continue_the_chain_is_refused_by_the_server(login, row):
    place = login(Rol.COORDINATOR)
    number, previous = row
    statement = (
        f"INSERT INTO wijziging VALUES ({number}, 1, 'nu', '{place.user}', 'm', 'p', 'wijzigen', "  # noqa: S608 - ours
        f"1, NULL, 'fiche', 'titel', 'null', 'null', NULL, NULL, "
        f"{previous.format(zero='0' * 64)}, 'abc')"
    )
    with pytest.raises(ReadOnly), administering(place) as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.usefixtures("_plan")
def test_a_row_with_a_hash_of_something_else_is_refused_by_the_server(login):
    place = login(Rol.COORDINATOR)
    with Workspace.open(place) as workspace, pytest.raises(ReadOnly):
        with Editing(workspace, Actor(workspace.login, "m")).step("Fiche") as work:
            work.add_fiche(1, fiche())
        with administering(place) as connection:
            connection.exec_driver_sql(
                "INSERT INTO wijziging SELECT n + 1, stap, tijd, wie, machine, programma, "
                "handeling, meetmoment_id, project_code, rij, veld, oud, nieuw, reden, herkomst, "
                "hash, repeat('a', 64) FROM wijziging ORDER BY n DESC LIMIT 1"
            )


@pytest.mark.usefixtures("_plan")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fiche SET titel = 'Met de hand' WHERE project_code = 'VV015'",
        "DELETE FROM mijlpaal",
        "UPDATE meetmoment SET fase = 'gesloten'",
        "INSERT INTO project VALUES ('VV999')",
        "UPDATE fiche SET staat = 'goedgekeurd'",
    ],
)
def test_a_change_that_the_trail_does_not_tell_is_refused_by_the_server(login, statement):
    place = login(Rol.COORDINATOR)
    with Workspace.open(place) as workspace:
        with Editing(workspace, Actor("ik", "m")).step("Fiche") as work:
            work.add_fiche(1, fiche("VV015"))
        with pytest.raises(ReadOnly), workspace.writing() as connection:
            connection.exec_driver_sql(statement)
        with workspace.connection() as connection:
            assert connection.scalar(text("SELECT titel FROM fiche")) == "Project VV015"
            assert connection.scalar(text("SELECT count(*) FROM project")) == 1


@pytest.mark.usefixtures("_plan")
def test_a_state_that_no_overgang_tells_is_refused_even_within_a_step(login):
    place = login(Rol.COORDINATOR)
    with Workspace.open(place) as workspace:
        editing = Editing(workspace, Actor("ik", "m"))
        with editing.step("Fiche") as work:
            work.add_fiche(1, fiche("VV015"))
        with pytest.raises(ReadOnly), editing.step("Stiekem") as work:
            work.set(1, "VV015", "titel", "Iets")
            work.connection.exec_driver_sql("UPDATE fiche SET staat = 'goedgekeurd'")
        with editing.step("Indienen") as work:
            work.set_staat(1, "VV015", Staat.INGEDIEND)
        with editing.step("Weg") as work:
            work.remove_fiche(1, "VV015")
        undo(workspace, Actor("ik", "m"))
        with workspace.connection() as connection:
            assert connection.scalar(text("SELECT count(*) FROM fiche")) == 1
            assert first_broken(connection) is None


@pytest.mark.usefixtures("_plan")
def test_a_second_plan_is_refused_by_the_server(login):
    place = login(Rol.COORDINATOR)
    with (
        pytest.raises(DBAPIError, match="bevat al een plan"),
        administering(place) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO plan VALUES (2, 'X', 'X', 'x', NULL)")
