"""How words are weighed: whether a title is vague, and how much two texts are alike.

Everything here takes a time that grows with the length of the text and no faster: texts come from
outside, and a long one may not stop the program.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

REDEN_PUNTEN = 2
"""What a reason of its own counts for: opening, length, or a vague expression."""
ONTBREEKT_PUNTEN = 1
"""What the lack of a word of completion counts for: alone it says little."""

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"[0-9]+")
_SPEERPUNT = re.compile(r"\W*(speerpunt\s*[0-9]+)", re.IGNORECASE)
_LETTERS_COMPARED = 3
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Vaagheid:
    """How vague a title is.

    Attributes:
        punten: The score; 0 for a title that says what will be ready.
        redenen: Dutch half sentences that follow "deze mijlpaal …", heaviest first.
    """

    punten: int
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uitdrukkingen:
    """Words and expressions to look for in a title, as whole words, in any case and spacing.

    Attributes:
        openings: The first word of each; most titles hold none of them, and that is quickly seen.
        phrases: Each with single spaces, and one at both ends.
    """

    openings: frozenset[str]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Uitdrukkingen":
        """Prepare a list for searching; it may be empty."""
        split = dict.fromkeys(tuple(words_of(each)) for each in texts)
        known = [words for words in split if words]
        return cls(
            frozenset(words[0] for words in known), tuple(f" {' '.join(words)} " for words in known)
        )

    def found_in(self, words: Sequence[str]) -> list[str]:
        """Return which of them stand in a title, given as its words."""
        if self.openings.isdisjoint(words):
            return []
        text = f" {' '.join(words)} "
        return [each.strip() for each in self.phrases if each in text]


@dataclass(frozen=True, slots=True, eq=False)
class Woordkeus:
    """The words of a plan by which titles of mijlpalen are weighed.

    Attributes:
        minimum_woorden: A title with fewer words is too short.
        vaag: Expressions that make a title vague.
        afrondend: Words that say when something is done; without any, no title lacks one.
    """

    minimum_woorden: int
    vaag: Uitdrukkingen
    afrondend: Uitdrukkingen

    def weigh(self, titel: str) -> Vaagheid:
        """Score the title of a mijlpaal, with reasons."""
        return _weighed(self, titel)

    def says_nothing_of_an_end(self, words: Sequence[str], rest: str) -> bool:
        """Tell whether a title lacks a word of completion and a figure to reach."""
        return (
            bool(self.afrondend.phrases)
            and not _FIGURE.search(rest)
            and not self.afrondend.found_in(words)
        )


@lru_cache(maxsize=16)
def woordkeus(minimum_woorden: int, vaag: tuple[str, ...], afrondend: tuple[str, ...]) -> Woordkeus:
    """Prepare the word lists of a plan; the same lists give the same object."""
    return Woordkeus(minimum_woorden, Uitdrukkingen.of(vaag), Uitdrukkingen.of(afrondend))


# Titles hardly change from one meetmoment to the next, nor while somebody types elsewhere.
@lru_cache(maxsize=4096)
def _weighed(woordkeus: Woordkeus, titel: str) -> Vaagheid:
    words = words_of(titel)
    redenen: list[str] = []
    opening = _SPEERPUNT.match(titel)
    if opening:
        redenen.append(f'begint met "{opening[1]}" in plaats van met het resultaat')
    if len(words) < woordkeus.minimum_woorden:
        redenen.append(f"telt minder dan {woordkeus.minimum_woorden} woorden")
    redenen.extend(f'bevat "{each}"' for each in woordkeus.vaag.found_in(words))
    punten = REDEN_PUNTEN * len(redenen)
    if woordkeus.says_nothing_of_an_end(words, titel[opening.end() :] if opening else titel):
        redenen.append("zegt niet wat er dan afgerond is")
        punten += ONTBREEKT_PUNTEN
    return Vaagheid(punten, tuple(redenen))


def words_of(text: str) -> list[str]:
    """Return the words of a plain text, in lower case and without the signs around them."""
    return _WORD.findall(text.casefold())


def listed(parts: Sequence[str]) -> str:
    """Write at least one part as a Dutch enumeration: a, b en c."""
    return " en ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def bare_text(opmaak: str) -> str:
    """Return a rich text in the canonical format without its marks; blocks are not kept apart."""
    return html.unescape(_TAG.sub(" ", opmaak))


def nearly_equal(one: str, other: str, procent: int) -> bool:
    """Tell whether two rich texts say nearly the same.

    Args:
        one: A rich text in the canonical format.
        other: Another.
        procent: They are, when their lengths are at least so much alike, and when they share at
            least so many of their words, in any order.
    """
    if not _could_be_alike(len(one), len(other), procent):
        return False
    words, others = bare_text(one).split(), bare_text(other).split()
    # Counting is the dear part; what one has and the other lacks can be told without it.
    shared = min(len(words) - len({*words} - {*others}), len(others))
    if 2 * _WHOLE * shared < procent * (len(words) + len(others)):
        return False
    return _alike(words, others) >= procent


def reworded(titel: str, vorige: str, procent: int) -> bool:
    """Tell whether a title says something else than `vorige` did.

    Spaces and capitals do not count, a typing error hardly; another figure always does.

    Args:
        titel: The title now.
        vorige: The title at the previous meetmoment.
        procent: Titles that are less alike than this have been reworded.
    """
    one, other = (" ".join(text.casefold().split()) for text in (titel, vorige))
    if one == other:
        return False
    if not _could_be_alike(len(one), len(other), procent):
        return True
    if Counter(_FIGURE.findall(one)) != Counter(_FIGURE.findall(other)):
        return True
    return _alike(_triplets(one), _triplets(other)) < procent


def _alike(parts: Sequence[str], others: Sequence[str]) -> int:
    """Return which share of all parts stands in both, in whole percent, rounded down."""
    if not (parts or others):
        return _WHOLE
    counts, other_counts = Counter(parts), Counter(others)
    shared = counts.keys() & other_counts.keys()
    common = sum(min(counts[each], other_counts[each]) for each in shared)
    return 2 * _WHOLE * common // (len(parts) + len(others))


def _could_be_alike(length: int, other: int, procent: int) -> bool:
    return 2 * _WHOLE * min(length, other) >= procent * (length + other)


def _triplets(text: str) -> list[str]:
    padded = f"  {text}  "
    return [padded[at : at + _LETTERS_COMPARED] for at in range(len(padded) - 2)]
