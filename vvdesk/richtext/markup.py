"""The canonical HTML of a rich text, read and written."""

import re
from collections.abc import Iterable
from itertools import groupby

from vvdesk.richtext.blocks import MAX_DEPTH, Block, Kind, Run, TooDeep
from vvdesk.richtext.cleaning import cleaned
from vvdesk.richtext.normal import normalise

_TOKEN = re.compile(r'<(/?)(strong|em|li|ul|ol|br|p|a)(?: href="([^"]*)")?>|([^<]+)|<')
_STROKE = "\u0338"
_STROKE_WRITTEN = "&#824;"
"""The one accent that goes together with ">": behind a tag, NFC would make "≯" of the two."""
_SPACE = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def parse(html: str) -> tuple[Block, ...]:
    """Read a rich text.

    Args:
        html: Canonical HTML, or any other: that is cleaned first. Links that are not http, https
            or mailto lose their address, scripts and styles their content; words are kept.

    Returns:
        Blocks in normal form; empty when the text shows nothing.

    Raises:
        TooDeep: Lists or tables are nested more than ten deep.
    """
    blocks = _canonical_blocks(html)
    return _built(cleaned(html)) if blocks is None else blocks


def to_html(blocks: Iterable[Block]) -> str:
    """Write blocks as canonical HTML; `to_html(parse(x)) == x` for every canonical `x`.

    Args:
        blocks: Any blocks; they are brought into normal form first.

    Returns:
        One line without spaces between tags; "" when there is nothing to show.
    """
    return _rendered(normalise(blocks))


def canonical(html: str) -> str:
    """Return the one way to write this rich text; "" when it shows nothing.

    Raises:
        TooDeep: Lists or tables are nested more than ten deep.
    """
    if not html or is_canonical(html):
        return html
    return _rendered(parse(html))


def is_canonical(html: str) -> bool:
    """Tell whether the text is exactly as this module would write it."""
    return _canonical_blocks(html) is not None


def _canonical_blocks(html: str) -> tuple[Block, ...] | None:
    """Read canonical HTML without a parser; None when it is not canonical after all.

    Reading is lenient and writing is strict: the text is canonical when it comes out unchanged.
    Merging compares thousands of texts, and nearly all of them go this way.
    """
    if not html:
        return ()
    if not html.startswith(("<p>", "<ul>", "<ol>")):
        return None
    try:
        blocks = _built(html)
    except TooDeep:
        return None
    return blocks if _rendered(blocks) == html else None


def _built(html: str) -> tuple[Block, ...]:
    builder = _Builder()
    for end, name, href, text in _TOKEN.findall(html):
        if text:
            builder.add(text)
        elif name:
            builder.tag(name, href, opening=not end)
    builder.finish()
    return normalise(builder.blocks)


class _Builder:
    """Collects blocks from tags and texts that come in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._lists: list[Kind] = []
        self._bold = 0
        self._italic = 0
        self._href: str | None = None

    def add(self, text: str) -> None:
        """Take text as it stands between tags."""
        if not text.isprintable():
            text = _SPACE.sub(" ", text)
        self._add(unescaped(text) if "&" in text else text)

    def tag(self, name: str, href: str, *, opening: bool) -> None:
        """Take one tag."""
        step = 1 if opening else -1
        if name == "strong":
            self._bold = max(self._bold + step, 0)
        elif name == "em":
            self._italic = max(self._italic + step, 0)
        elif name == "a":
            self._href = unescaped(href) if opening and href else None
        elif name == "br":
            self._add("\n")
        else:
            self._break(name, opening=opening)

    def finish(self) -> None:
        """Close the block that is open."""
        if self._runs:
            kind: Kind = self._lists[-1] if self._lists else "p"
            self.blocks.append(Block(kind, max(len(self._lists) - 1, 0), tuple(self._runs)))
            self._runs = []

    def _add(self, text: str) -> None:
        self._runs.append(Run(text, self._bold > 0, self._italic > 0, self._href))

    def _break(self, name: str, *, opening: bool) -> None:
        if name == "p" and self._lists:  # paragraphs of one item stay together
            if self._runs:
                self._runs.append(Run("\n"))
            return
        self.finish()
        if name in {"ul", "ol"}:
            self._nest("ul" if name == "ul" else "ol", opening=opening)

    def _nest(self, kind: Kind, *, opening: bool) -> None:
        if opening:
            self._lists.append(kind)
            if len(self._lists) > MAX_DEPTH:
                raise TooDeep
        elif self._lists:
            self._lists.pop()


def unescaped(text: str) -> str:
    """Undo the escapes that nh3 and this module write, and no others."""
    for written, meant in (
        ("&nbsp;", "\xa0"),
        ("&quot;", '"'),
        ("&lt;", "<"),
        ("&gt;", ">"),
        (_STROKE_WRITTEN, _STROKE),
        ("&amp;", "&"),
    ):
        text = text.replace(written, meant)
    return text


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace(_STROKE, _STROKE_WRITTEN)


def _rendered(blocks: Iterable[Block]) -> str:
    """Write blocks in normal form."""
    parts: list[str] = []
    open_lists: list[Kind] = []
    for block in blocks:
        wanted = block.level + 1 if block.kind != "p" else 0
        _close(parts, open_lists, wanted)
        if block.kind == "p":
            parts += ("<p>", _inline(block.runs), "</p>")
            continue
        if len(open_lists) == wanted:
            parts.append("</li>")
            if open_lists[-1] != block.kind:
                parts.append(f"</{open_lists.pop()}>")
        if len(open_lists) < wanted:
            open_lists.append(block.kind)
            parts.append(f"<{block.kind}>")
        parts += ("<li>", _inline(block.runs))
    _close(parts, open_lists, 0)
    return "".join(parts)


def _close(parts: list[str], open_lists: list[Kind], wanted: int) -> None:
    """Close lists until no more than `wanted` are open."""
    while len(open_lists) > wanted:
        parts.append(f"</li></{open_lists.pop()}>")


def _inline(runs: tuple[Run, ...]) -> str:
    """Write runs, always a link around bold around italic."""
    if len(runs) == 1 and not (runs[0].bold or runs[0].italic or runs[0].href):
        return _text(runs[0])
    parts: list[str] = []
    for href, linked in groupby(runs, lambda run: run.href):
        inside = "".join(
            f"<strong>{_italics(group)}</strong>" if bold else _italics(group)
            for bold, group in groupby(linked, lambda run: run.bold)
        )
        parts.append(inside if href is None else f'<a href="{_escaped(href)}">{inside}</a>')
    return "".join(parts)


def _italics(runs: Iterable[Run]) -> str:
    return "".join(f"<em>{_text(run)}</em>" if run.italic else _text(run) for run in runs)


def _text(run: Run) -> str:
    return _escaped(run.text).replace("\n", "<br>")
