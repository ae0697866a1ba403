"""What somebody typed to search for: words, exact phrases, beginnings, and what must not occur.

Nothing that is typed is syntax of the index, so nothing that is typed can go wrong.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_TERM: Final = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_LEAST_BEGINNING: Final = 2
"""Letters; the beginnings of one letter find nearly everything and say nothing."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase.

    Attributes:
        woorden: The words that stand next to each other, at least one.
        is_begin: The last of them may also be the beginning of a longer word.
        is_zin: It was typed between quotes, or signs part it in several words.
    """

    woorden: tuple[str, ...]
    is_begin: bool = False
    is_zin: bool = False

    @property
    def text(self) -> str:
        """As it can be typed again."""
        words = " ".join(self.woorden)
        if self.is_zin:
            words = f'"{words}"'
        return f"{words}*" if self.is_begin else words

    @property
    def match(self) -> str:
        """As the index asks it."""
        return f'"{" ".join(self.woorden)}"' + ("*" if self.is_begin else "")


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """All that has to occur in one text, and all that must not.

    Attributes:
        wel: Each of these occurs.
        niet: None of these occurs.
    """

    wel: tuple[Term, ...] = ()
    niet: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for; only words that must not occur find nothing."""
        return not self.wel

    @property
    def text(self) -> str:
        """In one spelling; `parse_query` reads it back the same."""
        return " ".join([*(term.text for term in self.wel), *(f"-{t.text}" for t in self.niet)])

    @property
    def match(self) -> str:
        """As the index asks it; not for an empty one."""
        asked = " AND ".join(term.match for term in self.wel)
        if self.niet:
            asked = f"({asked}) NOT ({' OR '.join(term.match for term in self.niet)})"
        return asked


def parse_query(text: str, *, is_typing: bool = False) -> Zoekvraag:
    """Read what somebody typed.

    Args:
        text: Words that all have to occur, "een exacte zin" between quotes, `begin*` of words,
            and `-zonder` before what must not occur. Capitals and accents do not count, signs
            part words.
        is_typing: The last word may still grow, as long as no space stands behind it.
    """
    wel: list[Term] = []
    niet: list[Term] = []
    found = list(_TERM.finditer(unicodedata.normalize("NFC", text)))
    for each in found:
        grows = is_typing and each is found[-1] and each.end() == len(text)
        term = _term(each, grows=grows)
        if term is not None:
            (niet if each["without"] else wel).append(term)
    return Zoekvraag(tuple(dict.fromkeys(wel)), tuple(dict.fromkeys(niet)))


def words_of(text: str) -> list[str]:
    """Part a text in words as the index does: letters, marks and digits belong together."""
    return "".join(sign if _is_of_a_word(sign) else " " for sign in text).split()


def _term(found: re.Match[str], *, grows: bool) -> Term | None:
    phrase = found["phrase"]
    if phrase is not None:
        words = tuple(words_of(phrase))
        follows = found.string[found.end() : found.end() + 1]
        return Term(words, is_begin=follows == "*", is_zin=True) if words else None
    words = tuple(words_of(found["word"]))
    if not words:
        return None
    wishes = found["word"].endswith("*") or (grows and not found["without"])
    is_begin = wishes and len(words[-1]) >= _LEAST_BEGINNING
    return Term(words, is_begin, is_zin=len(words) > 1)


def _is_of_a_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"
