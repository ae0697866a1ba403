"""What the audit trail says of a fiche as a whole."""

from datetime import UTC, datetime

from stores import ACTOR, OV, fiche, new_store

from vvdesk.audit import Actor
from vvdesk.desk import Desk
from vvdesk.store.workspace import Workspace
from vvdesk.trail import latest_change


def test_the_latest_change_of_a_fiche_says_who_and_when(tmp_path):
    path = new_store(tmp_path / "ov.vvd", fiche("VV015"), fiche("VV016"), entiteit=OV)
    with Workspace.open(path) as workspace:
        before = datetime.now(UTC).replace(microsecond=0)
        desk = Desk(workspace, Actor("An", "lessenaar"))
        desk.set("VV015", {"titel": "Digisprong"}, "Titel wijzigen")
        moment, wie = desk.latest_change("VV015")
        assert wie == "An"
        assert before <= moment <= datetime.now(UTC)
        other = desk.latest_change("VV016")
        assert other is None or other[1] == ACTOR.wie


def test_a_fiche_that_is_not_there_never_changed(tmp_path):
    path = new_store(tmp_path / "ov.vvd", fiche("VV015"), entiteit=OV)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        assert latest_change(connection, 1, "VV999") is None
        assert latest_change(connection, 99, "VV015") is None
