"""Pictures of the window: those that are kept can be made, are small, and are shown."""

import re

import pytest
from PySide6.QtGui import QImageReader
from screens import SCREENS
from screenshots import CHOSEN, LARGEST, ROOT

NAMES = [each.name for each in SCREENS]


def kept():
    return [ROOT / folder / f"{name}.png" for folder, names in CHOSEN.items() for name in names]


def test_no_two_screens_have_one_name():
    assert len(set(NAMES)) == len(NAMES)
    assert {name for names in CHOSEN.values() for name in names} <= set(NAMES)


@pytest.mark.parametrize("path", kept(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_picture_that_is_kept_can_be_shown_and_is_small(path):
    reader = QImageReader(str(path))

    assert reader.canRead(), reader.errorString()
    assert path.stat().st_size <= LARGEST


def test_no_picture_is_kept_that_nobody_makes():
    there = [path for folder in CHOSEN for path in (ROOT / folder).glob("*.png")]

    assert sorted(there) == sorted(kept())


def test_pages_show_every_picture_that_is_kept_and_no_other():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    pages += (ROOT / "resources" / "manual").glob("*.md")
    shown = {
        (page.parent / picture).resolve()
        for page in pages
        for picture in re.findall(r"!\[[^]]*]\(([^):]+)\)", page.read_text(encoding="utf-8"))
    }

    assert shown == set(kept())
