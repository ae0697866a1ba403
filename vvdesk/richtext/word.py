"""What people copy in Word, Outlook or a browser, as a rich text.

Word writes its lists as paragraphs with a bullet as text; read as they stand they become
"·       53 positief beslist". Here they become lists again. Bold, italics and links stay; fonts,
colours, tables and pictures go, and nothing is ever loaded or executed.
"""

import re
from dataclasses import dataclass

from vvdesk.richtext.blocks import Block, Kind, Run
from vvdesk.richtext.lines import part
from vvdesk.richtext.markup import to_html
from vvdesk.richtext.normal import clean_href
from vvdesk.richtext.pieces import DROPPED, Comment, Tag, pieces

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKING = _HEADINGS | frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "ul"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
_LOST = (
    _HEADINGS
    | frozenset({"table", "img", "u", "s", "strike", "del", "ins", "sub", "sup", "font", "hr"})
    | DROPPED - {"head", "title", "style", "xml"}
)
"""Tags that meant something which a rich text cannot hold."""

_LOST_STYLES = frozenset(
    {"color", "background", "background-color", "mso-highlight", "font-family", "font-size"}
    | {"font", "text-decoration", "text-decoration-line"}
)
_NO_STYLE = frozenset(
    {"", "black", "windowtext", "#000", "#000000", "rgb(0, 0, 0)", "inherit", "initial", "none"}
    | {"transparent", "white", "auto"}
)
_LEVEL = re.compile(r"\blevel(\d{1,2})")
_NUMBER = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-z]|[ivxlcdm]{1,7})[.)]", re.IGNORECASE)
_BULLET = re.compile(r"[\s\xa0]*[·•▪●○■§‣◦\uf0b7\uf0a7][\s\xa0]+")
_ANY_MARK = re.compile(
    r"[\s\xa0]*(?P<mark>[·•▪●○■§‣◦\uf0b7\uf0a7–-]|o(?=\xa0)|\(?\w{1,7}[.)])[\s\xa0]+"
)
_BLANKS = re.compile("[ \t\n\r\f\v]+")
_WIDE_BLANKS = re.compile("[ \xa0]{2,}")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a clipboard held.

    Attributes:
        html: Canonical HTML; "" when there was no text.
        simplified: Whether something that could be seen there cannot be shown here.
    """

    html: str
    simplified: bool = False


def from_clipboard_html(html: str) -> Pasted:
    """Read HTML as Word, Outlook or a browser writes it.

    Args:
        html: Any text.

    Returns:
        The rich text; lists that Word wrote as paragraphs are lists again.
    """
    reader = _Reader()
    for piece in pieces(html):
        reader.take(piece)
    reader.finish()
    return Pasted(to_html(reader.blocks), reader.simplified)


@dataclass(frozen=True, slots=True)
class _Style:
    """How text looks between a start tag and its end."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    href: str | None = None
    is_mark: bool = False
    is_hidden: bool = False
    keeps_lines: bool = False


class _Reader:
    """Collects blocks from pieces that come in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.simplified = False
        self._runs: list[Run] = []
        self._styles = [_Style()]
        self._open: dict[str, int] = {}
        self._lists: list[Kind] = []
        self._level: int | None = None
        self._said_level: int | None = None
        self._in_mark = False
        self._mark = ""
        self._goes_on = False
        self._counts: list[int] = []

    def take(self, piece: str | Tag | Comment) -> None:
        """Take the next piece."""
        if isinstance(piece, str):
            self._text(piece)
        elif isinstance(piece, Comment):
            if "supportLists]" in piece.source[:40]:
                self._in_mark = True
            elif "endif]" in piece.source[:20]:
                self._in_mark = False
        elif piece.is_end:
            self._end(piece.name)
        else:
            self._start(piece)

    def finish(self) -> None:
        """Close the block that is open."""
        runs, self._runs = self._runs, []
        if self._in_mark and self._mark.strip():  # never closed: then it was no mark
            runs.insert(0, Run(self._mark))
        level, self._level = self._level, None
        mark, self._mark = self._mark.strip(), ""
        goes_on, self._goes_on = self._goes_on, False
        self._in_mark = False
        if not any(run.text.strip() for run in runs):
            return
        if level is not None:
            self.blocks.append(self._item(runs, level, mark))
            return
        if goes_on and self.blocks and self.blocks[-1].kind != "p":
            last = self.blocks.pop()
            self.blocks.append(Block(last.kind, last.level, (*last.runs, Run("\n"), *runs)))
            return
        self._counts.clear()
        self.blocks.append(self._plain_block(runs))

    def _plain_block(self, runs: list[Run]) -> Block:
        """Make a block of what HTML itself says: an item of its lists, or a paragraph."""
        said, self._said_level = self._said_level, None
        if self._lists:
            return Block(self._lists[-1], said or len(self._lists) - 1, tuple(runs))
        bullet = _BULLET.match(_words(runs))
        if bullet:
            return Block("ul", 0, tuple(part(runs, bullet.end())))
        return Block("p", 0, tuple(runs))

    def _item(self, runs: list[Run], level: int, mark: str) -> Block:
        """Make an item of a paragraph that Word set as one."""
        if not mark and (found := _ANY_MARK.match(_words(runs))):
            mark, runs = found["mark"], part(runs, found.end())
        kind: Kind = "ol" if _NUMBER.match(mark) else "ul"
        del self._counts[level + 1 :]
        self._counts += [0] * (level + 1 - len(self._counts))
        self._counts[level] += 1
        if kind == "ol" and mark.strip("().") != str(self._counts[level]):
            self.simplified = True  # "b)" and a list that starts at 3 become ordinary figures
        return Block(kind, level, tuple(runs))

    def _text(self, text: str) -> None:
        style = self._styles[-1]
        if style.is_hidden:
            return
        if self._in_mark or style.is_mark:
            self._mark += text
            return
        if not style.keeps_lines:
            text = _BLANKS.sub(" ", text)
        text = _WIDE_BLANKS.sub(" ", text)
        self._runs.append(Run(text, style.bold, style.italic, style.href))

    def _start(self, tag: Tag) -> None:
        name = tag.name
        self._note_what_goes(tag)
        if name == "br":
            self._runs.append(Run("\n"))
        if name in _BREAKING:
            self._break(tag)
        if name in _VOID or name in DROPPED or tag.is_empty:
            return
        if name == "p":
            self._end("p", breaking=False)
        self._styles.append(self._style_of(tag))
        self._open[name] = self._open.get(name, 0) + 1

    def _end(self, name: str, *, breaking: bool = True) -> None:
        if breaking and name in _BREAKING and not (name in {"p", "div"} and self._in_html_item()):
            self.finish()
            if name in {"ul", "ol"} and self._lists:
                self._lists.pop()
        if not self._open.get(name):
            return
        while True:  # what was left open within it ends here as well
            closed = self._styles.pop().name
            self._open[closed] -= 1
            if closed == name:
                return

    def _break(self, tag: Tag) -> None:
        """Begin another block, unless it is a paragraph within an item of a list."""
        name = tag.name
        if name in {"p", "div"} and self._in_html_item():
            if self._runs:
                self._runs.append(Run("\n"))
            return
        self.finish()
        if name in {"ul", "ol"}:
            self._lists.append("ul" if name == "ul" else "ol")
        elif name == "li":
            self._said_level = _level_of_word_online(tag)
        elif "mso-list" in tag.style and (level := _LEVEL.search(tag.style["mso-list"])):
            self._level = max(int(level[1]), 1) - 1
        else:
            self._goes_on = tag.attributes.get("class", "").startswith("MsoListParagraph")

    def _in_html_item(self) -> bool:
        return bool(self._lists) and self._level is None and bool(self._open.get("li"))

    def _style_of(self, tag: Tag) -> _Style:
        name, style, outer = tag.name, tag.style, self._styles[-1]
        href = outer.href
        if name == "a" and "href" in tag.attributes:
            href = clean_href(tag.attributes["href"])
            self.simplified |= href is None
        return _Style(
            name,
            bold=_is_bold(style.get("font-weight", ""), outer.bold or name in {"b", "strong"})
            or name in _HEADINGS,
            italic=_is_italic(style.get("font-style", ""), outer.italic or name in {"i", "em"}),
            href=href,
            is_mark=outer.is_mark or style.get("mso-list") == "ignore",
            is_hidden=outer.is_hidden or style.get("display") == "none" or "mso-hide" in style,
            keeps_lines=outer.keeps_lines or name == "pre",
        )

    def _note_what_goes(self, tag: Tag) -> None:
        if tag.name in _LOST or any(
            style in _LOST_STYLES and value not in _NO_STYLE for style, value in tag.style.items()
        ):
            self.simplified |= not (self._in_mark or self._styles[-1].is_mark)


def _level_of_word_online(tag: Tag) -> int | None:
    """Word Online writes every item in a list of its own and says its level apart."""
    level = tag.attributes.get("data-aria-level", "")
    return int(level[:2]) - 1 if level.isdecimal() else None


def _words(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def _is_bold(weight: str, otherwise: bool) -> bool:  # noqa: FBT001 - private, read at one place
    if weight.isdecimal():
        return int(weight[:5]) >= 600  # noqa: PLR2004 - CSS: semi-bold
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight, otherwise)


def _is_italic(slant: str, otherwise: bool) -> bool:  # noqa: FBT001 - same reason
    return {"italic": True, "oblique": True, "normal": False}.get(slant, otherwise)
