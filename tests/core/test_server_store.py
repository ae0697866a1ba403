"""The same work in a database on a server as in a file: by several people, and when it fails."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from server_sample import administrator, end_connections, fill, person
from sqlalchemy import event, select, text
from stores import ACTOR, fiche

from vvdesk.audit import first_broken
from vvdesk.content import read_contents
from vvdesk.desk import Desk
from vvdesk.editing import Editing
from vvdesk.errors import NewerFormat, ReadOnly, Refused, Unavailable
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Staat, Stap
from vvdesk.opening import open_for_work
from vvdesk.store.server_errors import NotLetIn
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

pytestmark = pytest.mark.centraal


@pytest.fixture
def plan(server):
    """A database with one fiche."""
    return fill(server, fiche())


def titel(workspace, project="VV015"):
    with workspace.connection() as connection:
        return read_contents(connection, 1, [project])[project].values["titel"]


def set_titel(workspace, text, project="VV015"):
    with Editing(workspace, ACTOR).step("Titel wijzigen") as work:
        work.set(1, project, "titel", text)


def test_a_fiche_is_changed_and_the_change_taken_back_as_in_a_file(plan):
    with Workspace.open(plan) as workspace:
        set_titel(workspace, "Anders")
        assert titel(workspace) == "Anders"
        undo(workspace, ACTOR)
        assert titel(workspace) == "Project VV015"
        with workspace.connection() as connection:
            assert first_broken(connection) is None


def test_the_trail_names_the_login_and_not_who_one_says_to_be(plan):
    with Workspace.open(plan) as workspace:
        set_titel(workspace, "Anders")
        with workspace.session() as session:
            names = set(session.scalars(select(Stap.wie)))
        assert names == {workspace.login} == {plan.user}
        assert Desk(workspace, ACTOR).actor.wie == workspace.login


def test_two_people_who_write_at_once_take_turns_and_lose_nothing(plan):
    def edit(name):
        with Workspace.open(plan) as workspace:
            for _ in range(50):
                with Editing(workspace, ACTOR).step(f"Erbij door {name}") as work:
                    money = work.content(1, "VV015").values["financiering.vak"]
                    work.set(1, "VV015", "financiering.vak", money + 1)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(edit, ["An", "Bo"]))
    with Workspace.open(plan) as workspace, workspace.connection() as connection:
        assert read_contents(connection, 1)["VV015"].values["financiering.vak"] == 100
        assert first_broken(connection) is None


def test_what_is_read_over_one_connection_belongs_to_one_moment(plan):
    with Workspace.open(plan) as mine, Workspace.open(plan) as other:
        with mine.connection() as connection:
            before = read_contents(connection, 1)["VV015"].values["titel"]
            set_titel(other, "Intussen")
            assert read_contents(connection, 1)["VV015"].values["titel"] == before
        assert titel(mine) == "Intussen"


def test_a_reader_cannot_write(plan):
    with (
        Workspace.open(plan) as workspace,
        pytest.raises(ReadOnly, match="kopie die je alleen kunt lezen"),
        workspace.connection() as connection,
    ):
        connection.execute(text("UPDATE plan SET titel = 'x'"))
    with (
        Workspace.open(plan, read_only=True) as workspace,
        pytest.raises(ReadOnly, match="Geopend om te lezen"),
    ):
        set_titel(workspace, "x")


def test_a_connection_that_ends_in_the_middle_of_a_step_stores_nothing_and_is_told(plan):
    with Workspace.open(plan) as workspace:
        with (
            pytest.raises(Unavailable, match="gestopt of herstart") as told,
            Editing(workspace, ACTOR).step("Halverwege") as work,
        ):
            work.set(1, "VV015", "titel", "Half")
            end_connections(plan)
        assert plan.database in str(told.value)
        assert "niet bewaard" in str(told.value)
        assert not workspace.own_steps
        assert titel(workspace) == "Project VV015"
        set_titel(workspace, "Opnieuw")
        assert titel(workspace) == "Opnieuw"


def test_a_connection_that_ended_while_nothing_was_done_is_made_again_unseen(plan):
    with Workspace.open(plan) as workspace:
        end_connections(plan)
        assert titel(workspace) == "Project VV015"
        end_connections(plan)
        set_titel(workspace, "Gewoon verder")
        assert titel(workspace) == "Gewoon verder"


def lose_the_answer(workspace, *, stored):
    """Let the next commit be done or not, and the connection end before its answer comes."""

    def end(connection):
        event.remove(workspace._engine, "commit", end)
        raw = connection.connection.dbapi_connection
        if stored:
            raw.commit()
        end_connections(workspace.path)
        raise_lost(connection)

    def raise_lost(connection):
        # What the driver says from then on: the same as when the answer itself got lost.
        connection.exec_driver_sql("SELECT 1")

    event.listen(workspace._engine, "commit", end)


def test_a_step_whose_answer_got_lost_counts_when_the_server_has_it(plan):
    with Workspace.open(plan) as workspace:
        lose_the_answer(workspace, stored=True)
        set_titel(workspace, "Toch bewaard")
        assert titel(workspace) == "Toch bewaard"
        assert len(workspace.own_steps) == 1


def test_a_step_whose_answer_got_lost_is_told_when_the_server_does_not_have_it(plan):
    with Workspace.open(plan) as workspace:
        lose_the_answer(workspace, stored=False)
        with pytest.raises(Unavailable, match="niet bewaard"):
            set_titel(workspace, "Verloren")
        assert titel(workspace) == "Project VV015"
        assert not workspace.own_steps


def test_who_waits_too_long_for_a_turn_is_told_of_the_colleague(plan):
    with Workspace.open(plan) as workspace, Workspace.open(plan) as other:
        with Editing(workspace, ACTOR).step("Lang werk") as work:
            work.set(1, "VV015", "titel", "Lang")
            with (
                pytest.raises(Unavailable, match="Een collega is net iets groots"),
                Editing(other, ACTOR, patience=0.02).step("Ongeduldig") as late,
            ):
                late.set(1, "VV015", "titel", "Ongeduldig")
        assert titel(other) == "Lang"


def past_the_door(workspace, statement):
    """Change something without asking the core whether it may."""
    with Editing(workspace, ACTOR).step("Erlangs") as work:
        work.connection.execute(text(statement))


def test_the_server_refuses_in_the_same_words_as_a_file(plan):
    with Workspace.open(plan) as workspace:
        with Editing(workspace, ACTOR).step("Goedkeuren") as work:
            work.set_staat(1, "VV015", Staat.GOEDGEKEURD)
        with pytest.raises(ReadOnly, match="pas wijzigen nadat ze heropend is"):
            past_the_door(workspace, "UPDATE fiche SET titel = 'x'")
        with pytest.raises(ReadOnly, match="wijzigingsspoor kan niet"):
            past_the_door(workspace, "DELETE FROM wijziging")
        close_meetmoment(workspace, None, ACTOR, None)
        with pytest.raises(ReadOnly, match="Dit meetmoment is gesloten"):
            past_the_door(workspace, "UPDATE fiche SET staat = 'concept'")


def test_a_login_that_may_only_read_opens_to_read_and_is_told_why(plan):
    with person(plan, "vvdesk_auditor") as auditor, open_for_work(auditor) as workspace:
        assert workspace.login == auditor.user
        assert "auditor" in (workspace.read_only or "")
        assert titel(workspace) == "Project VV015"
        with pytest.raises(ReadOnly, match="auditor"):
            set_titel(workspace, "x")


def test_an_earlier_and_a_later_format_are_told_with_what_to_do(plan):
    with administrator(plan) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
        with pytest.raises(Refused, match="vvdesk-cli server upgrade"):
            Workspace.open(plan)
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(NewerFormat, match="Installeer de nieuwe versie"):
        open_for_work(plan)


def test_a_database_without_our_tables_or_without_a_plan_is_told_with_what_to_do(
    bare_server, server
):
    with pytest.raises(Refused, match="vvdesk-cli server init"):
        Workspace.open(bare_server)
    with pytest.raises(Refused, match="is nog leeg"):
        Workspace.open(server)


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        ({"ports": "1"}, Unavailable, "De server antwoordt niet"),
        ({"hosts": "bestaat-niet.invalid"}, Unavailable, "De server antwoordt niet"),
        ({"database": "bestaat_niet"}, Refused, "Deze databank bestaat niet"),
        ({"user": "bestaat_niet", "password": "geheim"}, NotLetIn, "laat je niet binnen"),
        ({"options": (("sslmode", "require"),)}, Unavailable, "TLS"),
    ],
)
def test_a_server_that_does_not_let_us_in_is_told_without_the_password(server, change, kind, said):
    place = replace(server, **change)
    with pytest.raises(kind, match=said) as told:
        open_for_work(place)
    assert place.name in str(told.value)
    assert "geheim" not in str(told.value)
