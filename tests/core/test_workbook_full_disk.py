"""A disk that is full, or that may not be written: said by who writes a workbook to be read."""

import errno
import os
import tempfile
from datetime import date

import pytest

from vvdesk.atomic import replace_file
from vvdesk.audit_export.tables import TABLES
from vvdesk.audit_export.workbook_form import write_workbook
from vvdesk.charts.chart import Table
from vvdesk.dashboard.files import write_tables
from vvdesk.errors import Unavailable
from vvdesk.exchange.workbook.plain_book import plain_book
from vvdesk.plan_document import _write_totals
from vvdesk.searching import export


class Words:
    """As much of the words of a merge as its sheet with totals asks for."""

    title = about = "Samenvoeging"

    def counted(self):
        return "niets"

    def totals(self):
        return []


def totals(target):
    def write(temporary):
        with plain_book(temporary) as book:
            _write_totals(book, Words())

    replace_file(target, write, lambda temporary: temporary.stat())


def results(target):
    head = [("Gezocht", "digisprong")]
    replace_file(
        target,
        lambda temporary: export._write_workbook(head, [("a",) * 8], temporary),
        lambda temporary: temporary.stat(),
    )


def audit(target):
    replace_file(
        target,
        lambda temporary: write_workbook(
            [(TABLES[0], ("a",) * len(TABLES[0].columns))], date(2021, 3, 31), temporary
        ),
        lambda temporary: temporary.stat(),
    )


WRITERS = {
    "the overview": lambda target: write_tables([Table("Bedragen", ("Project",), ())], target),
    "the plan of a merge": totals,
    "what was searched": results,
    "the audit export": audit,
}


@pytest.fixture
def own_temp(tmp_path, monkeypatch):
    """Where XlsxWriter keeps the rows until the file is written."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_full_disk_is_said_and_what_stood_there_stays(write, tmp_path, own_temp, monkeypatch):
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"vorige")

    def full(*_args, **_named):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("xlsxwriter.workbook.ZipFile", full)
        with pytest.raises(Unavailable, match="de schijf is vol"):
            write(target)
    assert target.read_bytes() == b"vorige"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "tijdelijk"]
    assert list(own_temp.iterdir()) == []
    write(target)
    assert target.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_temporary_folder_that_is_gone_is_said_too(write, tmp_path, own_temp):
    own_temp.rmdir()
    with pytest.raises(Unavailable, match=r"niet bewaard|kan niet"):
        write(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_who_stops_is_told_so_and_leaves_nothing_of_xlsxwriter(tmp_path, own_temp):
    with pytest.raises(KeyError), plain_book(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Blad").write_string(0, 0, "a")
        raise KeyError
    assert list(own_temp.iterdir()) == []
