"""Momentopnamen made to mislead: one sentence, no crash, no wait, and nothing believed."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from seal_forger import copied, edited, manifest_in, opened, rehashed, with_manifest
from sealed_sample import sealed

from vvdesk.audit import canonical_json
from vvdesk.errors import Refused, Unavailable
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.page_slack import zero_slack
from vvdesk.sealing.verdict import MANIFEST, NoKeys, Oordeel
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace

CLEAR_SCREEN = "\x1b[2J"
LIE = "De momentopname is ongewijzigd en ondertekend door de Kanselarij."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return sealed(tmp_path)


def changed(own: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Change the manifest and write it in its canonical form."""
    said = json.loads(manifest_in(own).text)
    change(said)
    return with_manifest(copied(own), canonical_json(said))


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(gemaakt_door=5),
        lambda said: said.update(gemaakt_op={}),
        lambda said: said.update(gemaakt_op="gisteren"),
        lambda said: said.update(programma=None),
        lambda said: said.update(vorige=5),
        lambda said: said.update(sleutel=[1]),
        lambda said: said.update(sleutel="abc"),
        lambda said: said.update(formaat=3.0),
        lambda said: said.update(spoor_rijen=True),
        lambda said: said.update(gemaakt_door="x" * 100_000),
        lambda said: said["fiches"].update({"+1": said["fiches"].pop("1")}),
        lambda said: said["fiches"].update({"1": 5}),
        lambda said: said["bedragen"].update({"99": {"vak": 1}}),
        lambda said: said["bedragen"]["1"].update(vak="veel"),
        lambda said: said["rapportcodes"].update({"1": 5}),
        lambda said: said["tabellen"]["plan"].update(rijen=-1),
        lambda said: said["tabellen"]["plan"].update(sha256="00"),
        lambda said: said.update(bijlagen=[{"tabel": 1}]),
    ],
)
def test_a_manifest_of_which_a_value_is_of_another_kind_is_believed_in_nothing(own, change):
    found = verify_file(changed(own, change), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.manifest is None
    assert [each.onderdeel for each in found.verschillen] == [MANIFEST]


@pytest.mark.parametrize(
    "text", ["[" + "[]," * 1_000_000 + "1]", "[" * 100_000, '{"a":' * 50_000, "1" * 5_000]
)
def test_a_manifest_that_fills_the_memory_is_not_even_read(text):
    with pytest.raises(Refused, match="vervalst of beschadigd"):
        Manifest.parse(text)


def test_two_plans_are_no_plan(own):
    with closing(sqlite3.connect(own, isolation_level=None)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(plan)")]
        rest = ", ".join(f'"{name}"' for name in names if name != "id")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"INSERT INTO plan (id, {rest}) SELECT 2, {rest} FROM plan")  # noqa: S608 - of the schema
    found = verify_file(own, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "heeft niet één plan" in found.zin
    with pytest.raises(Refused, match="er is in gesleuteld"):
        Workspace.open(own)


def test_a_seal_with_another_number_is_another_seal(own):
    found = verify_file(edited(own, "UPDATE zegel SET id = 7"), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.verschillen[0].gevonden == "nummer 7"


def test_nothing_in_a_file_speaks_as_the_program(own):
    forged = copied(own)
    with opened(forged) as connection:
        text = f'"{CLEAR_SCREEN}\\n{LIE}\u202e"'
        connection.execute("UPDATE wijziging SET nieuw = ? WHERE veld = 'titel'", (text,))
        connection.execute("UPDATE fiche SET titel = ?", (f"{CLEAR_SCREEN}\n{LIE}\u202e",))
    found = verify_file(rehashed(forged), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    said = [found.zin, *(each.tekst for each in found.controles)]
    assert all(each.isprintable() for each in said)
    shown = "".join(each.gevonden + each.verwacht for each in found.verschillen)
    assert not {"\x1b", "\u202e"} & set(shown)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pijp.vvs"
    os.mkfifo(pipe)
    with pytest.raises(Unavailable, match="geen gewoon bestand"):
        verify_file(pipe, NoKeys())
    with pytest.raises(Refused, match="geen gewoon bestand"):
        Workspace.open(pipe)


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_what_stands_beside_it_changes_nothing(own, ending):
    beside = own.with_name(f"{own.name}{ending}")
    beside.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4_000))
    assert verify_file(own, NoKeys()).verschillen == ()
    assert beside.stat().st_size == 4_008


@pytest.mark.parametrize("name", ["a?b#c%20.vvs", "twee\nregels.vvs", "é 🙂.vvs", "-streep.vvs"])
def test_a_file_may_be_called_anything(own, name):
    assert verify_file(copied(own, name), NoKeys()).verschillen == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetmoment SET peildatum = 'gisteren'",
        "UPDATE plan SET titel = CAST(x'ff41' AS TEXT)",
        "UPDATE wijziging SET wie = CAST(x'ff41' AS TEXT)",
        "UPDATE zegel SET manifest = CAST(x'ff41' AS TEXT)",
        "UPDATE zegel SET handtekening = CAST(x'ff41' AS TEXT)",
        "UPDATE wijziging SET nieuw = '{' WHERE n = 5",
        "UPDATE financiering SET vak = 9223372036854775807",
        "DELETE FROM zegel",
    ],
)
def test_what_cannot_be_read_is_a_verdict_and_no_crash(own, statement):
    forged = edited(own, statement)
    zero_slack(forged)
    found = verify_file(forged, NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.zin.endswith(".")
