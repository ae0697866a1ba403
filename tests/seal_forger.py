"""What somebody with a database program does to a momentopname: edit it, and hash it again."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from vvdesk.audit import START
from vvdesk.content import read_contents
from vvdesk.errors import Refused
from vvdesk.sealing.digests import attachments, content_sha256, digested_tables, table_digest
from vvdesk.sealing.fiche_figures import figures_of
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.minisign import PublicKey, SecretKey
from vvdesk.store.workspace import Workspace

NAME = "Kanselarij"


class Trusting:
    """Trusts the keys that a test gives it, which were used until a day."""

    def __init__(self, *keys: SecretKey | PublicKey, until: str = "") -> None:
        self.until = until
        publics = [key.public if isinstance(key, SecretKey) else key for key in keys]
        self._keys = {key.key_id: key for key in publics}

    def name_of(self, key_id: str) -> str | None:
        return NAME if key_id in self._keys else None

    def public_key(self, key_id: str) -> PublicKey | None:
        return self._keys.get(key_id)

    def retired_on(self, key_id: str) -> str:
        return self.until if key_id in self._keys else ""


def copied(path: Path, name: str = "vervalst.vvs") -> Path:
    """Return a copy to work on."""
    return Path(shutil.copy(path, path.with_name(name)))


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection on which nothing is guarded; the schema is as before afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in guards:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def edited(path: Path, *statements: str) -> Path:
    """Run SQL on a copy."""
    forged = copied(path)
    with opened(forged) as connection:
        for statement in statements:
            connection.execute(statement)
    return forged


def with_manifest(path: Path, manifest: Manifest | str) -> Path:
    """Put another manifest in a file."""
    text = manifest if isinstance(manifest, str) else replace(manifest, _text="").text
    with opened(path) as connection:
        connection.execute("UPDATE zegel SET manifest = ?", (text,))
    return path


def manifest_in(path: Path) -> Manifest:
    """Return the manifest of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return Manifest.parse(connection.execute("SELECT manifest FROM zegel").fetchone()[0])


def rehashed(path: Path) -> Path:
    """Make every digest of a forged file again, so that its manifest fits."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {name: table_digest(connection, name) for name in digested_tables(connection)}
        kept = tuple(attachments(connection))
        rows = connection.execute("SELECT hash FROM wijziging ORDER BY n").fetchall()
    old = manifest_in(path)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        figures = {
            moment.id: figures_of(read_contents(connection, moment.id))
            for moment in workspace.meetmomenten()
        }
    made = replace(
        old,
        tabellen=tables,
        bijlagen=kept,
        inhoud=content_sha256(tables, kept),
        fiches={moment: each.fiches for moment, each in figures.items()},
        rapportcodes={moment: each.rapportcode for moment, each in figures.items()},
        bedragen={moment: each.bedragen for moment, each in figures.items()},
        spoor_rijen=len(rows),
        spoor_hash=rows[-1][0],
    )
    return with_manifest(path, made)


def with_trail_rebuilt(path: Path) -> Path:
    """Chain the whole trail again."""
    columns = (
        "n, stap, tijd, wie, machine, programma, handeling, meetmoment_id, project_code, rij, "
        "veld, oud, nieuw, reden, herkomst"
    )
    with opened(path) as connection:
        previous = START
        query = f"SELECT {columns} FROM wijziging ORDER BY n"  # noqa: S608 - our own names
        for row in connection.execute(query).fetchall():
            text = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))
            made = hashlib.sha256(f"{previous}{text}".encode()).hexdigest()
            connection.execute(
                "UPDATE wijziging SET vorige = ?, hash = ? WHERE n = ?", (previous, made, row[0])
            )
            previous = made
    return path


def said_of(path: Path) -> list[str] | None:
    """Return all that a file says, table by table and also by each index; None when damaged."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return None
            dumped = connection.iterdump()
            # White space in the text of the schema says nothing.
            return [
                " ".join(line.split()) if line.startswith("CREATE") else line for line in dumped
            ]
    except (sqlite3.Error, Refused, UnicodeError):
        return None
