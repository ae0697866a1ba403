"""Which projects the overview looks at: all, those of one speerpunt, those of one minister."""

from collections.abc import Mapping
from dataclasses import dataclass

from vvdesk.dashboard.reading import Ficherij, Mijlpaalrij, Stand

NO_SPEERPUNT = "zonder"
"""Stands for the projects that have no speerpunt."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of what was read that is looked at.

    Attributes:
        fiches: In order of code.
        mijlpalen: Theirs, in order.
        before: The fiches of the previous meetmoment, chosen by what they said then.
        mijlpalen_before: Theirs.
    """

    fiches: list[Ficherij]
    mijlpalen: list[Mijlpaalrij]
    before: list[Ficherij]
    mijlpalen_before: list[Mijlpaalrij]


def choose(stand: Stand, speerpunt: str | None, minister: str | None) -> Chosen:
    """Take what belongs to one speerpunt or minister; None for any."""

    def wanted(fiches: Mapping[str, Ficherij]) -> dict[str, Ficherij]:
        return {
            code: each
            for code, each in fiches.items()
            if (speerpunt is None or speerpunt_of(each) == speerpunt)
            and (minister is None or minister in each.ministers)
        }

    now, then = wanted(stand.fiches), wanted(stand.vorige_fiches)
    return Chosen(
        list(now.values()),
        [row for row in stand.mijlpalen if row.project in now],
        list(then.values()),
        [row for row in stand.vorige_mijlpalen.values() if row.project in then],
    )


def speerpunt_of(fiche: Ficherij) -> str:
    """Return the number of its speerpunt, or what stands for none."""
    return fiche.speerpunt or NO_SPEERPUNT
