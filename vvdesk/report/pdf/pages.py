"""Pages of a report as pictures, to look at before anything is written.

Typst paints all pages or none, which for a whole plan takes most of a minute. So all pages are
set once, without painting, to know on which page each chapter and fiche begins; some at a time,
since Typst keeps all that it sets at once. Then only those that lie on the pages asked for are set
and painted, with the numbers that they have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from vvdesk.report.pdf.data import ReportData
from vvdesk.report.typesetting.typst_compile import REPORT, Typesetting, forget

_TOGETHER: Final = 12
"""Units that are set at once to count their pages: some 40 pages, and 80 MB."""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One page.

    Attributes:
        number: 1 for the first page of the report.
        png: The picture, as the bytes of a PNG.
    """

    number: int
    png: bytes


@dataclass(frozen=True, slots=True)
class PreviewPages:
    """Some pages of a report.

    Attributes:
        pages: Those asked for that exist, in order.
        total: How many pages the whole report has.
        notices: As `write_pdf` returns them.
    """

    pages: tuple[PreviewPage, ...]
    total: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """On which pages a report stands.

    Attributes:
        total: How many there are.
        units: The first page of each unit.
        entries: The page of each entry of the list of contents.
    """

    total: int
    units: tuple[int, ...]
    entries: tuple[int, ...]


def layout_of(report: ReportData) -> Layout:
    """Set all pages, and return what stands where."""
    units, front = report.data["units"], {"front": True}
    total, starts, entries = 0, [], []
    listed = [{"level": level, "title": title, "page": 1} for level, title in report.entries]
    for at in range(0, max(len(units), 1), _TOGETHER):
        some = [unit | {"start": 1} for unit in units[at : at + _TOGETHER]]
        part = {"units": some, "part": {"total": 1, "entries": listed}}
        told: Mapping[str, Any] = Typesetting(REPORT, report.data | front | part).told("layout")
        starts += [total + each for each in told["units"]]
        entries += [total + each for each in told["entries"]]
        total += told["total"]
        front = {"front": False}
        forget()
    return Layout(total, tuple(starts), tuple(entries))


def painted(
    report: ReportData, layout: Layout, pages: range, width_px: int
) -> tuple[PreviewPage, ...]:
    """Return pictures of some pages, as they are in the whole report.

    Args:
        report: The whole report.
        layout: What stands where in it.
        pages: Numbers from 1.
        width_px: Of a picture.
    """
    wanted = [each for each in pages if 1 <= each <= layout.total]
    if not wanted:
        return ()
    part, numbers = _part(report, layout, wanted)
    pictures = Typesetting(REPORT, part).pictures(width_px)
    found = dict(zip(numbers, pictures, strict=True))
    return tuple(PreviewPage(each, found[each]) for each in wanted)


def _part(
    report: ReportData, layout: Layout, wanted: Sequence[int]
) -> tuple[dict[str, Any], list[int]]:
    """Return the data of the units that lie on the pages, and the numbers of their pages."""
    starts = (*layout.units, layout.total + 1)
    first = starts[0] if report.data["cover"] else 1
    spans = [range(start, end) for start, end in pairwise(starts)]
    chosen = [at for at, span in enumerate(spans) if any(each in span for each in wanted)]
    front = any(each < first for each in wanted) or (first == 1 and 0 in chosen)
    numbers = list(range(1, first)) if front else []
    for at in chosen:
        numbers += spans[at]
    entries = [
        {"level": level, "title": title, "page": page}
        for (level, title), page in zip(report.entries, layout.entries, strict=True)
    ]
    units = [report.data["units"][at] | {"start": spans[at].start} for at in chosen]
    part = {"total": layout.total, "entries": entries}
    return report.data | {"front": front, "units": units, "part": part}, numbers
