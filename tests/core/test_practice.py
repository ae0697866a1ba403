from collections import Counter

import pytest
from stores import ACTOR, names_in

from vvdesk.desk import Desk
from vvdesk.errors import Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.paths import versions_dir
from vvdesk.practice import ENTITEIT, make_practice
from vvdesk.rules import Severity
from vvdesk.store.workspace import Workspace


def test_the_practice_dossier_has_something_of_everything(tmp_path):
    told = []
    path = make_practice(tmp_path / "vvdesk", ACTOR, lambda *step: told.append(step))
    assert names_in(path.parent) == ["oefendossier.vvd"]
    with Workspace.open(path) as workspace:
        desk = Desk(workspace, ACTOR)
        assert desk.meetmoment.naam == "september 2021"
        assert desk.vorig_meetmoment is not None
        assert desk.entiteit == ENTITEIT
        found = {
            code: Counter(each.finding.severity for each in desk.findings(code))
            for code in ("VV015", "VV017", "VV019", "VV112", "VV176")
        }
        missing = sum(len(part.missing) for part in desk.completeness("VV015").values())
    assert found["VV015"][Severity.FOUT]
    assert found["VV017"][Severity.FOUT]
    assert found["VV019"][Severity.WAARSCHUWING]
    assert not found["VV176"][Severity.FOUT]
    assert not found["VV176"][Severity.WAARSCHUWING]
    assert missing
    assert [step[0] for step in told] == [0, 1, 2, 3, 4, 5]


def test_nothing_is_overwritten_and_no_version_of_the_scaffolding_stays(tmp_path):
    first = make_practice(tmp_path, ACTOR)
    before = first.read_bytes()
    second = make_practice(tmp_path, ACTOR)
    assert names_in(tmp_path) == ["oefendossier-2.vvd", "oefendossier.vvd"]
    assert second.name == "oefendossier-2.vvd"
    assert first.read_bytes() == before
    assert list(versions_dir().iterdir()) == []


@pytest.mark.parametrize("at", range(5))
def test_who_stops_finds_nothing_made(tmp_path, at):
    def stop(done, _total, _label):
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_practice(tmp_path, ACTOR, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "bezet").write_text("geen map", encoding="utf-8")
    with pytest.raises(Unavailable, match="bezet"):
        make_practice(tmp_path / "bezet" / "vvdesk", ACTOR)
    with pytest.raises(Unavailable, match="bezet"):
        make_practice(tmp_path / "bezet", ACTOR)
