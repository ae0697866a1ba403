"""The keys of one person: made, kept, brought back, and those that are trusted."""

import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.sealing.keys import KeyFolder, read_text, unlock
from vvdesk.sealing.keys_fingerprint import check_fingerprint, is_fingerprint_of
from vvdesk.sealing.keys_lines import ALPHABET, LINES, key_lines, key_of_lines, typed_so_far
from vvdesk.sealing.keys_locked import key_bytes, locked
from vvdesk.sealing.keys_passphrase import Strength, judge
from vvdesk.sealing.keys_trusted import FILE_NAME
from vvdesk.sealing.minisign import SecretKey

PASSPHRASE = "paard batterij nietje correct"  # noqa: S105 - of a key made for a test
NAAM = "Kanselarij"
DATA = b"manifest"

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.fixture
def folder(tmp_path):
    return KeyFolder(tmp_path)


@pytest.fixture
def made(folder):
    return folder.make(PASSPHRASE, NAAM)


@pytest.fixture(scope="module")
def sheet():
    """A locked key, and its lines."""
    data = locked(SecretKey.generate(), PASSPHRASE)
    return data, key_lines(data)


def test_a_key_is_made_once_and_signs_with_its_passphrase(folder, made):
    key = folder.unlock(made.path, PASSPHRASE)

    assert folder.own() == [made]
    assert made.public.verify(DATA, key.sign(DATA, "x")) == "x"
    assert made.naam == NAAM


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_may_read_the_secret_key(made):
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_neither_passphrase_nor_secret_stand_in_any_file(folder, made):
    seed = unlock(made.path, PASSPHRASE).seed

    for path in folder.folder.iterdir():
        assert PASSPHRASE.encode() not in path.read_bytes()
        assert seed not in path.read_bytes()


def test_a_weak_passphrase_or_no_name_makes_nothing(folder):
    with pytest.raises(Misused, match="Te kort"):
        folder.make("geheim", NAAM)
    with pytest.raises(Misused, match="naam van de dienst"):
        folder.make(PASSPHRASE, " \n ")

    assert folder.own() == []
    assert folder.trusted.all() == []


def test_a_wrong_passphrase_is_told_and_locks_nobody_out(made):
    for _ in range(3):
        with pytest.raises(Refused, match="past niet bij de sleutel"):
            unlock(made.path, "een heel andere wachtzin")

    assert unlock(made.path, PASSPHRASE).key_id == made.key_id


def test_a_new_key_never_takes_the_place_of_another(folder, made):
    other = folder.make(PASSPHRASE, NAAM)

    assert {each.key_id for each in folder.own()} == {made.key_id, other.key_id}
    assert made.key_id != other.key_id


def test_a_lost_key_leaves_its_seals_valid(folder, made):
    signature = unlock(made.path, PASSPHRASE).sign(DATA, "november 2021")
    made.path.unlink()
    other = folder.make("een nieuwe lange wachtzin hier", NAAM)

    kept = folder.trusted.public_key(made.key_id)

    assert kept is not None
    assert kept.verify(DATA, signature) == "november 2021"
    assert folder.own() == [other]
    assert folder.trusted.name_of(made.key_id) == folder.trusted.name_of(other.key_id) == NAAM


def test_a_retired_key_still_verifies_and_signs_no_longer(folder, made):
    signature = unlock(made.path, PASSPHRASE).sign(DATA, "november 2021")

    retired = folder.trusted.retire(made.key_id)

    kept = folder.trusted.public_key(made.key_id)
    assert retired.is_retired
    assert kept is not None
    assert kept.verify(DATA, signature) == "november 2021"
    assert folder.own() == []
    folder.trusted.reinstate(made.key_id)
    assert folder.own() == [made]


def test_a_key_comes_back_from_its_lines(made, tmp_path):
    lines = "\n".join(key_lines(made.locked_bytes()))
    elsewhere = KeyFolder(tmp_path / "andere computer")

    back = elsewhere.restore(lines.lower(), PASSPHRASE, "Dienst")

    assert back.public == made.public
    assert unlock(back.path, PASSPHRASE).sign(DATA, "x") == unlock(made.path, PASSPHRASE).sign(
        DATA, "x"
    )
    assert elsewhere.own() == [back]


def test_restoring_what_is_here_changes_nothing(folder, made):
    lines = "\n".join(key_lines(made.locked_bytes()))

    assert folder.restore(lines, PASSPHRASE, "Andere naam") == made


@pytest.mark.parametrize("also", ["", ".pub"], ids=["only the secret", "both halves"])
def test_restoring_sets_a_damaged_key_aside(folder, made, also):
    lines = "\n".join(key_lines(made.locked_bytes()))
    made.path.write_bytes(b"\0" * 30)
    if also:
        made.path.with_suffix(also).unlink()

    back = folder.restore(lines, PASSPHRASE, NAAM)

    assert unlock(back.path, PASSPHRASE).key_id == made.key_id
    assert made.path.with_name(f"{made.path.name}.oud-1").read_bytes() == b"\0" * 30


def test_the_wrong_passphrase_restores_nothing(folder, sheet):
    with pytest.raises(Refused, match="wachtzin"):
        folder.restore("\n".join(sheet[1]), "een heel andere wachtzin", NAAM)

    assert folder.own() == []


def test_the_public_key_is_given_as_a_file(folder, made, tmp_path):
    folder.export_public(tmp_path / "zegel.pub")

    elsewhere = KeyFolder(tmp_path / "auditor")
    known = elsewhere.trusted.add(read_text(tmp_path / "zegel.pub"), "Kanselarij")
    assert known.public == made.public
    assert known.fingerprint == made.fingerprint


def test_without_a_key_there_is_nothing_to_give(folder, tmp_path):
    with pytest.raises(Misused, match="Maak een sleutel"):
        folder.export_public(tmp_path / "zegel.pub")
    with pytest.raises(Misused, match="niet op deze computer"):
        folder.chosen("0123456789ABCDEF")


def test_another_key_with_a_known_id_is_never_trusted(folder, made):
    forger = SecretKey(made.public.raw_id, SecretKey.generate().seed)

    with pytest.raises(Refused, match="hetzelfde nummer"):
        folder.trusted.add(forger.public.text(), "Vervalser")
    assert folder.trusted.public_key(made.key_id) == made.public


def test_a_removed_key_is_unknown_and_can_be_put_back(folder):
    known = folder.trusted.add(SecretKey.generate().public.text(), "Dienst")

    gone = folder.trusted.remove(known.key_id)

    assert folder.trusted.all() == []
    assert folder.trusted.name_of(known.key_id) is None
    assert folder.trusted.public_key(known.key_id) is None
    folder.trusted.put_back(gone)
    assert folder.trusted.all() == [known]


def test_what_nobody_trusts_cannot_be_retired(folder):
    with pytest.raises(Misused, match="vertrouwde sleutels"):
        folder.trusted.retire("0123456789ABCDEF")


def test_a_damaged_list_trusts_nobody_and_is_kept_aside(folder, made):
    path = folder.folder / FILE_NAME
    path.write_text("{", encoding="utf-8")

    assert folder.trusted.name_of(made.key_id) is None
    assert path.with_name(f"{FILE_NAME}.kapot").exists()


def test_rows_that_are_no_keys_are_passed_over(folder, made):
    path = folder.folder / FILE_NAME
    content = json.loads(path.read_text(encoding="utf-8"))
    row = content["sleutels"][0]
    content["sleutels"] += [
        7,
        {},
        {**row, "id": "0" * 16},
        {**row, "public": "x"},
        {**row, "sinds": "gisteren"},
    ]
    path.write_text(json.dumps(content), encoding="utf-8")

    assert [each.key_id for each in folder.trusted.all()] == [made.key_id]


def test_a_disk_that_refuses_is_told_and_leaves_no_half_key(tmp_path):
    (tmp_path / "sleutels").write_text("geen map", encoding="utf-8")

    with pytest.raises(Unavailable):
        KeyFolder(tmp_path).make(PASSPHRASE, NAAM)
    assert KeyFolder(tmp_path).own() == []


def test_what_is_no_key_file_is_refused(tmp_path):
    for content in (b"", b"\xff\xfe\x00", b"x" * 50_000):
        (tmp_path / "x.pub").write_bytes(content)
        with pytest.raises(Refused, match="geen sleutel"):
            read_text(tmp_path / "x.pub")
    with pytest.raises(Unavailable):
        read_text(tmp_path / "nergens.pub")
    with pytest.raises(Refused, match="geen geheime sleutel"):
        key_bytes("hallo\n")


def test_every_line_of_the_sheet_has_five_groups_and_its_check(sheet):
    data, lines = sheet

    assert len(lines) == LINES
    assert {tuple(map(len, line.split())) for line in lines} == {(5, 5, 5, 5, 5, 2)}
    assert key_of_lines("\n".join(lines)) == data


@pytest.mark.parametrize("form", ["{0}: {1}", "{0}. {1}", " {0}) {1}", "{0} {1}", "\n{1}  "])
def test_a_line_may_be_typed_as_it_suits(sheet, form):
    data, lines = sheet
    typed = [form.format(number, line) for number, line in enumerate(lines, 1)]

    assert key_of_lines("\n".join(typed)) == data
    assert key_of_lines("\n".join(typed).lower().replace("0", "o")) == data
    assert key_of_lines("\r\n".join(each.replace(" ", "") for each in lines)) == data


@given(at=st.integers(0, LINES - 1), place=st.integers(0, 26), sign=st.sampled_from(ALPHABET))
def test_a_wrong_sign_is_found_in_its_line(sheet, at, place, sign):
    data, lines = sheet
    line = lines[at].replace(" ", "")
    changed = line[:place] + sign + line[place + 1 :]
    typed = [*lines[:at], changed, *lines[at + 1 :]]

    if changed == line:
        assert key_of_lines("\n".join(typed)) == data
    elif not typed_so_far("".join(f"{each}\n" for each in typed[: at + 1])).is_right:
        with pytest.raises(Refused, match=f"^Regel {at + 1} is niet juist"):
            key_of_lines("\n".join(typed))
    else:  # one in a thousand passes the check of its line, and none that of the whole
        with pytest.raises(Refused, match="samen vormen ze geen sleutel"):
            key_of_lines("\n".join(typed))


def test_lines_that_changed_places_are_told(sheet):
    _data, lines = sheet

    with pytest.raises(Refused, match=r"Regel 2 .* daar staat regel 3 .* Ook fout: regel 3"):
        key_of_lines("\n".join([lines[0], lines[2], lines[1], *lines[3:]]))


def test_a_line_that_is_too_short_is_told(sheet):
    _data, lines = sheet

    with pytest.raises(Refused, match=r"Regel 5 .* telt 26 tekens en moet er 27 tellen"):
        key_of_lines("\n".join([*lines[:4], lines[4][1:], *lines[5:]]))


@pytest.mark.parametrize("count", [0, 3, LINES - 1])
def test_missing_lines_are_told(sheet, count):
    with pytest.raises(Refused, match=f"maar er staan er {count}"):
        key_of_lines("\n".join(sheet[1][:count]))


@given(st.text(max_size=400))
def test_no_text_upsets_the_reading_of_a_sheet(text):
    with pytest.raises(Refused):
        key_of_lines(text)


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.EMPTY),
        ("   ", Strength.EMPTY),
        ("geheim", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("een een een een", Strength.WEAK),
        ("x" * 2_000, Strength.WEAK),
        ("Zomer2026!Zonn", Strength.ENOUGH),
        ("oma kip zee fik", Strength.ENOUGH),
        ("paard batterij nietje correct", Strength.STRONG),
    ],
)
def test_a_passphrase_is_judged_while_it_is_typed(passphrase, strength):
    judgement = judge(passphrase)

    assert judgement.strength is strength
    assert judgement.is_enough == (strength in {Strength.ENOUGH, Strength.STRONG})
    assert not passphrase.strip() or passphrase not in judgement.sentence


def test_a_fingerprint_is_compared_as_it_is_heard(made):
    code = made.fingerprint

    assert is_fingerprint_of(code.lower().replace("-", " ").replace("0", "o"), made.public)
    check_fingerprint(code, made.public)
    with pytest.raises(Misused, match="geen vingerafdruk"):
        check_fingerprint(code[:-1], made.public)
    with pytest.raises(Refused, match="Vertrouw deze sleutel niet"):
        check_fingerprint(SecretKey.generate().public.fingerprint, made.public)
