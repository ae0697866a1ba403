"""Sharper colours for who asks the system for high contrast."""

import pytest

from ui.colours import DARK, DARK_SHARP, LIGHT, LIGHT_SHARP
from ui.theme import Look, Theme

INKS = ("text", "muted", "accent", "fout", "waarschuwing", "aandachtspunt", "good", "edge")
GROUNDS = ("window", "surface", "raised")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((name, f"{name}_surface") for name in ("fout", "waarschuwing", "aandachtspunt", "good")),
    ("text", "inserted"),
    ("text", "deleted"),
    ("text", "line"),
    ("on_accent", "accent"),
    ("on_brand", "brand"),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT_SHARP, DARK_SHARP], ids=["light", "dark"])
def test_everything_to_read_differs_seven_times_from_its_ground(colours):
    pale = {
        f"{ink} on {ground}": ratio
        for ink, ground in PAIRS
        if (ratio := contrast(getattr(colours, ink), getattr(colours, ground))) < 7
    }
    assert pale == {}


def test_the_wish_of_the_system_is_followed(theme, monkeypatch, qtbot):
    assert theme.colours is LIGHT
    monkeypatch.setattr(Theme, "is_sharp", True)
    with qtbot.waitSignal(theme.changed):
        theme.choose(Look.DARK)
    assert theme.colours is DARK_SHARP
    theme.choose(Look.LIGHT)
    assert theme.colours is LIGHT_SHARP
    monkeypatch.undo()
    theme.choose(Look.DARK)
    assert theme.colours is DARK
