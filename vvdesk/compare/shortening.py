"""Only the neighbourhood of what changed in a long text."""

from collections.abc import Sequence

from vvdesk.compare.wording import Part, Segment

_CUT = " … "


def condensed(
    segments: Sequence[Segment], around: int = 120, longest: int = 3_000
) -> list[Segment]:
    """Cut long stretches that stayed the same.

    Args:
        segments: In reading order.
        around: Characters kept on each side of a difference, up to a whole word.
        longest: Characters after which all is left out.

    Returns:
        The same segments, with " … " for what was left out; texts that are equal as they are.
    """
    if all(each.part is Part.EQUAL for each in segments):
        return list(segments)
    last = len(segments) - 1
    found: list[Segment] = []
    left = longest
    for place, each in enumerate(segments):
        if each.part is Part.EQUAL:
            text = _shortened(each.text, around, place == 0, place == last)
        else:
            text = each.text
        if len(text) > left:
            return [*found, Segment(each.part, f"{text[:left]}{_CUT}")]
        found.append(Segment(each.part, text))
        left -= len(text)
    return found


def _shortened(text: str, around: int, is_first: bool, is_last: bool) -> str:  # noqa: FBT001 - where it stands, by position
    if len(text) <= 2 * around:
        return text
    head = "" if is_first else text[:around].rsplit(None, 1)[0]
    tail = "" if is_last else text[-around:].split(None, 1)[-1]
    return f"{head}{_CUT}{tail}"
