"""Does a kept inzending say itself what the store remembers of it: who sent it, which export?"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from vvdesk.choices import Choices
from vvdesk.sealing.trail_replay import shown
from vvdesk.sealing.verdict import BEWIJSSTUKKEN, Verschil
from vvdesk.submission import Submission

_WHAT: Final = "het ingediende bestand zegt het zelf anders"
LETTER: Final = ("afzender", "export_id", "export_volgnummer", "geexporteerd_op", "entiteit")
"""The columns of an inzending that its file says too."""


def letter_faults(
    submission: Submission, remembered: Mapping[str, Any], entiteiten: Choices, place: str
) -> Iterator[Verschil]:
    """Yield what the store remembers of an inzending and its file says otherwise.

    Args:
        submission: As read now.
        remembered: The columns of `LETTER`, as stored.
        entiteiten: Of its meetmoment.
        place: What people call the inzending.
    """
    said: dict[str, Any] = {
        "afzender": submission.sender,
        "export_id": submission.export_id,
        "export_volgnummer": submission.sequence,
        "geexporteerd_op": submission.exported_at,
        "entiteit": submission.entiteit,
    }
    for name in LETTER:
        stored, own = remembered[name], said[name]
        if (stored or None) == (own or None):
            continue
        if name == "entiteit" and _is_spelled_otherwise(stored, own, entiteiten):
            continue
        yield Verschil(BEWIJSSTUKKEN, f"{place}, {name}", shown(stored), shown(own), _WHAT)


def _is_spelled_otherwise(stored: str | None, own: str | None, entiteiten: Choices) -> bool:
    """Tell whether both may be one entiteit: synonyms are settled, and may be settled otherwise."""
    if not stored or not own:
        return False
    return entiteiten.key_for(own) in {stored, None}
