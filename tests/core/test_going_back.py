"""Going back to a kept version: one step, that can be taken back, and that never surprises."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from compare_sample import change_much, two_meetmomenten
from sqlalchemy import select
from stores import ACTOR, OV, fiche, new_store

from vvdesk.content import Inhoud, read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly
from vvdesk.going_back import (
    compare_version,
    go_back,
    read_version,
    step_name,
    told_when,
    told_why,
)
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Wijziging
from vvdesk.store.versions import Version, versions
from vvdesk.store.workspace import Workspace
from vvdesk.undo import take_back


@pytest.fixture
def workspace(tmp_path: Path):
    """A dossier at its second meetmoment, nothing changed yet, with a version of that."""
    with Workspace.open(two_meetmomenten(tmp_path / "ov.vvd")) as opened:
        opened.keep_version("bewaren")
        yield opened


def latest(workspace: Workspace) -> Version:
    return versions(workspace.path)[0]


def contents(workspace: Workspace) -> dict[str, Inhoud]:
    with workspace.connection() as connection:
        return read_contents(connection, 2)


def test_going_back_brings_fields_and_rows_back_and_can_be_undone(workspace: Workspace) -> None:
    version, before = latest(workspace), contents(workspace)
    change_much(workspace)
    changed = contents(workspace)
    step = go_back(workspace, version, workspace.meetmoment(), None, ACTOR)
    assert contents(workspace) == before
    take_back(workspace, ACTOR, [step], "Ongedaan maken")
    assert contents(workspace) == changed


def test_going_back_stands_in_the_audit_trail_with_its_reason(workspace: Workspace) -> None:
    change_much(workspace)
    step = go_back(workspace, latest(workspace), workspace.meetmoment(), ["VV015"], ACTOR)
    with workspace.connection() as connection:
        rows = list(connection.execute(select(Wijziging.__table__).where(Wijziging.stap == step)))
    vak = next(row for row in rows if row.veld == "vak")
    assert (json.loads(vak.oud), json.loads(vak.nieuw)) == (12_500_000, 0)
    assert vak.reden.startswith("Terug naar de versie van ")


def test_only_the_wanted_fiches_go_back(workspace: Workspace) -> None:
    version = latest(workspace)
    with Editing(workspace, ACTOR).step("Titels") as work:
        for project in ("VV015", "VV016"):
            work.set(2, project, "titel", "Anders")
    go_back(workspace, version, workspace.meetmoment(), ["VV016"], ACTOR)
    assert [each.values["titel"] for each in contents(workspace).values()] == [
        "Anders", "Project VV016",
    ]  # fmt: skip


def test_the_order_of_rows_comes_back(workspace: Workspace) -> None:
    version = latest(workspace)
    with Editing(workspace, ACTOR).step("Omlaag") as work:
        work.move_row(2, "VV015", "mijlpalen", "VV015-M01", 9)
    assert compare_version(workspace, version, 2) == []
    go_back(workspace, version, workspace.meetmoment(), None, ACTOR)
    assert list(contents(workspace)["VV015"].tables["mijlpalen"]) == ["VV015-M01", "VV015-M02"]


def test_a_fiche_that_was_taken_away_comes_back(workspace: Workspace) -> None:
    version = latest(workspace)
    with Editing(workspace, ACTOR).step("Weg") as work:
        work.remove_fiche(2, "VV016")
    (change,) = compare_version(workspace, version, 2)
    assert (change.project, change.path, change.new) == ("VV016", "", None)
    go_back(workspace, version, workspace.meetmoment(), None, ACTOR)
    assert "VV016" in contents(workspace)


def test_a_fiche_that_is_newer_than_the_version_stays(workspace: Workspace) -> None:
    version = latest(workspace)
    with Editing(workspace, ACTOR).step("Nieuw") as work:
        work.add_fiche(2, fiche("VV017"))
    assert compare_version(workspace, version, 2) == []
    assert go_back(workspace, version, workspace.meetmoment(), None, ACTOR) == 0
    assert "VV017" in contents(workspace)
    with pytest.raises(Misused, match="nog geen fiche van VV017"):
        go_back(workspace, version, workspace.meetmoment(), ["VV017"], ACTOR)


def test_what_differs_from_a_version_is_told_per_field(workspace: Workspace) -> None:
    version = latest(workspace)
    change_much(workspace)
    found = compare_version(workspace, version, 2)
    assert {each.project for each in found} == {"VV015"}
    assert {"omschrijving", "financiering.vak", "mijlpalen.VV015-M02"} <= {
        each.path for each in found
    }


def test_a_closed_meetmoment_does_not_go_back(workspace: Workspace) -> None:
    version = latest(workspace)
    change_much(workspace)
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly, match="gesloten"):
        go_back(workspace, version, workspace.meetmoment(), None, ACTOR)


def test_a_version_older_than_the_meetmoment_says_so(workspace: Workspace) -> None:
    with pytest.raises(Misused, match="ouder dan dit meetmoment"):
        read_version(versions(workspace.path)[-1], 2)


def test_a_version_in_an_older_format_says_so(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "files" / "formaat-1.vvd"
    version = Version(old, datetime.now(UTC), 1, "upgrade")
    new_store(tmp_path / "ov.vvd", fiche(), entiteit=OV)
    with Workspace.open(tmp_path / "ov.vvd") as opened, pytest.raises(Misused, match="ouder form"):
        compare_version(opened, version, 1)


NOON = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(hours=3), "vandaag om 09:00"),
        (timedelta(hours=13), "gisteren om 23:00"),
        (timedelta(days=3), "donderdag 19 november om 12:00"),
        (timedelta(days=300), "26 januari 2026 om 12:00"),
        (timedelta(days=-2), "24 november 2026 om 12:00"),
    ],
)
def test_moments_are_told_in_words(ago: timedelta, told: str) -> None:
    assert told_when((NOON - ago).astimezone(UTC), NOON) == told


def test_reasons_are_told_in_words() -> None:
    assert told_why("opening") == "bij het openen"
    assert told_why("proef") == "bij proef"


def test_the_step_is_called_by_the_moment_of_the_version() -> None:
    version = Version(Path("x.vvd"), NOON.astimezone(UTC), 1, "opening")
    local = NOON.astimezone()
    assert step_name(version) == f"Terug naar de versie van {local:%d/%m/%Y %H:%M}"
