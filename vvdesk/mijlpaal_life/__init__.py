"""The life of a mijlpaal: every meetmoment from its first planning to its lot."""

from vvdesk.mijlpaal_life.life import life
from vvdesk.mijlpaal_life.listing import Mijlpaalregel, all_mijlpalen, matching
from vvdesk.mijlpaal_life.parts import Levensloop, Levensmoment, Waarde
from vvdesk.mijlpaal_life.words import (
    life_lines,
    moved_words,
    present_words,
    reason_words,
    target_words,
    told_words,
)

__all__ = [
    "Levensloop",
    "Levensmoment",
    "Mijlpaalregel",
    "Waarde",
    "all_mijlpalen",
    "life",
    "life_lines",
    "matching",
    "moved_words",
    "present_words",
    "reason_words",
    "target_words",
    "told_words",
]
