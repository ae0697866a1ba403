"""The statuses of a meetmoment by what they mean, whatever they are called there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vvdesk.plan.referentie import Referentie
from vvdesk.report.looks import PROJECTSTATUS


@dataclass(frozen=True, slots=True)
class Ladder:
    """The statuses of a meetmoment by what they mean; empty where it has none.

    Attributes:
        none: The work has still to begin.
        started: It began.
        decided: It began after a decision of the Vlaamse Regering.
        done: All of it is done.
        attention: It asks for attention.
        action: It asks for more than attention.
        untold: Those that no fact can tell, such as stopgezet.
    """

    none: str
    started: str
    decided: str
    done: str
    attention: str
    action: str
    untold: frozenset[str]

    @classmethod
    def of(cls, referentie: Referentie) -> "Ladder":
        """Find them by their kenmerken: labels differ per meetmoment, and so may keys per plan."""
        keys = [key for name, key in referentie.statussen if name == PROJECTSTATUS]

        def marked(kenmerk: str) -> set[str]:
            return {key for key in keys if referentie.has(PROJECTSTATUS, key, kenmerk)}

        ranked = sorted(
            (rang, at, key)
            for at, key in enumerate(keys)
            if (rang := referentie.rang(PROJECTSTATUS, key)) is not None
        )
        order = [key for _rang, _at, key in ranked]
        is_open, started = marked("open"), marked("gestart")
        decided, explained = marked("vraagt_agendering"), marked("vraagt_verklaring")
        troubled = [key for key in keys if key in explained and key in is_open]
        quiet = [key for key in order if key not in explained]
        return cls(
            none=_first(quiet, lambda key: key in is_open and key not in started),
            started=_first(quiet, lambda key: key in is_open & started and key not in decided),
            decided=_first(quiet, lambda key: key in is_open & started and key in decided),
            done=_first(quiet[::-1], lambda key: key in started and key not in is_open),
            attention=troubled[0] if troubled else "",
            action=troubled[-1] if troubled else "",
            untold=frozenset(explained - is_open),
        )


def _first(keys: Sequence[str], is_it: Callable[[str], bool]) -> str:
    return next((key for key in keys if is_it(key)), "")
