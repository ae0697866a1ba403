"""What a chart takes from the look of the window: colours, face and size of text."""

from PySide6.QtGui import QFont, QFontInfo

from ui.theme import Theme
from vvdesk.charts.palette import DARK, LIGHT, Palette


def palette_of(theme: Theme, font: QFont) -> Palette:
    """Return the colours of a chart that stands on a card of the window."""
    own = DARK if theme.is_dark else LIGHT
    colours = theme.colours
    return Palette(
        surface=colours.surface,
        text=colours.text,
        muted=colours.muted,
        line=colours.line,
        edge=colours.edge,
        first=own.first,
        second=own.second,
        is_dark=theme.is_dark,
        font=QFontInfo(font).family(),
    )


def size_of(font: QFont) -> float:
    """Return the size of text in logical pixels."""
    return float(QFontInfo(font).pixelSize())
