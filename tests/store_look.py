"""What a central file holds, by plain SQL and without any code of vvdesk."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AMOUNTS = ("beleidsruimte", "vak", "vek")
_SUMS = "SELECT sum(beleidsruimte), sum(vak), sum(vek) FROM financiering"
_OF_FICHES = ("fiche", "financiering", "mijlpaal", "agendering")
_NO_CONTENT = ("versie", "staat")


@dataclass(frozen=True)
class Held:
    """What stands in a file.

    Attributes:
        sums: Name of an amount to its sum over all fiches.
        vak: Project to its VAK.
        staten: Project to the state of its fiche.
        statuses: Projectstatus to the number of fiches.
        content: Fingerprint of all that the fiches say.
        head: Number and hash of the last row of the trail.
        whole: Fingerprint of every row of every table.
    """

    sums: dict[str, int]
    vak: dict[str, int]
    staten: dict[str, str]
    statuses: dict[str, int]
    content: str
    head: tuple[int, str]
    whole: str


def look(path: Path) -> Held:
    """Read everything that a test of merging asks of a file."""
    with _reading(path) as file:
        found = file.execute(_SUMS)
        return Held(
            dict(zip(AMOUNTS, found.fetchone(), strict=True)),
            dict(file.execute("SELECT project_code, vak FROM financiering")),
            dict(file.execute("SELECT project_code, staat FROM fiche")),
            dict(file.execute("SELECT projectstatus, count(*) FROM fiche GROUP BY 1")),
            _content(file),
            file.execute("SELECT n, hash FROM wijziging ORDER BY n DESC LIMIT 1").fetchone(),
            hashlib.sha256("\n".join(file.iterdump()).encode()).hexdigest(),
        )


def decided(path: Path) -> dict[str, tuple[str, Any, str]]:
    """Return project to what was chosen at its conflict: which of the three, the value, why."""
    query = "SELECT project_code, keuze, gekozen, nota FROM conflict"
    with _reading(path) as file:
        return {
            code: (keuze, json.loads(value) if value else None, nota)
            for code, keuze, value, nota in file.execute(query)
        }


def kept_plans(path: Path) -> list[dict[str, Any]]:
    """Return the plans that were kept with what was merged."""
    with _reading(path) as file:
        rows = file.execute("SELECT document FROM samenvoeging ORDER BY id").fetchall()
    return [json.loads(zlib.decompress(row[0])) for row in rows]


def inzendingen(path: Path) -> list[str]:
    """Return the names of the files that came in."""
    with _reading(path) as file:
        return [row[0] for row in file.execute("SELECT bestandsnaam FROM inzending ORDER BY id")]


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        yield file


def _content(file: sqlite3.Connection) -> str:
    """Digest all that the fiches say; that a fiche was written more often is no content."""
    said = hashlib.sha256()
    for table in _OF_FICHES:
        names = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
        told = ", ".join(name for name in names if name not in _NO_CONTENT)
        rows = sorted(map(repr, file.execute(f"SELECT {told} FROM {table}")))  # noqa: S608 - names that the file itself gives
        said.update("\n".join([table, *rows]).encode())
    return said.hexdigest()
