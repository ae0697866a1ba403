"""Reading a workbook back into a dossier: what it would change, in words, and taking it over."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from merge_sample import add_row, central, change, contents, inzending_of, put
from stores import ACTOR, OV, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Stale
from vvdesk.handing_out import export, hand_out
from vvdesk.merging import open_conflicts
from vvdesk.model import Keuze, Staat
from vvdesk.store.versions import versions
from vvdesk.store.workspace import Workspace
from vvdesk.validation import explain, validate_store
from vvdesk.workbook_intake import Soort, plan_intake, take_over

VAK = ("VV015", "financiering.vak")
VEK = ("VV015", "financiering.vek")


@pytest.fixture
def dossier(tmp_path):
    with Workspace.open(central(tmp_path)) as workspace:
        hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    return tmp_path / "ov.vvd"


@pytest.fixture
def book(dossier, tmp_path):
    """An export in which somebody changed, added and misspelled something."""
    path = inzending_of(dossier, tmp_path / "terug.xlsx")
    put(path, "Projecten", "Uitvoering VAK", 1, 5)
    put(path, "Projecten", "Uitvoering VEK", 1, 3)
    put(path, "Projecten", "Titel", 2, "Beter")
    put(path, "Mijlpalen", "Geplande timing", 2, "eind 2024")
    return add_row(
        path,
        "Mijlpalen",
        {"Projectcode": "VV015", "Beoogde realisaties": "Nieuw", "Status": "Op schema"},
    )


def values(dossier, project="VV015"):
    return contents(dossier)[project].values


def test_every_change_is_told_with_its_place_in_form_and_workbook(dossier, book):
    change(dossier, "VV015", financiering__vak=7)
    with Workspace.open(dossier) as workspace:
        found = plan_intake(workspace, book)
    assert sum(found.workbook.counters.values()) == 11
    (conflict,) = found.of(Soort.CONFLICT)
    assert (conflict.project, conflict.path) == VAK
    assert (conflict.base, conflict.now, conflict.incoming) == ("0 EUR", "7 EUR", "5 EUR")
    assert conflict.waar == "Uitvoering VAK"
    told = {line.waar: (line.now, line.incoming) for line in found.of(Soort.WIJZIGING)}
    assert told["Uitvoering VEK"] == ("0 EUR", "3 EUR")
    (new,) = found.of(Soort.NIEUW)
    assert new.waar.startswith("Nieuwe mijlpaal VV015-")
    assert "Beoogde realisaties: Nieuw" in new.incoming.splitlines()
    (remark,) = found.of(Soort.OPMERKING)
    assert (remark.sheet, remark.cell) == ("Mijlpalen", "D5")
    assert "eind 2024" in remark.incoming
    assert next(line.soort for line in found.lines) is Soort.CONFLICT
    assert found.changes_something
    found.plan.close()


@pytest.mark.parametrize(("keuze", "vak"), [(Keuze.ONTVANGEN, 5), (Keuze.CENTRAAL, 7)])
def test_taking_over_keeps_a_version_and_does_what_was_chosen(dossier, book, keuze, vak):
    with Workspace.open(dossier) as workspace:
        with Editing(workspace, ACTOR).step("x") as work:
            work.set(1, *VAK, 7)
        take_over(workspace, plan_intake(workspace, book), {VAK: keuze}, ACTOR)
        assert not open_conflicts(workspace)
    assert (values(dossier)["financiering.vak"], values(dossier)["financiering.vek"]) == (vak, 3)
    assert values(dossier, "VV017")["titel"] == "Beter"
    assert len(contents(dossier)["VV015"].tables["mijlpalen"]) == 4
    assert "merge" in [version.reason for version in versions(dossier)]


def test_choices_may_differ_from_conflict_to_conflict(dossier, book):
    change(dossier, "VV015", financiering__vak=7, financiering__vek=1)
    with Workspace.open(dossier) as workspace:
        found = plan_intake(workspace, book)
        take_over(workspace, found, {VAK: Keuze.CENTRAAL, VEK: Keuze.ONTVANGEN}, ACTOR)
        assert not open_conflicts(workspace)
    assert (values(dossier)["financiering.vak"], values(dossier)["financiering.vek"]) == (7, 3)


def test_without_a_choice_for_each_conflict_nothing_happens(dossier, book):
    change(dossier, "VV015", financiering__vak=7)
    with (
        Workspace.open(dossier) as workspace,
        pytest.raises(Misused, match="Kies bij elk conflict"),
    ):
        take_over(workspace, plan_intake(workspace, book), {}, ACTOR)
    assert values(dossier)["financiering.vek"] == 0


def test_a_dossier_that_changed_meanwhile_asks_for_a_new_plan(dossier, book):
    with Workspace.open(dossier) as workspace:
        found = plan_intake(workspace, book)
        with Editing(workspace, ACTOR).step("x") as work:
            work.set(1, "VV017", "financiering.vak", 1)
        with pytest.raises(Stale, match="intussen gewijzigd"):
            take_over(workspace, found, {}, ACTOR)


def test_what_says_the_same_changes_nothing(dossier, tmp_path):
    path = inzending_of(dossier, tmp_path / "zelfde.xlsx")
    with Workspace.open(dossier) as workspace:
        found = plan_intake(workspace, path)
        assert (found.workbook.status, found.changes_something) == ("accepted", False)


def test_a_file_that_is_no_workbook_is_rejected_with_a_sentence(dossier, tmp_path):
    path = tmp_path / "brief.xlsx"
    path.write_text("Beste collega")
    with Workspace.open(dossier) as workspace:
        found = plan_intake(workspace, path)
    assert found.workbook.status == "rejected"
    assert "brief.xlsx" in (found.workbook.message or "")
    assert not found.lines


def test_a_fiche_that_was_handed_in_is_named_and_not_changed(dossier, book):
    with Workspace.open(dossier) as workspace:
        with Editing(workspace, ACTOR).step("x") as work:
            work.set_staat(1, "VV015", Staat.INGEDIEND)
        found = plan_intake(workspace, book)
        assert found.shut == ("VV015",)
        with pytest.raises(ReadOnly, match="VV015 is ingediend"):
            take_over(workspace, found, {}, ACTOR)
    assert values(dossier, "VV017")["titel"] == "Project VV017"


def test_a_new_fiche_of_the_same_entiteit_is_one_line(dossier, book, tmp_path):
    other = shutil.copy(dossier, tmp_path / "kopie.vvd")
    with Workspace.open(other) as workspace, Editing(workspace, ACTOR).step("x") as work:
        work.remove_fiche(1, "VV017")
    with Workspace.open(other) as workspace:
        found = plan_intake(workspace, book)
    fiches = [line for line in found.of(Soort.NIEUW) if line.waar == "Nieuwe projectfiche"]
    assert [line.project for line in fiches] == ["VV017"]
    assert "Titel: Beter" in fiches[0].incoming.splitlines()


def test_a_toelichting_in_the_workbook_is_a_line_of_its_own(tmp_path):
    contents = fiche("VV015", mijlpalen=3)
    for row in contents.tables["mijlpalen"].values():
        row.values["timing"] = date(2026, 12, 31)
    first = new_store(tmp_path / "een.vvd", contents, entiteit=OV)
    second = Path(shutil.copy(first, tmp_path / "twee.vvd"))
    with Workspace.open(first) as workspace:
        explain(workspace, None, "VV015", "VV-MIJ-08", "Zo gepland.", ACTOR)
        export(workspace, None, None, tmp_path / "een.xlsx", ACTOR)
    with Workspace.open(second) as workspace:
        intake = plan_intake(workspace, tmp_path / "een.xlsx")
        (line,) = intake.of(Soort.WIJZIGING)
        assert (line.waar, line.now, line.incoming) == (
            "Toelichting bij VV-MIJ-08",
            "leeg",
            "Zo gepland.",
        )
        assert intake.changes_something
        take_over(workspace, intake, {}, ACTOR)
        again = validate_store(workspace)
        assert [each.tekst for each in again if each.finding.code == "VV-MIJ-08"] == ["Zo gepland."]
