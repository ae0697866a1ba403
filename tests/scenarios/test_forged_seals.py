"""Every byte region of a momentopname flipped in turn, rows edited and hashed again: all found.

A flip is let pass only where nothing reads that byte: then tables, indexes and schema are proved to
say what they said.
"""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from merge_sample import central, merge, put, uitvraag
from seal_forger import Trusting, edited, rehashed, said_of, with_trail_rebuilt
from sealed_sample import sealed

from vvdesk.sealing.minisign import SecretKey
from vvdesk.sealing.page_slack import zero_slack
from vvdesk.sealing.verdict import HANDTEKENING, Oordeel
from vvdesk.sealing.verifying import verify_file

KEY = SecretKey.generate()
HEADER = 100
PAGE = 4096
FLIPS, MANY_FLIPS = 60, 2_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed momentopname with an inzending, a merge and a report in it."""
    folder = tmp_path_factory.mktemp("zegel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        store = central(folder)
        book = uitvraag(store, folder / "ov.xlsx")
        put(book, "Projecten", "Uitvoering VAK", 1, 400_000)
        merge(store, book)
        report = folder / "rapport.pdf"
        report.write_bytes(b"%PDF-1.7\n" + random.Random(6).randbytes(9_000))
        return sealed(folder, of=store, reports=[report], signer=KEY)


def flipped(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def is_found(path: Path, whole: list[str]) -> bool:
    """Tell whether a verdict names the file changed; if not, prove that it says the same."""
    found = verify_file(path, Trusting(KEY), evidence=False)
    if found.oordeel is Oordeel.GEWIJZIGD:
        assert found.zin
        assert found.verschillen
        return True
    assert said_of(path) == whole
    return False


def each_flip(made: Path, target: Path, places: list[tuple[int, int]]) -> int:
    """Flip one bit after another; return how many were found."""
    data, whole = made.read_bytes(), said_of(made)
    assert whole is not None
    count = 0
    for place, bit in places:
        target.write_bytes(flipped(data, place, bit))
        count += is_found(target, whole)
    return count


def test_every_byte_of_the_header(made, tmp_path):
    places = [(place, place % 8) for place in range(0, HEADER, 3)]
    found = each_flip(made, tmp_path / "kop.vvs", places)
    assert found > len(places) // 2


def test_a_bit_of_each_kind_of_page(made, tmp_path):
    data = made.read_bytes()
    chosen = random.Random(1)
    kinds: dict[int, list[int]] = {}
    for start in range(0, len(data), PAGE):
        kinds.setdefault(data[start + (HEADER if start == 0 else 0)], []).append(start)
    assert {2, 5, 10, 13} & set(kinds) >= {10, 13}
    places = [
        (chosen.choice(pages) + chosen.randrange(PAGE), chosen.randrange(8))
        for pages in kinds.values()
        for _ in range(max(3, FLIPS // len(kinds)))
    ]
    each_flip(made, tmp_path / "bladzijde.vvs", places)


def payloads(path: Path) -> list[tuple[str, bytes]]:
    """Return of every table some bytes that stand in it."""
    found = []
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for (table,) in tables:
            row = connection.execute(f'SELECT * FROM "{table}" LIMIT 1').fetchone()  # noqa: S608 - of the schema
            said = [each for each in row or () if isinstance(each, str | bytes) and len(each) > 3]
            found += [
                (table, each.encode() if isinstance(each, str) else each[:50]) for each in said[:2]
            ]
    return found


def test_a_byte_of_what_each_table_says(made, tmp_path):
    data, whole = made.read_bytes(), said_of(made)
    assert whole is not None
    target = tmp_path / "rij.vvs"
    looked_at = set()
    for table, value in payloads(made):
        place = data.find(value)
        if place < 0:
            continue  # over two pages
        looked_at.add(table)
        # The lowest bit: a letter stays a letter, and the row stays a row.
        target.write_bytes(flipped(data, place + min(2, len(value) - 1), 0))
        is_found(target, whole)
    assert looked_at > {"zegel", "fiche", "wijziging", "stap", "mijlpaal", "inzending", "rapport"}


EDITS = [
    "UPDATE fiche SET titel = 'Een andere titel' WHERE project_code = 'VV015'",
    "UPDATE financiering SET vak = vak + 1 WHERE project_code = 'VV015'",
    "UPDATE mijlpaal SET timing = '2022-06-30' WHERE id = 'VV015-M01'",
    "UPDATE agendering SET url = 'https://voorbeeld.be' WHERE id = 'VV015-A01'",
    "DELETE FROM mijlpaal WHERE id = 'VV015-M03'",
    "UPDATE inzending SET afzender = 'iemand anders'",
    "UPDATE inzending SET bestand = x'504b0304'",
    "UPDATE meetmoment SET deadline = '2021-05-01'",
    "UPDATE overgang SET wie = 'iemand anders'",
    "UPDATE stap SET naam = 'iets anders' WHERE n = 2",
    "UPDATE wijziging SET wie = 'iemand anders' WHERE n = 7",
    "DELETE FROM wijziging WHERE n = (SELECT max(n) FROM wijziging)",
    "UPDATE rapport SET inhoud = x'00'",
    "UPDATE bevinding SET melding = 'niets' WHERE volgnummer = 1",
    "INSERT INTO project VALUES ('VV998')",
    "UPDATE samenvoeging SET document = x'00'",
]
CONTRADICTED = {*EDITS} - {EDITS[7], EDITS[9]}
"""What is found even without a signature, when all digests were made again."""


@pytest.mark.parametrize("statement", EDITS)
def test_an_edited_row_is_found_whatever_is_hashed_again(made, tmp_path, statement):
    own = tmp_path / "momentopname.vvs"
    own.write_bytes(made.read_bytes())
    forged = edited(own, statement)
    plain = verify_file(forged, Trusting(KEY), evidence=False)
    assert plain.oordeel is Oordeel.GEWIJZIGD
    assert plain.verschillen
    again = verify_file(rehashed(forged), Trusting(KEY), evidence=False)
    assert again.oordeel is Oordeel.GEWIJZIGD
    told = next(each for each in again.controles if each.naam == HANDTEKENING)
    assert told.is_goed is False
    careless = verify_file(forged, Trusting())
    assert careless.oordeel is Oordeel.GEWIJZIGD  # the old row still stands where no row is
    zero_slack(forged)
    unsigned = verify_file(forged, Trusting())
    found = [each for each in unsigned.controles if each.is_goed is False]
    assert bool(found) is (statement in CONTRADICTED)
    whole = verify_file(rehashed(with_trail_rebuilt(forged)), Trusting(KEY), evidence=False)
    assert whole.oordeel is Oordeel.GEWIJZIGD


@pytest.mark.torture
def test_a_bit_anywhere(made, tmp_path):
    size, chosen = made.stat().st_size, random.Random(2)
    places = [(chosen.randrange(size), chosen.randrange(8)) for _ in range(MANY_FLIPS)]
    found = each_flip(made, tmp_path / "bit.vvs", places)
    assert found > MANY_FLIPS * 0.99
