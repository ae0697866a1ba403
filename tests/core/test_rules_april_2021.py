"""The findings on the published report of April 2021: those of DOMAIN.md, project by project."""

from collections import Counter
from pathlib import Path

from stores import ACTOR, new_store

from vvdesk.importing import import_report
from vvdesk.rules import Severity
from vvdesk.store.workspace import Workspace
from vvdesk.validation import validate_store

MIJLPALEN = {
    "VV015": 4, "VV016": 3, "VV017": 3, "VV018": 9, "VV019": 4, "VV112": 3,
    "VV176": 2, "VV177": 1, "VV178": 3,
}  # fmt: skip


def test_the_report_of_april_2021_has_exactly_the_expected_findings(
    seeds: Path, tmp_path: Path
) -> None:
    with Workspace.open(new_store(tmp_path / "a.vvd")) as workspace:
        import_report(workspace, seeds / "voortgangsrapport-april-2021-speerpunt-04.txt", ACTOR)
        findings = [each.finding for each in validate_store(workspace)]
    found: dict[str, Counter[str]] = {}
    for each in findings:
        assert each.severity is not Severity.FOUT
        found.setdefault(each.code, Counter())[each.project] += 1
    assert found == {
        "VV-MIJ-06": MIJLPALEN,
        # Titles that begin with "Speerpunt n", and three of fewer than three words.
        "VV-MIJ-07": {"VV015": 4, "VV017": 3, "VV018": 3, "VV019": 4, "VV112": 3},
        "VV-MIJ-08": dict.fromkeys(("VV015", "VV017", "VV019", "VV112", "VV178"), 1),
        "VV-FIN-04": dict.fromkeys([code for code in MIJLPALEN if code != "VV176"], 1),
    }
