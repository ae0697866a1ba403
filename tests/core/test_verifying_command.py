"""The verb `verify`: what it says, and how it ends."""

import json

import pytest
from seal_forger import edited, manifest_in
from sealed_sample import sealed

from vvdesk.__main__ import main
from vvdesk.paths import settings_dir
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.minisign import SecretKey

KEY = SecretKey.generate()
CHANGED, MISUSED = 3, 2


@pytest.fixture
def signed(tmp_path):
    """A signed momentopname, and the public key beside it."""
    (tmp_path / "zegel.pub").write_text(KEY.public.text(), encoding="utf-8")
    (tmp_path / "ander.pub").write_text(SecretKey.generate().public.text(), encoding="utf-8")
    return sealed(tmp_path, signer=KEY)


def run(capsys, path, *options):
    code = main(["verify", str(path), *map(str, options)])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_key_that_is_given_must_have_signed(capsys, signed):
    code, said, _ = run(capsys, signed, "--key", signed.parent / "zegel.pub")
    assert code == 0
    assert "ongewijzigd en ondertekend door zegel.pub" in said
    code, said, _ = run(capsys, signed, "--key", signed.parent / "ander.pub")
    assert code == CHANGED
    assert "sleutel die je niet kent" in said
    both = ("--key", signed.parent / "ander.pub", "--key", signed.parent / "zegel.pub")
    assert run(capsys, signed, *both)[0] == 0


def test_without_a_key_the_trusted_ones_count(capsys, signed):
    code, said, _ = run(capsys, signed)
    assert code == 0
    assert "niet kent" in said
    KeyFolder(settings_dir()).trusted.add(KEY.public.text(), "Kanselarij")
    code, said, _ = run(capsys, signed)
    assert code == 0
    assert "ondertekend door Kanselarij" in said


def test_a_code_that_was_told_is_compared(capsys, signed):
    code = manifest_in(signed).controlecode
    ended, said, _ = run(capsys, signed, "--code", code.lower().replace("-", " "))
    assert ended == 0
    assert "is die van deze momentopname" in said
    ended, said, _ = run(capsys, signed, "--code", "Z3RQ-ZANS-BG14-H4EH")
    assert ended == CHANGED
    assert "is niet die van deze momentopname" in said
    assert run(capsys, signed, "--code", "kort")[0] == MISUSED


def test_a_change_ends_with_three_and_says_where(capsys, signed):
    forged = edited(signed, "UPDATE financiering SET vak = vak + 1")
    code, said, _ = run(capsys, forged, "--no-evidence")
    assert code == CHANGED
    assert "financiering" in said
    assert "VV015, april 2021" in said
    assert "Nog niet nagelezen." in said


def test_as_json(capsys, signed):
    code, said, _ = run(capsys, signed, "--json", "--key", signed.parent / "zegel.pub")
    told = json.loads(said)
    assert code == 0
    assert told["oordeel"] == "geldig"
    assert told["code_klopt"] is None
    assert told["sleutel"] == KEY.key_id


def test_what_is_no_key_is_said_to_be_none(capsys, signed):
    code, _, said = run(capsys, signed, "--key", signed)
    assert code == MISUSED
    assert "geen publieke sleutel" in said
    code, _, said = run(capsys, signed, "--key", signed.parent / "weg.pub")
    assert code == CHANGED
    assert "weg.pub" in said


def test_a_file_that_is_not_there(capsys, tmp_path):
    code, _, said = run(capsys, tmp_path / "weg.vvs")
    assert code == CHANGED
    assert "bestaat niet" in said
