"""Putting a folder of files in place as a whole: all of them, or nothing."""

import os
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file, replace_folder, unavailable
from vvdesk.errors import Misused, Unavailable
from vvdesk.jobs import Progress

_LISTED: Final = 4
_OLDEST_IN_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o100644 << 16
_IGNORED: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What a file manager leaves behind by itself."""


def check_free(folder: Path, marker: str, names: Collection[str]) -> None:
    """Refuse a folder with things that are no earlier edition of the same.

    Args:
        folder: Where the files are to stand; need not exist.
        marker: The file by which an earlier edition is known.
        names: Every name that an edition may have.

    Raises:
        Misused: There are other things, or it is a file.
        Unavailable: It cannot be looked into.
    """
    if folder.is_file():
        raise Misused(f'"{folder.name}" is een bestand. Kies de naam van een map.')
    if not folder.is_dir():
        return
    try:
        present = {path.name for path in folder.iterdir()} - _IGNORED
    except OSError as error:
        raise unavailable(error, folder / marker) from error
    strange = sorted(present - set(names)) or (sorted(present) if marker not in present else [])
    if present and strange:
        shown = ", ".join(strange[:_LISTED]) + (" …" if len(strange) > _LISTED else "")
        raise Misused(
            f'De map "{_named(folder)}" bevat al andere bestanden ({shown}); er is niets '
            "geschreven. Kies een nieuwe of lege map, of maak deze eerst leeg."
        )


def place_folder(folder: Path, files: Mapping[str, bytes], progress: Progress) -> None:
    """Write files in a folder of their own, and put it in the place of `folder`.

    Args:
        folder: Empty, an earlier edition (see `check_free`), or not there yet.
        files: Name to bytes.
        progress: Called once per file.

    Raises:
        Unavailable: The disk is full, or the folder cannot be written or is in use; what stood
            there is as it was.
        Cancelled: The user stopped; what stood there is as it was.
    """
    folder = Path(os.path.realpath(folder))
    current = folder

    def fill(fresh: Path) -> None:
        nonlocal current
        for done, (name, data) in enumerate(files.items()):
            progress(done, len(files), f"{name} schrijven")
            current = folder / name
            _write(fresh / name, data)
        current = folder

    try:
        replace_folder(folder, fill)
    except OSError as error:
        raise _explained(error, current, folder) from error


def place_zip(target: Path, files: Mapping[str, bytes], folder: str, progress: Progress) -> None:
    """Write files in one ZIP; equal files give equal bytes.

    Args:
        target: The ZIP; an earlier one is replaced as a whole.
        files: Name to bytes.
        folder: The folder that they stand in, within the ZIP.
        progress: Called once per file.

    Raises:
        Unavailable: The disk is full, or the file cannot be written or is in use.
        Cancelled: The user stopped; nothing was changed.
    """

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as packed:
            for done, (name, data) in enumerate(files.items()):
                progress(done, len(files), f"{name} inpakken")
                entry = zipfile.ZipInfo(f"{folder}/{name}", _OLDEST_IN_ZIP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3  # the same on every machine
                entry.external_attr = _PLAIN_FILE
                packed.writestr(entry, data)

    def verify(path: Path) -> None:
        with zipfile.ZipFile(path) as packed:
            for name, data in files.items():
                if packed.read(f"{folder}/{name}") != data:
                    raise Unavailable(f'"{target.name}" is niet juist bewaard. Probeer opnieuw.')

    replace_file(target, write, verify)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise Unavailable(f'"{path.name}" is niet juist bewaard. Probeer opnieuw.')


def _named(folder: Path) -> str:
    """Return how a folder is called, also when it was given as `.`."""
    return folder.absolute().resolve().name or str(folder.absolute())


def _explained(error: OSError, current: Path, folder: Path) -> Unavailable:
    if current == folder and folder.is_dir():
        return Unavailable(
            f'De map "{_named(folder)}" kan niet vervangen worden ({error.strerror}). Sluit de '
            "bestanden van die map die nog openstaan en probeer opnieuw, of kies een andere map; "
            "wat er stond, is niet veranderd."
        )
    if not folder.parent.is_dir():
        return unavailable(error, folder)
    return unavailable(error, current if current != folder else folder / "LEESMIJ.txt")
