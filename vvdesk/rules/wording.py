"""How words are weighed: whether a title is vague, and how much two texts are alike.

Everything here takes a time that grows with the length of the text and no faster: texts come from
outside, and a long one may not stop the program.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

REDEN_PUNTEN = 2
"""What a reason of its own counts for: opening, length, or a vague expression."""
ONTBREEKT_PUNTEN = 1
"""What the lack of a word of completion counts for: alone it says little."""

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FIGURE = re.compile(r"[0-9]+")
_SPEERPUNT = re.compile(r"\W*speerpunt\s*[0-9]+", re.IGNORECASE)
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
class Woorden:
    """Words and expressions to look for, as whole words, in any case and spacing."""

    folded: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Woorden":
        """Prepare a list for searching; it may be empty."""
        folded = dict.fromkeys(" ".join(each.casefold().split()) for each in words)
        longest_first = sorted(filter(None, folded), key=len, reverse=True)
        anyone = "|".join(map(re.escape, longest_first))
        return cls(tuple(longest_first), re.compile(rf"(?<!\w)(?:{anyone})(?!\w)"))

    def found_in(self, text: str) -> list[str]:
        """Return what stands in `text`, which is folded: lower case, single spaces."""
        # Nearly every title has none of them, and a plain search is ten times as fast.
        if not any(each in text for each in self.folded):
            return []
        return list(dict.fromkeys(self.pattern.findall(text)))


@dataclass(frozen=True, slots=True)
class Woordkeus:
    """The words of a plan by which titles of mijlpalen are weighed.

    Attributes:
        minimum_woorden: A title with fewer words is too short.
        vaag: Expressions that make a title vague.
        afrondend: Words that say when something is done; without any, no title lacks one.
    """

    minimum_woorden: int
    vaag: Woorden
    afrondend: Woorden

    def weigh(self, titel: str) -> Vaagheid:
        """Score the title of a mijlpaal, with reasons."""
        redenen: list[str] = []
        if opening := _SPEERPUNT.match(titel):
            redenen.append(f'begint met "{opening[0].strip()}" in plaats van met het resultaat')
        if self._is_short(titel):
            redenen.append(f"telt minder dan {self.minimum_woorden} woorden")
        folded = " ".join(titel.casefold().split())
        redenen.extend(f'bevat "{each}"' for each in self.vaag.found_in(folded))
        punten = REDEN_PUNTEN * len(redenen)
        rest = titel[opening.end() :] if opening else titel
        # A figure to reach says as much as a word such as "goedgekeurd".
        if self.afrondend.folded and not _FIGURE.search(rest):
            if not self.afrondend.found_in(folded):
                redenen.append("zegt niet wat er dan afgerond is")
                punten += ONTBREEKT_PUNTEN
        return Vaagheid(punten, tuple(redenen))

    def _is_short(self, titel: str) -> bool:
        words = islice(_WORD.finditer(titel), self.minimum_woorden)
        return sum(1 for _ in words) < self.minimum_woorden


def bare_text(opmaak: str) -> str:
    """Return a rich text in the canonical format without its marks; blocks are not kept apart."""
    return html.unescape(_TAG.sub(" ", opmaak))


def nearly_equal(one: str, other: str, procent: int) -> bool:
    """Tell whether two plain texts share at least `procent` of their words, in any order.

    Counted as twice the words in common over all words, so 100 means: the same words.
    """
    words, others = one.split(), other.split()
    if 2 * min(len(words), len(others)) * _WHOLE < procent * (len(words) + len(others)):
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


def _triplets(text: str) -> list[str]:
    padded = f"  {text}  "
    return [padded[at : at + _LETTERS_COMPARED] for at in range(len(padded) - 2)]
