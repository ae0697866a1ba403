"""The heart of a merge: one field, three values, one verdict."""

from enum import Enum, auto

from vvdesk.kinds import JsonValue


class Verdict(Enum):
    """What becomes of one field."""

    KEEP = auto()
    """The central value stays."""
    TAKE = auto()
    """The submitted value replaces it; nobody changed the central one meanwhile."""
    CONFLICT = auto()
    """Both changed, or nobody knows who did: a person decides."""


def decide(
    base: JsonValue, submitted: JsonValue, current: JsonValue, *, base_known: bool
) -> Verdict:
    """Compare what was handed out, what came back, and what stands centrally now.

    Values are as in dumps, so that equal texts are equal strings; every kind of empty is the same.

    Args:
        base: What was handed out.
        submitted: What came back.
        current: What stands centrally.
        base_known: False for a workbook that lost its base; then a difference is a conflict.

    Source:
        EXCHANGE.md, Merging.
    """
    came, stands = plain(submitted), plain(current)
    if came == stands:
        return Verdict.KEEP
    if not base_known:
        return Verdict.CONFLICT
    was = plain(base)
    if came == was:
        return Verdict.KEEP
    return Verdict.TAKE if stands == was else Verdict.CONFLICT


def plain(value: JsonValue) -> JsonValue:
    """Return a value so that every kind of empty is the same."""
    return None if value in ("", []) else value
