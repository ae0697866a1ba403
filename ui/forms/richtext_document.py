"""Rich text between its blocks and Qt's document; never through Qt's own HTML or Markdown.

What a paragraph of the document is (an item, and how deep) stands in properties of its format.
Qt's lists, which draw the bullets, are made from those by `group_lists` and never read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from vvdesk.richtext import MAX_DEPTH, Block, Kind, Run

_KIND = QTextFormat.Property.UserProperty.value + 1
_LEVEL = QTextFormat.Property.UserProperty.value + 2
LINE_HEIGHT = 115
"""Percent of what the font asks for itself."""
_BREAK = "\u2028"
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_SEMI_BOLD = QFont.Weight.DemiBold.value


@dataclass(frozen=True, slots=True)
class Ink:
    """How rich text is drawn.

    Attributes:
        link: Colour of a link.
        gap: Logical pixels between two paragraphs.
    """

    link: QColor
    gap: int


@dataclass(frozen=True, slots=True)
class Place:
    """What a paragraph of the document is.

    Attributes:
        kind: A paragraph, or an item of one of the two lists.
        level: How deep the list is, 0 for the outermost.
    """

    kind: Kind = "p"
    level: int = 0


def fill(document: QTextDocument, blocks: Iterable[Block], ink: Ink) -> None:
    """Let the document show `blocks` and nothing else."""
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(block_format(Place(), ink))
    insert(cursor, blocks, ink)
    group_lists(document, ink)
    cursor.endEditBlock()


def insert(cursor: QTextCursor, blocks: Iterable[Block], ink: Ink) -> None:
    """Write blocks at the cursor; the caller groups the lists afterwards.

    A first paragraph goes on in the line of the cursor; anything else begins a line, unless that
    line is empty.
    """
    for index, block in enumerate(blocks):
        place = Place(block.kind, block.level)
        if cursor.block().length() == 1 and not index:
            if block.kind != "p":  # words go into an empty item as they go into any line
                cursor.setBlockFormat(block_format(place, ink))
        elif index or block.kind != "p":
            cursor.insertBlock(block_format(place, ink), QTextCharFormat())
        for run in block.runs:
            cursor.insertText(run.text.replace("\n", _BREAK), char_format(run, ink))


def blocks_of(document: QTextDocument, start: int = 0, end: int | None = None) -> list[Block]:
    """Return what stands between two positions, as it is drawn: not in normal form yet."""
    last = document.characterCount() - 1 if end is None else end
    result: list[Block] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= last:
        place = place_of(block)
        result.append(Block(place.kind, place.level, tuple(_runs(block, start, last))))
        block = block.next()
    return result


def place_of(block: QTextBlock) -> Place:
    """Tell what a paragraph of the document is."""
    made = block.blockFormat()
    if not made.hasProperty(_KIND):
        return Place()
    return Place("ol" if made.intProperty(_KIND) == 1 else "ul", made.intProperty(_LEVEL))


def put_at(block: QTextBlock, place: Place, ink: Ink) -> None:
    """Make a paragraph an item, or an item a paragraph; the caller groups the lists afterwards."""
    QTextCursor(block).setBlockFormat(block_format(place, ink))


def block_format(place: Place, ink: Ink) -> QTextBlockFormat:
    """Return how a paragraph is set."""
    made = QTextBlockFormat()
    gap = ink.gap if place.kind == "p" else ink.gap / 3
    made.setTopMargin(gap)
    made.setBottomMargin(gap)
    made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if place.kind != "p":
        made.setProperty(_KIND, 1 if place.kind == "ol" else 2)
        made.setProperty(_LEVEL, place.level)
    return made


def char_format(run: Run, ink: Ink) -> QTextCharFormat:
    """Return how a run is set."""
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        made.setFontItalic(True)
    if run.href:
        link(made, run.href, ink)
    return made


def link(made: QTextCharFormat, href: str, ink: Ink) -> None:
    """Let text in this format lead to an address."""
    made.setAnchor(True)
    made.setAnchorHref(href)
    made.setForeground(ink.link)
    made.setFontUnderline(True)


def unlink(made: QTextCharFormat) -> None:
    """Let text in this format lead nowhere."""
    for each in (
        QTextFormat.Property.IsAnchor,
        QTextFormat.Property.AnchorHref,
        QTextFormat.Property.ForegroundBrush,
        QTextFormat.Property.TextUnderlineStyle,
        QTextFormat.Property.FontUnderline,
    ):
        made.clearProperty(each)


def is_bold(made: QTextCharFormat) -> bool:
    """Tell whether text in this format is bold."""
    return made.fontWeight() >= _SEMI_BOLD


def group_lists(document: QTextDocument, ink: Ink) -> None:
    """Give every item its bullet or number, as the report counts them.

    Levels without a level above them move outwards, as they will be stored. An empty paragraph
    ends no list, because it will not be stored.
    """
    depths: list[int] = []
    lists: list[tuple[Kind, QTextList]] = []
    claimed: set[int] = set()
    block = document.begin()
    while block.isValid():
        place = place_of(block)
        if place.kind == "p":
            if block.length() > 1:
                depths.clear()
                lists.clear()
        else:
            level = _shown_level(depths, place.level)
            if level != place.level:
                place = Place(place.kind, level)
                put_at(block, place, ink)
            _join_list(block, place, lists, claimed)
        block = block.next()


def _shown_level(depths: list[int], level: int) -> int:
    """Count levels without gaps, as `vvdesk.richtext.normalise` does."""
    while depths and depths[-1] >= level:
        depths.pop()
    depths.append(level)
    return min(len(depths), MAX_DEPTH) - 1


def _join_list(
    block: QTextBlock, place: Place, lists: list[tuple[Kind, QTextList]], claimed: set[int]
) -> None:
    """Put an item in the list that is open at its level, or begin one."""
    del lists[place.level + 1 :]
    if len(lists) > place.level and lists[place.level][0] != place.kind:
        lists.pop()
    mine: QTextList | None = block.textList()
    if len(lists) > place.level:
        wanted = lists[place.level][1]
        if mine is None or mine.objectIndex() != wanted.objectIndex():
            wanted.add(block)
        return
    if mine is None or mine.objectIndex() in claimed or not _fits(mine.format(), place):
        mine = QTextCursor(block).createList(_list_format(place))
    claimed.add(mine.objectIndex())
    lists.append((place.kind, mine))


def _list_format(place: Place) -> QTextListFormat:
    made = QTextListFormat()
    made.setIndent(place.level + 1)
    made.setStyle(
        QTextListFormat.Style.ListDecimal
        if place.kind == "ol"
        else _BULLETS[min(place.level, len(_BULLETS) - 1)]
    )
    return made


def _fits(made: QTextListFormat, place: Place) -> bool:
    wanted = _list_format(place)
    return made.indent() == wanted.indent() and made.style() == wanted.style()


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[Run]:
    for position, text, made in fragments(block):
        shown = text[max(start - position, 0) : max(end - position, 0)]
        if shown:
            href = made.anchorHref() or None
            yield Run(shown.replace(_BREAK, "\n"), is_bold(made), made.fontItalic(), href)


def fragments(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    """Return the stretches of one format in a paragraph: position, text and format."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        yield fragment.position(), fragment.text(), fragment.charFormat()
        at += 1
