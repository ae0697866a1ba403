"""What is said of a seal: the line above a momentopname, codes, and files that are kept in it."""

from dataclasses import replace
from zipfile import ZipFile

import pytest
from sealed_sample import sealed

from vvdesk.errors import Misused, Refused
from vvdesk.sealing.difference_files import as_text, write_differences
from vvdesk.sealing.kept_files import KeptFile, Soort, kept_files, save_copy
from vvdesk.sealing.manifest import Aard
from vvdesk.sealing.outlook import contents_line, outlook, unfinished
from vvdesk.sealing.seal_words import (
    banner_line,
    facts,
    facts_as_text,
    is_interim,
    size,
    told_code_fits,
    when,
    wrappable,
)
from vvdesk.sealing.verdict import NoKeys, Oordeel, Verschil
from vvdesk.sealing.verifying import verify
from vvdesk.store.workspace import Workspace

OTHER = Verschil("Inhoud", "tabel fiche", "=1+1", "SHA-256 " + "ab" * 32, "Er is iets\tgewijzigd.")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"%PDF-1.7 een rapport %%EOF")
    return path


@pytest.fixture
def workspace(tmp_path, report):
    with Workspace.open(sealed(tmp_path, reports=[report])) as opened:
        yield opened


@pytest.fixture
def verdict(workspace):
    return verify(workspace, NoKeys(), evidence=False)


def test_a_seal_that_nobody_signed_is_never_called_valid(verdict):
    line = banner_line(verdict)
    assert verdict.oordeel is Oordeel.ONBEVESTIGD
    assert "niet ondertekend" in line
    assert "geldig" not in line
    assert verdict.controlecode in line


def test_an_unknown_key_is_told_apart_from_no_signature(verdict):
    line = banner_line(replace(verdict, sleutel_id="0123456789ABCDEF"))
    assert "de sleutel is onbekend" in line


def test_a_valid_seal_names_who_signed(verdict):
    line = banner_line(replace(verdict, oordeel=Oordeel.GELDIG, ondertekenaar="Kanselarij"))
    assert "door Kanselarij" in line


def test_a_changed_momentopname_shows_no_code_to_trust(verdict):
    line = banner_line(replace(verdict, oordeel=Oordeel.GEWIJZIGD))
    assert line.endswith("Gebruik ze niet als bewijs.")
    assert verdict.controlecode not in line


def test_an_interim_state_is_marked(verdict):
    assert is_interim(verdict)
    assert "Tussentijdse stand" in facts_as_text(facts(verdict))
    manifest = replace(verdict.manifest, aard=Aard.DEFINITIEF)
    assert not is_interim(replace(verdict, manifest=manifest))


def test_of_a_file_without_a_manifest_only_its_digest_is_known(verdict):
    found = facts(replace(verdict, manifest=None))
    assert [each.naam for each in found] == ["SHA-256 van het bestand"]


def test_a_told_code_is_read_as_people_say_it(verdict):
    code = verdict.controlecode
    for told in (code, code.lower(), code.replace("-", " "), code.replace("0", "o")):
        assert told_code_fits(told, verdict.manifest)
    other = ("1" if code[0] != "1" else "2") + code[1:]
    assert not told_code_fits(other, verdict.manifest)


@pytest.mark.parametrize("told", ["", "ABCD", "UUUU-UUUU-UUUU-UUUU", "é" * 16])
def test_what_is_no_code_is_told_so(verdict, told):
    with pytest.raises(Misused, match="vier groepen"):
        told_code_fits(told, verdict.manifest)


def test_sizes_and_moments_are_in_words_that_people_know():
    assert [size(each) for each in (0, 1, 999, 1_400, 36_200, 1_400_000, 5 * 10**16)] == [
        "0 bytes", "1 byte", "999 bytes", "1,4 kB", "36 kB", "1,4 MB", "50000 TB",
    ]  # fmt: skip
    assert when("geen moment") == "geen moment"
    assert when("9999-12-31T23:59:59+00:00")


def test_long_words_can_be_broken_and_a_digest_is_read_in_groups():
    assert wrappable("ab" * 32).split() == ["abababab"] * 8
    assert wrappable("kort") == "kort"
    assert wrappable("x" * 40).replace("\N{ZERO WIDTH SPACE}", "") == "x" * 40


def test_kept_files_can_be_saved_byte_for_byte(tmp_path, workspace, report):
    (kept,) = kept_files(workspace)
    assert (kept.soort, kept.naam, kept.omvang) == (Soort.RAPPORT, "rapport.pdf", 26)
    save_copy(workspace, kept, tmp_path / "kopie.pdf")
    assert (tmp_path / "kopie.pdf").read_bytes() == report.read_bytes()


def test_a_swapped_file_is_not_saved(tmp_path, workspace):
    (kept,) = kept_files(workspace)
    with pytest.raises(Refused, match="niet als bewijs"):
        save_copy(workspace, replace(kept, sha256="00" * 32), tmp_path / "kopie.pdf")
    assert not (tmp_path / "kopie.pdf").exists()


def test_a_file_that_was_not_kept_says_what_to_do(tmp_path, workspace):
    kept = KeptFile(Soort.INZENDING, 99, "groot.xlsx", "", 1, "", None, "00" * 32)
    with pytest.raises(Refused, match="Vraag het bestand aan"):
        save_copy(workspace, kept, tmp_path / "kopie.xlsx")


@pytest.mark.parametrize(
    ("naam", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\fiche.xlsx", "fiche.xlsx"),
        ('a<b>:"|?*.xlsx', "a_b______.xlsx"),
        ("regel\neinde.xlsx", "regeleinde.xlsx"),
        ("...", "bestand"),
        ("x" * 300 + ".xlsx", "x" * 116 + ".xlsx"),
    ],
)
def test_a_hostile_name_leaves_no_folder_and_no_odd_signs(naam, safe):
    assert KeptFile(Soort.RAPPORT, 1, naam, "", None, "", 1, "").safe_name == safe


def test_differences_go_to_a_workbook_and_to_a_csv_without_formulas(tmp_path, verdict):
    found = replace(verdict, verschillen=(OTHER,))
    write_differences(found, tmp_path / "v.csv")
    text = (tmp_path / "v.csv").read_text(encoding="utf-8-sig")
    assert '" =1+1"' in text
    write_differences(found, tmp_path / "v.xlsx")
    with ZipFile(tmp_path / "v.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert "xl/worksheets/sheet2.xml" in book.namelist()


def test_differences_stand_on_the_clipboard_a_line_each():
    lines = as_text([OTHER]).splitlines()
    assert len(lines) == 2
    assert {line.count("\t") for line in lines} == {4}


def test_what_would_be_sealed_is_counted_up_to_the_chosen_meetmoment(central):
    with Workspace.open(central, read_only=True) as workspace:
        found = outlook(workspace, workspace.meetmoment())
    assert found.aard is Aard.TUSSENTIJDS
    assert (found.fiches, found.fiches_hier, found.niet_goedgekeurd) == (9, 9, 9)
    assert [each.tekst for each in unfinished(found)] == ["9 fiches zijn niet goedgekeurd."]
    assert contents_line(found).startswith("Meetmoment ")
    later = replace(found, meetmomenten=2, zonder_bestand=1, inzendingen=1)
    assert "2 meetmomenten (dit en alle vorige)" in contents_line(later)
    assert "1 inzending was te groot" in contents_line(later)
