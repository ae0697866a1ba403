"""A dossier made out of a workbook: all that it says, and a base for what is sent in later."""

from datetime import date

import pytest
from merge_sample import add_row, central, change, contents, fill_in, inzending_of, put, uitvraag
from stores import ACTOR, OV, names_in

from vvdesk.__main__ import main
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.handing_out import export, hand_out
from vvdesk.jobs import Cancelled
from vvdesk.merging import plan_merge
from vvdesk.model import Fase
from vvdesk.paths import versions_dir
from vvdesk.store.workspace import Workspace
from vvdesk.workbook_dossier import dossier_from_workbook
from vvdesk.workbook_intake import plan_intake


@pytest.fixture
def store(tmp_path):
    """The central file, with VV015 and VV017 of OV."""
    return central(tmp_path)


@pytest.fixture
def book(store, tmp_path):
    """The uitvraag of OV as a workbook."""
    return uitvraag(store, tmp_path / "ov.xlsx")


@pytest.fixture
def target(tmp_path):
    """Where the dossier comes."""
    return tmp_path / "ov.vvd"


def counted(store, inzending):
    """Return the counters of merging, without those that are nothing, and the warnings."""
    with Workspace.open(store) as workspace:
        plan = plan_merge(workspace, [inzending])
        told = plan.to_json(plan.workbooks[0])
        plan.close()
    assert told["status"] == "accepted"
    return {name: number for name, number in told["counters"].items() if number}, told["warnings"]


def test_what_was_changed_in_it_merges_into_the_central_file_without_a_conflict(
    store, book, target, tmp_path
):
    made = dossier_from_workbook(book, target, ACTOR)
    assert (made.path, made.fiches, made.remarks) == (target, 2, ())
    change(target, "VV015", financiering__vak=5)
    change(store, "VV015", financiering__vek=9)
    back = inzending_of(target, tmp_path / "terug.xlsx")
    assert counted(store, back) == ({"changed": 1, "unchanged": 9}, [])


def test_an_untouched_dossier_changes_nothing_in_the_central_file(store, book, target, tmp_path):
    dossier_from_workbook(book, target, ACTOR)
    back = inzending_of(target, tmp_path / "terug.xlsx")
    assert counted(store, back) == ({"unchanged": 10}, [])


def test_what_was_typed_in_the_workbook_goes_along_and_counts_as_changed(
    store, book, target, tmp_path
):
    put(book, "Projecten", "Uitvoering VAK", 1, 5)
    put(book, "Mijlpalen", "Geplande timing", 1, date(2024, 6, 30))
    add_row(
        book,
        "Mijlpalen",
        {"Projectcode": "VV017", "Beoogde realisaties": "Nieuw", "Status": "Op schema"},
    )
    made = dossier_from_workbook(book, target, ACTOR)
    assert made.remarks == ()
    found = contents(target)
    assert found["VV015"].values["financiering.vak"] == 5
    assert found["VV015"].tables["mijlpalen"]["VV015-M01"].values["timing"] == date(2024, 6, 30)
    titles = [row.values["titel"] for row in found["VV017"].tables["mijlpalen"].values()]
    assert titles.count("Nieuw") == 1
    back = inzending_of(target, tmp_path / "terug.xlsx")
    assert counted(store, back)[0] == {"changed": 2, "unchanged": 8, "new": 1}


def test_it_holds_field_for_field_what_was_handed_out(store, book, target, tmp_path):
    dossier_from_workbook(book, target, ACTOR)
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, tmp_path / "echt.vvd", ACTOR)
    assert contents(target) == contents(tmp_path / "echt.vvd")


def test_it_is_the_dossier_of_that_entiteit_and_meetmoment(book, target):
    dossier_from_workbook(book, target, ACTOR)
    with Workspace.open(target) as workspace:
        moment = workspace.meetmoment()
        assert workspace.plan.entiteit == OV
        assert (moment.naam, moment.peildatum, moment.fase) == (
            "april 2021", date(2021, 3, 31), Fase.OPEN.value,
        )  # fmt: skip


def test_a_cell_that_cannot_be_read_is_told_and_stays_what_was_handed_out(
    store, book, target, tmp_path
):
    put(book, "Projecten", "Uitvoering VAK", 1, "veel")
    put(book, "Projecten", "Uitvoering VEK", 1, 3)
    made = dossier_from_workbook(book, target, ACTOR)
    (remark,) = made.remarks
    assert remark.sheet == "Projecten"
    assert "veel" in remark.incoming
    values = contents(target)["VV015"].values
    assert (values["financiering.vak"], values["financiering.vek"]) == (0, 3)
    back = inzending_of(target, tmp_path / "terug.xlsx")
    assert counted(store, back) == ({"changed": 1, "unchanged": 9}, [])


def test_the_remarks_are_told_again_when_the_same_workbook_is_read_into_it(book, target):
    put(book, "Projecten", "Uitvoering VAK", 1, "veel")
    made = dossier_from_workbook(book, target, ACTOR)
    with Workspace.open(target) as workspace:
        again = plan_intake(workspace, book)
        again.plan.close()
    assert not again.changes_something
    assert again.lines == made.remarks


def test_an_export_of_a_dossier_becomes_a_dossier_too(store, target, tmp_path):
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, tmp_path / "eerst.vvd", ACTOR)
    change(tmp_path / "eerst.vvd", "VV015", financiering__vak=5)
    dossier_from_workbook(inzending_of(tmp_path / "eerst.vvd", tmp_path / "e.xlsx"), target, ACTOR)
    back = inzending_of(target, tmp_path / "terug.xlsx")
    assert counted(store, back) == ({"changed": 1, "unchanged": 9}, [])


def test_a_workbook_without_its_base_becomes_a_dossier_that_says_the_same(book, target):
    fill_in(book, lambda opened: opened.remove(opened["_basis"]))
    made = dossier_from_workbook(book, target, ACTOR)
    assert any("_basis" in remark.incoming for remark in made.remarks)
    assert sorted(contents(target)) == ["VV015", "VV017"]


def nothing_was_made(target, names):
    return not target.exists() and names_in(target.parent) == names


def test_a_file_that_is_no_workbook_is_refused_and_nothing_stays_behind(target, tmp_path):
    path = tmp_path / "brief.xlsx"
    path.write_text("Beste collega")
    with pytest.raises(Refused, match=r"brief\.xlsx"):
        dossier_from_workbook(path, target, ACTOR)
    assert nothing_was_made(target, ["brief.xlsx"])


def test_a_workbook_of_several_entiteiten_is_refused(store, target, tmp_path):
    with Workspace.open(store) as workspace:
        export(workspace, None, None, tmp_path / "alles.xlsx", ACTOR)
    with pytest.raises(Refused, match="verschillende entiteiten"):
        dossier_from_workbook(tmp_path / "alles.xlsx", target, ACTOR)
    assert not target.exists()


def test_nothing_is_overwritten(book, target):
    target.write_text("van iemand")
    with pytest.raises(Misused, match="bestaat al"):
        dossier_from_workbook(book, target, ACTOR)
    assert target.read_text() == "van iemand"


def test_another_suffix_is_refused(book, target):
    with pytest.raises(Misused, match=r"\.vvd"):
        dossier_from_workbook(book, target.with_suffix(".xlsx"), ACTOR)


@pytest.mark.parametrize("at", [0, 2, 3])
def test_stopping_leaves_nothing_behind(book, target, at):
    names, kept = names_in(target.parent), kept_versions()

    def stop(done, _total, _label):
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        dossier_from_workbook(book, target, ACTOR, stop)
    assert nothing_was_made(target, names)
    assert kept_versions() == kept


def kept_versions():
    """Return the names of the folders with versions."""
    return names_in(versions_dir()) if versions_dir().exists() else []


def test_a_file_that_appears_meanwhile_is_not_overwritten(book, target):
    def appear(done, _total, _label):
        if done == 2:
            target.write_text("van iemand anders")

    with pytest.raises(Unavailable):
        dossier_from_workbook(book, target, ACTOR, appear)
    assert target.read_text() == "van iemand anders"


def test_the_command_makes_it_too_and_tells_what_could_not_be_read(book, target, capsys):
    put(book, "Projecten", "Uitvoering VAK", 1, "veel")
    assert main(["new", str(target), "--from", str(book)]) == 0
    said = capsys.readouterr().out
    assert "Projecten" in said
    assert "2 fiches" in said
    assert sorted(contents(target)) == ["VV015", "VV017"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--from", "x.xlsx", "--meetmoment", "april 2021"], "laat de andere opties weg"),
        ([], "--meetmoment"),
    ],
)
def test_the_command_asks_for_a_workbook_or_a_meetmoment(target, capsys, options, says):
    assert main(["new", str(target), *options]) == 2
    assert says in capsys.readouterr().err
    assert not target.exists()
