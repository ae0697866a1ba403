"""The look of every workbook: its colours, and the cell formats made of them, each made once."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from vvdesk.kinds import DAG, EURO, GETAL, URL, Kind

Format = Any
"""A cell format of XlsxWriter, which comes without types."""

FONT: Final = "Calibri"
SIZE: Final = 10
LINE_HEIGHT: Final = 13.0
"""Points that one line of text takes in a cell."""

YELLOW: Final = "#FFE615"
INK: Final = "#1F1F1F"
SOFT: Final = "#5A5A5A"
PAPER: Final = "#FFFFFF"
BANDS: Final = ("#4A4A4A", "#6B6B6B")
HEADER: Final = "#E6E6E6"
FIXED: Final = "#F2F2F2"
LINE: Final = "#D0D0D0"
LINK: Final = "#0055CC"
MISSING: Final = {"bg_color": "#FFE9C7", "font_color": "#7A4100"}
WRONG: Final = {"bg_color": "#FCDEDB", "font_color": "#8C1D18"}

_RIGHT: Final = {EURO, GETAL}
_CENTRED: Final = {DAG}


class CellFormats(NamedTuple):
    """The formats that the cells of one column can have.

    Attributes:
        plain: The ordinary one.
        quoted: The same for a text that a program could take for a formula.
    """

    plain: Format
    quoted: Format


class House:
    """Gives the formats of one workbook; equal properties always give the same format.

    Args:
        book: The workbook of XlsxWriter that is being written.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.font = self.format(text_wrap=False)
        self.bold = self.format(bold=True)
        self.italic = self.format(italic=True)
        self.bold_italic = self.format(bold=True, italic=True)

    def format(self, **properties: Any) -> Format:
        """Return the format with these properties of XlsxWriter, in the house's font."""
        return self._cached({"font_name": FONT, "font_size": SIZE, "font_color": INK, **properties})

    def paint(self, properties: Mapping[str, Any]) -> Format:
        """Return a format for conditional formatting: only what it changes."""
        return self._cached(properties)

    def cell(self, kind: Kind, *, fixed: bool = False, **more: Any) -> CellFormats:
        """Return the formats of cells that hold values of `kind`.

        Args:
            kind: Decides on number format and alignment.
            fixed: True for what identifies the row or is shown only: light grey.
            more: Further properties.
        """
        align = "right" if kind in _RIGHT else "center" if kind in _CENTRED else "left"
        base = {
            "num_format": kind.number_format,
            "align": align,
            "indent": 0 if align == "center" else 1,
            "valign": "top",
            "text_wrap": kind not in _RIGHT,
            "border": 1,
            "border_color": LINE,
            "bg_color": FIXED if fixed else PAPER,
            "locked": False,
            **({"font_color": LINK, "underline": 1} if kind is URL else {}),
            **more,
        }
        return CellFormats(self.format(**base), self.format(**base, quote_prefix=True))

    def run(self, *, bold: bool, italic: bool) -> Format:
        """Return the format of a stretch of rich text."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.font

    def _cached(self, properties: Mapping[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(properties))
        return self._made[key]
