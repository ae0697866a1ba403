"""Sealing a plan in slices of some projects: what is written does not depend on their size."""

from datetime import date
from pathlib import Path

import pytest
from stores import ACTOR, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.sealing import examining
from vvdesk.sealing.making import Sealed, seal
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.store.sealed_tables import BEVINDING
from vvdesk.store.workspace import Workspace

CODES = [f"VV{number:03}" for number in range(15, 22)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Seven fiches at two meetmomenten; what is shifted between them does not come to nought."""
    path = new_store(tmp_path / "centraal.vvd", *(fiche(code, mijlpalen=2) for code in CODES))
    with Workspace.open(path) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        with Editing(workspace, ACTOR).step("Verschuiven") as work:
            for place, code in enumerate(CODES):
                work.set(2, code, "financiering.verschuiving", 1_000 * place)
    return path


def _seal(store: Path, target: Path) -> Sealed:
    with Workspace.open(store, read_only=True) as workspace:
        return seal(workspace, ACTOR, workspace.meetmoment(), target)


def _findings(path: Path) -> list[tuple[object, ...]]:
    order = (BEVINDING.c.meetmoment_id, BEVINDING.c.volgnummer)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        return [tuple(row) for row in connection.execute(BEVINDING.select().order_by(*order))]


@pytest.mark.parametrize("at_once", [1, 3, len(CODES)])
def test_the_size_of_a_slice_makes_no_difference(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    whole = _seal(store, tmp_path / "heel.vvs")
    monkeypatch.setattr(examining, "_AT_ONCE", at_once)
    sliced = _seal(store, tmp_path / "stukken.vvs")
    assert sliced.manifest.inhoud == whole.manifest.inhoud
    assert sliced.manifest.fiches == whole.manifest.fiches
    assert sliced.manifest.bedragen == whole.manifest.bedragen
    assert sliced.manifest.rapportcodes == whole.manifest.rapportcodes
    with Workspace.open(sliced.path) as workspace:
        assert manifest_of(workspace) == sliced.manifest


def test_findings_are_numbered_on_and_those_of_the_whole_plan_stand_last(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "_AT_ONCE", 2)
    rows = _findings(_seal(store, tmp_path / "stukken.vvs").path)
    for moment in (1, 2):
        numbers = [row[1] for row in rows if row[0] == moment]
        assert numbers == list(range(1, len(numbers) + 1))
    last = [row for row in rows if row[0] == 2][-1]
    assert (last[2], last[3]) == ("", "VV-FIN-03")
    assert "21.000 EUR" in str(last[6])
