"""From the published report to a consolidated file by way of the workbooks, without a loss."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from stores import ACTOR, DWSE, OV, new_store

from vvdesk.dump import dump
from vvdesk.handing_out import export
from vvdesk.importing import import_report
from vvdesk.merging import apply_plan, plan_merge
from vvdesk.paths import resources
from vvdesk.store.workspace import Workspace

CJM = "Departement Cultuur, Jeugd en Media"
SAMPLE = resources() / "voorbeeld" / "april-2021.txt"
REPORT = "voortgangsrapport-april-2021-speerpunt-04.txt"


def exported(folder: Path, report: Path) -> tuple[Path, list[Path]]:
    """Import a report and export the inzending of each of its three entiteiten."""
    central = new_store(folder / "bron.vvd")
    names = {OV: "ov.xlsx", DWSE: "dwse.xlsx", CJM: "cjm.xlsx"}
    with Workspace.open(central) as workspace:
        assert import_report(workspace, report, ACTOR).problems == ()
        for entiteit, name in names.items():
            export(workspace, None, entiteit, folder / name, ACTOR)
    return central, [folder / name for name in names.values()]


def merged(folder: Path, workbooks: list[Path]) -> Path:
    """Merge workbooks into an empty central file; every row must be new."""
    target = new_store(folder / "doel.vvd")
    with Workspace.open(target) as workspace:
        plan = plan_merge(workspace, workbooks)
        for planned in plan.workbooks:
            told = plan.to_json(planned)
            assert told["status"] == "accepted"
            assert told["warnings"] == []
            assert set(told["counters"]) == {"new", "changed", "unchanged", "conflict", "refused"}
        assert sum(plan.to_json(each)["counters"]["new"] for each in plan.workbooks) == 9 + 32 + 22
        apply_plan(workspace, plan, ACTOR)
        plan.close()
    return target


def dumped(path: Path) -> object:
    with Workspace.open(path, read_only=True) as workspace:
        return dump(workspace)


def handed_in(path: Path) -> object:
    """Return the dump of what was handed in: the same, but what came as inzending says so."""
    told = json.loads(json.dumps(dumped(path)))
    for moment in told["meetmomenten"]:
        for found in moment["fiches"]:
            found["staat"] = "ingediend"
    return told


def resaved(folder: Path, workbooks: list[Path]) -> list[Path]:
    """Open and save the workbooks with LibreOffice, as a department without Excel would."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    folder.mkdir()
    profile = (folder / "profiel").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), *map(str, workbooks)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return [folder / path.name for path in workbooks]


def test_the_sample_comes_through_the_workbooks_field_for_field(tmp_path):
    source, workbooks = exported(tmp_path, SAMPLE)
    assert dumped(merged(tmp_path, workbooks)) == handed_in(source)


def test_the_published_report_comes_through_field_for_field(tmp_path, seeds):
    source, workbooks = exported(tmp_path, seeds / REPORT)
    assert dumped(merged(tmp_path, workbooks)) == handed_in(source)


def test_the_published_report_comes_through_workbooks_saved_by_libreoffice(tmp_path, seeds):
    source, workbooks = exported(tmp_path, seeds / REPORT)
    again = resaved(tmp_path / "opnieuw", workbooks)
    assert dumped(merged(tmp_path, again)) == handed_in(source)


def test_merging_the_same_workbooks_again_changes_nothing(tmp_path):
    _source, workbooks = exported(tmp_path, SAMPLE)
    target = merged(tmp_path, workbooks)
    before = dumped(target)
    with Workspace.open(target) as workspace:
        plan = plan_merge(workspace, workbooks)
        for planned in plan.workbooks:
            counters = plan.to_json(planned)["counters"]
            assert counters["unchanged"] == sum(counters.values()) > 0
        apply_plan(workspace, plan, ACTOR)
        plan.close()
    assert dumped(target) == before
