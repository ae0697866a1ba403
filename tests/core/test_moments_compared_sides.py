"""Which two sides can be compared, and what a reader must know of them."""

from dataclasses import replace

import pytest
from moments_sample import beside, change, compared, only, unchanged
from sealed_sample import sealed
from stores import fiche, new_store

from vvdesk.errors import Misused
from vvdesk.jobs import Cancelled
from vvdesk.moments_compared.comparing import compare_moments
from vvdesk.moments_compared.flows import flow_chart
from vvdesk.moments_compared.other_file import compare_with
from vvdesk.moments_compared.parts import VERDWENEN, Verschilsoort
from vvdesk.moments_compared.sentences import (
    side_words,
)
from vvdesk.moments_compared.sides import Side, read_side, remarks
from vvdesk.store.workspace import Workspace


@pytest.fixture
def store(tmp_path):
    return unchanged(tmp_path)


def test_the_same_meetmoment_twice_is_refused(store):
    with pytest.raises(Misused, match="hetzelfde meetmoment, september 2021"):
        compared(store, -1, -1)


def test_files_of_different_plans_are_refused(store, tmp_path, monkeypatch):
    ander = new_store(tmp_path / "ander.vvd")
    with (
        Workspace.open(store, read_only=True) as one,
        Workspace.open(ander, read_only=True) as other,
    ):
        monkeypatch.setattr(other.plan, "code", "ander-plan")
        sides = [Side(each, each.meetmomenten()[0]) for each in (one, other)]
        with pytest.raises(Misused, match="Vergelijk twee bestanden van hetzelfde plan"):
            compare_moments(*sides)


def test_another_file_says_what_a_reader_must_know(store, tmp_path):
    other = new_store(tmp_path / "ander.vvd", fiche("VV015", mijlpalen=3))
    assert beside(store, other).opmerkingen[0].startswith("De twee bestanden komen niet uit")
    assert "ouder meetmoment" in compared(store, 1, 0).opmerkingen[0]


def test_an_interim_state_is_held_against_the_final_one(tmp_path):
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015"))
    interim = sealed(tmp_path, of=path, name="tussentijds.vvs")
    change(path, 1, VV015__financiering__vak=5)
    found = beside(interim, path)
    assert only(found, Verschilsoort.BEDRAG).verschil == 5
    assert found.opmerkingen == (
        "Beide kanten gaan over hetzelfde meetmoment, april 2021, op een ander ogenblik.",
    )
    assert found.links.is_verzegeld
    names = flow_chart(found, found.projectstatus).names
    assert names == ("april 2021 (tussentijds.vvs)", "april 2021 (centraal.vvd)")
    assert len(found.links.zegelcode) == len("Z3RQ-ZANS-BG14-H4EH")
    assert found.rechts.zegelcode == ""
    assert side_words(found.links) == "april 2021, momentopname tussentijds.vvs"
    assert side_words(found.rechts) == "april 2021, centraal.vvd"


def test_two_momentopnamen_that_say_the_same_are_called_equal(tmp_path):
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015"))
    pair = [sealed(tmp_path, of=path, name=f"{name}.vvs") for name in ("een", "twee")]
    [remark] = beside(*pair).opmerkingen
    assert "de controlecode van de inhoud is gelijk" in remark


def test_the_other_file_offers_its_meetmomenten_and_the_like_one_first(store, tmp_path):
    other = new_store(tmp_path / "ander.vvd", fiche("VV015"))
    with Workspace.open(other, read_only=True) as workspace:
        left = Side(workspace, workspace.meetmomenten()[0])
        found = compare_with(left, store)
        assert found.moments == ("april 2021", "september 2021")
        assert found.compared.rechts.meetmoment == "april 2021"
        assert compare_with(left, store, "september 2021").compared.rechts.meetmoment_id == 2
    with Workspace.open(store, read_only=True) as workspace:
        left = Side(workspace, workspace.meetmomenten()[1])
        assert compare_with(left, other).compared.rechts.meetmoment == "april 2021"


def test_the_same_closed_meetmoment_with_another_content_is_pointed_at(store, tmp_path):
    seal = sealed(tmp_path, of=store, name="zegel.vvs")
    with Workspace.open(seal) as left, Workspace.open(store, read_only=True) as right:
        pair = [read_side(Side(each, each.meetmomenten()[0])).kant for each in (left, right)]
    [remark] = remarks(pair[0], replace(pair[1], inhoudcode="0000"))
    assert "zoek uit waarom" in remark


def test_a_speerpunt_that_the_plan_does_not_know_can_be_filtered_too(tmp_path):
    one = new_store(tmp_path / "a.vvd", fiche("VV015", speerpunt="99"))
    other = new_store(tmp_path / "b.vvd", fiche("VV015", speerpunt="99", titel="Anders"))
    assert beside(one, other).speerpunten == (("99", "99"),)


def test_comparing_can_be_stopped(store):
    def progress(done, _total, label, /):
        if "vergelijken" in label and done == 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        compared(store, progress=progress)


def test_a_status_that_a_plan_does_not_know_flows_all_the_same(tmp_path):
    one = new_store(tmp_path / "a.vvd", fiche("VV015"), fiche("VV016"))
    other = new_store(tmp_path / "b.vvd", fiche("VV015", projectstatus=None))
    found = beside(one, other)
    assert found.projectstatus.aantallen == {("opgestart", ""): 1, ("opgestart", VERDWENEN): 1}
    assert [each.label for each in found.projectstatus.naar] == [
        "Zonder status",
        "Staat er niet meer",
    ]
