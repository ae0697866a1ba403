"""How wide the columns of a grid are: by their weights, but no date, amount or status in pieces."""

from collections.abc import Iterable, Sequence
from typing import Final

from vvdesk.report.content import Align, Badge, Grid, Piece, RowKind

CODE_WIDTH: Final = 1_840
"""Twips for the column of reference codes, 3,2 cm: the longest word of a code fits in it."""
_CODE_SHARE: Final = 0.2
"""The most of a narrow page that the codes take."""
_SIGN: Final = 102
"""Twips for one sign of a table in 9 points, bold capitals mixed in."""
_PADDING: Final = 200
"""Twips left and right in a cell together, with something to spare."""
_CHIP_SIGNS: Final = 3
"""Signs that a chip has besides its word: the shape and three narrow spaces."""
_LONGEST_WORD: Final = 15
"""Signs of a word that is kept whole; a longer one is broken with a hyphen."""
_LONGEST_AMOUNT: Final = 24
_LEFT_FOR_OTHERS: Final = 0.6
"""Of its share that a column keeps when another wants its statuses on one line."""


def code_width(width: int) -> int:
    """Return how wide the column of codes is in a table that is `width` twips wide."""
    return min(CODE_WIDTH, round(width * _CODE_SHARE))


def column_widths(grid: Grid, width: int) -> list[int]:
    """Return the width of each column in twips, that of the codes last; together `width`.

    Args:
        grid: The table.
        width: Between the margins of the page.
    """
    codes = [code_width(width)] if grid.has_codes else []
    room = width - sum(codes)
    weights = [max(column.weight, 1) for column in grid.columns]
    shares = [room * weight / sum(weights) for weight in weights]
    needs, wishes = _needs_and_wishes(grid, room)
    widths = _widened(shares, needs, needs)
    floors = [
        max(need, share * _LEFT_FOR_OTHERS) for need, share in zip(needs, shares, strict=True)
    ]
    better = _widened(widths, wishes, floors)
    # A chip that still breaks gains nothing from a column that is almost wide enough.
    if all(one + 1 >= wish for one, wish in zip(better, wishes, strict=True)):
        widths = better
    made = [int(each) for each in widths]
    made[-1] += room - sum(made)
    return [*made, *codes]


def _needs_and_wishes(grid: Grid, room: int) -> tuple[list[float], list[float]]:
    """Return how wide each column must be at least, and how wide it had better be, in twips."""
    figures: list[float] = []
    needs: list[float] = []
    wishes: list[float] = []
    rows = [row for row in grid.rows if row.kind is not RowKind.DETAIL]
    for at, column in enumerate(grid.columns):
        pieces = [piece for row in rows if at < len(row.cells) for piece in row.cells[at]]
        chips = {piece.look.label for piece in pieces if isinstance(piece, Badge)}
        figure, word = _longest(pieces, column.align)
        label = _longest_word(column.label.split())
        need = max([label, figure, word, *map(_on_two_lines, chips)])
        wish = max([need, *(len(label) + _CHIP_SIGNS for label in chips)])
        figures.append(figure * _SIGN + _PADDING)
        needs.append(need * _SIGN + _PADDING)
        wishes.append(wish * _SIGN + _PADDING)
    return _squeezed(needs, figures, room), wishes


def _squeezed(needs: list[float], figures: list[float], room: int) -> list[float]:
    """Return what columns need on a narrow page: words are broken there, dates and amounts not."""
    soft = sum(needs) - sum(figures)
    if sum(needs) <= room or not soft:
        return needs
    left = max(room - sum(figures), 0) / soft
    return [figure + (need - figure) * left for need, figure in zip(needs, figures, strict=True)]


def _longest(pieces: Iterable[Piece], align: Align) -> tuple[int, int]:
    """Return how many signs the longest figure has, and the longest word."""
    figure = longest = 0
    for text in {"" if isinstance(piece, Badge) else piece.text for piece in pieces}:
        if align is Align.RIGHT:
            lines = map(len, text.splitlines())
            figure = max(figure, min(max(lines, default=0), _LONGEST_AMOUNT))
        elif len(text) > min(figure, longest):
            words = text.split()
            longest = max(longest, _longest_word(words))
            if text[-1:].isdigit():
                figure = max(figure, _longest_word(word for word in words if word[0].isdigit()))
    return figure, longest


def _longest_word(words: Iterable[str]) -> int:
    """Return the signs of the longest word that is kept whole."""
    return min(max(map(len, words), default=0), _LONGEST_WORD)


def _on_two_lines(label: str) -> int:
    """Return how many signs a line must hold for a status to take two lines at most."""
    words = label.split()
    sides = (
        max(len(" ".join(words[:at])) + _CHIP_SIGNS, len(" ".join(words[at:])))
        for at in range(1, len(words) + 1)
    )
    return min(sides, default=0)


def _widened(
    widths: Sequence[float], wanted: Sequence[float], floors: Sequence[float]
) -> list[float]:
    """Widen what is narrower than is wanted, at the cost of what can do with less."""
    lacks = [max(want - width, 0) for width, want in zip(widths, wanted, strict=True)]
    spare = [
        0 if lack else max(width - max(floor, want), 0)
        for width, want, floor, lack in zip(widths, wanted, floors, lacks, strict=True)
    ]
    moved = min(sum(lacks), sum(spare))
    if not moved:
        return list(widths)
    return [
        width + lack * moved / sum(lacks) - left * moved / sum(spare)
        for width, lack, left in zip(widths, lacks, spare, strict=True)
    ]
