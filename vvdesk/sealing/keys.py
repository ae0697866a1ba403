"""The keys of one person: those to sign with, and those that are trusted.

A secret key is kept locked with a passphrase, in the format of minisign, with its public key
beside it. Losing one never invalidates a seal: what verifies is the public key, and that stays.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file, unavailable
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.sealing.keys_lines import key_of_lines
from vvdesk.sealing.keys_locked import key_bytes, key_text, locked, unlocked
from vvdesk.sealing.keys_passphrase import judge
from vvdesk.sealing.keys_trusted import TrustedKeys
from vvdesk.sealing.minisign import PublicKey, SecretKey

FOLDER_NAME: Final = "sleutels"
_LOCKED: Final = ".key"
_PUBLIC: Final = ".pub"
_LARGEST_FILE: Final = 20_000


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key that this person can sign with.

    Attributes:
        naam: Of the dienst.
        public: The public half.
        sinds: Day on which it came here, ISO 8601.
        path: Of the locked secret key.
    """

    naam: str
    public: PublicKey
    sinds: str
    path: Path

    @property
    def key_id(self) -> str:
        """Sixteen hexadecimal signs."""
        return self.public.key_id

    @property
    def fingerprint(self) -> str:
        """Four groups of four signs, to tell over the phone."""
        return self.public.fingerprint

    def locked_bytes(self) -> bytes:
        """Return the locked secret key, for a recovery sheet.

        Raises:
            Refused: The file holds none.
            Unavailable: It cannot be read.
        """
        return key_bytes(read_text(self.path))


class KeyFolder:
    """De sleutels van één persoon op één computer.

    Args:
        folder: Where the settings stand; the keys get a folder in it.

    Attributes:
        trusted: The public keys that count; the own ones are among them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER_NAME
        self.trusted = TrustedKeys(self._folder)

    @property
    def folder(self) -> Path:
        """Where the keys are kept."""
        return self._folder

    def own(self) -> list[OwnKey]:
        """Return the keys to sign with, the newest first; none that is retired."""
        try:
            paths = sorted(self._folder.glob(f"*{_LOCKED}"))
        except OSError:
            return []
        found = [each for each in map(self._own, paths) if each is not None]
        return sorted(found, key=lambda each: (each.sinds, each.path.name), reverse=True)

    def own_ids(self) -> set[str]:
        """Return the ids of the secret keys that are here, those that are retired too."""
        try:
            return {path.stem for path in self._folder.glob(f"*{_LOCKED}")}
        except OSError:
            return set()

    def get(self, key_id: str) -> OwnKey | None:
        """Return the key of that id; None when it is not here."""
        return next((each for each in self.own() if each.key_id == key_id.strip().upper()), None)

    def make(self, passphrase: str, naam: str) -> OwnKey:
        """Make a new key and trust it.

        Takes some tenths of a second: for the window in a job.

        Raises:
            Misused: The passphrase is too weak, or there is no name.
            Unavailable: The folder cannot be written.
        """
        judgement = judge(passphrase)
        if not judgement.is_enough:
            raise Misused(judgement.sentence)
        key = SecretKey.generate()
        return self._keep(key.public, locked(key, passphrase), naam)

    def restore(self, lines: str, passphrase: str, naam: str) -> OwnKey:
        """Bring back a key from what was typed of its recovery sheet.

        Args:
            lines: As they stand on the sheet.
            passphrase: Of that key, the same as before.
            naam: Of the dienst.

        Raises:
            Refused: A line is wrong, or the passphrase is.
            Misused: There is no name.
            Unavailable: The folder cannot be written.
        """
        data = key_of_lines(lines)
        key = unlocked(data, passphrase)
        known = self.get(key.key_id)
        return known if known and _holds(known.path, data) else self._keep(key.public, data, naam)

    def unlock(self, path: Path, passphrase: str) -> SecretKey:
        """See `unlock`."""
        return unlock(path, passphrase)

    def export_public(self, target: Path, key_id: str = "") -> OwnKey:
        """Write the public half of a key, for whoever checks.

        Args:
            target: Where; what stands there is replaced.
            key_id: Of the key; empty for the newest.

        Returns:
            The key.

        Raises:
            Misused: There is no such key.
            Unavailable: The file cannot be written.
        """
        key = self.chosen(key_id)
        text = key.public.text(f"{key.naam}: minisign public key {key.key_id}")
        replace_file(
            target,
            lambda path: path.write_text(text, encoding="utf-8", newline="\n"),
            lambda path: PublicKey.parse(path.read_text(encoding="utf-8")),
        )
        return key

    def chosen(self, key_id: str = "") -> OwnKey:
        """Return the key of that id, or the newest.

        Raises:
            Misused: There is no such key.
        """
        found = self.get(key_id) if key_id else next(iter(self.own()), None)
        if found is None:
            what = f'Sleutel "{key_id}" staat' if key_id else "Er staat nog geen sleutel"
            more = "niet op deze computer" if key_id else "op deze computer"
            raise Misused(f"{what} {more}. Maak een sleutel, of herstel hem van het herstelblad.")
        return found

    def _keep(self, public: PublicKey, data: bytes, naam: str) -> OwnKey:
        """Write a key and its public half, and trust it."""
        path = self._folder / f"{public.key_id}{_LOCKED}"
        self._make_folder()
        was_known = self.trusted.get(public.key_id)
        trusted = self.trusted.add(public.text(), naam)
        try:
            _write_new(path.with_suffix(_PUBLIC), public.text(), 0o644)
            _write_new(path, key_text(data), 0o600)
        except Unavailable:
            if was_known is None:
                self.trusted.remove(public.key_id)
            raise
        return OwnKey(trusted.naam, public, trusted.sinds, path)

    def _make_folder(self) -> None:
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise unavailable(error, self._folder) from error

    def _own(self, path: Path) -> OwnKey | None:
        """Return the key of a file; None when it is none, or its use ended."""
        try:
            public = PublicKey.parse(read_text(path.with_suffix(_PUBLIC)))
            made = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
        except (Refused, Unavailable, OSError):
            return None
        known = self.trusted.get(public.key_id)
        if known and known.is_retired:
            return None
        return OwnKey(known.naam if known else "", public, known.sinds if known else made, path)


def unlock(path: Path, passphrase: str) -> SecretKey:
    """Return the secret key in a file.

    Takes some tenths of a second: for the window in a job.

    Raises:
        Refused: It holds none, or the passphrase is another one.
        Unavailable: It cannot be read.
    """
    return unlocked(key_bytes(read_text(path)), passphrase)


def read_text(path: Path) -> str:
    """Return the text of a file with a key.

    Raises:
        Refused: It is far too large, or no text.
        Unavailable: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Unavailable(
            f'"{path.name}" staat niet (meer) in de map {path.parent}. Kies een ander bestand.'
        ) from error
    except OSError as error:
        raise unavailable(error, path) from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or len(raw) > _LARGEST_FILE:
        raise Refused(f'"{path.name}" is geen sleutel. Kies het bestand dat je daarvoor kreeg.')
    return text


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds just this locked key."""
    try:
        return key_bytes(read_text(path)) == data
    except (Refused, Unavailable):
        return False


def _write_new(path: Path, text: str, mode: int) -> None:
    """Write a file whole; with its mode from the first byte on.

    Raises:
        Unavailable: It cannot be written.
    """
    temp = path.with_name(f".{path.name}-{os.urandom(4).hex()}.tmp")
    try:
        with os.fdopen(os.open(temp, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        _place_new(temp, path)
    except OSError as error:
        raise unavailable(error, path) from error
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def _place_new(temp: Path, path: Path) -> None:
    """Give a file its name; a damaged one that stands there is set aside, never overwritten."""
    if path.exists():
        path.rename(_aside(path))
    if os.name == "nt":
        temp.rename(path)
        return
    try:
        # Unlike a rename this refuses when somebody was just before us.
        path.hardlink_to(temp)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        temp.rename(path)


def _aside(path: Path) -> Path:
    number = 1
    while (found := path.with_name(f"{path.name}.oud-{number}")).exists():
        number += 1
    return found
