"""What the sheets of the consolidated workbook share: bands, tables of figures, formulas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vvdesk.content import Inhoud
from vvdesk.exchange.reader.model import column_letters
from vvdesk.exchange.workbook import house
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.sheets import PROJECTEN, Blad
from vvdesk.exchange.workbook.table_head import FIRST_ROW
from vvdesk.plan.referentie import Referentie

MONEY = ("financiering.beleidsruimte", "financiering.vak", "financiering.vek")
NOT_FILLED = "(niet ingevuld)"
EURO_FORMAT = '#,##0" EUR"'
SHARE_FORMAT = "0.0%"


@dataclass(frozen=True, slots=True)
class Overview:
    """What an overview is made of.

    Attributes:
        contents: The fiches, in the order of the sheet Projecten.
        referentie: Labels, colours and lists of the meetmoment.
    """

    contents: Sequence[Inhoud]
    referentie: Referentie

    def statuses(self) -> list[tuple[str | None, str, str, str]]:
        """Return key, label, surface and outline of each projectstatus, and of none where met."""
        found: list[tuple[str | None, str, str, str]] = [
            (key, row.label, row.vulling, row.rand or row.vulling)
            for (name, key), row in self.referentie.statussen.items()
            if name == "projectstatus"
        ]
        if any(each.values["projectstatus"] is None for each in self.contents):
            found.append((None, NOT_FILLED, "#FFFFFF", "#5A5A5A"))
        return found

    def speerpunten(self) -> list[tuple[str | None, str]]:
        """Return key and label of each speerpunt that has projects, and of none where met."""
        used = {each.values["speerpunt"] for each in self.contents}
        found: list[tuple[str | None, str]] = [
            (key, label) for key, label in self.referentie.lists["speerpunt"].entries if key in used
        ]
        return [*found, (None, NOT_FILLED)] if None in used else found

    def of(self, speerpunt: str | None) -> list[Inhoud]:
        """Return the fiches of one speerpunt."""
        return [each for each in self.contents if each.values["speerpunt"] == speerpunt]


def total(contents: Sequence[Inhoud], path: str) -> int:
    """Return the sum of an amount over fiches; an amount that is not filled in counts for 0."""
    return sum(each.values[path] or 0 for each in contents)


def share(part: int, whole: int) -> float | str:
    """Return a part as share of the whole; empty when there is no whole."""
    return part / whole if whole else ""


def column_range(blad: Blad, key: str, rows: int) -> str:
    """Return the address of all cells of one column with data, for a formula."""
    letters = column_letters(list(blad.by_key).index(key) + 1)
    first = FIRST_ROW + 1
    return f"{blad.name}!${letters}${first}:${letters}${first + max(rows, 1) - 1}"


def project_range(overview: Overview, key: str) -> str:
    """Return the address of one column of the sheet Projecten."""
    return column_range(PROJECTEN, key, len(overview.contents))


def criterion(cell: str, key: str | None) -> str:
    """Return what a COUNTIFS compares with: the label in `cell`, or emptiness."""
    return '""' if key is None else cell


def band(page: Page, texts: tuple[str, str], columns: int) -> int:
    """Write the yellow band with a small and a large line; return the first row under it."""
    small = page.house.format(font_size=11, bg_color=house.YELLOW, valign="vcenter")
    big = page.house.format(bold=True, font_size=20, bg_color=house.YELLOW, valign="vcenter")
    for row, (text, format_, height) in enumerate(zip(texts, (small, big), (24, 34), strict=True)):
        for at in range(columns):
            page.sheet.write_blank(row, at, None, small)
        page.text(row, 1, text, format_)
        page.sheet.set_row(row, height)
    return 2


def heading(page: Page, row: int, text: str, columns: int) -> None:
    """Write a heading over the width of a table."""
    head = page.house.format(
        bold=True, font_size=13, bottom=2, bottom_color=house.YELLOW, valign="bottom"
    )
    for at in range(1, columns):
        page.sheet.write_blank(row, at, None, head)
    page.text(row, 1, text, head)
    page.sheet.set_row(row, 28)


def table_head(page: Page, row: int, labels: Sequence[str], height: float = 32) -> None:
    """Write the labels of a table from column B on."""
    for at, label in enumerate(labels):
        head = page.house.format(
            bold=True,
            bg_color=house.HEADER,
            text_wrap=True,
            valign="vcenter",
            align="left" if at == 0 else "center",
            indent=1 if at == 0 else 0,
            border=1,
            border_color=house.LINE,
        )
        page.text(row, 1 + at, label, head)
    page.sheet.set_row(row, height)


def figure(page: Page, number_format: str = "0", *, strong: bool = False) -> Any:
    """Return the format of a figure; `strong` for totals."""
    return page.house.format(num_format=number_format, align="right", **_lined(strong=strong))


def label(page: Page, *, strong: bool = False) -> Any:
    """Return the format of the text before a row of figures."""
    return page.house.format(num_format="@", text_wrap=True, **_lined(strong=strong))


def _lined(*, strong: bool) -> dict[str, Any]:
    plain = {"valign": "vcenter", "border": 1, "border_color": house.LINE, "indent": 1}
    if not strong:
        return plain
    return {**plain, "bold": True, "top": 2, "top_color": house.INK, "bg_color": house.FIXED}
