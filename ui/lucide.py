"""The sources of icons, straight from the package that ships them."""

import importlib.util
import struct
import zlib
from functools import cache
from pathlib import Path


@cache
def svg(name: str) -> str:
    """Return the source of the icon `name`.

    Raises:
        KeyError: There is no such icon.
    """
    return _member(_package(), f"{name}.svg".encode()).decode()


@cache
def _package() -> bytes:
    """Read the package without importing it: it would load a registry that is not needed."""
    found = importlib.util.find_spec("justmyresource_lucide")
    if found is None or not found.origin:
        raise ModuleNotFoundError("justmyresource_lucide")
    return (Path(found.origin).parent / "icons.zip").read_bytes()


def _member(archive: bytes, name: bytes) -> bytes:
    """Return one file of a zip, found by its name in the list at the end.

    `zipfile` reads the list of all 1.700 icons first: a fifth of the time to the first paint.

    Raises:
        KeyError: There is no such file, or it is damaged.
    """
    at = len(archive)
    while (at := archive.rfind(name, 0, at)) >= _ENTRY.size:
        entry = _ENTRY.unpack_from(archive, at - _ENTRY.size)
        signature, method, checksum, packed, length, offset = entry
        if signature == b"PK\1\2" and length == len(name):
            start = offset + _BEFORE_NAME + sum(_LENGTHS.unpack_from(archive, offset + _LENGTHS_AT))
            found = archive[start : start + packed]
            found = zlib.decompress(found, -zlib.MAX_WBITS) if method else found
            if zlib.crc32(found) == checksum:
                return found
    raise KeyError(name.decode())


_ENTRY = struct.Struct("<4s6xH4xII4xH12xI")
"""What the list says before a name: signature, method, checksum, size, length of it, where."""
_LENGTHS, _LENGTHS_AT, _BEFORE_NAME = struct.Struct("<HH"), 26, 30
"""In the head of the file itself: how long its name and what follows are, and where that stands."""


def write_svg(name: str, colour: str, folder: Path) -> Path | None:
    """Write an icon in one colour to a file, for style sheets, which only take files.

    Returns:
        The file; None where the folder cannot be written.
    """
    path = folder / f"{name}-{colour.lstrip('#')}.svg"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(svg(name).replace("currentColor", colour), encoding="utf-8")
    except OSError:
        return None
    return path
