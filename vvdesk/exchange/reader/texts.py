"""Texts of a workbook: as a person saw them, in one canonical form of Unicode."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.model import CellRun
from vvdesk.exchange.reader.xmlparts import XmlReader, is_true, namespace_of, take_finished

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = " \t\n\r"  # an empty text is in it too
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NEWLINE = re.compile("\r\n?")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(2**16, 2**20 + 1, 2**16)
    )
    + "]"
)


_new = tuple.__new__  # a NamedTuple made so takes a third of the time

_Runs = tuple[tuple[str, bool | None, bool | None], ...]


class Text(NamedTuple):
    """A text from the table of shared strings, or from a cell itself.

    Attributes:
        text: NFC, line ends as LF, no control characters, surrogates or noncharacters.
        runs: The stretches that say their own formatting, or None when there is but one without;
            a stretch that follows the cell's font has None for bold and italic.
        usual: The stretches in a cell whose font is neither bold nor italic; None when none is.
        clean: False when characters had to be taken out.
    """

    text: str
    runs: _Runs | None
    usual: tuple[CellRun, ...] | None
    clean: bool


def clean_text(raw: str) -> tuple[str, bool]:
    """Return a text as Excel shows it, and whether nothing had to be taken out.

    `_xHHHH_` is decoded, CRLF becomes LF, the form becomes NFC; control characters, lone surrogates
    and noncharacters are taken out, which the caller must report.

    Source:
        ECMA-376 part 1, 22.9.2.19 (ST_Xstring); RELIABILITY.md 2, rows 14 and 15.
    """
    escaped = "_x" in raw
    if not escaped and raw.isascii() and "\r" not in raw and "\x7f" not in raw:
        return raw, True
    text = _unescape(raw) if escaped else raw
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    taken = 0
    if not text.replace("\n", " ").replace("\xa0", " ").isprintable():  # far faster than the search
        text, taken = _FORBIDDEN.subn("", text)
    return unicodedata.normalize("NFC", text), not taken


def _unescape(text: str) -> str:
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _PAIR.sub(_join_pair, text)


def _join_pair(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


class TextReader:
    """Reads the texts of one workbook.

    Args:
        limits: For the length of all texts together.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = 0

    def shared(self, xml: XmlReader, pieces: Iterable[bytes], part: str) -> list[Text]:
        """Read the table of shared strings.

        Raises:
            Refused: The part is not readable, or the texts are too long together.
        """
        texts: list[Text] = []
        tags: _Tags | None = None
        for root, whole in xml.grow(pieces, part):
            if tags is None:
                tags = _Tags(namespace_of(root, "sst", part))
            items = take_finished(root, whole=whole)
            for item in items:
                if item.tag == tags.item:
                    texts.append(_plain(item, tags) if len(item) == 1 else _rich(item, tags))
                elif item.tag != tags.extra:
                    raise Refused(f"het onderdeel '{part}' bevat iets onbekends: '{item.tag}'.")
            self._count(texts[-len(items) :] if items else [])
        return texts

    def inline(self, item: Element, namespace: str) -> Text:
        """Read the `is` element of a cell.

        Raises:
            Refused: The texts of the workbook are too long together.
        """
        tags = _Tags(namespace)
        found = _plain(item, tags) if len(item) == 1 else _rich(item, tags)
        self._count([found])
        return found

    def _count(self, texts: list[Text]) -> None:
        self._characters += sum([len(text) for text, _, _, _ in texts])
        if self._characters > self._limits.texts:
            raise Refused("de teksten in de werkmap zijn samen te lang. Kort ze in.")


class _Tags:
    """The tags of texts in one namespace."""

    __slots__ = ("bold", "extra", "ignored", "italic", "item", "properties", "run", "text")

    def __init__(self, namespace: str) -> None:
        self.item = f"{namespace}si"
        self.text = f"{namespace}t"
        self.run = f"{namespace}r"
        self.properties = f"{namespace}rPr"
        self.bold = f"{namespace}b"
        self.italic = f"{namespace}i"
        self.extra = f"{namespace}extLst"
        self.ignored = frozenset({f"{namespace}rPh", f"{namespace}phoneticPr"})


def styled_runs(text: Text, *, bold: bool, italic: bool) -> tuple[CellRun, ...] | None:
    """Return the stretches of a text in a cell whose font is bold or italic or neither.

    Returns:
        Stretches that joined are the text; None when nothing is bold or italic.
    """
    if text.runs is None:
        return (CellRun(text.text, bold, italic),) if bold or italic else None
    return _resolve(text.runs, bold=bold, italic=italic)


def _resolve(
    runs: Iterable[tuple[str, bool | None, bool | None]], *, bold: bool, italic: bool
) -> tuple[CellRun, ...] | None:
    found = False
    resolved = []
    for text, own_bold, own_italic in runs:
        is_bold = bold if own_bold is None else own_bold
        is_italic = italic if own_italic is None else own_italic
        found = found or is_bold or is_italic
        resolved.append(_new(CellRun, (text, is_bold, is_italic)))
    return tuple(resolved) if found else None


def is_set(font: Element, tag: str) -> bool:
    """Tell whether a font has a property such as `b`, which is on unless it says otherwise."""
    found = font.find(tag)
    return found is not None and is_true(found.get("val"), default=True)


def _spaced(element: Element) -> str:
    """Return the text of a `t`; as in Excel, blanks at the ends count only when it says so."""
    if len(element):
        raise Refused("een tekst bevat opmaak op een plaats waar dat niet kan.")
    text = element.text or ""
    if text[:1] in _BLANK or text[-1:] in _BLANK:
        return text if element.get(_SPACE) == "preserve" else text.strip(_BLANK)
    return text


def _plain(item: Element, tags: _Tags) -> Text:
    """Read a text of one stretch without formatting of its own; the rest goes to `_rich`."""
    child = item[0]
    if child.tag != tags.text:
        return _rich(item, tags)
    text = child.text or ""
    if len(child) or text[:1] in _BLANK or text[-1:] in _BLANK:
        text = _spaced(child)
    clean = True
    if "_x" in text or not text.isascii() or "\r" in text or "\x7f" in text:
        text, clean = clean_text(text)
    return _new(Text, (text, None, None, clean))


def _rich(item: Element, tags: _Tags) -> Text:
    runs: list[tuple[str, bool | None, bool | None]] = []
    all_clean = True
    for child in item:
        if child.tag == tags.run:
            raw, bold, italic = _run(child, tags)
        elif child.tag == tags.text:
            raw, bold, italic = _spaced(child), None, None
        elif child.tag in tags.ignored:
            continue
        else:
            raise Refused(f"een tekst bevat iets onbekends: '{child.tag[-60:]}'.")
        text, clean = clean_text(raw)
        all_clean = all_clean and clean
        if runs and not text.isascii():
            text = _give_accents(runs, text)
        if text:
            runs.append((text, bold, italic))
    whole = "".join([run[0] for run in runs])
    return Text(whole, tuple(runs), _resolve(runs, bold=False, italic=False), all_clean)


def _run(run: Element, tags: _Tags) -> tuple[str, bool | None, bool | None]:
    text = ""
    bold = italic = None
    for child in run:
        tag = child.tag
        if tag == tags.text:
            text += _spaced(child)
        elif tag == tags.properties:
            bold = is_set(child, tags.bold)
            italic = is_set(child, tags.italic)
        else:
            raise Refused(f"een tekst bevat iets onbekends: '{tag[-60:]}'.")
    return text, bold, italic


def _give_accents(runs: list[tuple[str, bool | None, bool | None]], text: str) -> str:
    """Give accents at the start of a stretch to the last letter of the one before it."""
    accents = 0
    while accents < len(text) and unicodedata.combining(text[accents]):
        accents += 1
    if accents:
        before, bold, italic = runs[-1]
        runs[-1] = (unicodedata.normalize("NFC", before + text[:accents]), bold, italic)
    return text[accents:]
