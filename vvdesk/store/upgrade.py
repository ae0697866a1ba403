"""Bringing an older file to the present format: on a copy, checked, and only then in place.

Alembic is slow to import, so it is imported only when a file is really older.
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError

from vvdesk.atomic import temporary_beside
from vvdesk.errors import Refused, Unavailable
from vvdesk.store.file_format import FORMAT_VERSION, check_inside, connect
from vvdesk.store.schema import revision
from vvdesk.store.versions import keep_version

_SCRIPTS = Path(__file__).parent / "upgrades"


def upgrade(path: Path, version: int) -> None:
    """Upgrade the file at `path` from format `version` to the present one.

    A version is kept first. The steps run on a copy in the same folder; the copy replaces the
    file only after it passed all checks, so that an interruption leaves the old file as it was.

    Raises:
        Refused: The file does not pass the checks before or after.
        Unavailable: No room or no right to write.
    """
    check_inside(path, version, thorough=True)
    keep_version(path, "upgrade")
    working = temporary_beside(path)
    try:
        _copy(path, working)
        _run_steps(working)
        check_inside(working, FORMAT_VERSION, thorough=True)
        _sync(working)
        working.replace(path)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise Unavailable(
            f'"{path.name}" kon niet bijgewerkt worden naar het nieuwe formaat ({_said(error)}). '
            "Het bestand is niet veranderd."
        ) from error
    finally:
        working.unlink(missing_ok=True)


def upgraded_copy(path: Path) -> Path:
    """Return a temporary copy of an older file in the present format; the caller throws it away.

    Raises:
        Refused: The copy does not pass the checks.
        Unavailable: There is no room for it.
    """
    handle, name = tempfile.mkstemp(suffix=path.suffix)
    os.close(handle)
    working = Path(name)
    try:
        _copy(path, working)
        _run_steps(working)
        check_inside(working, FORMAT_VERSION, thorough=True)
    except BaseException as error:
        working.unlink(missing_ok=True)
        if isinstance(error, OSError | sqlite3.Error | DBAPIError):
            raise Unavailable(
                f'Er is geen plaats om "{path.name}" in het nieuwe formaat te lezen '
                f"({_said(error)})."
            ) from error
        raise
    return working


def _copy(path: Path, working: Path) -> None:
    working.unlink(missing_ok=True)
    with (
        closing(connect(path, read_only=True)) as source,
        closing(sqlite3.connect(working, isolation_level=None)) as target,
    ):
        source.backup(target)


def run_scripts(connection: Connection) -> None:
    """Run the upgrade scripts that a store still needs; the caller commits."""
    from alembic import command  # noqa: PLC0415 - half a second, and rarely needed
    from alembic.config import Config  # noqa: PLC0415 - same reason

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision(FORMAT_VERSION))


def _run_steps(working: Path) -> None:
    engine = create_engine(URL.create("sqlite", database=str(working)))
    try:
        with engine.connect() as connection:
            run_scripts(connection)
            connection.commit()
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT_VERSION}")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            connection.commit()
    finally:
        engine.dispose()
    if broken is not None:
        raise Refused(f'Na het bijwerken kloppen de verwijzingen in "{working.name}" niet meer.')


def _said(error: BaseException) -> str:
    """Return what the disk or the database says, without the statement it was about."""
    return str(getattr(error, "orig", None) or error)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
