"""A momentopname with values that vvdesk never wrote: shown, or told in a sentence why not."""

import random
from pathlib import Path

import pytest
from driven_program import Driven
from hostile_momentopnamen import VALUES, cells, rich, with_cell
from PySide6.QtWidgets import QApplication
from stores import OV

from ui.pages.page_bar import SEALED_PAGES
from ui.pages.page_names import INQUIRY, LIFE
from vvdesk import settings
from vvdesk.errors import VvdeskError
from vvdesk.paths import settings_dir
from vvdesk.store.workspace import Workspace

FEW, MANY = 4, 40
_SEED = 20211201


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A momentopname with an inzending, a question, a report and two meetmomenten."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return rich(tmp_path_factory.mktemp("rijk"))


@pytest.fixture
def driven(start):
    """The program, with nobody's file."""
    settings.save(settings.Settings(naam="Rekenhof", entiteit=OV), settings_dir())
    return start()


def looked_into(driven: Driven, path: Path) -> str:
    """Open a momentopname, see every page, and close it; return what was said of it."""
    driven.program.open(path)
    driven.settle()
    shown = driven.program.shown
    if shown is None:
        said = driven.said
        assert said, path.name
        driven.window.notices.clear()
        return said
    for name in SEALED_PAGES:
        driven.act(name)
    for name, code in ((INQUIRY, "1/VV015-VAK"), (INQUIRY, "2/VV015"), (LIFE, "VV015-M01")):
        asked = shown.inquiry.code_requested if name == INQUIRY else shown.inquiry.life_requested
        asked.emit(code)
        driven.settle()
    said = shown.page.banner.text
    driven.act("close_file")
    driven.window.notices.clear()
    return said


def wrong_in(driven: Driven, qtbot, path: Path) -> list[str]:
    """Return what went wrong otherwise than with a sentence."""
    with qtbot.captureExceptions() as raised:
        said = looked_into(driven, path)
    wrong = [repr(each) for _kind, each, _trace in raised if not isinstance(each, VvdeskError)]
    if said.startswith("Geldig") or not QApplication.activeWindow():
        wrong.append(f"the window says {said!r}")
    return wrong


def chosen(path: Path, seed: int, count: int) -> list[tuple[str, str, str]]:
    chance = random.Random(seed)
    places = chance.sample(cells(path), count)
    return [(table, column, chance.choice(list(VALUES))) for table, column in places]


@pytest.mark.parametrize(
    ("seed", "count"),
    [(_SEED, FEW), *(pytest.param(seed, MANY, marks=pytest.mark.torture) for seed in range(6))],
)
def test_the_window_shows_what_it_can_and_says_the_rest(driven, made, qtbot, seed, count):
    told = {}
    for table, column, value in chosen(made, seed, count):
        path = with_cell(made, table, column, VALUES[value], "vreemd.vvs")
        if path is not None and (wrong := wrong_in(driven, qtbot, path)):
            told[f"{table}.{column} = {value}"] = wrong
    assert told == {}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("meetmoment", "peildatum", "gisteren"),
        ("meetmoment", "naam", None),
        ("plan", "titel", None),
        ("zegel", "manifest", b"\xff\x00"),
        ("zegel", "handtekening", 1e308),
    ],
)
def test_what_cannot_be_shown_at_all_is_closed_again_and_another_opens(
    driven, made, qtbot, monkeypatch, table, column, value
):
    closed = []
    close = Workspace.close
    monkeypatch.setattr(Workspace, "close", lambda own: (closed.append(own.path), close(own)))
    path = with_cell(made, table, column, value, "vreemd.vvs")
    with qtbot.captureExceptions() as raised:
        driven.program.open(path)
        driven.settle()
    assert all(isinstance(each, VvdeskError) for _kind, each, _trace in raised)
    assert raised or driven.said or driven.program.shown
    if driven.program.shown is None:
        assert closed == [path]
        assert driven.window.pages.currentWidget() is driven.program.start
    driven.program.open(made)
    driven.settle()
    assert driven.program.shown is not None
    assert driven.program.shown.is_of(made)
