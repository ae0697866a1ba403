"""The values of a conflict that did not come into the fiche, as texts to search in."""

import json
from typing import Final

from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Keuze
from vvdesk.searching.parts import TEXTS

_NO_LISTS: Final[ChoiceLists] = {}


def left_out(pad: str, keuze: str, ontvangen: str, centraal: str) -> tuple[str, str]:
    """Return the received and the central value of a conflict, without what stands in the fiche.

    Args:
        pad: The field, as in a dump.
        keuze: What was decided.
        ontvangen: JSON, as in dumps; so is `centraal`.
        centraal: The value that stood there.

    Returns:
        Each as plain text; empty for what stands in the fiche, and for what is no text.
    """
    received = "" if keuze == Keuze.ONTVANGEN else value_words(pad, ontvangen)
    has_gone = keuze in {Keuze.ONTVANGEN, Keuze.EIGEN}
    return received, value_words(pad, centraal) if has_gone else ""


def value_words(pad: str, value: str) -> str:
    """Return a value of a field as plain text; empty when the field holds no texts.

    Args:
        pad: The field, as in a dump.
        value: JSON, as in dumps.
    """
    try:
        kind = parse_path(pad).field.kind
        if kind not in TEXTS:
            return ""
        told = kind.from_json(json.loads(value))
    except (Misused, ValueError):  # a row as a whole, or what no field can hold
        return ""
    return kind.to_text(told, _NO_LISTS) if told else ""
