"""What the verbs of `key` print, and how they end."""

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from vvdesk.commands.keys import key_app
from vvdesk.errors import Misused, Refused
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.keys_lines import key_lines
from vvdesk.sealing.minisign import SecretKey

PASSPHRASE = "paard batterij nietje correct"  # noqa: S105 - of a key made for a test

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The keys of a person of this test."""
    monkeypatch.setenv("VVDESK_HOME", str(tmp_path / "thuis"))
    return KeyFolder(tmp_path / "thuis" / "instellingen")


@pytest.fixture
def run(folder):
    """Run a verb; gives what was printed, or raises what it raised."""
    app = key_app({"help_option_names": ["--help"]})
    assert folder.own() == []

    def call(*arguments, typed=""):
        words = [str(each) for each in arguments]
        result = CliRunner().invoke(app, words, input=typed, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return call


def make(run, typed=PASSPHRASE):
    return run("new", "--name", "Kanselarij", "--passphrase-stdin", typed=f"{typed}\n")


def test_a_key_is_made_listed_printed_and_given(run, folder, tmp_path):
    said = make(run)
    key = folder.own()[0]

    assert key.key_id in said
    assert key.fingerprint in said
    assert PASSPHRASE not in said
    assert f"{key.key_id}  {key.fingerprint}  Kanselarij (eigen sleutel, sinds " in run("list")
    run("sheet", "--out", tmp_path / "blad.pdf")
    assert len(PdfReader(tmp_path / "blad.pdf").pages) == 1
    assert key.fingerprint in run("export", "--key", key.key_id, "--out", tmp_path / "z.pub")
    assert (tmp_path / "z.pub").read_text(encoding="utf-8").endswith(f"{key.public.line}\n")


def test_a_weak_or_missing_passphrase_makes_no_key(run, folder):
    with pytest.raises(Misused, match="Te kort"):
        make(run, "geheim")
    with pytest.raises(Misused, match="geen wachtzin"):
        make(run, "")
    with pytest.raises(Misused, match="--passphrase-stdin"):
        run("new", "--name", "Kanselarij")

    assert folder.own() == []
    assert "nog geen sleutels" in run("list")


def test_a_key_of_somebody_else_is_trusted_after_comparing(run, folder, tmp_path):
    public = SecretKey.generate().public
    (tmp_path / "z.pub").write_text(public.text(), encoding="utf-8")
    given = ("trust", tmp_path / "z.pub", "--name", "Kanselarij")

    with pytest.raises(Refused, match="Vertrouw deze sleutel niet"):
        run(*given, "--fingerprint", SecretKey.generate().public.fingerprint)
    assert folder.trusted.all() == []
    assert "Vergelijk" not in run(*given, "--fingerprint", public.fingerprint)
    assert folder.trusted.name_of(public.key_id) == "Kanselarij"
    assert f"Vergelijk de vingerafdruk {public.fingerprint}" in run(*given)


def test_a_key_is_retired_and_stays_in_the_list(run, folder):
    make(run)
    key = folder.own()[0]

    assert "blijft geldig; een zegel van later wordt oranje" in run("retire", key.key_id)

    assert "gebruikt tot" in run("list")
    with pytest.raises(Misused, match="Er staat nog geen sleutel"):
        run("export", "--out", "nergens.pub")


def test_a_key_comes_back_from_a_text_file(run, folder, tmp_path):
    elsewhere = KeyFolder(tmp_path / "ander").make(PASSPHRASE, "Kanselarij")
    lines = key_lines(elsewhere.locked_bytes())
    given = ("restore", tmp_path / "blad.txt", "--name", "Kanselarij", "--passphrase-stdin")

    (tmp_path / "blad.txt").write_text("\n".join(reversed(lines)), encoding="utf-8")
    with pytest.raises(Refused, match="Regel 1 is niet juist"):
        run(*given, typed=f"{PASSPHRASE}\n")
    (tmp_path / "blad.txt").write_text("\n".join(lines), encoding="utf-8")
    said = run(*given, typed=f"{PASSPHRASE}\n")

    assert elsewhere.fingerprint in said
    assert folder.own()[0].public == elsewhere.public
