"""Where a plan's data lives: a file on a disk, or a database on a server.

Both are named in messages in the same way: `place.name`. A server's password is used to connect
and for nothing else: it is in no text that a place gives of itself.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode

from vvdesk.errors import Misused

_SCHEMES = {"postgresql", "postgres", "postgresql+psycopg"}
_OPTIONS = {
    "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "host", "port",
    "passfile", "connect_timeout", "target_session_attrs", "gssencmode", "hostaddr",
}  # fmt: skip
_ADDRESS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):(?P<slashes>/{1,2})"
    r"(?:(?P<user>[^/@?]*)@)?(?P<hosts>[^/@?]*)(?:/(?P<database>[^/@?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_HOST = re.compile(r"(?P<host>\[[^]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]{1,5}))?")
_EXAMPLE = "postgresql://naam@server/databank"

# It says nothing of what it found: a sign in a password may have made it unreadable.
_UNREADABLE = (
    f"Het adres van de server is niet te lezen. Verwacht: {_EXAMPLE}, eventueel met :5432 na de "
    "server. Schrijf een teken als @, / of : in een wachtwoord als %40, %2F of %3A."
)


@dataclass(frozen=True, slots=True)
class ServerUrl:
    """A database on a PostgreSQL server; speaks like a `Path` where messages name a place.

    Attributes:
        hosts: One host, or several with commas, of which the first that answers serves; empty for
            the socket of this machine.
        ports: One port, or one per host; empty for the usual one.
        database: Its name.
        user: The login; empty for the one of this machine's user.
        options: What else the URL says of the connection, such as `sslmode`.
        password: Empty for one that the machine keeps (`~/.pgpass`, `PGPASSWORD`).
    """

    hosts: str
    ports: str
    database: str
    user: str = ""
    options: tuple[tuple[str, str], ...] = ()
    password: str = field(default="", repr=False, compare=False)

    @property
    def name(self) -> str:
        """How people name it: "veerkracht op db.vlaanderen.be"."""
        named = dict(self.options)
        return f"{self.database} op {self.hosts or named.get('host') or 'deze computer'}"

    @property
    def stem(self) -> str:
        """The first part of the names of files that are made from it."""
        return self.database

    @property
    def suffix(self) -> str:
        """What a file's name would end on: nothing."""
        return ""

    @property
    def parent(self) -> Path:
        """The folder that is proposed for files that are made from it."""
        documents = Path.home() / "Documents"
        return documents if documents.is_dir() else Path.home()

    def with_name(self, name: str) -> Path:
        """Return a proposed path for a file that is made from it."""
        return self.parent / name

    def resolve(self) -> Self:
        """Return the same: it is whole already."""
        return self

    def with_password(self, password: str) -> Self:
        """Return the same place with the password that somebody typed."""
        return replace(self, password=password)

    def __str__(self) -> str:
        """Write it as a URL without its password: what is stored and shown."""
        ports = self.ports.split(",") if self.ports else []
        hosts = [
            f"{host}:{ports[min(at, len(ports) - 1)]}" if ports else host
            for at, host in enumerate(self.hosts.split(","))
        ]
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        query = f"?{urlencode(self.options, safe='/')}" if self.options else ""
        return (
            f"postgresql+psycopg://{user}{','.join(hosts)}/{quote(self.database, safe='')}{query}"
        )


Place: TypeAlias = Path | ServerUrl
"""What `Workspace.open` takes."""


def is_server(text: str) -> bool:
    """Tell whether a text names a server and not a file."""
    found = _ADDRESS.match(text.strip())
    return found is not None and (found["scheme"].lower() in _SCHEMES or found["slashes"] == "//")


def parse_place(text: str) -> Place:
    """Read where data lives: a path, or `postgresql://naam@server/databank`.

    Raises:
        Misused: It is a URL, but not of a PostgreSQL database.
    """
    bare = text.strip()
    return _server(bare) if is_server(bare) else Path(text)


def only_file(place: Place, what: str) -> Path:
    """Return the path of a place that must be a file.

    Args:
        place: Where the data lives.
        what: Why it must, as one Dutch sentence with its full stop.

    Raises:
        Misused: It is a server.
    """
    if isinstance(place, ServerUrl):
        raise Misused(f'"{place.name}" is een server. {what}')
    return place


def _server(text: str) -> ServerUrl:
    found = _ADDRESS.fullmatch(text)
    scheme = text.partition(":")[0]
    if scheme.lower() not in _SCHEMES:
        raise Misused(f'"{scheme}:" is geen adres van een databank. Verwacht: {_EXAMPLE}.')
    if found is None:
        raise Misused(_UNREADABLE)
    if not found["database"]:
        raise Misused(f"Het adres van de server noemt geen databank. Verwacht: {_EXAMPLE}.")
    user, _colon, password = (found["user"] or "").partition(":")
    hosts, ports = _hosts(found["hosts"])
    return ServerUrl(
        hosts,
        ports,
        unquote(found["database"]),
        unquote(user),
        _options(found["query"] or ""),
        unquote(password),
    )


def _hosts(text: str) -> tuple[str, str]:
    hosts, ports = [], []
    for part in text.split(","):
        found = _HOST.fullmatch(part)
        if found is None:
            raise Misused(_UNREADABLE)
        hosts.append(unquote(found["host"]).strip("[]"))
        ports.append(found["port"] or "")
    if any(ports):
        ports = [port or "5432" for port in ports]
    return ",".join(hosts), ",".join(port for port in ports if port)


def _options(query: str) -> tuple[tuple[str, str], ...]:
    found = parse_qsl(query, keep_blank_values=True)
    for name, _value in found:
        if name not in _OPTIONS:
            raise Misused(
                f'Het adres van de server kent geen "{name}". Kies uit: '
                f"{', '.join(sorted(_OPTIONS))}."
            )
    return tuple(found)
