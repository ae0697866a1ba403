"""Damage to the zip around the parts: names, sizes, order, and bombs."""

import io
import re
import struct
import zipfile

from tests.files.hostile import kind
from tests.files.hostile_parts import Parts, main, pack

_END = b"PK\x05\x06"
_MANY = 5_001
_MEGA = 1_000_000


def _central(data: bytes, name: str) -> int:
    """Return where the directory speaks of a member."""
    return data.rindex(name.encode()) - 46


@kind("accepted")
def zip_exact_copy(parts: Parts) -> bytes:
    return parts.source


@kind("accepted")
def zip_stored(parts: Parts) -> bytes:
    return parts.packed(zipfile.ZIP_STORED)


@kind("accepted")
def zip_other_order(parts: Parts) -> bytes:
    return pack(list(reversed(parts.parts().items())))


@kind("accepted")
def zip_sizes_follow_the_data(parts: Parts) -> bytes:
    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.data += piece
            return len(piece)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.parts().items():
            archive.writestr(name, data)
    return bytes(stream.data)


@kind("accepted")
def zip_wide_headers(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.parts().items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    return target.getvalue()


@kind("accepted")
def zip_holds_a_picture_that_is_a_zip(parts: Parts) -> None:
    inner = pack([("a.txt", b"x" * 1000)], zipfile.ZIP_STORED)
    parts.add_part("xl/media/image1.png", inner, "image/png")


@kind("flagged")
def zip_bytes_after_it(parts: Parts) -> bytes:
    return parts.source + b"\r\n-- \r\nverstuurd door een mailserver\r\n"


@kind("flagged")
def zip_bytes_before_it(parts: Parts) -> bytes:
    return b"\r\n\r\n" + parts.source


@kind("refused")
def zip_two_workbooks(parts: Parts) -> bytes:
    return parts.source + parts.packed()


@kind("refused")
def zip_member_twice(parts: Parts) -> bytes:
    other = parts.sheet[:-1] + "!"
    data = pack([*parts.parts().items(), (other, parts.members[parts.sheet])])
    return data.replace(other.encode(), parts.sheet.encode())


@kind("refused")
def zip_same_name_in_capitals(parts: Parts) -> bytes:
    members = list(parts.parts().items())
    return pack([*members, (parts.sheet.upper(), b"<worksheet/>")])


@kind("refused")
def zip_name_outside(parts: Parts) -> bytes:
    return pack([*parts.parts().items(), ("../../buiten.txt", b"x")])


@kind("refused")
def zip_name_absolute(parts: Parts) -> bytes:
    return pack([*parts.parts().items(), ("/etc/buiten.txt", b"x")])


@kind("refused")
def zip_name_with_backslash(parts: Parts) -> bytes:
    data = pack([*parts.parts().items(), ("xl/media!a.png", b"x")])
    return data.replace(b"xl/media!a.png", b"xl/media\\a.png")


@kind("refused")
def zip_encrypted(parts: Parts) -> bytes:
    data = bytearray(parts.packed())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(signature), bytes(data)):
            data[match.start() + place] |= 1
    return bytes(data)


@kind("refused")
def zip_cut_off(parts: Parts) -> bytes:
    return parts.source[: len(parts.source) * 2 // 3]


@kind("refused")
def zip_without_end(parts: Parts) -> bytes:
    return parts.source[: parts.source.rindex(_END)]


@kind("refused")
def zip_hole_in_the_middle(parts: Parts) -> bytes:
    middle = len(parts.source) // 2
    return parts.source[:middle] + parts.source[middle + 512 :]


@kind("refused")
def zip_wrong_checksum(parts: Parts) -> bytes:
    data = bytearray(parts.packed(zipfile.ZIP_STORED))
    at = data.index(b"<sheetData")
    data[at + 4] ^= 1
    return bytes(data)


@kind("refused")
def zip_wrong_checksum_in_a_part_nobody_reads(parts: Parts) -> bytes:
    parts.add_part("xl/media/image1.png", b"onschuldig" * 10, "image/png")
    data = parts.packed(zipfile.ZIP_STORED)
    return data.replace(b"onschuldig", b"Onschuldig", 1)


@kind("refused")
def zip_smaller_than_it_says(parts: Parts) -> bytes:
    return _resized(parts, 1)


@kind("refused")
def zip_larger_than_it_says(parts: Parts) -> bytes:
    return _resized(parts, -1)


def _resized(parts: Parts, by: int) -> bytes:
    """Change the unpacked size of the sheet in both headers."""
    data = bytearray(parts.packed())
    size = len(parts.members[parts.sheet]) + by
    struct.pack_into("<L", data, _central(bytes(data), parts.sheet) + 24, size)
    struct.pack_into("<L", data, data.index(parts.sheet.encode()) - 30 + 22, size)
    return bytes(data)


@kind("refused")
def zip_headers_contradict(parts: Parts) -> bytes:
    data = parts.packed()
    name = parts.sheet.encode()
    return data.replace(name, name[:-1] + b"L", 1)


@kind("refused")
def zip_members_overlap(parts: Parts) -> bytes:
    data = bytearray(
        pack([*parts.parts().items(), ("xl/media/b.png", b"b"), ("xl/media/c.png", b"b")])
    )
    first = _central(bytes(data), "xl/media/b.png")
    second = _central(bytes(data), "xl/media/c.png")
    offset = struct.unpack_from("<L", data, first + 42)[0]
    struct.pack_into("<L", data, second + 42, offset)
    data[second + 46 : second + 60] = b"xl/media/b.png"
    return bytes(data)


@kind("refused")
def zip_hidden_member(parts: Parts) -> bytes:
    """A member that is in no directory: programs that read in order see it, others do not."""
    data = pack([*parts.parts().items(), ("xl/hidden.xml", b"<x/>")])
    start = _central(data, "xl/hidden.xml")
    end = data.rindex(_END)
    tail = bytearray(data[end:])
    count = struct.unpack_from("<H", tail, 8)[0] - 1
    struct.pack_into(
        "<HHL", tail, 8, count, count, struct.unpack_from("<L", tail, 12)[0] - (end - start)
    )
    return data[:start] + bytes(tail)


@kind("refused")
def zip_odd_compression(parts: Parts) -> bytes:
    return parts.packed(zipfile.ZIP_BZIP2)


@kind("refused")
def zip_many_members(parts: Parts) -> bytes:
    return pack([*parts.parts().items(), *((f"x/{n}", b"") for n in range(_MANY))])


@kind("refused")
def zip_bomb_of_blanks(parts: Parts) -> None:
    blanks = b" " * (60 * _MEGA)
    sheet = parts.text(parts.sheet).encode()
    parts.put(parts.sheet, sheet.replace(b"</sheetData>", blanks + b"</sheetData>"))


@kind("refused")
def zip_bomb_of_one_text(parts: Parts) -> None:
    parts.set_text("A" * (30 * _MEGA))


@kind("refused")
def zip_bomb_of_one_shared_text(parts: Parts) -> None:
    parts.replace("xl/sharedStrings.xml", "</sst>", f"<si><t>{'A' * (30 * _MEGA)}</t></si></sst>")


@kind("refused")
def zip_bomb_of_many_shared_texts(parts: Parts) -> None:
    parts.replace("xl/sharedStrings.xml", "</sst>", "<si><t>a</t></si>" * _MEGA + "</sst>")


@kind("refused")
def zip_bomb_of_rows(parts: Parts) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 190_000))
    sheet = f'<worksheet xmlns="{main("")[1:-1]}"><sheetData>{rows}</sheetData></worksheet>'
    parts.put(parts.sheet, (sheet + "\n" * (40 * _MEGA)).encode())


@kind("refused")
def zip_bomb_in_a_part_nobody_reads(parts: Parts) -> None:
    parts.put("xl/media/image1.png", bytes(110 * _MEGA))


@kind("refused")
def zip_sheet_missing(parts: Parts) -> None:
    parts.drop(parts.sheet)


@kind("refused")
def zip_types_missing(parts: Parts) -> None:
    parts.drop("[Content_Types].xml")


@kind("refused")
def zip_relations_missing(parts: Parts) -> None:
    parts.drop("xl/_rels/workbook.xml.rels")
