import pytest
from openpyxl import load_workbook
from stores import ACTOR, OV

from vvdesk.editing import Editing
from vvdesk.errors import Misused, Refused
from vvdesk.handing_out import export, hand_out
from vvdesk.jobs import Cancelled
from vvdesk.store.workspace import Workspace
from vvdesk.validation import explain, validate_store
from vvdesk.workbook_check import check_workbook


@pytest.fixture
def workspace(central):
    with Workspace.open(central) as opened:
        yield opened


def found(workspace, code):
    return [each for each in validate_store(workspace) if each.finding.code == code]


def test_a_warning_that_is_explained_stays_explained_until_a_value_changes(workspace):
    explain(workspace, None, "VV015", "VV-MIJ-08", "Eén  programma.", ACTOR)
    states = {
        each.finding.project: (each.staat.value, each.tekst)
        for each in found(workspace, "VV-MIJ-08")
    }
    assert states["VV015"] == ("toegelicht", "Eén programma.")
    assert states["VV017"] == ("uit te leggen", None)
    with Editing(workspace, ACTOR).step("x") as work:
        for number in range(1, 5):
            path = f"mijlpalen.VV015-M{number:02}.timing"
            work.set(
                1,
                "VV015",
                path,
                work.content(1, "VV017").tables["mijlpalen"]["VV017-M01"].values["timing"],
            )
    (again,) = [each for each in found(workspace, "VV-MIJ-08") if each.finding.project == "VV015"]
    assert again.staat.value == "vervallen"


def test_what_needs_no_explanation_cannot_be_explained(workspace):
    with pytest.raises(Misused, match="kan niet toegelicht"):
        explain(workspace, None, "VV015", "VV-MIJ-06", "x", ACTOR)
    with pytest.raises(Misused, match="geen bevinding"):
        explain(workspace, None, "VV015", "VV-FIN-01", "x", ACTOR)


def test_only_a_coordinator_lifts_an_error_that_may_be_lifted(workspace, tmp_path):
    with Editing(workspace, ACTOR).step("x") as work:
        work.set(1, "VV015", "financiering.vek", 5)
    hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    with Workspace.open(tmp_path / "ov.vvd") as dossier:
        assert [each.finding.project for each in found(dossier, "VV-FIN-02")] == ["VV015"]
        with pytest.raises(Misused):
            explain(dossier, None, "VV015", "VV-FIN-02", "Rechtzetting.", ACTOR)
    explain(workspace, None, "VV015", "VV-FIN-02", "Rechtzetting.", ACTOR)
    assert [each.staat.value for each in found(workspace, "VV-FIN-02")] == ["toegelicht"]


def test_validating_can_be_cancelled(workspace):
    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled):
        validate_store(workspace, progress=stop)


def test_a_workbook_gives_the_findings_of_its_dossier_with_their_cells(workspace, tmp_path):
    path = tmp_path / "in.xlsx"
    export(workspace, None, OV, path, ACTOR)
    checked = check_workbook(path)
    own = {
        (each.finding.code, each.finding.path)
        for each in validate_store(workspace)
        if each.finding.project in {"VV015", "VV017", "VV019", "VV112", "VV176"}
    }
    assert {(each.finding.code, each.finding.path) for each in checked.findings} == own
    assert {each.sheet for each in checked.findings} == {"Projecten", "Mijlpalen"}
    assert checked.submission.warnings == []


def test_a_finding_on_a_changed_cell_points_at_that_cell(workspace, tmp_path):
    path = tmp_path / "in.xlsx"
    export(workspace, None, OV, path, ACTOR)
    book = load_workbook(path)
    sheet = book["Projecten"]
    labels = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row}
    row = next(row[0].row for row in sheet.iter_rows(min_row=3) if row[0].value == "VV015")
    changed = sheet.cell(row, labels["Uitvoering VEK"], 99)
    book.save(path)
    (finding,) = [
        each for each in check_workbook(path).findings if each.finding.code == "VV-FIN-02"
    ]
    assert finding.sheet == "Projecten"
    assert finding.cell == changed.coordinate


def test_a_foreign_workbook_is_refused(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 geen werkboek")
    with pytest.raises(Refused):
        check_workbook(path)
