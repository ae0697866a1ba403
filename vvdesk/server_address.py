"""The address of a central server in parts, as a person fills it in; imports no database library.

The window asks for these before the start of anything heavy, and keeps them without the password.
"""

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote, unquote, urlsplit

SCHEME: Final = "postgresql+psycopg"
USUAL_PORT: Final = 5432
_HIGHEST_PORT = 65_535
_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?")
_OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a central store is; never with a password.

    Attributes:
        host: Name or number of the server, with `:port` when that is not 5432.
        database: The name of the database.
        login: Who logs in.
        is_encrypted: Only talk to a server that proves who it is, by TLS.
    """

    host: str = ""
    database: str = ""
    login: str = ""
    is_encrypted: bool = True

    @classmethod
    def of(cls, url: str) -> Self:
        """Take an address apart, as far as it can be understood; a password in it is dropped."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return cls()
        host = parts.netloc.rpartition("@")[2]
        encrypted = "sslmode=verify-full" in parts.query.split("&")
        return cls(
            host,
            unquote(parts.path.lstrip("/")),
            unquote(parts.username or ""),
            is_encrypted=encrypted or not host,
        )

    def url(self, password: str = "") -> str:
        """Return the address as `vvdesk` and `vvdesk-cli` take it."""
        secret = f":{quote(password, safe='')}" if password else ""
        safe = "?sslmode=verify-full" if self.is_encrypted else ""
        login, database = quote(self.login, safe=""), quote(self.database, safe="")
        return f"{SCHEME}://{login}{secret}@{self.host}/{database}{safe}"


def wrong_with_address(address: ServerAddress) -> dict[str, str]:
    """Return what is wrong, by the name of the part; Dutch sentences, empty when nothing is."""
    wrong: dict[str, str] = {}
    if not address.host:
        wrong["host"] = "Vul de naam van de server in, bijvoorbeeld db.voorbeeld.be."
    elif not _HOST.fullmatch(address.host) or _port(address.host) > _HIGHEST_PORT:
        wrong["host"] = (
            f'"{address.host}" is geen naam van een server. Vul alleen de naam in, bijvoorbeeld '
            "db.voorbeeld.be of db.voorbeeld.be:6432."
        )
    elif not address.is_encrypted and _name(address.host) not in _OWN_MACHINE:
        wrong["host"] = (
            "Over het netwerk moet de verbinding beveiligd zijn. Vink TLS aan; lukt dat niet, "
            "vraag je beheerder om het certificaat van de server."
        )
    if not address.database:
        wrong["database"] = "Vul de naam van de databank in."
    if not address.login:
        wrong["login"] = "Vul je aanmeldnaam in."
    return wrong


def _name(host: str) -> str:
    return re.sub(r":[0-9]+$", "", host).casefold()


def _port(host: str) -> int:
    found = re.search(r":([0-9]+)$", host)
    return int(found[1]) if found else USUAL_PORT
