"""The kept inzendingen, read again and compared with what they were merged into."""

from pathlib import Path

import pytest
from merge_sample import central, inzending_of, merge, put, uitvraag
from seal_forger import edited, rehashed, with_trail_rebuilt
from sealed_sample import sealed
from stores import ACTOR, OV

from vvdesk.editing import Editing
from vvdesk.handing_out import hand_out
from vvdesk.jobs import Cancelled
from vvdesk.merging import Resolve, open_conflicts, settle_many
from vvdesk.model import Keuze
from vvdesk.sealing.verdict import BEWIJSSTUKKEN, NoKeys, Oordeel, Verdict
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

VAK = "Uitvoering VAK"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file into which a workbook with a new amount and a wrong one was merged."""
    folder = tmp_path_factory.mktemp("samenvoegen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        store = central(folder)
        book = uitvraag(store, folder / "ov.xlsx")
        put(book, "Projecten", VAK, 1, 400_000)
        put(book, "Projecten", "Uitvoering VEK", 1, "veel")
        put(book, "Mijlpalen", "Eenheid", 1, "scholen")
        merge(store, book)
    return store


@pytest.fixture(scope="module")
def made(merged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The momentopname of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return sealed(tmp_path_factory.mktemp("zegel"), of=merged)


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy in a folder of the test's own."""
    target = tmp_path / "momentopname.vvs"
    target.write_bytes(made.read_bytes())
    return target


def evidence(verdict: Verdict) -> bool | None:
    return next(each.is_goed for each in verdict.controles if each.naam == BEWIJSSTUKKEN)


def differences(verdict: Verdict) -> list[tuple[str, str, str]]:
    return [
        (each.plaats, each.gevonden, each.verwacht)
        for each in verdict.verschillen
        if each.onderdeel == BEWIJSSTUKKEN
    ]


def test_what_was_merged_stands_in_the_file_that_is_kept(own):
    found = verify_file(own, NoKeys())
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert evidence(found) is True


def test_reading_again_can_wait(own):
    found = verify_file(own, NoKeys(), evidence=False)
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert evidence(found) is None


def test_a_fully_rebuilt_amount_contradicts_its_cell(own):
    forged = edited(
        own,
        "UPDATE financiering SET vak = 900000 WHERE vak = 400000",
        "UPDATE wijziging SET nieuw = '900000' WHERE nieuw = '400000'",
    )
    found = verify_file(rehashed(with_trail_rebuilt(forged)), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "de ingediende bestanden" in found.zin
    (cell, unaccounted) = differences(found)
    assert cell[0].startswith(f"ov.xlsx van {OV}, Projecten ")
    assert cell[1:] == ("400000", "900000")
    assert unaccounted[1:] == ("niet terug te vinden", "400000")


def test_a_swapped_evidence_file_is_named_also_when_all_is_hashed_again(own, tmp_path):
    other = put(uitvraag(central(tmp_path), tmp_path / "ander.xlsx"), "Projecten", VAK, 1, 5)
    swapped = f"UPDATE inzending SET bestand = x'{other.read_bytes().hex()}'"  # noqa: S608 - hex
    forged = edited(own, swapped)
    found = verify_file(forged, NoKeys())
    assert found.zin == f"Een bewaard bestand is gewijzigd of verwisseld: ov.xlsx van {OV}."
    again = verify_file(rehashed(forged), NoKeys())
    assert again.oordeel is Oordeel.GEWIJZIGD
    assert differences(again)


def test_a_swapped_file_with_its_new_digest_noted_contradicts_the_trail(own):
    forged = edited(
        own,
        "UPDATE inzending SET bestand = x'00', sha256 = "
        "'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'",
    )
    found = verify_file(rehashed(forged), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert any("ander bestand" in each.uitleg for each in found.verschillen)


def test_a_file_that_was_too_large_to_keep_is_told_and_no_fault(merged, tmp_path):
    store = tmp_path / "centraal.vvd"
    store.write_bytes(merged.read_bytes())
    with Workspace.open(store) as workspace, workspace.writing() as connection:
        connection.exec_driver_sql("UPDATE inzending SET bestand = NULL")
    found = verify_file(sealed(tmp_path, of=store), NoKeys())
    assert found.oordeel is Oordeel.ONBEVESTIGD
    told = next(each.tekst for each in found.controles if each.naam == BEWIJSSTUKKEN)
    assert "Niet bewaard, want te groot: ov.xlsx." in told


def test_a_name_in_the_file_is_never_a_path_here(own, tmp_path):
    outside = tmp_path / "buiten.xlsx"
    renamed = f"UPDATE inzending SET bestandsnaam = '../../..{outside}'"  # noqa: S608 - our own
    forged = edited(own, renamed)
    verify_file(rehashed(forged), NoKeys())
    assert not outside.exists()


def test_reading_again_can_be_stopped(own):
    def stop(_done, _total, label):
        if label.endswith(".xlsx"):
            raise Cancelled

    with pytest.raises(Cancelled):
        verify_file(own, NoKeys(), stop)


def dossier_of(store: Path, folder: Path) -> Path:
    target = folder / "dossier.vvd"
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, target, ACTOR)
    return target


def fill(dossier: Path, project: str, path: str, value: object) -> None:
    with Workspace.open(dossier) as workspace, Editing(workspace, ACTOR).step("Invullen") as work:
        work.set(1, project, path, value)


def test_no_false_alarm_over_the_whole_life_of_a_merge(tmp_path):
    """Dossiers, an older and a newer export, conflicts, decisions, and steps taken back."""
    store = central(tmp_path)
    dossier = dossier_of(store, tmp_path)
    for number, amount in enumerate((10, 20), start=1):
        fill(dossier, "VV015", "financiering.vak", amount)
        fill(dossier, "VV017", "oorzaak" if number == 1 else "bijsturing", f"Tekst {number}")
        merge(store, inzending_of(dossier, tmp_path / f"ronde-{number}.xlsx"))
    fill(dossier, "VV017", "oorzaak", None)
    fill(dossier, "VV015", "financiering.vek", 7)
    fill(store, "VV015", "financiering.vek", 8)
    copy = tmp_path / "het dossier zelf.vvd"
    copy.write_bytes(dossier.read_bytes())
    merge(store, copy)
    moments = [sealed(tmp_path, of=store, name="open.vvs")]
    with Workspace.open(store) as workspace:
        waiting = [each.id for each in open_conflicts(workspace)]
        settle_many(workspace, waiting, Keuze.EIGEN, "Beide fout.", ACTOR, eigen=9)
    assert waiting
    moments.append(sealed(tmp_path, of=store, name="beslist.vvs"))
    with Workspace.open(store) as workspace:
        undo(workspace, ACTOR)
        settle_many(workspace, waiting, Keuze.ONTVANGEN, "Toch.", ACTOR)
    fill(dossier, "VV015", "financiering.vek", 70)
    fill(store, "VV015", "financiering.vek", 80)
    merge(store, inzending_of(dossier, tmp_path / "laatste.xlsx"), resolve=Resolve.INCOMING)
    moments.append(sealed(tmp_path, of=store, name="einde.vvs"))
    for each in moments:
        found = verify_file(each, NoKeys())
        assert found.verschillen == ()
        assert evidence(found) is True
