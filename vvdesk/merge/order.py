"""In which order the files of a batch are planned: exports of one dossier by their number."""

from collections.abc import Sequence

from vvdesk.submission import Outside


def planning_order(outsides: Sequence[Outside | None], confirmed: Sequence[bool]) -> list[int]:
    """Return the numbers of the files in the order in which they are to be planned.

    Only files of one dossier change places among themselves: older exports that somebody confirmed
    come first, so that a newer one has the last word; then the newest; and what is older still
    comes after it, so that it is seen to be older whatever the order of the files.

    Args:
        outsides: What each file says on its outside; None when it says nothing.
        confirmed: Whether each file comes in also when it is older.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for number, outside in enumerate(outsides):
        if outside is not None:
            groups.setdefault((outside.file_id, outside.entiteit), []).append(number)
    order = list(range(len(outsides)))
    for numbers in groups.values():
        for place, number in zip(numbers, _within(numbers, outsides, confirmed), strict=True):
            order[place] = number
    return order


def _within(
    numbers: Sequence[int], outsides: Sequence[Outside | None], confirmed: Sequence[bool]
) -> list[int]:
    sequences = {number: outsides[number].sequence for number in numbers}  # type: ignore[union-attr] # only files that say it are in a group
    newest = max(sequences.values())

    def rank(number: int) -> tuple[int, int]:
        sequence = sequences[number]
        if sequence == newest:
            return 1, 0
        return (0, sequence) if confirmed[number] else (2, -sequence)

    return sorted(numbers, key=rank)
