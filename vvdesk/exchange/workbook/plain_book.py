"""A workbook that is written to be read only, with XlsxWriter, straight to its file."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from vvdesk.exchange.workbook.exact_texts import escaped

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def plain_book(path: Path) -> Iterator[Any]:
    """Give a workbook to write in; it stands on disk when the block ends.

    XlsxWriter tells of a full disk in an error of its own, which nobody above expects: what the
    disk says comes out as the disk says it.

    Args:
        path: Where; best a temporary one of `replace_file`.

    Yields:
        The workbook of XlsxWriter; each of its sheets has to be written row after row. A text is
        never taken for a formula, a number, an address or markup.

    Raises:
        OSError: It cannot be written.
    """
    with TemporaryDirectory(prefix="vvdesk-werkboek-", ignore_cleanup_errors=True) as folder:
        book: Any = Workbook(str(path), {**_OPTIONS, "tmpdir": folder})
        book.worksheet_class = _PlainSheet
        try:
            yield book
        finally:
            _close(book)  # also when somebody stops: else it is done at a moment nobody chose


def _close(book: Any) -> None:
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
    finally:
        _let_go(book)


def _let_go(book: Any) -> None:
    """Close the files with rows, which XlsxWriter leaves open, and on disk, when it fails."""
    for sheet in book.worksheets():
        with suppress(OSError):  # what could not be written is said already
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()


class _PlainSheet(Worksheet):  # type: ignore[misc] # XlsxWriter comes without types
    """A worksheet without rich texts, which writes every text as it is.

    WORKAROUND: XlsxWriter does not escape `_x0041_x0042_` whole and takes "<r>…</r>" for XML of
    its own (https://github.com/jmcnamara/XlsxWriter, Worksheet._write_cell).
    """

    @staticmethod
    def _escape_control_characters(data: Any) -> Any:
        return escaped(data) if isinstance(data, str) else data

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, False, attributes)  # it has no blanks at its ends
