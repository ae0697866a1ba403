"""Foreign HTML (a paste, a workbook, somebody else's file) made small and harmless.

First a tokenizer of our own keeps the few tags that mean something and writes them anew, without
attributes; it also measures how deep lists go, so that no parser is asked to climb them
(20,000 nested lists cost one 5.8 seconds). Only then nh3 makes a well-formed text of it.
"""

import re
from html import escape, unescape

import nh3

from vvdesk.richtext.blocks import MAX_DEPTH, TooDeep
from vvdesk.richtext.normal import clean_text

TAGS = frozenset({"p", "ul", "ol", "li", "strong", "em", "a", "br"})
SCHEMES = frozenset({"http", "https", "mailto"})

_MAX_OTHER_DEPTH = 100

_TOKEN = re.compile(
    r"""(?P<text>[^<]+)
    |(?P<comment><!--(?s:.*?)(?:-->|(?P<unclosed>\Z))|<[!?][^>]*+(?:>|(?P<halfway>\Z)))
    |<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)
        (?P<attributes>(?:[^>=]|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)(?P<closed>>?)
    |(?P<stray><)""",
    re.VERBOSE,
)
_HREF = re.compile(
    r"""(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE | re.DOTALL
)

_SYNONYMS = {"b": "strong", "i": "em"}
_INLINE = frozenset({"strong", "em", "a"})
_LISTS = frozenset({"ul", "ol"})
_PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "html", "legend", "main", "nav", "option", "p", "pre"}
    | {"section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_UNCOUNTED = frozenset(
    {"a", "p", "li", "br", "hr", "img", "input", "dd", "dt"}
    | {"td", "th", "tr", "tbody", "thead", "tfoot", "option"}
)
"""Tags without an end, and those that end where the next of their kind begins."""

_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "svg", "math", "iframe", "object"}
    | {"noembed", "noframes"}
)


def cleaned(html: str) -> str:
    """Reduce any HTML to the few tags that a rich text may hold.

    Args:
        html: Any text.

    Returns:
        Well-formed HTML with only the tags of `TAGS`, attributes only on links; not canonical yet.

    Raises:
        TooDeep: Lists or tables are nested more than ten deep.
    """
    simple = _Simplifier().simplify(clean_text(html))
    return nh3.clean(
        simple,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        link_rel=None,
        clean_content_tags={"script", "style", "head", "title"},
    )


class _Simplifier:
    """Rewrites one text, token by token, in time proportional to its length."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: dict[str, int] = {}

    def simplify(self, html: str) -> str:
        """Return the text with its tags written anew; what is no tag is text."""
        position = 0
        while found := _TOKEN.match(html, position):
            position = found.end()
            if found["text"] is not None:
                self._written.append(found["text"].replace(">", "&gt;"))
            elif found["name"] is not None:
                position = self._tag(html, found)
            elif found["stray"] or found["unclosed"] is not None or found["halfway"] is not None:
                self._written.append(escape(found.group()))
        return "".join(self._written)

    def _tag(self, html: str, found: re.Match[str]) -> int:
        """Write one tag; return where reading goes on."""
        if not found["closed"]:  # cut off halfway: then it is text, and nothing of it is lost
            self._written.append(escape(found.group()))
            return found.end()
        name = found["name"].lower()
        name = _SYNONYMS.get(name, name)
        if name in _DROPPED:
            return found.end() if found["end"] else _after(html, name, found.end())
        self._count(name, opening=not found["end"])
        self._write(name, found)
        return found.end()

    def _count(self, name: str, *, opening: bool) -> None:
        if name in _UNCOUNTED:
            return
        depth = self._open.get(name, 0) + (1 if opening else -1)
        self._open[name] = max(depth, 0)
        lists = sum(self._open.get(each, 0) for each in ("ul", "ol", "table"))
        if lists > MAX_DEPTH or depth > _MAX_OTHER_DEPTH:
            raise TooDeep

    def _write(self, name: str, found: re.Match[str]) -> None:
        if name in _INLINE:
            self._write_inline(name, found)
        elif name in _LISTS or name == "li":
            self._written.append(f"<{found['end']}{name}>")
        elif name == "br":
            self._written.append("<br>")
        elif name in _PARAGRAPHS:
            self._written.append(f"<{found['end']}p>")

    def _write_inline(self, name: str, found: re.Match[str]) -> None:
        """Write a style once, however often the source repeats it."""
        if found["end"]:
            if not self._open.get(name):
                self._written.append(f"</{name}>")
        elif name == "a":
            href = _HREF.search(found["attributes"])
            target = unescape(next(filter(None, href.groups()), "")) if href else ""
            self._written.append(f'<a href="{escape(target.strip())}">')
        elif self._open[name] == 1:
            self._written.append(f"<{name}>")


def _after(html: str, name: str, start: int) -> int:
    """Return where the content of a dropped element ends; without an end tag that is the end."""
    ends = rf"</{name}[^>]*>|(?=<body)" if name == "head" else rf"</{name}[^>]*>"
    found = re.compile(ends, re.IGNORECASE).search(html, start)
    return found.end() if found else len(html)
