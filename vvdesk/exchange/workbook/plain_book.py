"""A workbook that is written to be read only, with XlsxWriter, straight to its file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def plain_book(path: Path, *, in_order: bool) -> Iterator[Any]:
    """Give a workbook to write in; it stands on disk when the block ends.

    XlsxWriter tells of a full disk in an error of its own, which nobody above expects: what the
    disk says comes out as the disk says it.

    Args:
        path: Where; best a temporary one of `replace_file`.
        in_order: Each sheet is written row after row, so that no row has to be remembered.

    Yields:
        The workbook of XlsxWriter; a text is never taken for a formula, a number or an address.

    Raises:
        OSError: It cannot be written.
    """
    book: Any = Workbook(str(path), {**_OPTIONS, "constant_memory": in_order})
    try:
        yield book
    finally:
        # Also when somebody stops: XlsxWriter keeps files of its own until then.
        _close(book)


def _close(book: Any) -> None:
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
