"""Signatures in minisign's format: made here and checked there, made there and checked here."""

import shutil
import subprocess

import pytest

from vvdesk.errors import Misused, Refused
from vvdesk.sealing.keys_locked import key_text, locked, unlocked
from vvdesk.sealing.minisign import PublicKey, SecretKey, Signature

PASSPHRASE = "paard batterij nietje correct"  # noqa: S105 - of a key made for a test
DATA = b'{"soort":"momentopname"}'
stock = pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")


@pytest.fixture(scope="module")
def key():
    return SecretKey.generate()


def minisign(*arguments, typed=""):
    command = ["minisign", *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False)


def test_what_a_key_signs_its_public_key_verifies(key):
    signature = key.sign(DATA, "november 2021")

    assert key.public.verify(DATA, signature) == "november 2021"
    assert key.public.key_id == key.key_id == Signature.parse(signature).key_id


@stock
def test_the_stock_program_verifies_what_we_sign(key, tmp_path):
    (tmp_path / "m").write_bytes(DATA)
    (tmp_path / "m.minisig").write_text(key.sign(DATA, "november é 2021"), encoding="utf-8")
    (tmp_path / "p.pub").write_text(key.public.text("Kanselarij"), encoding="utf-8")

    by_file = minisign("-V", "-p", tmp_path / "p.pub", "-m", tmp_path / "m")
    by_line = minisign("-V", "-P", key.public.line, "-m", tmp_path / "m")
    (tmp_path / "m").write_bytes(DATA + b" ")
    changed = minisign("-V", "-P", key.public.line, "-m", tmp_path / "m")

    assert by_file.returncode == by_line.returncode == 0
    assert "Trusted comment: november é 2021" in by_file.stdout
    assert changed.returncode != 0


@stock
@pytest.mark.parametrize("kind", ["-H", "-l"], ids=["prehashed", "legacy"])
def test_we_verify_what_the_stock_program_signs_with_our_key(key, tmp_path, kind):
    (tmp_path / "m").write_bytes(DATA)
    (tmp_path / "s.key").write_text(key_text(locked(key, PASSPHRASE)), encoding="utf-8")
    where = ("-s", tmp_path / "s.key", "-m", tmp_path / "m", "-t", "gezegd")

    signed = minisign("-S", kind, *where, typed=f"{PASSPHRASE}\n")

    text = (tmp_path / "m.minisig").read_text(encoding="utf-8")
    assert signed.returncode == 0, signed.stderr
    assert key.public.verify(DATA, text) == "gezegd"
    assert Signature.parse(text).is_plain == (kind == "-l")


@stock
def test_a_key_that_the_stock_program_recreates_is_ours(key, tmp_path):
    (tmp_path / "s.key").write_text(key_text(locked(key, PASSPHRASE)), encoding="utf-8")

    files = ("-s", tmp_path / "s.key", "-p", tmp_path / "p.pub")
    made = minisign("-R", *files, typed=f"{PASSPHRASE}\n")

    assert made.returncode == 0, made.stderr
    text = (tmp_path / "p.pub").read_text(encoding="utf-8")
    assert PublicKey.parse(text) == key.public
    assert key.key_id in text


def test_a_signature_by_another_key_is_told_apart(key):
    other = SecretKey.generate()

    with pytest.raises(Refused, match=f"andere sleutel: gevonden {other.key_id}"):
        key.public.verify(DATA, other.sign(DATA, ""))


def test_changed_data_is_told_apart(key):
    with pytest.raises(Refused, match="past niet bij de inhoud"):
        key.public.verify(DATA + b" ", key.sign(DATA, "november"))


def test_a_forger_who_took_the_id_of_a_key_is_refused(key):
    forger = SecretKey(key.raw_id, SecretKey.generate().seed)

    with pytest.raises(Refused, match="past niet bij de inhoud"):
        key.public.verify(DATA, forger.sign(DATA, "november"))


def test_a_changed_trusted_comment_is_told_apart(key):
    changed = key.sign(DATA, "november 2021").replace("comment: november", "comment: december")

    with pytest.raises(Refused, match="trusted comment"):
        key.public.verify(DATA, changed)


@pytest.mark.parametrize(
    "text",
    ["", "x", "\n\n\n", "a\nb\nc\nd", "untrusted comment: x\nAAAA\ntrusted comment: y\nAAAA\n"],
)
def test_what_is_no_signature_is_told_apart(key, text):
    with pytest.raises(Refused, match="geen tekst van minisign"):
        key.public.verify(DATA, text)


def test_a_signature_without_an_end_or_with_too_much_is_no_signature(key):
    signature = key.sign(DATA, "november")

    for text in (signature[:-40], signature + "nog\n", "x" * 100_000, signature.replace("=", "")):
        with pytest.raises(Refused):
            key.public.verify(DATA, text)


def test_line_ends_of_windows_do_no_harm(key):
    signature = key.sign(DATA, "november").replace("\n", "\r\n")

    assert key.public.verify(DATA, signature) == "november"
    assert PublicKey.parse("\ufeff" + key.public.text().replace("\n", "\r\n")) == key.public


def test_a_trusted_comment_stays_one_line_and_is_not_endless(key):
    signature = key.sign(DATA, "een\ntwee\x1b[31m\u202edrie")

    assert key.public.verify(DATA, signature) == "een twee [31m drie"
    with pytest.raises(Misused):
        key.sign(DATA, "x" * 2_000)


@pytest.mark.parametrize("text", ["", "RW", "hallo", "RWQ" + "A" * 57, "a\nb\nc", "€" * 56])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(Refused, match="geen publieke sleutel"):
        PublicKey.parse(text)


def test_a_public_key_can_be_one_line_or_a_file(key):
    assert PublicKey.parse(key.public.line) == PublicKey.parse(key.public.text("x")) == key.public
    assert key.public.text("naam\nRWQ") == f"untrusted comment: naam RWQ\n{key.public.line}\n"


def test_a_wrong_passphrase_opens_nothing_and_is_not_repeated(key):
    data = locked(key, PASSPHRASE)

    with pytest.raises(Refused, match="past niet bij de sleutel") as told:
        unlocked(data, "Paard batterij nietje correct")
    assert "paard" not in str(told.value).casefold()
    assert unlocked(data, PASSPHRASE) == key


def test_a_passphrase_counts_however_its_accents_are_typed(key):
    data = locked(key, "café crème brûlée äppel")

    assert unlocked(data, "cafe\u0301 cre\u0300me bru\u0302le\u0301e a\u0308ppel") == key


def test_a_locked_key_that_asks_for_all_memory_is_refused_at_once(key):
    data = bytearray(locked(key, PASSPHRASE))
    data[38:54] = b"\xff" * 16

    with pytest.raises(Refused, match="geen geheime sleutel"):
        unlocked(bytes(data), PASSPHRASE)


def test_the_secret_shows_nowhere(key):
    assert key.seed.hex() not in repr(key)
    assert repr(key.seed)[2:-1] not in repr(key)
