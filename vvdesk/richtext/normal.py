"""The normal form: of all ways to say the same text, the one that is kept."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile
from urllib.parse import quote

from vvdesk.richtext.blocks import MAX_DEPTH, Block, Run

_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
    + "]"
)
"""Control characters, lone surrogates and noncharacters; separators are handled apart."""

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\x1c-\x1f]")
_GAP = re.compile("[ \n]+")
_LINK = re.compile(r"(?:https?://[^/?#]|mailto:[^/?#])\S*", re.IGNORECASE)
_NOT_IN_A_LINK = re.compile(r'[\s<>"]')

_Style = tuple[bool, bool, str | None]
_Piece = tuple[str, _Style]


def clean_text(text: str) -> str:
    """Take out what no file, screen or printer can show; the words stay as they are.

    Args:
        text: Any text.

    Returns:
        The text without control characters, lone surrogates and noncharacters; every kind of
        line end is a newline and every tab a space. Spaces are not collapsed.
    """
    if text.isprintable():  # nearly always, and a hundred times cheaper than looking for each
        return text
    text = _BREAKS.sub("\n", text)
    return _UNWANTED.sub("", _BLANKS.sub(" ", text))


def clean_href(href: str | None) -> str | None:
    """Return the address as it is kept, or None when it is not one that may be followed."""
    if not href:
        return None
    href = _UNWANTED.sub("", unicodedata.normalize("NFC", href)).strip()
    href = _NOT_IN_A_LINK.sub(lambda found: quote(found.group()), href)
    return href if _LINK.fullmatch(href) else None


def normalise(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Bring blocks into the one form that is stored and compared.

    White space is collapsed (U+00A0 is kept), a space takes the style of what stands on both
    sides, equal neighbours become one run, empty blocks vanish, an empty line in a paragraph
    makes two paragraphs of it, levels of lists are counted without gaps, text is NFC.

    Args:
        blocks: Any blocks, for instance as an editor shows them.

    Returns:
        The normal form; the normal form of that is the same.
    """
    result: list[Block] = []
    raw_levels: list[int] = []
    for block in blocks:
        for runs in _normal_runs(block):
            if block.kind == "p":
                raw_levels.clear()
                result.append(Block("p", 0, runs))
                continue
            while raw_levels and raw_levels[-1] >= block.level:
                raw_levels.pop()
            raw_levels.append(block.level)
            result.append(Block(block.kind, min(len(raw_levels), MAX_DEPTH) - 1, runs))
    return tuple(result)


def _normal_runs(block: Block) -> list[tuple[Run, ...]]:
    """Return the runs of the block; more than one tuple for a paragraph with empty lines."""
    pieces = _collapsed(block.runs)
    if len(pieces) > 1:
        pieces = _joined(_restyled(pieces))
    if any("\n\n" in text for text, _ in pieces):
        parts = _split(pieces) if block.kind == "p" else [_single_breaks(pieces)]
    else:
        parts = [pieces]
    return [
        tuple(Run(text, *style) for text, style in _composed(part))
        for part in parts
        if not all(text.isspace() for text, _ in part)
    ]


def _collapsed(runs: Iterable[Run]) -> list[_Piece]:
    """Split runs into words and gaps; a gap is a space, a newline or (empty line) two newlines.

    Only gaps at the edges of a run become pieces of their own: within a run nothing can change.
    """
    pieces: list[_Piece] = []
    for run in runs:
        style = (bool(run.bold), bool(run.italic), clean_href(run.href))
        text = clean_text(run.text)
        if "\n" in text or "  " in text:
            text = _GAP.sub(_one_gap, text)
        start = len(text) - len(text.lstrip(" \n"))
        end = len(text.rstrip(" \n"))
        if start:
            pieces.append((text[:start], style))
        if end > start:
            pieces.append((text[start:end], style))
        if start < len(text) and end < len(text):
            pieces.append((text[max(start, end) :], style))
    return pieces


def _one_gap(found: re.Match[str]) -> str:
    return "\n\n"[: found.group().count("\n")] or " "


def _restyled(pieces: list[_Piece]) -> list[_Piece]:
    """Join gaps that touch and give each the style that its two neighbours share."""
    result: list[_Piece] = []
    gap = ""
    for text, style in pieces:
        if text[0] in " \n":
            gap += text
            continue
        if gap and result:
            before = result[-1][1]
            shared = (
                before[0] and style[0],
                before[1] and style[1],
                style[2] if before[2] == style[2] else None,
            )
            result.append((_GAP.sub(_one_gap, gap), shared))
        gap = ""
        result.append((text, style))
    return result


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Make one piece of neighbours in the same style."""
    result: list[_Piece] = []
    texts: list[str] = []
    for index, (text, style) in enumerate(pieces):
        texts.append(text)
        if index + 1 == len(pieces) or pieces[index + 1][1] != style:
            result.append(("".join(texts), style))
            texts = []
    return result


def _composed(pieces: list[_Piece]) -> list[_Piece]:
    """Bring texts to NFC; accents at the start of a piece go to what stands before it.

    On their own they would change sides in a workbook, which keeps a letter and its accents whole.
    A space that comes to stand at the edge of a piece that way takes its style anew.
    """
    while (moved := _accents_moved(pieces)) != pieces:
        runs = (Run(text, *style) for text, style in moved)
        pieces = _joined(_restyled(_collapsed(runs)))
    return [(unicodedata.normalize("NFC", text), style) for text, style in pieces]


def _accents_moved(pieces: list[_Piece]) -> list[_Piece]:
    result: list[_Piece] = []
    for text, style in pieces:
        rest = text
        if result and unicodedata.combining(text[0]):
            accents = "".join(takewhile(unicodedata.combining, text))
            before, own = result[-1]
            result[-1] = (before + accents, own)
            rest = text[len(accents) :]
        if rest:
            result.append((rest, style))
    return result


def _split(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Cut a paragraph at its empty lines."""
    parts: list[list[_Piece]] = [[]]
    for text, style in pieces:
        first, *others = text.split("\n\n")
        if first:
            parts[-1].append((first, style))
        parts.extend([(other, style)] if other else [] for other in others)
    return parts


def _single_breaks(pieces: list[_Piece]) -> list[_Piece]:
    """Write an empty line within an item of a list as an ordinary line break."""
    return [(text.replace("\n\n", "\n"), style) for text, style in pieces]
