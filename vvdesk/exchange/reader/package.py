"""The zip around a workbook, read without trusting its sizes, its names or its order."""

import zlib
from collections.abc import Iterator

from vvdesk.errors import Refused
from vvdesk.exchange.reader.directory import Entry, list_entries
from vvdesk.exchange.reader.limits import MIB, Limits

_STORED, _DEFLATED = 0, 8
_PIECE = 16 * 1024
_RAW_DEFLATE = -15


class Package:
    """The members of a zip; every one is checked on size and checksum while it is unpacked.

    Args:
        data: All bytes of the file, read once, so that nothing changes between check and use.
        limits: The bounds to keep.

    Raises:
        Refused: It is no sound zip, or it asks more than `limits` allow.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        entries, self.junk = list_entries(data, limits)
        self._entries = {entry.name.casefold(): entry for entry in entries}
        self._unread = dict(self._entries)
        self._check_names(entries)
        self._check_declared(entries)

    @property
    def names(self) -> list[str]:
        """The names of all members, as the directory spells and orders them."""
        return [entry.name for entry in self._entries.values()]

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """Return one member whole.

        Raises:
            Refused: It is missing, or not what the directory says.
        """
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield one member in pieces of at most some 64 kB; the checksum is checked at the end.

        Raises:
            Refused: It is missing, or not what the directory says.
        """
        key = name.casefold()
        if key not in self._entries:
            raise Refused(
                f"het onderdeel '{name}' ontbreekt. Vraag het bestand opnieuw aan de afzender."
            )
        self._unread.pop(key, None)
        entry = self._entries[key]
        crc = size = 0
        for piece in self._unpack(entry):
            size += len(piece)
            if size > entry.size:
                raise Refused(_damaged(entry.name, "het is groter dan het bestand zelf zegt"))
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size:
            raise Refused(_damaged(entry.name, "het is kleiner dan het bestand zelf zegt"))
        if crc != entry.crc:
            raise Refused(_damaged(entry.name, "de controlesom klopt niet"))

    def check_unread(self) -> None:
        """Unpack what nobody asked for, so that damage anywhere in the file is noticed.

        Raises:
            Refused: A member is not what the directory says.
        """
        for name in list(self._unread):
            for _ in self.pieces(name):
                pass

    def _unpack(self, entry: Entry) -> Iterator[bytes]:
        packed = memoryview(self._data)[entry.start : entry.start + entry.packed]
        if entry.method == _STORED:
            for at in range(0, len(packed), _PIECE):
                yield bytes(packed[at : at + _PIECE])
            return
        inflater = zlib.decompressobj(_RAW_DEFLATE)
        try:
            for at in range(0, len(packed), _PIECE):
                piece = inflater.decompress(packed[at : at + _PIECE], _PIECE)
                while piece:
                    yield piece
                    piece = inflater.decompress(inflater.unconsumed_tail, _PIECE)
        except zlib.error:
            raise Refused(_damaged(entry.name, "het is niet uit te pakken")) from None
        if not inflater.eof or inflater.unused_data:
            raise Refused(_damaged(entry.name, "het begin of het einde klopt niet"))

    def _check_names(self, entries: list[Entry]) -> None:
        if len(self._entries) != len(entries):
            raise Refused(
                "twee onderdelen hebben dezelfde naam; programma's lezen dan elk iets anders. "
                "Bewaar de werkmap opnieuw in Excel of LibreOffice."
            )
        for entry in entries:
            name = entry.name
            if _is_unsafe(name):
                raise Refused(
                    f"een onderdeel heeft een naam die niet mag: '{name[:80]}'. "
                    "Open dit bestand niet en meld het aan de afzender."
                )

    def _check_declared(self, entries: list[Entry]) -> None:
        limits = self._limits
        for entry in entries:
            if entry.encrypted or entry.method not in {_STORED, _DEFLATED}:
                raise Refused(
                    f"het onderdeel '{entry.name}' is versleuteld of op een ongewone manier "
                    "ingepakt. Bewaar de werkmap zonder wachtwoord als .xlsx."
                )
            _check_size(entry, limits)
        if sum(entry.size for entry in entries) > limits.unpacked_bytes:
            raise Refused(
                f"uitgepakt is de werkmap groter dan {limits.unpacked_bytes // MIB} MB. "
                "Verwijder afbeeldingen en lege opgemaakte rijen."
            )


def _is_unsafe(name: str) -> bool:
    bare = name.removesuffix("/")
    return (
        not bare
        or not name.isprintable()
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in name.split("/")
    )


def _check_size(entry: Entry, limits: Limits) -> None:
    if entry.size > limits.part_bytes:
        raise Refused(
            f"uitgepakt is het onderdeel '{entry.name}' groter dan "
            f"{limits.part_bytes // MIB} MB. Verwijder lege opgemaakte rijen."
        )
    if entry.size > limits.ratio_above and entry.size > limits.ratio * max(entry.packed, 1):
        raise Refused(
            f"het onderdeel '{entry.name}' wordt bij uitpakken meer dan {limits.ratio} keer "
            "groter, wat bij een gewone werkmap niet voorkomt. Verwijder lege opgemaakte rijen."
        )


def _damaged(name: str, why: str) -> str:
    return (
        f"het onderdeel '{name}' is beschadigd: {why}. Vraag het bestand opnieuw aan de afzender."
    )
