"""A report as data for the typesetter: what `resources/rapport/rapport.typ` reads as JSON."""

from dataclasses import dataclass
from typing import Final

from vvdesk.report.content import (
    Block,
    Document,
    Fields,
    Grid,
    Legend,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Section,
    SectionKind,
)
from vvdesk.report.pdf.fit import BESIDE_CODE, TEXT
from vvdesk.report.pdf.pictures import picture_data
from vvdesk.report.pdf.tables import fields_data, grid_data, legend_data
from vvdesk.report.pdf.words import Data, Texts
from vvdesk.report.typesetting.signs import Signs
from vvdesk.values import dag_to_text

_LISTED: Final = frozenset({SectionKind.CHAPTER, SectionKind.SPEERPUNT, SectionKind.PROJECT})
_DEEPEST: Final = 6
"""PDF knows headings down to the sixth level."""
_UNTITLED: Final = "(zonder titel)"


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report that is ready to be set.

    Attributes:
        data: The JSON: facts of the cover, and units that each begin on a new page.
        entries: Level and title of what the list of contents holds, in order.
        texts: What its words went through: which signs they hold, which are not printed.
    """

    data: Data
    entries: tuple[tuple[int, str], ...]
    texts: Texts


def report_data(document: Document, signs: Signs, *, linked: bool = True) -> ReportData:
    """Return a report as data.

    Args:
        document: The report.
        signs: What is printed of a text.
        linked: Whether web addresses in it can be followed.
    """
    texts = Texts(signs, linked=linked)
    units = _Units(document, texts)
    data: Data = {
        "title": _title(document.title, texts),
        "subtitle": _flat(document.subtitle, texts),
        "plan": _flat(document.plan, texts),
        "meetmoment": _flat(document.meetmoment, texts),
        "peildatum": dag_to_text(document.peildatum),
        "control": texts.text(document.controlecode),
        "final": document.is_final,
        "cover": document.has_cover,
        "front": True,
    }
    scope = data["subtitle"] or data["title"]
    data["running"] = " – ".join(part for part in (data["plan"], scope) if part)
    data["units"] = units.made()
    return ReportData(data, tuple(units.entries), texts)


class _Units:
    """Lays the tree out flat: units, each with its headings and what stands under them.

    Args:
        document: The report.
        texts: Makes its words.

    Attributes:
        entries: As in `ReportData`.
    """

    def __init__(self, document: Document, texts: Texts) -> None:
        self._document, self._texts = document, texts
        self._listed = _listed(document)
        self._units: list[Data] = []
        self.entries: list[tuple[int, str]] = []

    def made(self) -> list[Data]:
        """Return all units; the first follows the cover, or stands under the masthead."""
        for chapter in self._document.chapters:
            self._add(chapter, 1)
        return self._units

    def _add(self, section: Section, level: int) -> None:
        self._texts.section = section.title
        if not self._units or (self._has_text and self._begins_page(section, level)):
            self._units.append({"blocks": []})
        self._blocks.append(self._heading(section, level))
        for block in section.blocks:
            if isinstance(block, Section):
                self._add(block, level + 1)
            elif data := self._block(block):
                self._blocks.append(data)

    @property
    def _blocks(self) -> list[Data]:
        return self._units[-1]["blocks"]  # type: ignore[no-any-return] # JSON holds anything

    @property
    def _has_text(self) -> bool:
        """Whether the unit is more than headings; those stay with the fiche that comes next."""
        return any(each["type"] != "title" for each in self._blocks)

    def _begins_page(self, section: Section, level: int) -> bool:
        """A chapter begins on a new page, and so does a fiche with its parts."""
        is_fiche = section.kind is SectionKind.PROJECT and any(
            isinstance(block, Section) for block in section.blocks
        )
        return is_fiche or (level == 1 and self._document.has_cover)

    def _heading(self, section: Section, level: int) -> Data:
        title, listed = _title(section.title, self._texts), section.kind in self._listed
        level, is_part = min(level, _DEEPEST), section.kind is SectionKind.PART
        if listed:
            self.entries.append((level, title))
        first = section.blocks[0] if section.blocks else None
        has_table = isinstance(first, Fields) or (isinstance(first, Grid) and not first.is_titled)
        return {
            "type": "title",
            "look": "head" if is_part and has_table else section.kind.value,
            "level": level,
            "listed": listed,
            "text": title,
        }

    def _block(  # noqa: PLR0911 # one line per kind of block
        self, block: Block
    ) -> Data | None:
        """Return a block as data; None for one in which nothing stands."""
        texts = self._texts
        match block:
            case Paragraph() if words := texts.words(block.words, TEXT):
                return {"type": "paragraph", "style": block.style.value, "words": words}
            case Prose() if rich := texts.rich(block, BESIDE_CODE if block.code else TEXT):
                code = {"code": texts.code(block.code)} if block.code else {}
                return {"type": "prose", "rich": rich} | code
            case Fields() if block.lines:
                return fields_data(block, texts)
            case Listing() if block.items:
                items = [texts.words(item, TEXT) for item in block.items]
                return {"type": "listing", "items": items}
            case Grid() if block.columns:
                return grid_data(block, texts)
            case Picture():
                return picture_data(block, texts)
            case Legend() if block.entries:
                return legend_data(block, texts)
        return None


def _listed(document: Document) -> frozenset[SectionKind]:
    """Return what the list of contents holds: parts too, when there is nothing below a chapter."""
    kinds = {section.kind for level, section in document.sections() if level > 1}
    return _LISTED if kinds & _LISTED else _LISTED | {SectionKind.PART}


def _flat(text: str, texts: Texts) -> str:
    return " ".join(texts.text(text).split())


def _title(text: str, texts: Texts) -> str:
    return _flat(text, texts) or _UNTITLED
