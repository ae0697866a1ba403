"""How a judgement looks: one shape, one word and one colour for each, the same everywhere."""

from typing import NamedTuple

from vvdesk.sealing.verdict import Oordeel


class Look(NamedTuple):
    """Shape, word and colour.

    Attributes:
        icon: Its name at Lucide.
        word: One or two words.
        role: Of `Colours`; with `_surface` behind it.
    """

    icon: str
    word: str
    role: str


VERDICTS = {
    Oordeel.GELDIG: Look("shield-check", "Zegel geldig", "good"),
    Oordeel.ONBEVESTIGD: Look("triangle-alert", "Nog niet bevestigd", "waarschuwing"),
    Oordeel.GEWIJZIGD: Look("octagon-x", "Gewijzigd", "fout"),
}
CHECKING = Look("refresh-cw", "Wordt nagekeken", "aandachtspunt")
UNREAD = Look("octagon-x", "Niet nagekeken", "fout")
CHECKS = {
    True: Look("circle-check", "goed", "good"),
    False: Look("circle-x", "fout", "fout"),
    None: Look("circle-minus", "niet gedaan", "muted"),
}
"""Of one check."""
