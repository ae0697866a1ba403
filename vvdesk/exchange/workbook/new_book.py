"""A workbook while it is being written: its sheets, and saving it for certain."""

from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from vvdesk.atomic import replace_file
from vvdesk.exchange.read_back import check_written
from vvdesk.exchange.workbook.exact_texts import ExactTexts
from vvdesk.exchange.workbook.house import House
from vvdesk.exchange.workbook.page import OwnSheet, Page
from vvdesk.jobs import Progress


class NewBook:
    """A workbook that is being written, in memory, sheet after sheet.

    Attributes:
        book: The workbook of XlsxWriter.
        house: Its formats.
    """

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self.book: Any = Workbook(self._bytes, {"in_memory": True})
        self.book.worksheet_class = OwnSheet
        self.book.str_table = ExactTexts()
        self.book.set_size(2400, 1400)
        self.house = House(self.book)
        self._pages: list[Page] = []

    def page(self, name: str, colour: str = "") -> Page:
        """Add a sheet after the others; `colour` is that of its tab."""
        sheet = self.book.add_worksheet(name)
        if colour:
            sheet.set_tab_color(colour)
        self._pages.append(Page(sheet, self.house))
        return self._pages[-1]

    def hidden(self, name: str) -> Page:
        """Add a sheet that no spreadsheet program lists."""
        page = self.page(name)
        page.sheet.very_hidden()
        return page

    def save(self, target: Path, progress: Progress) -> None:
        """Write the file, read it back, and only then put it in the place of `target`.

        Raises:
            Unavailable: It cannot be written, or is not what was meant when it is read back.
            Cancelled: The user stopped; nothing was changed.
        """
        progress(0, 2, "Bewaren")
        self.book.close()
        content = self._bytes.getbuffer()
        written = {page.name: page.cells for page in self._pages}
        progress(1, 2, "Nalezen")
        replace_file(
            target,
            lambda temp: temp.write_bytes(content),
            lambda temp: check_written(temp, written),
        )
        progress(2, 2, target.name)
