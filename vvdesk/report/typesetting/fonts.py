"""The fonts of the PDF: those that come along, and none of the machine's own.

A report looks the same on every machine, and a font that somebody happens to have never gets in.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

import typst
from fontpkg_source_sans_3 import (  # type: ignore[import-untyped] # it ships no types
    FAMILY,
    ROOT,
)

SANS: Final[str] = FAMILY
"""What a report is set in."""


def font_folder() -> Path:
    """Return the folder with the font files, in a checkout, a wheel and a frozen program."""
    return Path(ROOT) / "files"


@lru_cache(maxsize=1)
def shipped_fonts() -> typst.Fonts:
    """Return the shipped fonts with those inside Typst, read once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])
