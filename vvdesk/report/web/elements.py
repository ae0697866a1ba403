"""Elements of a page: text can only become text, and what is opened is closed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final, TypeAlias

_NOT_IN_HTML: Final = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""Controls, halves of signs and signs that Unicode keeps for nobody."""
_LINE_END: Final = re.compile("\r\n?")
_VOID: Final = frozenset({"br", "col", "input", "link", "meta", "wbr"})


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of a page, already written as HTML.

    No kind of string on purpose: it cannot be glued to text that was not escaped.

    Attributes:
        source: As it stands in the file.
    """

    source: str


Content: TypeAlias = str | Html
NOTHING: Final = Html("")


def element(name: str, /, *children: Content, **attributes: str | bool | None) -> Html:
    """Return an element.

    Args:
        name: Of the element.
        children: What stands in it; a string is text.
        attributes: `class_` stands for `class`, `aria_label` for `aria-label`. None and False leave
            the attribute out, True writes it without a value.
    """
    start = "".join([f"<{name}", *_attributes(attributes), ">"])
    if name in _VOID:
        return Html(start)
    return Html("".join([start, *map(_source, children), f"</{name}>"]))


def together(children: Iterable[Content], between: str = "") -> Html:
    """Return pieces after each other, with a text between every two."""
    return Html(escape(between).join(map(_source, children)))


def below(children: Iterable[Content]) -> Html:
    """Return pieces after each other, each on a line of its own in the file."""
    return Html("".join(f"{_source(child)}\n" for child in children))


def with_breaks(text: str) -> Html:
    """Return text of which each newline is a line break."""
    lines = clean(text).split("\n")
    return Html("<br>".join(escape(line, quote=False) for line in lines))


def clean(text: str) -> str:
    """Return text as a page can hold it: signs that HTML does not know become U+FFFD."""
    return _NOT_IN_HTML.sub("\ufffd", _LINE_END.sub("\n", text))


def _source(child: Content) -> str:
    return child.source if isinstance(child, Html) else escape(clean(child), quote=False)


def _attributes(attributes: dict[str, str | bool | None]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        yield f" {written}" if value is True else f' {written}="{escape(clean(value))}"'
