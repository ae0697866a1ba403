"""Whether a key was still used when a momentopname says that it was made.

Both dates are words: the last day of a key is what this person noted in his own list, and the date
of a seal is what the machine that made it said. Whoever has a key can put any date in a seal; so a
date before the last day proves nothing by itself, and one after it is reason enough to ask.
"""

from dataclasses import dataclass
from datetime import date, datetime

from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.seal_words import day, when


@dataclass(frozen=True, slots=True)
class InUse:
    """What is known of the use of a key at the time of a seal.

    Attributes:
        tot: The last day of the key, ISO 8601; empty while it is used.
        is_after: The seal says that it was made after that day, or says no day at all.
        opmerking: What an auditor should know of it, in Dutch; empty when there is nothing.
    """

    tot: str = ""
    is_after: bool = False
    opmerking: str = ""


def in_use(manifest: Manifest, tot: str) -> InUse:
    """Compare what a momentopname says of its own date with the last day of its key.

    Args:
        manifest: Of the momentopname.
        tot: The last day of the key, ISO 8601; empty while it is used.
    """
    if not tot:
        return InUse()
    made, until = when(manifest.gemaakt_op), day(tot)
    if _is_after(manifest.gemaakt_op, tot):
        said = (
            f"Volgens jouw lijst werd deze sleutel gebruikt tot {until}, en de momentopname zegt "
            f"van zichzelf dat ze later gemaakt is, op {made}. Vraag na hoe dat kan, en vergelijk "
            "de controlecode langs een andere weg."
        )
        return InUse(tot, is_after=True, opmerking=said)
    said = (
        f"Volgens jouw lijst werd deze sleutel gebruikt tot {until}; de momentopname zegt van "
        f"zichzelf dat ze toen al bestond: gemaakt op {made}. Dat is het woord van die computer, "
        "en wie de sleutel heeft, kan elke datum zetten. Twijfel je, vergelijk dan de controlecode "
        "met die van toen."
    )
    return InUse(tot, opmerking=said)


def _is_after(moment: str, tot: str) -> bool:
    try:
        return datetime.fromisoformat(moment).astimezone().date() > date.fromisoformat(tot)
    except (ValueError, OverflowError, OSError):
        return True  # a seal without a date that can be read is not known to be from before
