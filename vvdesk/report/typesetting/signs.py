"""Signs that can be printed: which ones the fonts have, and what stands in place of the others.

PDF/UA refuses a text with a sign that no font has, and a reader would see an empty box. Such a
sign is printed as its number, `[U+1F600]`, and whoever publishes the report is told.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Final

import typst

from vvdesk.report.typesetting.typst_compile import SIGNS, STANDARDS, Typesetting
from vvdesk.richtext import clean_text

_UNSEEN: Final = re.compile("[\ufeff\u202a-\u202e\u2066-\u2069]")
"""Marks that nobody sees: of byte order, and those that turn around what stands behind them."""
_JOINER: Final = "\u200d"
_ANY_DAY: Final = date(2000, 1, 1)
_CERTAIN: Final = re.compile("[^\x20-\x7e\n\xa0-\xac\xae-\xff‘’“”–—…€•]")
"""Finds what is not in every Latin font."""


def printable(text: str) -> str:
    """Return the text without what is no sign at all: control characters, lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", clean_text(text))


def signs_of(text: str) -> Iterable[str]:
    """Yield what the fonts must be asked about: signs, each with the marks that stand on it."""
    if text.isascii():
        return
    if not any(_is_mark(each) for each in set(text)):
        yield from set(_CERTAIN.findall(text))
        return
    yield from {each for each in _clusters(text) if _CERTAIN.search(each)}


def numbered(sign: str) -> str:
    """Return what is printed in place of a sign: `[U+1F600]`; a letter under a mark stays."""
    return "".join(each if each.isascii() else f"[U+{ord(each):04X}]" for each in sign)


def is_seen(text: str) -> bool:
    """Tell whether any sign of the text leaves ink; a link on nothing but marks breaks Typst."""
    return any(unicodedata.category(each)[0] not in "CZ" for each in text)


class Signs:
    """What is printed of a text, and what was left out of it.

    Args:
        missing: Signs that no font has, with the marks on them.
    """

    def __init__(self, missing: Iterable[str] = ()) -> None:
        self._missing = {each: numbered(each) for each in missing}
        parts = sorted(self._missing, key=lambda each: (-len(each), each))
        self._pattern = re.compile("|".join(map(re.escape, parts))) if parts else None

    def settled(self, text: str) -> tuple[str, list[str]]:
        """Return the text as it is printed, and the signs in it that are not, in order."""
        text = printable(text)
        if self._pattern is None or text.isascii():
            return text, []
        lost = self._pattern.findall(text)
        return (self._pattern.sub(self._number, text) if lost else text), lost

    def _number(self, found: re.Match[str]) -> str:
        return self._missing[found.group()]


def missing_signs(signs: Iterable[str]) -> frozenset[str]:
    """Return those of the signs that no shipped font has.

    Typst itself is asked, all at once; only when it refuses, in halves.
    """
    known = sorted(set(signs))
    return frozenset(_refused(tuple(known), _has_all)) if known else frozenset()


def _refused(signs: tuple[str, ...], has_all: Callable[[tuple[str, ...]], bool]) -> Iterable[str]:
    if has_all(signs):
        return
    if len(signs) == 1:
        yield signs[0]
        return
    middle = len(signs) // 2
    yield from _refused(signs[:middle], has_all)
    yield from _refused(signs[middle:], has_all)


@lru_cache(maxsize=4096)
def _has_all(signs: tuple[str, ...]) -> bool:
    try:
        Typesetting(SIGNS, signs).pdf(_ANY_DAY, STANDARDS)
    except typst.TypstError:
        return False
    return True


def _is_mark(sign: str) -> bool:
    return sign == _JOINER or unicodedata.category(sign)[0] == "M"


def _clusters(text: str) -> Iterable[str]:
    held = ""
    for sign in text:
        if held and (_is_mark(sign) or held.endswith(_JOINER)):
            held += sign
            continue
        if held:
            yield held
        held = sign
    if held:
        yield held
