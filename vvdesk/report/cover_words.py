"""What a report is called, by what it is about."""

from collections.abc import Sequence
from typing import Final

from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.plan.referentie import Referentie
from vvdesk.report.reading import WITHOUT_SPEERPUNT, speerpunt_labels

ALL_PROJECTS: Final = "Overzicht van alle projecten"


def scope_words(referentie: Referentie, speerpunten: Sequence[str]) -> str:
    """Return what a report is about: "Speerpunt 04. Investeren in mensen en talenten".

    Args:
        referentie: Of the meetmoment.
        speerpunten: As `Source.speerpunten`.
    """
    if not speerpunten:
        return ALL_PROJECTS
    labels = speerpunt_labels(referentie)
    known = [labels[each] for each in speerpunten if each != NO_SPEERPUNT]
    said = []
    if known:
        said.append(("Speerpunt " if len(known) == 1 else "Speerpunten ") + in_a_row(known))
    if len(known) < len(speerpunten):
        said.append(f"projecten {WITHOUT_SPEERPUNT.casefold()}")
    words = " en ".join(said)
    return words[0].upper() + words[1:]


def in_a_row(names: Sequence[str]) -> str:
    """Return "04. …, 05. … en 07. …"."""
    return " en ".join(filter(None, (", ".join(names[:-1]), names[-1])))
