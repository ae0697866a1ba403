"""Formats of cells: the number format and whether the font is bold or italic."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from vvdesk.exchange.reader.numbers import small_number
from vvdesk.exchange.reader.texts import clean_text, is_set
from vvdesk.exchange.reader.xmlparts import namespace_of

GENERAL = "General"

_BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
_EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})


class Style(NamedTuple):
    """What of a cell's format matters to its content; `plain` is neither bold nor italic."""

    number_format: str
    bold: bool
    italic: bool
    plain: bool


PLAIN = Style(GENERAL, bold=False, italic=False, plain=True)


def read_styles(root: Element, part: str) -> dict[str | None, Style]:
    """Read the formats of a workbook.

    Args:
        root: Of the part with styles.
        part: Its name, for messages.

    Returns:
        By the text that cells use as attribute `s`; None stands for a cell without.

    Raises:
        Refused: It is no part with styles.

    Source:
        ECMA-376 part 1, 18.8; built-in codes 18.8.30.
    """
    namespace = namespace_of(root, "styleSheet", part)
    fonts = [
        (is_set(font, f"{namespace}b"), is_set(font, f"{namespace}i"))
        for font in root.iterfind(f"{namespace}fonts/{namespace}font")
    ]
    codes = {str(number): code for number, code in _BUILT_IN.items()} | {
        found.get("numFmtId", ""): clean_text(found.get("formatCode", GENERAL))[0]
        for found in root.iterfind(f"{namespace}numFmts/{namespace}numFmt")
    }
    styles: dict[str | None, Style] = {}
    for index, xf in enumerate(root.iterfind(f"{namespace}cellXfs/{namespace}xf")):
        bold, italic = _font(fonts, xf.get("fontId", "0"))
        code = _code(codes, xf.get("numFmtId", "0"))
        styles[str(index)] = Style(code, bold, italic, not (bold or italic))
    styles[None] = styles.get("0", PLAIN)
    return styles


def _code(codes: dict[str, str], number: str) -> str:
    if number in codes:
        return codes[number]
    return "yyyy/m/d" if small_number(number) in _EAST_ASIAN_DATES else GENERAL


def _font(fonts: list[tuple[bool, bool]], index: str) -> tuple[bool, bool]:
    found = small_number(index)
    return fonts[found] if found is not None and found < len(fonts) else (False, False)
