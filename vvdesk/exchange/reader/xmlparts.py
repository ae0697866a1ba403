"""The XML of a workbook's parts: no document type, no endless nesting, no endless tags.

The parser is the one of the standard library (expat, building elements in C); a part is fed to it
piece by piece, and the caller takes finished elements away between two pieces, so that memory
depends on one piece and not on the part.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import Limits

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})
_NO_MEMORY = 1  # XML_ERROR_NO_MEMORY
_PROLOG_STEP = 1024
_USUAL_PROLOG = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")? ?\?>\s*<[A-Za-z]',
    re.IGNORECASE,
)
"""What nearly every part begins with: the root follows at once, so there is no document type."""


class _RootSeen(Exception):
    """The first element has begun, after which no document type can follow."""


class XmlReader:
    """Reads the parts of one workbook, and keeps count of what they cost together.

    Args:
        limits: The bounds to keep.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._markup = 0

    def tree(self, pieces: Iterable[bytes], part: str) -> Element:
        """Read one part whole.

        Args:
            pieces: The bytes of the part.
            part: Its name, for messages.

        Returns:
            The root element.

        Raises:
            Refused: See `grow`.
        """
        root = None
        for root, _ in self.grow(pieces, part):  # noqa: B007 - the last one counts
            pass
        if root is None:
            raise Refused(_broken(part, "het is leeg"))
        return root

    def grow(self, pieces: Iterable[bytes], part: str) -> Iterator[tuple[Element, bool]]:
        """Yield the root again and again while the part grows below it.

        The caller removes what it has handled. As long as the part is not whole, the last child
        of every element may still be growing.

        Args:
            pieces: The bytes of the part.
            part: Its name, for messages.

        Yields:
            The root element, and whether the part is now whole.

        Raises:
            Refused: It is not well-formed, has a document type, an unusual encoding, or goes
                beyond the limits.
        """
        builder = TreeBuilder()
        top = builder.start("top", {})
        parser = XMLParser(target=builder)  # noqa: S314 - document types are refused before
        prolog: _Prolog | None = _Prolog(part)
        gap = pending = 0
        try:
            for piece in pieces:
                if prolog and prolog.is_over(piece):
                    prolog = None
                gap = self._check_gap(piece, gap, part)
                tags = piece.count(b"<")
                self._count(tags, part)
                parser.feed(piece)
                pending += tags
                if len(top):
                    weight = _weigh(top[0])
                    self._check_shape(top, pending, part)
                    yield top[0], False
                    if _weigh(top[0]) < weight:
                        pending = 0
            parser.close()
        except (ParseError, expat.ExpatError) as error:
            if error.code == _NO_MEMORY:
                raise MemoryError from None
            line = error.position[0] if isinstance(error, ParseError) else error.lineno
            raise Refused(_broken(part, f"regel {line} is geen geldige XML")) from None
        if prolog is None and len(top):
            yield top[0], True

    def _check_gap(self, piece: bytes, gap: int, part: str) -> int:
        """Return the bytes since the last tag; a text or tag without end is refused."""
        first = piece.find(b"<")
        longest = gap + (len(piece) if first < 0 else first)
        if longest > self._limits.token_bytes:
            raise Refused(_broken(part, "één tekst of tag is er langer dan 1 MB"))
        return longest if first < 0 else len(piece) - piece.rfind(b"<")

    def _count(self, tags: int, part: str) -> None:
        self._markup += tags
        if self._markup > self._limits.markup:
            raise Refused(
                f"in het onderdeel '{part}' loopt het aantal gegevens en opmaak te hoog op "
                f"(meer dan {self._limits.markup} tags in de werkmap). "
                "Wis de opmaak van lege rijen en kolommen."
            )

    def _check_shape(self, top: Element, pending: int, part: str) -> None:
        if pending > self._limits.pending_markup:
            raise Refused(_broken(part, "één lijst of rij is er onredelijk lang"))
        node, depth = top, 0
        while len(node):
            node = node[-1]
            depth += 1
            if depth > self._limits.depth:
                raise Refused(_broken(part, f"het is dieper genest dan {self._limits.depth} keer"))


class _Prolog:
    """What comes before the root element: where a document type would stand."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._parser: expat.XMLParserType | None = None

    def is_over(self, piece: bytes) -> bool:
        """Look at the next bytes; True from the piece in which the root element begins."""
        if self._parser is None:
            if _USUAL_PROLOG.match(piece):
                return True
            self._parser = _prolog_parser(self._part)
        try:
            for at in range(0, len(piece), _PROLOG_STEP):
                self._parser.Parse(piece[at : at + _PROLOG_STEP], False)
        except _RootSeen:
            return True
        return False


def _prolog_parser(part: str) -> expat.XMLParserType:
    """Make a parser that stops at the root; its handlers do not refer to it, so no cycle."""

    def on_element(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootSeen

    def on_doctype(*_about: object) -> None:
        raise Refused(
            f"het onderdeel '{part}' bevat een documenttype (DOCTYPE), wat in een werkmap "
            "niet thuishoort. Open dit bestand niet en meld het aan de afzender."
        )

    def on_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise Refused(_broken(part, f"de tekencodering '{encoding[:40]}' is ongewoon"))

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = on_declaration
    parser.StartDoctypeDeclHandler = on_doctype
    parser.StartElementHandler = on_element
    return parser


def take_finished(parent: Element, *, whole: bool) -> list[Element]:
    """Remove and return the children that will not change any more.

    Args:
        parent: The list in the part, such as `sheetData`.
        whole: True when `parent` itself is finished, so that its last child is too.
    """
    children = parent[:] if whole else parent[:-1]
    del parent[: len(children)]
    return children


def namespace_of(root: Element, name: str, part: str) -> str:
    """Return the namespace of the part as a prefix for tags, `{…}`.

    Raises:
        Refused: The root is not `name` in the Transitional or the Strict namespace.
    """
    for known in (TRANSITIONAL, STRICT):
        if root.tag == f"{{{known}}}{name}":
            return f"{{{known}}}"
    raise Refused(_broken(part, f"er wordt '{name}' verwacht, gevonden: '{root.tag[-60:]}'"))


def is_true(value: str | None, *, default: bool = False) -> bool:
    """Read an XML attribute of yes or no; anything else counts as no."""
    return default if value is None else value in {"1", "true", "on"}


def _weigh(root: Element) -> int:
    return len(root) + sum(map(len, root))


def _broken(part: str, why: str) -> str:
    return (
        f"het onderdeel '{part}' is niet leesbaar: {why}. "
        "Bewaar de werkmap opnieuw in Excel of LibreOffice, als .xlsx."
    )
