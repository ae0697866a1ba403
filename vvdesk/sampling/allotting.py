"""Dividing a number of places over strata, in whole numbers and without chance."""

from collections.abc import Sequence


def allot(places: int, sizes: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Divide places in proportion to weights: the method of the largest remainder, with bounds.

    Every stratum with units gets one place while there are enough; after that each next place goes
    to the stratum that is furthest below its exact share and still has a unit left, to the first
    one when two are equally far.

    Args:
        places: How many to divide.
        sizes: How many units each stratum has.
        weights: In proportion to what; not negative. Where all are 0, the sizes are taken.

    Returns:
        One per stratum, none above its size; together `places`, or all units when there are fewer.
    """
    if sum(weights) == 0:
        weights = sizes
    total = sum(weights)
    places = left = min(places, sum(sizes))
    given = [0] * len(sizes)
    for index in _most_weight_first(weights):
        if left and sizes[index]:
            given[index], left = 1, left - 1
    # Shares are compared as whole numbers, times the total: no rounding can decide.
    shares = [places * weight for weight in weights]
    for index, size in enumerate(sizes):
        # Nearly all of the share at once: no more than one per stratum can have gone to others.
        certain = min(size, shares[index] // max(total, 1) - len(sizes) - 1) - given[index]
        if certain > 0:
            given[index], left = given[index] + certain, left - certain
    while left:
        room = [index for index, size in enumerate(sizes) if given[index] < size]
        best = max(room, key=lambda index: (shares[index] - given[index] * total, -index))
        given[best], left = given[best] + 1, left - 1
    return given


def _most_weight_first(weights: Sequence[int]) -> list[int]:
    return sorted(range(len(weights)), key=lambda index: (-weights[index], index))
