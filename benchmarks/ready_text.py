"""The peer of writers of markup: the same file from strings that lie ready, its texts escaped."""

import re
from html import escape, unescape
from pathlib import Path

_TEXT = re.compile(r"(>)([^<]+)(?=<)")


def pieces_of(page: str) -> list[tuple[str, str]]:
    """Return a page as markup and plain text in turn."""
    pieces, at = [], 0
    for found in _TEXT.finditer(page):
        pieces.append((page[at : found.end(1)], unescape(found[2])))
        at = found.end()
    return [*pieces, (page[at:], "")]


def put_together(pieces: list[tuple[str, str]], target: Path) -> None:
    """Write the page again."""
    whole = "".join([part for markup, text in pieces for part in (markup, escape(text))])
    target.write_text(whole, encoding="utf-8")
