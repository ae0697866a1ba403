"""The public keys that this person trusts: the only place where trust comes from.

A key that travels inside a momentopname proves nothing: whoever forges the one forges the other.
So a key counts only after somebody put it here, having compared its vingerafdruk by another way.
"""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.json_files import read_json, turn_to_write, write_json
from vvdesk.sealing.minisign import PublicKey

FILE_NAME: Final = "vertrouwde-sleutels.json"
_KEYS: Final = "sleutels"
LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key that somebody put here.

    Attributes:
        naam: Whose it is: the name of a dienst.
        public: The key.
        sinds: Day on which it came here, ISO 8601.
        tot: Day on which its use ended; empty while it is used.
    """

    naam: str
    public: PublicKey
    sinds: str
    tot: str = ""

    @property
    def key_id(self) -> str:
        """Sixteen hexadecimal signs."""
        return self.public.key_id

    @property
    def fingerprint(self) -> str:
        """Four groups of four signs, to compare over the phone."""
        return self.public.fingerprint

    @property
    def is_retired(self) -> bool:
        """Whether it is no longer used; what it signed before stays signed."""
        return bool(self.tot)


class TrustedKeys:
    """De publieke sleutels waarop deze persoon vertrouwt.

    Each question reads the file anew, so that what another window added counts at once.

    Args:
        folder: Where the list is kept; made when something is added.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def all(self) -> list[TrustedKey]:
        """Return the keys: those that are used first, each kind by name."""
        found = self._read().values()
        return sorted(found, key=lambda each: (each.is_retired, each.naam.casefold(), each.key_id))

    def get(self, key_id: str) -> TrustedKey | None:
        """Return the key of that id; None when it is not trusted."""
        return self._read().get(key_id.strip().upper())

    def name_of(self, key_id: str) -> str | None:
        """Return whose key it is; None when it is not trusted."""
        found = self.get(key_id)
        return found.naam if found else None

    def public_key(self, key_id: str) -> PublicKey | None:
        """Return the key of that id, retired or not; None when it is not trusted."""
        found = self.get(key_id)
        return found.public if found else None

    def retired_on(self, key_id: str) -> str:
        """Return the last day on which a key was used, ISO 8601; empty while it is used."""
        found = self.get(key_id)
        return found.tot if found else ""

    def add(self, public_text: str, naam: str) -> TrustedKey:
        """Trust a key from now on; one that was retired is used again.

        Args:
            public_text: The text of a `.pub` file.
            naam: Whose it is.

        Raises:
            Refused: It is no public key, or another key with the same id is trusted.
            Misused: There is no name.
            Unavailable: The list cannot be written.
        """
        public, name = PublicKey.parse(public_text), _name(naam)
        known = self.get(public.key_id)
        if known and known.public != public:
            raise Refused(
                f'Sleutel {public.key_id} is al vertrouwd als "{known.naam}", maar dit is een '
                "andere sleutel met hetzelfde nummer. Vertrouw hem niet; bel wie verzegelt."
            )
        since = known.sinds if known else _today()
        return self._put(TrustedKey(name, public, since))

    def retire(self, key_id: str, day: date | None = None) -> TrustedKey:
        """End the use of a key; what it signed stays valid.

        Args:
            key_id: Of the key.
            day: The last day; None for today.

        Raises:
            Misused: It is not trusted.
            Unavailable: The list cannot be written.
        """
        ended = day.isoformat() if day else _today()
        return self._put(replace(self._known(key_id), tot=ended))

    def reinstate(self, key_id: str) -> TrustedKey:
        """Use a retired key again.

        Raises:
            Misused: It is not trusted.
            Unavailable: The list cannot be written.
        """
        return self._put(replace(self._known(key_id), tot=""))

    def remove(self, key_id: str) -> TrustedKey:
        """Trust a key no longer: what it signed counts as signed by somebody unknown.

        Returns:
            What was removed; `put_back` takes it.

        Raises:
            Misused: It is not trusted.
            Unavailable: The list cannot be written.
        """
        gone = self._known(key_id)
        self._write(without=gone.key_id)
        return gone

    def put_back(self, key: TrustedKey) -> TrustedKey:
        """Trust a removed key again, just as it was.

        Raises:
            Unavailable: The list cannot be written.
        """
        return self._put(key)

    def _known(self, key_id: str) -> TrustedKey:
        found = self.get(key_id)
        if found is None:
            raise Misused(
                f'Sleutel "{key_id}" staat niet bij de vertrouwde sleutels. Kies er een uit de '
                "lijst; het nummer telt zestien tekens."
            )
        return found

    def _put(self, key: TrustedKey) -> TrustedKey:
        self._write(key)
        return key

    def _write(self, key: TrustedKey | None = None, without: str = "") -> None:
        with turn_to_write(self._path) as ours:
            keys = self._read()
            if key:
                keys[key.key_id] = key
            keys.pop(without, None)
            rows = [_row(each) for each in keys.values()]
            if not ours or not write_json(self._path, {_KEYS: rows}):
                raise Unavailable(
                    f"De lijst {self._path} kan niet bewaard worden. Er is niets veranderd; "
                    "kijk of je in die map mag schrijven en probeer opnieuw."
                )

    def _read(self) -> dict[str, TrustedKey]:
        rows = read_json(self._path).get(_KEYS)
        found = (
            [_key(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else ()
        )
        return {each.key_id: each for each in found if each is not None}


def _row(key: TrustedKey) -> dict[str, str]:
    return {**asdict(key), "public": key.public.line, "id": key.key_id}


def _key(row: dict[str, Any]) -> TrustedKey | None:
    """Return the key in a row of the file; None when it is none, or its id is another one."""
    naam, public, since, until = (row.get(name) for name in ("naam", "public", "sinds", "tot"))
    texts = [each for each in (naam, public, since, until) if isinstance(each, str)]
    if len(texts) != len((naam, public, since, until)):
        return None
    try:
        found = TrustedKey(texts[0], PublicKey.parse(texts[1]), texts[2], texts[3])
        for day in filter(None, texts[2:]):
            date.fromisoformat(day)
    except (Refused, ValueError):
        return None
    return found if row.get("id") == found.key_id else None


def _name(naam: str) -> str:
    """Return a name on one line.

    Raises:
        Misused: There is none, or it is too long.
    """
    name = " ".join("".join(each if each.isprintable() else " " for each in naam).split())
    if not name:
        raise Misused("Geef de naam van de dienst die met deze sleutel verzegelt.")
    if len(name) > LONGEST_NAME:
        raise Misused(f"De naam telt hoogstens {LONGEST_NAME} tekens.")
    return name


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()
