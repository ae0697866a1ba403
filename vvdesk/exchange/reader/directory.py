"""The directory at the end of a zip, and the header before each member, read as two witnesses."""

import struct
from typing import NamedTuple

from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import Limits

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65_535
_NONE32 = 0xFFFFFFFF
_NONE16 = 0xFFFF
_ZIP64 = 1
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_SIZES_FOLLOW = 0x0008
_UTF8 = 0x0800

_TRUNCATED = (
    "het einde van het bestand ontbreekt of klopt niet. Vraag het bestand opnieuw aan de afzender."
)
_CONTRADICTS = (
    "de inhoudsopgave van het bestand spreekt de onderdelen tegen. "
    "Bewaar de werkmap opnieuw in Excel of LibreOffice."
)


class Entry(NamedTuple):
    """One member: both headers agree on what is said here.

    Attributes:
        name: As the directory spells it.
        method: 0 stored, 8 deflated.
        crc: CRC-32 of the unpacked bytes.
        packed: Bytes in the file.
        size: Bytes after unpacking, as declared.
        offset: Where the header of the member begins.
        start: Where its packed bytes begin.
        encrypted: True when a password is needed.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    start: int
    encrypted: bool


class Junk(NamedTuple):
    """Bytes that belong to no zip: before the first member and after the end."""

    before: int
    after: int


class _Directory(NamedTuple):
    start: int
    end: int
    members: int
    shift: int
    after: int


def list_entries(data: bytes, limits: Limits) -> tuple[list[Entry], Junk]:
    """List the members of a zip in the order of its directory.

    Args:
        data: The whole file.
        limits: For the number of members.

    Returns:
        The members, and how many bytes lie outside the zip.

    Raises:
        Refused: The directory is missing, cut off, in two versions, or contradicted by a member.

    Source:
        PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16 and 4.5.3.
    """
    directory = _find_directory(data)
    if directory.members > limits.entries:
        raise Refused(
            f"er zitten {directory.members} onderdelen in, meer dan {limits.entries}. "
            "Verwijder afbeeldingen en losse onderdelen."
        )
    entries, at = [], directory.start
    for _ in range(directory.members):
        entry, at = _read_entry(data, at, directory)
        entries.append(entry)
    if at != directory.end:
        raise Refused(_CONTRADICTS)
    before = min((entry.offset for entry in entries), default=0)
    if data.find(b"PK\x03\x04", 0, before) >= 0:
        raise Refused(
            "er zitten twee werkmappen in één bestand; het is niet duidelijk welke telt. "
            "Bewaar de werkmap opnieuw in Excel of LibreOffice."
        )
    _check_between(data, entries, directory.start)
    return entries, Junk(before, directory.after)


def _check_between(data: bytes, entries: list[Entry], directory: int) -> None:
    """Refuse members that share bytes, or that lie between two others without being listed."""
    ordered = sorted(entries, key=lambda entry: entry.offset)
    if not ordered:
        return
    starts = [*(entry.offset for entry in ordered[1:]), directory]
    for entry, following in zip(ordered, starts, strict=True):
        end = entry.start + entry.packed
        if end > following:
            raise Refused("onderdelen overlappen elkaar; dit is geen gewone werkmap.")
        if data.find(b"PK\x03\x04", end, following) >= 0:
            raise Refused("er zit een verborgen onderdeel in; dit is geen gewone werkmap.")


def _find_directory(data: bytes) -> _Directory:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if at < 0 or at + _END.size > len(data):
        raise Refused(_TRUNCATED)
    _, disk, disk_start, here, count, size, offset, comment = _END.unpack_from(data, at)
    after = len(data) - at - _END.size - comment
    if after < 0 or disk != disk_start or here != count:
        raise Refused(_TRUNCATED)
    end = at
    if data[max(at - _LOCATOR64.size, 0) : at].startswith(b"PK\x06\x07"):
        end = at - _LOCATOR64.size - _END64.size
        if end < 0 or data[end : end + 4] != b"PK\x06\x06":
            raise Refused(_CONTRADICTS)
        *_, here, count, size, offset = _END64.unpack_from(data, end)
        if here != count:
            raise Refused(_TRUNCATED)
    start = end - size
    shift = start - offset
    if start < 0 or shift < 0:
        raise Refused(_TRUNCATED)
    return _Directory(start, end, count, shift, after)


def _read_entry(data: bytes, at: int, directory: _Directory) -> tuple[Entry, int]:
    if at + _CENTRAL.size > directory.end or data[at : at + 4] != b"PK\x01\x02":
        raise Refused(_CONTRADICTS)
    fields = _CENTRAL.unpack_from(data, at)
    flags, method, crc, packed, size = fields[3], fields[4], *fields[7:10]
    name_length, extra_length, comment_length, disk = fields[10:14]
    offset = fields[16]
    body = at + _CENTRAL.size
    following = body + name_length + extra_length + comment_length
    if following > directory.end or disk not in {0, _NONE16}:
        raise Refused(_CONTRADICTS)
    raw_name = data[body : body + name_length]
    extra = data[body + name_length : body + name_length + extra_length]
    size, packed, offset = _wide(extra, size, packed, offset)
    offset += directory.shift
    start = _check_header(data, offset, raw_name, (flags, method, crc, packed, size))
    if start + packed > directory.start:
        raise Refused(_CONTRADICTS)
    name = _decode(raw_name, utf8=bool(flags & _UTF8))
    entry = Entry(name, method, crc, packed, size, offset, start, bool(flags & _ENCRYPTED))
    return entry, following


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Return the three figures, those that did not fit in 32 bits from the ZIP64 field."""
    values = [size, packed, offset]
    if _NONE32 not in values:
        return size, packed, offset
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, at)
        if tag == _ZIP64:
            body = extra[at + 4 : at + 4 + length]
            wide = list(struct.unpack(f"<{len(body) // 8}Q", body[: len(body) // 8 * 8]))
            for index, value in enumerate(values):
                if value == _NONE32 and wide:
                    values[index] = wide.pop(0)
            break
        at += 4 + length
    return values[0], values[1], values[2]


def _check_header(
    data: bytes, offset: int, name: bytes, expected: tuple[int, int, int, int, int]
) -> int:
    """Compare the header before a member with the directory; return where its bytes begin."""
    if offset + _LOCAL.size > len(data) or data[offset : offset + 4] != b"PK\x03\x04":
        raise Refused(_CONTRADICTS)
    header = _LOCAL.unpack_from(data, offset)
    flags, method, crc, packed, size = header[2], header[3], *header[6:9]
    body = offset + _LOCAL.size
    same = data[body : body + header[9]] == name and method == expected[1]
    if (flags ^ expected[0]) & (_ENCRYPTED | _SIZES_FOLLOW):
        same = False
    if not flags & _SIZES_FOLLOW:
        same = same and crc == expected[2]
        same = same and packed in {expected[3], _NONE32} and size in {expected[4], _NONE32}
    if not same:
        raise Refused(_CONTRADICTS)
    return int(body + header[9] + header[10])


def _decode(name: bytes, *, utf8: bool) -> str:
    try:
        return name.decode("utf-8" if utf8 else "cp437")
    except UnicodeDecodeError:
        raise Refused(_CONTRADICTS) from None
