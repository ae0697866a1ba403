"""Holding a meetmoment against one of another file, which is open only as long as that takes."""

from dataclasses import dataclass

from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment
from vvdesk.moments_compared.comparing import compare_moments
from vvdesk.moments_compared.parts import MomentsCompared
from vvdesk.moments_compared.sides import Side
from vvdesk.store.place import Place
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WithOther:
    """What differs from another file.

    Attributes:
        compared: The differences.
        moments: The names of all meetmomenten of the other file, earliest first.
    """

    compared: MomentsCompared
    moments: tuple[str, ...]


def compare_with(
    left: Side, other: Place, naam: str | None = None, progress: Progress = silent
) -> WithOther:
    """Compare with a meetmoment of another file; it is read only, and closed afterwards.

    Args:
        left: What is held against it.
        other: The other file.
        naam: Which meetmoment of it; None for the one that is called like the left one, or else the
            latest.
        progress: As `compare_moments`.

    Raises:
        Misused: The file is about another plan, or has no such meetmoment.
        Refused: It is no store, or damaged.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be read.
        Cancelled: The user stopped.
    """
    with Workspace.open(other, read_only=True) as workspace:
        moments = workspace.meetmomenten()
        chosen = _like(moments, left.meetmoment) if naam is None else workspace.meetmoment(naam)
        compared = compare_moments(left, Side(workspace, chosen), progress)
        return WithOther(compared, tuple(each.naam for each in moments))


def _like(moments: list[Meetmoment], left: Meetmoment) -> Meetmoment:
    return next((each for each in moments if each.naam == left.naam), moments[-1])
