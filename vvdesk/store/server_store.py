"""A database on a PostgreSQL server as a store: several coordinators work in it at once.

Writers take turns: the first statement of every write transaction takes one lock of the whole
database, because the audit trail is one chain. What a writer reads after that is the latest, so
nothing is lost between reading and writing. Readers wait for nobody and see one moment.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from vvdesk.errors import NewerFormat, Refused, Unavailable
from vvdesk.store.file_format import FORMAT_VERSION
from vvdesk.store.place import ServerUrl
from vvdesk.store.server_schema import OLDEST_SERVER, SCHEMA

PATIENCE: Final = 10.0
"""Seconds that a writer waits for its turn, unless it says otherwise."""
_TURN_KEY: Final = 0x56564431
_AT_CONNECT: Final = f"""
    SET search_path TO {SCHEMA}, pg_temp;
    SET lock_timeout TO '10s';
    SET statement_timeout TO '60s';
    SET idle_in_transaction_session_timeout TO '10min';
    SET timezone TO 'UTC';
"""
"""A statement may take a minute, a transaction as long as its statements: so may a large merge."""
_TAKE_TURN: Final = text(
    f"SELECT set_config('lock_timeout', :patience, true), pg_advisory_xact_lock({_TURN_KEY}), "
    "set_config('idle_in_transaction_session_timeout', '60s', true), txid_current() AS number"
)
_CAME_OF: Final = text("SELECT txid_status(:number)")
_WHAT_STANDS: Final = text(
    "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('wijziging') IS NOT NULL"
)
_FORMAT: Final = text("SELECT max(version_num) FROM alembic_version")
_RIGHTS: Final = text(
    "SELECT session_user, has_table_privilege('fiche', 'UPDATE') "
    "AND has_table_privilege('wijziging', 'INSERT'), pg_is_in_recovery()"
)
_CONNECTING: Final = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""A network that went silent is noticed within half a minute."""


class ServerStore:
    """An open database.

    Attributes:
        engine: Where connections come from.
        read_only: The Dutch reason why nothing may be written; None when writing is allowed.
        login: Who the server says is working.
        when_empty: What is said of a database without a plan or a meetmoment.
    """

    when_empty = (
        "is nog leeg. Zet er een plan in met vvdesk-cli copy of vvdesk-cli new, en open opnieuw."
    )

    def __init__(self, engine: Engine, login: str, read_only: str | None) -> None:
        """Use `open`; this keeps what it found."""
        self.engine, self.login, self.read_only = engine, login, read_only

    @classmethod
    def open(cls, url: ServerUrl, *, read_only: bool = False) -> Self:
        """Connect, and look whether what stands there is ours, of this format, and ours to change.

        Args:
            url: Where.
            read_only: Nothing will be written.

        Raises:
            Refused: Our tables are not there, or of an earlier format.
            NewerFormat: A later vvdesk made them.
            DBAPIError: The server cannot be reached or refuses.
        """
        engine = server_engine(url)
        try:
            with engine.connect() as connection:
                _check_format(url, connection)
                login, may_write, is_copy = connection.execute(_RIGHTS).one()
        except BaseException:
            engine.dispose()
            raise
        reason = "Geopend om te lezen." if read_only else None
        if not may_write:
            reason = "Je leest mee als auditor: met deze login kun je alles zien en niets wijzigen."
        elif is_copy:
            reason = "Deze server is een kopie van de hoofdserver; daar kun je alleen lezen."
        return cls(engine, str(login), reason)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading, of which all that is read belongs to one moment."""
        with self.engine.connect() as connection:
            yield connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def writing(self, patience: float = PATIENCE) -> Iterator[Connection]:
        """Give the connection of one write transaction, once it is its turn.

        Args:
            patience: Seconds to wait for the turn.

        Raises:
            Unavailable: The connection fell away while it was being stored, and nobody can be asked
                whether it was.
        """
        connection, number = self._begin(patience)
        with connection:
            yield connection
            try:
                connection.commit()
            except DBAPIError as error:
                if not (error.connection_invalidated and self._was_stored(number, error)):
                    raise

    def _begin(self, patience: float) -> tuple[Connection, int]:
        """Take the turn; a connection that turns out to be dead is replaced once."""
        for is_last in (False, True):
            connection = self.engine.connect()
            try:
                return connection, _take_turn(connection, patience)
            except BaseException as error:
                connection.close()
                if is_last or not getattr(error, "connection_invalidated", False):
                    raise
        raise AssertionError  # the second time always returns or raises

    def _was_stored(self, number: int, error: DBAPIError) -> bool:
        """Ask the server what came of a transaction whose answer got lost."""
        try:
            with self.engine.connect() as connection:
                # The lost transaction holds the turn until it has ended.
                _take_turn(connection, PATIENCE)
                return bool(connection.scalar(_CAME_OF, {"number": number}) == "committed")
        except DBAPIError:
            raise Unavailable(
                "De verbinding met de server viel weg terwijl je laatste wijziging bewaard werd. "
                "Of ze bewaard is, weten we pas als je opnieuw verbonden bent: ze is het helemaal "
                "of helemaal niet. Open opnieuw en kijk ze na."
            ) from error

    def keep_version(self, reason: str) -> None:
        """Do nothing: a server is backed up by who runs it, and the trail tells every change."""

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _take_turn(connection: Connection, patience: float) -> int:
    """Wait for the turn; return the number of the transaction."""
    row = connection.execute(_TAKE_TURN, {"patience": f"{int(patience * 1000)}ms"}).one()
    return int(row.number)


def server_engine(url: ServerUrl) -> Engine:
    """Return what gives connections to a database, each with our limits and our schema."""
    hosts = {"host": url.hosts} if url.hosts else {}
    ports = {"port": url.ports} if url.ports else {}
    engine = create_engine(
        URL.create(
            "postgresql+psycopg", url.user or None, url.password or None, database=url.database
        ),
        connect_args={**_CONNECTING, **dict(url.options), **hosts, **ports, **_OURSELVES},
        pool_size=3,
        max_overflow=7,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _on_connect)
    return engine


_OURSELVES: Final = {"application_name": "vvdesk"}


def _on_connect(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute(_AT_CONNECT)
    connection.autocommit = False


def _check_format(url: ServerUrl, connection: Connection) -> None:
    release = int((connection.dialect.server_version_info or (0,))[0])
    if release < OLDEST_SERVER:
        raise Refused(
            f'"{url.name}" draait op PostgreSQL {release}; vvdesk heeft minstens versie '
            f"{OLDEST_SERVER} nodig. Vraag het de beheerder van de server."
        )
    if not connection.scalar(_WHAT_STANDS):
        raise Refused(
            f'In "{url.name}" staat geen plan van vvdesk, of je login mag er niet bij. Laat de '
            "beheerder vvdesk-cli server init uitvoeren."
        )
    version = int(connection.scalar(_FORMAT) or 0)
    if version > FORMAT_VERSION:
        raise NewerFormat(
            f'"{url.name}" is bijgewerkt door een nieuwere vvdesk (formaat {version}; dit '
            f"programma kent {FORMAT_VERSION}). Installeer de nieuwe versie."
        )
    if version < FORMAT_VERSION:
        raise Refused(
            f'"{url.name}" heeft nog het oudere formaat {version}. Laat de beheerder vvdesk-cli '
            "server upgrade uitvoeren."
        )
