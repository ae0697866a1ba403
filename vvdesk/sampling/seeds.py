"""A seed to begin with: one that nobody could choose to get the sample that suits."""

import secrets
from datetime import date

_DIGITS = 8


def proposed_seed(controlecode: str = "", day: date | None = None) -> str:
    """Return a seed.

    Args:
        controlecode: Of the seal, so that the seed follows from what is examined; empty for none.
        day: Beside the controlecode.

    Returns:
        `Z3RQ-ZANS-BG14-H4EH 2026-11-22`, or eight digits by chance without a controlecode.
    """
    if controlecode:
        return f"{controlecode} {day.isoformat()}" if day is not None else controlecode
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
