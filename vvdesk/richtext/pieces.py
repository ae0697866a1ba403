"""Foreign HTML cut into texts, tags and comments, in time proportional to its length.

The parser of the standard library takes minutes for a few megabytes of `<a ` and stops at the
conditions that Word writes (`<![if !supportLists]>`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "svg", "math", "iframe", "object", "xml"}
    | {"noembed", "noframes", "textarea", "select", "audio", "video", "canvas"}
)
"""Elements whose content is no text that anybody wrote."""

_TOKEN = re.compile(
    r"""(?P<text>[^<]+)
    |(?P<comment><!--(?s:.*?)(?:-->|\Z)|<[!?][^>]*+(?:>|\Z))
    |<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)
        (?P<attributes>(?:[^>=]|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)(?P<closed>>?)
    |(?P<stray><)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/>]++)(?:\s*+=\s*+(?:"([^"]*+)"?+|'([^']*+)'?+|([^\s>]*+)))?+""", re.VERBOSE
)


@dataclass(frozen=True, slots=True)
class Tag:
    """The start or the end of an element.

    Attributes:
        name: In lower case.
        is_end: Whether it is an end tag.
        is_empty: Whether it closes itself: `<o:p/>`.
        attributes: By name in lower case, without escapes.
        style: Its inline style: property to value, both in lower case.
    """

    name: str
    is_end: bool = False
    is_empty: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    style: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment or a condition, signs and all."""

    source: str


def pieces(html: str) -> Iterator[str | Tag | Comment]:
    """Cut HTML into what it consists of, lazily.

    Args:
        html: Any text.

    Yields:
        Texts without escapes, tags and comments in reading order. An element of `DROPPED` gives
        its start tag and nothing of its content; what is no tag after all is text.
    """
    position = 0
    while found := _TOKEN.match(html, position):
        position = found.end()
        if found["text"] is not None:
            yield unescape(found["text"])
        elif found["comment"] is not None:
            yield Comment(found["comment"])
        elif found["name"] is None or not found["closed"]:
            yield unescape(found.group())
        else:
            tag = _tag(found)
            yield tag
            if tag.name in DROPPED and not (tag.is_end or tag.is_empty):
                position = _after(html, tag.name, position)


def _tag(found: re.Match[str]) -> Tag:
    name, written = found["name"].lower(), found["attributes"]
    if found["end"]:
        return Tag(name, is_end=True)
    if not written:
        return Tag(name)
    attributes: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(written):
        attributes.setdefault(key.lower(), unescape(double or single or bare))
    return Tag(
        name,
        is_empty=written.endswith("/"),
        attributes=attributes,
        style=_style(attributes.get("style", "")),
    )


def _style(written: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in written.split(";"))
    return {key.strip().lower(): value.strip().lower() for key, colon, value in pairs if colon}


def _after(html: str, name: str, start: int) -> int:
    """Return where the content of a dropped element ends; without an end tag that is the end."""
    ends = rf"</{name}[^>]*>|(?=<body)" if name == "head" else rf"</{name}[^>]*>"
    found = re.compile(ends, re.IGNORECASE).search(html, start)
    return found.end() if found else len(html)
