from datetime import date

import pytest
from stores import ACTOR, OV, fiche, mijlpaal, names_in, new_store

from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment, create_store, open_next
from vvdesk.plan import load_plan
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace

PLAN = load_plan("vlaamse-veerkracht")
SEPTEMBER = ("september 2021", date(2021, 8, 31))


@pytest.fixture
def workspace(make_store):
    content = fiche("VV015", mijlpalen=3, projectstatus="na_agendering")
    with Workspace.open(make_store(content)) as opened:
        yield opened


def content(workspace, meetmoment_id):
    with workspace.connection() as connection:
        return read_contents(connection, meetmoment_id)["VV015"]


def test_a_new_store_has_one_meetmoment_with_reference_data(tmp_path):
    path = new_store(tmp_path / "a.vvd", entiteit=OV.upper())
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.plan.entiteit == OV
        assert [moment.naam for moment in workspace.meetmomenten()] == ["april 2021"]
        with workspace.connection() as connection:
            referentie = read_referentie(connection, 1)
    assert referentie.lists["projectstatus"].label("na_agendering") == "Opgestart na agendering VR"
    assert "gerealiseerd" not in referentie.lists["projectstatus"].keys()  # noqa: SIM118 - no mapping
    assert OV in referentie.entiteiten
    assert referentie.drempels["projectcode_laatste"] == "VV181"


def test_an_existing_file_is_never_overwritten(tmp_path):
    path = new_store(tmp_path / "a.vvd")
    with pytest.raises(Misused, match="bestaat al"):
        new_store(path)


def test_an_unknown_entiteit_is_told_what_there_is(tmp_path):
    with pytest.raises(Misused, match=r"Kies uit: .*Onderwijs"):
        new_store(tmp_path / "a.vvd", entiteit="Departement Ruimtevaart")
    assert names_in(tmp_path) == []


def test_a_missing_folder_is_said_in_a_sentence(tmp_path):
    with pytest.raises(Unavailable):
        create_store(tmp_path / "weg" / "a.vvd", PLAN, "april 2021", date(2021, 3, 31), ACTOR)


def test_fiches_go_along_with_permanent_ids_and_their_first_basislijn(workspace):
    editing = Editing(workspace, ACTOR)
    open_next(workspace, PLAN, *SEPTEMBER, ACTOR)
    with editing.step("verschuiven") as work:
        work.set(2, "VV015", "mijlpalen.VV015-M01.timing", date(2024, 6, 30))
        work.set(2, "VV015", "mijlpalen.VV015-M01.reden", "Later gestart.")
    open_next(workspace, PLAN, "december 2021", date(2021, 12, 31), ACTOR)
    last = content(workspace, 3).tables["mijlpalen"]
    assert list(last) == ["VV015-M01", "VV015-M02", "VV015-M03"]
    assert last["VV015-M01"].basislijn == date(2023, 12, 31)
    assert last["VV015-M01"].values["timing"] == date(2024, 6, 30)
    assert last["VV015-M01"].values["reden"] is None
    assert content(workspace, 1).tables["mijlpalen"]["VV015-M01"].basislijn is None


def test_a_mijlpaal_that_met_its_lot_stays_behind(workspace):
    with Editing(workspace, ACTOR).step("lot") as work:
        work.set(1, "VV015", "mijlpalen.VV015-M02.lot", "geschrapt")
    open_next(workspace, PLAN, *SEPTEMBER, ACTOR)
    assert list(content(workspace, 2).tables["mijlpalen"]) == ["VV015-M01", "VV015-M03"]


def test_a_mijlpaal_first_seen_later_has_its_own_basislijn(workspace):
    open_next(workspace, PLAN, *SEPTEMBER, ACTOR)
    with Editing(workspace, ACTOR).step("nieuw") as work:
        work.add_row(2, "VV015", "mijlpalen", mijlpaal(timing=date(2022, 5, 1)))
    open_next(workspace, PLAN, "december 2021", date(2021, 12, 31), ACTOR)
    assert content(workspace, 3).tables["mijlpalen"]["VV015-M04"].basislijn == date(2022, 5, 1)


def test_labels_of_statuses_follow_the_peildatum_and_keys_stay(workspace):
    open_next(workspace, PLAN, "juni 2022", date(2022, 6, 30), ACTOR)
    with workspace.connection() as connection:
        statuses = read_referentie(connection, 2).lists["projectstatus"]
    assert content(workspace, 2).values["projectstatus"] == "na_agendering"
    assert statuses.label("na_agendering") == "In uitvoering na agendering VR"
    assert statuses.key_for("Opgestart na agendering VR") == "na_agendering"
    assert statuses.label("gerealiseerd") == "Gerealiseerd"


@pytest.mark.parametrize(
    ("naam", "dag"), [("April 2021", date(2021, 8, 31)), ("later", date(2021, 3, 31))]
)
def test_a_meetmoment_that_does_not_follow_is_refused(workspace, naam, dag):
    with pytest.raises(Misused):
        open_next(workspace, PLAN, naam, dag, ACTOR)
    assert len(workspace.meetmomenten()) == 1


def test_a_cancelled_opening_leaves_everything_as_it_was(workspace):
    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled):
        open_next(workspace, PLAN, *SEPTEMBER, ACTOR, progress=stop)
    assert len(workspace.meetmomenten()) == 1


def test_closing_is_for_good(workspace):
    close_meetmoment(workspace, "april 2021", ACTOR, "Gepubliceerd.")
    with pytest.raises(Misused, match="al gesloten"):
        close_meetmoment(workspace, "april 2021", ACTOR, None)
    with pytest.raises(ReadOnly), workspace.writing() as connection:
        connection.exec_driver_sql("UPDATE meetmoment SET fase='open'")
    with pytest.raises(ReadOnly), workspace.writing() as connection:
        connection.exec_driver_sql("DELETE FROM mijlpaal")


def test_a_closed_meetmoment_still_starts_the_next(workspace):
    close_meetmoment(workspace, None, ACTOR, None)
    open_next(workspace, PLAN, *SEPTEMBER, ACTOR)
    assert content(workspace, 2).values["titel"] == content(workspace, 1).values["titel"]


def test_an_unknown_meetmoment_is_told_what_there_is(workspace):
    with pytest.raises(Misused, match="Kies uit: april 2021"):
        workspace.meetmoment("mei 2021")
    assert workspace.meetmoment(" APRIL  2021").id == 1
