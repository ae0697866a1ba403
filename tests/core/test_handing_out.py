import shutil
from datetime import date

import pytest
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, mijlpaal, names_in

from vvdesk.bases import stored_bases
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.envelope import parse_meta
from vvdesk.handing_out import consolidate, export, hand_out
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.model import Uitvraag
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

OV_PROJECTS = ("VV015", "VV017", "VV019", "VV112", "VV176")


@pytest.fixture
def workspace(central, make_store):
    with Workspace.open(make_store(of=central)) as opened:
        yield opened


def contents(workspace, meetmoment_id=1):
    with workspace.connection() as connection:
        return read_contents(connection, meetmoment_id)


def test_an_uitvraag_holds_the_projects_of_the_entiteit_only(workspace, tmp_path):
    handed = hand_out(workspace, None, OV.upper(), tmp_path / "uit.xlsx", ACTOR)
    assert handed.projects == OV_PROJECTS
    meta = parse_meta(read_workbook(tmp_path / "uit.xlsx"))
    assert (meta.form, meta.entiteit, meta.meetmoment) == ("uitvraag", OV, "april 2021")
    assert meta.peildatum == date(2021, 3, 31)
    with workspace.session() as session:
        rows = session.scalars(select(Uitvraag)).all()
    assert [(row.id, row.entiteit) for row in rows] == [(str(meta.export_id), OV)]


def test_a_dossier_says_what_the_central_file_says_and_remembers_the_base(workspace, tmp_path):
    hand_out(workspace, None, DWSE, tmp_path / "dwse.vvd", ACTOR)
    central = contents(workspace)
    with Workspace.open(tmp_path / "dwse.vvd") as dossier:
        own = contents(dossier)
        assert dossier.plan.entiteit == DWSE
        assert list(own) == ["VV016", "VV018", "VV177"]
        assert all(own[code] == central[code] for code in own)
        with dossier.connection() as connection:
            bases = stored_bases(connection, 1)
    assert bases["VV177"]["financiering.beleidsruimte"] == 329_000_000
    assert bases["VV016-M03"]["timing"] == "2022-03-31"
    assert {row_id[:5] for row_id in bases} == {"VV016", "VV018", "VV177"}


def test_a_dossier_takes_the_previous_meetmoment_along_closed(workspace, tmp_path):
    plan = load_plan("vlaamse-veerkracht")
    open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
    with Editing(workspace, ACTOR).step("x") as work:
        work.set(2, "VV177", "financiering.vak", 5)
    hand_out(workspace, None, DWSE, tmp_path / "dwse.vvd", ACTOR)
    with Workspace.open(tmp_path / "dwse.vvd") as dossier:
        assert [moment.is_closed for moment in dossier.meetmomenten()] == [True, False]
        assert contents(dossier, 1)["VV177"].values["financiering.vak"] == 0
        assert contents(dossier, 2)["VV177"].values["financiering.vak"] == 5
        with pytest.raises(ReadOnly), Editing(dossier, ACTOR).step("x") as work:
            work.set(1, "VV177", "financiering.vak", 6)


def test_the_same_dossier_gives_the_same_bytes(workspace, tmp_path):
    export(workspace, None, OV, tmp_path / "een.xlsx", ACTOR)
    export(workspace, None, OV, tmp_path / "twee.xlsx", ACTOR)
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


def test_a_later_export_has_a_higher_number_whatever_the_clock_says(workspace, tmp_path):
    first = export(workspace, None, OV, tmp_path / "een.xlsx", ACTOR).envelope
    with Editing(workspace, ACTOR).step("x") as work:
        work.set(1, "VV015", "financiering.vak", 7)
    second = export(workspace, None, OV, tmp_path / "twee.xlsx", ACTOR).envelope
    assert second.sequence > first.sequence
    assert second.export_id != first.export_id


def test_a_dossier_exports_its_own_projects_without_being_asked(workspace, tmp_path):
    hand_out(workspace, None, DWSE, tmp_path / "dwse.vvd", ACTOR)
    with Workspace.open(tmp_path / "dwse.vvd") as dossier:
        with Editing(dossier, ACTOR).step("x") as work:
            work.add_row(1, "VV177", "mijlpalen", mijlpaal(titel="Nieuw"))
        handed = export(dossier, None, None, tmp_path / "in.xlsx", ACTOR)
    assert handed.projects == ("VV016", "VV018", "VV177")
    assert handed.envelope.form == "inzending"


def test_the_consolidated_workbook_holds_every_project(workspace, tmp_path):
    assert len(consolidate(workspace, None, tmp_path / "totaal.xlsx", ACTOR).projects) == 9
    names = [sheet.name for sheet in read_workbook(tmp_path / "totaal.xlsx").sheets]
    assert any("04" in name for name in names)


@pytest.mark.parametrize("name", ["uit.pdf", "uit", "uit.xls"])
def test_another_kind_of_file_is_refused(workspace, tmp_path, name):
    for make in (
        lambda: hand_out(workspace, None, OV, tmp_path / name, ACTOR),
        lambda: export(workspace, None, OV, tmp_path / name, ACTOR),
        lambda: consolidate(workspace, None, tmp_path / name, ACTOR),
    ):
        with pytest.raises(Misused, match="moet eindigen op"):
            make()
    assert name not in names_in(tmp_path)


def test_an_entiteit_without_projects_or_unknown_is_told(workspace, tmp_path):
    with pytest.raises(Misused, match="geen projecten van"):
        hand_out(workspace, None, "Departement Financiën en Begroting", tmp_path / "u.xlsx", ACTOR)
    with pytest.raises(Misused, match="Kies uit"):
        hand_out(workspace, None, "Departement Ruimtevaart", tmp_path / "u.xlsx", ACTOR)


def test_a_closed_meetmoment_is_not_handed_out(workspace, tmp_path):
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly):
        hand_out(workspace, None, OV, tmp_path / "uit.xlsx", ACTOR)
    assert export(workspace, None, OV, tmp_path / "in.xlsx", ACTOR).projects == OV_PROJECTS


def test_an_existing_dossier_is_never_overwritten(workspace, central, tmp_path):
    target = tmp_path / "dwse.vvd"
    shutil.copy(central, target)
    before = target.read_bytes()
    with pytest.raises(Misused, match="bestaat al"):
        hand_out(workspace, None, DWSE, target, ACTOR)
    assert target.read_bytes() == before
