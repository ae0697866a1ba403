"""Closed lists a value is chosen from: what a person may write, and the stable key it stands for.

Forms, workbooks and the command line all take the label of a choice; the store keeps its key, so
that a label may change ("Opgestart na agendering VR", later "In uitvoering na agendering VR")
without a stored value changing with it. This module knows no plan and no field: see `vvdesk.plan`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_SIMILAR = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-"})


def folded(text: str) -> str:
    """Give the form in which two spellings of one choice are equal.

    Args:
        text: Anything a person or a workbook wrote.

    Returns:
        NFKC, without invisible characters, quotes and dashes made plain, every run of white space
        one space, none at the ends, case folded. Not meant to be shown. `folded(folded(t))` is
        `folded(t)`.
    """
    # Taking a sign away or folding its case can make two others compose: go on until it is stable.
    while (simpler := _folded_once(text)) != text:
        text = simpler
    return text


def _folded_once(text: str) -> str:
    if text.isascii():  # nothing of what follows is in it
        return " ".join(text.replace("`", "'").casefold().split())
    visible = text
    if not text.isprintable():  # what is printable has no invisible sign
        visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = unicodedata.normalize("NFKC", visible.translate(_SIMILAR))
    return " ".join(plain.casefold().split())


class AmbiguousSpelling(ValueError):
    """One spelling would find two keys of one list.

    Args:
        name: What the list holds.
        spelling: The text that both keys claim.
        keys: The two keys.
    """

    def __init__(self, name: str, spelling: str, keys: tuple[str, str]) -> None:
        super().__init__(f"{name}: {spelling!r} finds both {keys[0]!r} and {keys[1]!r}")
        self.name = name
        self.spelling = spelling
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Choices:
    """One closed list in the order in which it is offered, for example every projectstatus.

    Found without asking for them: the key, the label and, where the key is a number, that number
    with or without leading zeros and the label without its number ("03", "3", "03. Titel" and
    "Titel" all find "03").

    Attributes:
        name: What the list holds, in Dutch and singular, for messages: "projectstatus".
        entries: (key, label) pairs in the order of the list.
        synonyms: Other spellings and the key each stands for.

    Raises:
        AmbiguousSpelling: One spelling would find two keys.
        ValueError: A key stands twice, or a synonym points to no key.
    """

    name: str
    entries: tuple[tuple[str, str], ...]
    synonyms: Mapping[str, str] = field(default_factory=dict, hash=False)
    _index: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, str] = {}
        keys = {key for key, _label in self.entries}
        if len(keys) != len(self.entries):
            raise ValueError(f"{self.name}: a key stands twice")
        for spelling, key in self._spellings():
            if key not in keys:
                raise ValueError(f"{self.name}: {spelling!r} points to the unknown key {key!r}")
            known = index.setdefault(folded(spelling), key)
            if known != key:
                raise AmbiguousSpelling(self.name, spelling, (known, key))
        object.__setattr__(self, "_index", index)

    def key_for(self, text: str) -> str | None:
        """Find the key that `text` stands for, in any case and spacing; None when there is none."""
        return self._index.get(folded(text))

    def label(self, key: str) -> str:
        """Give the Dutch label of `key`.

        Raises:
            KeyError: The list has no such key.
        """
        return dict(self.entries)[key]

    def keys(self) -> tuple[str, ...]:
        """Give all keys, in the order of the list."""
        return tuple(key for key, _label in self.entries)

    def labels(self) -> tuple[str, ...]:
        """Give all labels, in the order of the list."""
        return tuple(label for _key, label in self.entries)

    def __contains__(self, key: object) -> bool:
        return any(key == known for known, _label in self.entries)

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for key, label in self.entries:
            yield key, key
            yield label, key
            yield from ((spelling, key) for spelling in _numbered(key, label))
        yield from self.synonyms.items()


def _numbered(key: str, label: str) -> Iterator[str]:
    """Give the other ways to write a numbered choice: without zeros, without its number."""
    if not re.fullmatch(r"[0-9]+", key):
        return
    yield str(int(key))
    title = re.fullmatch(rf"0*{int(key)}\s*[.:–-]\s*(?P<title>\S.*)", label)
    if title:
        yield title["title"]
        yield f"{int(key)}. {title['title']}"
        yield f"{key} {title['title']}"
