"""The zip around a workbook: large-file records are understood, contradictions are refused."""

import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.files.hostile import good_workbook
from tests.files.hostile_parts import pack
from vvdesk.errors import Refused
from vvdesk.exchange.reader.foreign import check_beginning
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.package import Package
from vvdesk.exchange.reader.workbook import read_workbook

WIDE = 0xFFFFFFFF


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workbook(tmp_path_factory.mktemp("goed") / "goed.xlsx")


def wide_zip(name: bytes, data: bytes, *, with_extra: bool = True) -> bytes:
    """One stored member with every figure in 64 bits, as APPNOTE 4.3.14 and 4.5.3 describe."""
    crc, size = zlib.crc32(data), len(data)
    extra = struct.pack("<2H3Q", 1, 24, size, size, 0) if with_extra else b""
    other = struct.pack("<2HL", 0x5455, 4, 0)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0, 0, 0, 0, crc, WIDE, WIDE, len(name), 20)
    member = local + name + struct.pack("<2H2Q", 1, 16, size, size) + data
    central = struct.pack(
        *("<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 0, 0, 0, crc, WIDE, WIDE),
        *(len(name), len(other + extra), 0, 0, 0, 0, WIDE),
    )
    central += name + other + extra
    start, length = len(member), len(central)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, length, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, start + length, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, WIDE, WIDE, 0)
    return member + central + end64 + locator + end


def test_figures_in_sixty_four_bits_are_understood() -> None:
    package = Package(wide_zip(b"a.txt", b"inhoud"), Limits())
    assert package.read("A.TXT") == b"inhoud"
    assert package.junk == (0, 0)


@pytest.mark.parametrize("signature", [b"PK\6\6", b"PK\1\2", b"PK\3\4", b"PK\5\6"])
def test_a_record_that_is_not_where_it_must_be_is_refused(signature: bytes) -> None:
    data = wide_zip(b"a.txt", b"inhoud")
    with pytest.raises(Refused):
        Package(data.replace(signature, b"PK\0\0"), Limits())


def test_figures_that_are_missing_are_refused() -> None:
    with pytest.raises(Refused):
        Package(wide_zip(b"a.txt", b"inhoud", with_extra=False), Limits())


@pytest.mark.parametrize("place", [4, 6, 8, 10, 12, 16, 20])
def test_an_end_record_that_contradicts_the_directory_is_refused(place: int) -> None:
    data = bytearray(pack([("a.txt", b"inhoud"), ("b.txt", b"")]))
    data[data.rindex(b"PK\5\6") + place] += 1
    with pytest.raises(Refused):
        Package(bytes(data), Limits())


def test_a_directory_with_something_extra_is_refused() -> None:
    data = bytearray(pack([("a.txt", b"inhoud"), ("b.txt", b"")]))
    end = data.rindex(b"PK\5\6")
    struct.pack_into("<2H", data, end + 8, 1, 1)
    with pytest.raises(Refused):
        Package(bytes(data), Limits())


def test_a_name_that_is_no_text_is_refused() -> None:
    data = pack([("één.txt", b"inhoud")])
    with pytest.raises(Refused):
        Package(data.replace("één".encode(), b"\xff\xff\xff\xff\xff"), Limits())


def test_an_empty_zip_holds_nothing() -> None:
    assert Package(pack([]), Limits()).names == []


def test_a_part_that_is_missing_is_named() -> None:
    with pytest.raises(Refused, match="xl/weg"):
        Package(pack([]), Limits()).read("xl/weg.xml")


def test_packed_bytes_with_something_behind_them_are_refused() -> None:
    inner = zlib.compressobj(wbits=-15)
    packed = inner.compress(b"inhoud") + inner.flush()
    data = bytearray(pack([("a.txt", packed + b"meer")], zipfile.ZIP_STORED))
    struct.pack_into("<H", data, 8, 8)
    struct.pack_into("<L", data, 14, zlib.crc32(b"inhoud"))
    struct.pack_into("<L", data, 22, 6)
    central = data.rindex(b"PK\1\2")
    struct.pack_into("<H", data, central + 10, 8)
    struct.pack_into("<L", data, central + 16, zlib.crc32(b"inhoud"))
    struct.pack_into("<L", data, central + 24, 6)
    with pytest.raises(Refused, match="begin of het einde"):
        Package(bytes(data), Limits()).read("a.txt")


def test_a_damaged_zip_is_read_as_it_was_or_refused(good: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    data = good.read_bytes()
    expected = read_workbook(good).sheets
    path = tmp_path / "geflipt.xlsx"
    for _ in range(300):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            found = read_workbook(path)
        except Refused:
            continue
        assert found.sheets == expected


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "leeg"),
        (b"zomaar wat", "geen werkmap"),
        (b"code;titel\n1;2\n", "csv"),
        (b"\xff\xfec\0o\0d\0e\0;\0a\0\n\0", "csv"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\xef\xbb\xbf<?xml?>", "XML"),
        (b"\0\1;\n", "geen werkmap"),
    ],
)
def test_a_file_that_is_no_zip_is_named(data: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        check_beginning(data)
