"""Every way in which a momentopname can be other than it was sealed, told apart in one sentence."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from seal_forger import (
    NAME,
    Trusting,
    copied,
    edited,
    manifest_in,
    opened,
    rehashed,
    with_manifest,
    with_trail_rebuilt,
)
from sealed_sample import sealed
from stores import fiche

from vvdesk.errors import Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.sealing.minisign import SecretKey
from vvdesk.sealing.verdict import CHECKS, NoKeys, Oordeel, Verdict
from vvdesk.sealing.verifying import verify, verify_file
from vvdesk.store import sealed_store
from vvdesk.store.workspace import Workspace

KEY = SecretKey.generate()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One momentopname without a signature, for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return sealed(tmp_path_factory.mktemp("zegel"))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that is signed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return sealed(tmp_path_factory.mktemp("zegel"), signer=KEY)


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy in a folder of the test's own."""
    target = tmp_path / "momentopname.vvs"
    target.write_bytes(made.read_bytes())
    return target


@pytest.fixture
def own_signed(signed: Path, tmp_path: Path) -> Path:
    """A copy of the signed one."""
    target = tmp_path / "ondertekend.vvs"
    target.write_bytes(signed.read_bytes())
    return target


def states(verdict: Verdict) -> dict[str, bool | None]:
    return {each.naam: each.is_goed for each in verdict.controles}


def places(verdict: Verdict) -> list[str]:
    return [each.plaats for each in verdict.verschillen]


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and ". " not in text


def test_intact_and_signed_by_a_trusted_key_is_valid(own_signed):
    found = verify_file(own_signed, Trusting(KEY))
    assert found.oordeel is Oordeel.GELDIG
    assert found.zin == f"De momentopname is ongewijzigd en ondertekend door {NAME}."
    assert found.ondertekenaar == NAME
    assert found.sleutel_id == KEY.key_id
    assert not found.verschillen
    assert [each.naam for each in found.controles] == list(CHECKS)


def test_intact_without_a_signature_must_be_confirmed(own):
    found = verify_file(own, Trusting(KEY))
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert "niet ondertekend" in found.zin
    assert states(found)["Handtekening"] is None


def test_intact_with_a_key_that_nobody_trusts_must_be_confirmed(own_signed):
    found = verify_file(own_signed, NoKeys())
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert KEY.key_id in found.zin
    assert "niet kent" in found.zin
    assert found.ondertekenaar == ""


def test_an_open_momentopname_is_judged_by_the_bytes_that_are_shown(own_signed):
    with Workspace.open(own_signed) as workspace:
        own_signed.unlink()
        found = verify(workspace, Trusting(KEY))
    assert found.oordeel is Oordeel.GELDIG


def test_a_file_that_was_replaced_meanwhile_changes_nothing(own_signed):
    then = hashlib.sha256(own_signed.read_bytes()).hexdigest()
    with Workspace.open(own_signed) as workspace:
        own_signed.write_bytes(b"iets anders")
        found = verify(workspace, Trusting(KEY))
    assert found.oordeel is Oordeel.GELDIG
    assert found.sha256_bestand == then


def test_a_file_too_large_for_memory_is_judged_on_disk(own, own_signed, monkeypatch):
    monkeypatch.setattr(sealed_store, "LARGEST_IN_MEMORY", 1)
    assert verify_file(own_signed, Trusting(KEY)).oordeel is Oordeel.GELDIG
    forged = edited(own, "UPDATE financiering SET vak = vak + 1")
    assert verify_file(forged, NoKeys()).oordeel is Oordeel.GEWIJZIGD


def test_a_changed_amount_names_the_table_the_project_and_the_sum(own):
    found = verify_file(edited(own, "UPDATE financiering SET vak = vak + 1"), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "financiering" in found.zin
    assert is_one_sentence(found.zin)
    assert {"tabel financiering", "VV015, april 2021", "som van vak, april 2021"} <= {
        *places(found)
    }
    assert states(found)["Inhoud"] is False
    assert states(found)["Fiches"] is False


def test_an_added_row_is_counted(own):
    statement = "INSERT INTO project SELECT 'VV999'"
    found = verify_file(edited(own, statement), NoKeys())
    assert found.zin == "Na het verzegelen zijn er rijen toegevoegd of gewijzigd in project."
    assert found.verschillen[0].uitleg == "1 rij meer dan toen het verzegeld werd"


def test_a_removed_row_is_counted(own):
    found = verify_file(edited(own, "DELETE FROM wijziging WHERE n = 9"), NoKeys())
    assert "weggehaald" in found.zin
    assert "rij 9" in places(found)
    assert states(found)["Wijzigingsspoor"] is False


def test_a_rehashed_amount_contradicts_the_trail(own):
    forged = rehashed(edited(own, "UPDATE financiering SET vak = 123456"))
    found = verify_file(forged, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.zin.startswith(
        "Iemand heeft de inhoud gewijzigd en de controlegetallen herberekend"
    )
    difference = found.verschillen[0]
    assert difference.plaats == "VV015, april 2021, financiering.vak"
    assert (difference.gevonden, difference.verwacht) == ("123456", "0")


def test_a_rehashed_row_of_the_trail_breaks_its_chain(own):
    statement = "UPDATE wijziging SET nieuw = '\"x\"' WHERE n = 5"
    found = verify_file(rehashed(edited(own, statement)), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "rij 5" in places(found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fiche SET titel = 'Anders'",
        "DELETE FROM agendering",
        "UPDATE mijlpaal SET timing = '2022-01-31'",
        "UPDATE mijlpaal SET basislijn = '2020-01-31'",
    ],
)
def test_a_rehashed_fiche_contradicts_the_trail(own, statement):
    found = verify_file(rehashed(edited(own, statement)), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert states(found)["Inhoud"] is True
    assert states(found)["Wijzigingsspoor"] is False


def test_a_forgery_with_the_trail_rebuilt_does_not_fit_the_signature(own_signed):
    forged = edited(
        own_signed,
        "UPDATE financiering SET vak = 123456 WHERE project_code = 'VV015'",
        "UPDATE wijziging SET nieuw = replace(nieuw, '\"financiering.vak\":0', "
        "'\"financiering.vak\":123456')",
    )
    forged = rehashed(with_trail_rebuilt(forged))
    found = verify_file(forged, Trusting(KEY))
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.zin == (
        f"De handtekening van {NAME} past niet bij het manifest: de inhoud is gewijzigd en de "
        "controlegetallen zijn herberekend."
    )
    told = [each for each in found.controles if each.is_goed is False]
    assert [each.naam for each in told] == ["Fiches", "Handtekening"]  # the rules find otherwise


def test_a_signature_that_was_taken_away_is_missed(own_signed):
    found = verify_file(edited(own_signed, "UPDATE zegel SET handtekening = NULL"), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "weggehaald" in found.zin
    assert KEY.key_id in found.zin


def test_a_signature_by_another_key_than_the_manifest_names(own_signed):
    other = SecretKey.generate()
    text = other.sign(manifest_in(own_signed).text.encode(), "")
    forged = copied(own_signed)
    with opened(forged) as connection:
        connection.execute("UPDATE zegel SET handtekening = ?", (text,))
    found = verify_file(forged, Trusting(KEY, other))
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "andere sleutel" in found.zin


def test_a_signature_that_is_none(own_signed):
    found = verify_file(edited(own_signed, "UPDATE zegel SET handtekening = 'RW'"), Trusting(KEY))
    assert found.zin == "De handtekening van deze momentopname is beschadigd of vervangen."


def _said_otherwise(text: str) -> str:
    return text.replace('"versie":1', '"versie":2')


@pytest.mark.parametrize(
    "change",
    [lambda text: f"{text} ", _said_otherwise, lambda _text: "{}", lambda text: text[:-9]],
    ids=["not canonical", "other version", "incomplete", "cut off"],
)
def test_a_forged_manifest_is_said_to_be_one(own, change: Callable[[str], str]):
    forged = with_manifest(copied(own), change(manifest_in(own).text))
    found = verify_file(forged, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.zin.startswith("Het manifest van deze momentopname is vervalst of beschadigd: ")
    assert is_one_sentence(found.zin)
    assert found.manifest is None


def test_a_manifest_that_contradicts_itself(own):
    forged = with_manifest(copied(own), replace(manifest_in(own), inhoud="0" * 64))
    found = verify_file(forged, NoKeys())
    assert found.zin.startswith("Het manifest is vervalst")


@pytest.mark.parametrize(
    ("field", "value"),
    [("meetmoment", "mei 2021"), ("peildatum", "2021-04-30"), ("plan", "ander-plan")],
)
def test_a_manifest_about_something_else(own, field, value):
    forged = with_manifest(copied(own), replace(manifest_in(own), **{field: value}))
    found = verify_file(forged, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert field in places(found)


def test_two_seals_are_one_too_many(own):
    found = verify_file(
        edited(own, "INSERT INTO zegel SELECT 2, manifest, NULL FROM zegel"), NoKeys()
    )
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.controles[1].is_goed is False


def test_a_foreign_table_is_named(own):
    found = verify_file(edited(own, "CREATE TABLE extra (a)"), NoKeys())
    assert found.zin == (
        "De opbouw van de momentopname is gewijzigd (tabel extra: hoort er niet in)."
    )


def test_a_missing_trigger_is_named(own):
    with closing(sqlite3.connect(own)) as connection:
        connection.execute("DROP TRIGGER stap_update_kept")
    found = verify_file(own, NoKeys())
    assert "trigger stap_update_kept: ontbreekt" in found.zin


def test_an_index_that_hides_a_row_is_found(own):
    name = "ix_wijziging_project_code"
    guarded = "UPDATE sqlite_master SET sql = ? WHERE name = ?"
    with closing(sqlite3.connect(own)) as connection:
        whole = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()[0]
    for sql, afterwards in (
        (f"{whole} WHERE project_code <> 'VV015'", f"REINDEX {name}"),
        (whole, ""),
    ):
        with closing(sqlite3.connect(own)) as connection:
            connection.execute("PRAGMA writable_schema=ON")
            assert connection.execute(guarded, (sql, name)).rowcount == 1
            connection.commit()
        with closing(sqlite3.connect(own)) as connection:
            connection.execute(afterwards)
    found = verify_file(own, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert states(found)["Inhoud"] is True
    assert found.zin.startswith("De momentopname is beschadigd: ")


def test_a_file_that_is_cut_off(own):
    data = own.read_bytes()
    own.write_bytes(data[: len(data) - 5_000])
    found = verify_file(own, NoKeys())
    assert found.zin == "De momentopname is afgebroken: de laatste 5000 bytes ontbreken."


def test_something_behind_the_end(own):
    own.write_bytes(own.read_bytes() + b"\x00" * 10)
    found = verify_file(own, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "er staat iets achter" in found.zin


@pytest.mark.parametrize(("version", "said"), [(99, "werk vvdesk bij"), (2, "in gesleuteld")])
def test_another_format(own, version, said):
    with closing(sqlite3.connect(own)) as connection:
        connection.execute(f"PRAGMA user_version={version}")
    found = verify_file(own, NoKeys())
    assert said in found.zin
    assert is_one_sentence(found.zin)


def test_a_file_that_is_no_momentopname_is_called_what_it_is(tmp_path, central):
    pdf, empty = tmp_path / "rapport.vvs", tmp_path / "leeg.vvs"
    pdf.write_bytes(b"%PDF-1.7")
    empty.touch()
    other = tmp_path / "ander.vvs"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE iets (a)")
    for path, what in (
        (pdf, "een PDF"),
        (empty, "een leeg bestand"),
        (other, "een databank van een ander programma"),
        (central, "een gewoon vvdesk-bestand"),
    ):
        found = verify_file(path, NoKeys())
        assert found.oordeel is Oordeel.GEWIJZIGD
        assert f"is geen momentopname maar {what}" in found.zin
        assert is_one_sentence(found.zin)
        assert found.manifest is None


def test_what_cannot_be_read_is_no_verdict(tmp_path):
    for path in (tmp_path / "weg.vvs", tmp_path):
        with pytest.raises(Unavailable):
            verify_file(path, NoKeys())


def test_it_can_be_stopped_at_any_moment(own):
    told = 0

    def count(_done, _total, _label):
        nonlocal told
        told += 1

    verify_file(own, NoKeys(), count)
    for last in range(told):
        left = last

        def stop(_done, _total, _label):
            nonlocal left
            left -= 1
            if left < 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            verify_file(own, NoKeys(), stop)


def test_a_report_that_was_swapped_is_named(tmp_path):
    report = tmp_path / "rapport.pdf"
    report.write_bytes(b"%PDF-1.7 het echte")
    path = sealed(tmp_path, fiche("VV015"), reports=[report])
    forged = edited(path, "UPDATE rapport SET inhoud = CAST('%PDF-1.7 het ander' AS BLOB)")
    found = verify_file(forged, NoKeys())
    assert found.zin == "Een bewaard bestand is gewijzigd of verwisseld: rapport.pdf."
    again = verify_file(rehashed(forged), NoKeys())
    assert again.oordeel is Oordeel.GEWIJZIGD
    assert "rapport.pdf" in places(again)


def test_a_verdict_is_plain_json(own_signed):
    told = verify_file(own_signed, Trusting(KEY)).to_json()
    assert told["oordeel"] == "geldig"
    assert told["ondertekenaar"] == NAME
    assert len(told["controles"]) == len(CHECKS)
