"""The report cut into fiches, and each fiche into its sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vvdesk.exchange.published_report.labels import (
    CONTENTS_ENTRY,
    HEADING,
    NUMBERED,
    PAGE_NUMBER,
    RUNNING_HEADER,
    Section,
    bare,
    section_of,
    starts_colophon,
)
from vvdesk.exchange.published_report.model import Problems
from vvdesk.exchange.published_report.text_file import Line

_LOOK_AHEAD = 4
_MOSTLY = 0.6


@dataclass(slots=True)
class RawFiche:
    """The lines of one fiche.

    Attributes:
        code: Project code; "" for sections that follow no heading.
        titel: Title of the heading.
        line: Line of the heading, or of the first section.
        last_line: The last line that belongs to it.
        sections: Section to its lines, blank ones included; a repeated heading is a page break.
        starts: Section to the line of its heading.
    """

    code: str
    titel: str
    line: int
    last_line: int = 0
    sections: dict[Section, list[Line]] = field(default_factory=dict)
    starts: dict[Section, int] = field(default_factory=dict)


class Splitter:
    """Deals the lines of a report out, in one pass.

    Attributes:
        fiches: Every fiche in order, also double ones and those without a heading.
        loose: Lines outside the fiches: cover, contents, address block.
        headings: Lines such as "04. Investeren in mensen en talenten" between the fiches.
    """

    def __init__(self, lines: Sequence[Line], problems: Problems) -> None:
        self.fiches: list[RawFiche] = []
        self.loose: list[Line] = []
        self.headings: list[Line] = []
        self._lines = lines
        self._problems = problems
        self._fiche: RawFiche | None = None
        self._section: Section | None = None
        following = _following(lines)
        for line, after in zip(lines, following, strict=True):
            self._take(line, after)

    def _take(self, line: Line, after: Sequence[Line]) -> None:
        if heading := _heading(line, after):
            self._fiche = RawFiche(*heading, line.number)
            self.fiches.append(self._fiche)
            self._section = None
        elif section := section_of(line.text):
            self._open(section, line)
        elif not line.blank and not _is_page_furniture(line, after):
            self._place(line, after)
        elif self._fiche and self._section and line.blank:
            self._fiche.sections[self._section].append(line)

    def _open(self, section: Section, line: Line) -> None:
        fiche = self._fiche
        if fiche is None or (
            section is Section.BETROKKENEN and fiche.sections and section is not self._section
        ):
            fiche = self._fiche = RawFiche("", "", line.number)
            self.fiches.append(fiche)
        elif section in fiche.sections and section is not self._section:
            self._problems.add(
                line.number,
                line.text,
                f"Deze sectie staat twee keer bij {fiche.code or 'dezelfde fiche'}; de delen zijn "
                "samengevoegd. Kijk na of dat klopt.",
            )
        if section in fiche.sections:
            fiche.sections[section].append(Line(line.number, "", page_break=True))
        else:
            fiche.sections[section] = []
            fiche.starts[section] = line.number
        fiche.last_line = line.number
        self._section = section

    def _place(self, line: Line, after: Sequence[Line]) -> None:
        fiche, section = self._fiche, self._section
        if self._ends_fiches(line, after):
            self._fiche = self._section = fiche = None
            if NUMBERED.fullmatch(bare(line.text)):
                self.headings.append(line)
        if fiche is None:
            self.loose.append(line)
            return
        fiche.last_line = line.number
        if section is not None:
            fiche.sections[section].append(line)
        elif _mostly_capitals(line.text):
            fiche.titel += f" {bare(line.text)}"
        else:
            self._problems.add(
                line.number, line.text, f"Deze regel hoort bij geen sectie van {fiche.code}."
            )

    def _ends_fiches(self, line: Line, after: Sequence[Line]) -> bool:
        """Tell whether the heading of a next speerpunt, or the address block, stands here."""
        if self._fiche is None:
            return NUMBERED.fullmatch(bare(line.text)) is not None
        if after and starts_colophon(line.text, after[0].text):
            return True
        return (
            self._section is Section.FINANCIERING
            and NUMBERED.fullmatch(bare(line.text)) is not None
        )


def _following(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield for every line the next few that are not blank."""
    visible = [line for line in lines if not line.blank]
    position = 0
    for line in lines:
        position += not line.blank
        yield visible[position : position + _LOOK_AHEAD]


def _heading(line: Line, after: Sequence[Line]) -> tuple[str, str] | None:
    """Return code and title when the line is the heading of a fiche.

    A project may also be named in a text: then no section begins right after it.
    """
    found = HEADING.fullmatch(bare(line.text)) if "VV" in line.text else None
    if found is None or CONTENTS_ENTRY.fullmatch(line.text.strip()):
        return None
    sections = [section for each in after if (section := section_of(each.text))]
    if sections[:1] == [Section.BETROKKENEN] or (
        _mostly_capitals(found["titel"]) and (sections or len(after) < _LOOK_AHEAD)
    ):
        return found["code"], found["titel"]
    return None


def _is_page_furniture(line: Line, after: Sequence[Line]) -> bool:
    """Tell whether a page prints this above or below its text."""
    words = bare(line.text)
    if PAGE_NUMBER.fullmatch(words):
        return not after or section_of(after[0].text) is not None or _heading_like(after[0])
    return RUNNING_HEADER.fullmatch(words) is not None


def _heading_like(line: Line) -> bool:
    words = bare(line.text)
    return any(pattern.fullmatch(words) for pattern in (HEADING, RUNNING_HEADER))


def _mostly_capitals(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) >= _MOSTLY * max(len(letters), 1)
