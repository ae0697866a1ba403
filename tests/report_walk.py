"""Ways through a report, whatever blocks it consists of."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vvdesk.report.content import Badge, Figure, Piece, Revision, Words
from vvdesk.richtext import Run

PIECES = (Run, Figure, Badge, Revision)


def lines(part: Any) -> Iterator[Words]:
    """Yield what stands on each line and in each cell, in reading order; no labels."""
    if isinstance(part, tuple):
        if is_words(part):
            yield part
        else:
            for each in part:
                yield from lines(each)
    elif is_dataclass(part):
        for name in names_of(part):
            yield from lines(getattr(part, name))


def pieces(part: Any) -> Iterator[Piece]:
    """Yield every piece of every line."""
    for words in lines(part):
        yield from words


def cited(part: Any) -> list[Figure | Badge]:
    """Return the pieces that have a code."""
    return [each for each in pieces(part) if isinstance(each, (Figure, Badge)) and each.code]


def of_kind(part: Any, kind: type[Any]) -> list[Any]:
    """Return every `kind` in a report or block, in reading order."""
    if isinstance(part, kind):
        return [part]
    if isinstance(part, tuple):
        return [found for each in part for found in of_kind(each, kind)]
    if not is_dataclass(part):
        return []
    return [found for name in names_of(part) for found in of_kind(getattr(part, name), kind)]


def without_one(part: Any) -> Iterator[Any]:
    """Yield the same block without one of the things that it holds, however deep, for each."""
    for name in names_of(part):
        value = getattr(part, name)
        if is_dataclass(value):
            for less in without_one(value):
                yield replace(part, **{name: less})
        elif isinstance(value, tuple) and not is_words(value):
            for at, each in enumerate(value):
                yield replace(part, **{name: value[:at] + value[at + 1 :]})
                if is_dataclass(each):
                    for less in without_one(each):
                        yield replace(part, **{name: (*value[:at], less, *value[at + 1 :])})


def is_words(value: tuple[Any, ...]) -> bool:
    """Tell whether this is what stands on one line."""
    return bool(value) and isinstance(value[0], PIECES)


def names_of(part: Any) -> list[str]:
    """Return the attributes of a part of a report."""
    return [each.name for each in fields(part)]
