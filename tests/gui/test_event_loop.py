"""The window answers while it works: nothing holds its event loop up for long.

What counts is the time that the window's own thread computes between two beats of a fast timer;
time in which the machine works for somebody else does not. It is told in yardsticks: a fixed piece
of computing that is done before and after each step, so that a slow or busy machine measures with
a longer one.
"""

import gc
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from moments_sample import change, next_moment
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from sealed_sample import sealed
from september_dossier import explain_everything, september_dossier
from stores import OV, fiche, new_store
from window_driver import Person, running

from ui.pages.hand_in_frame import DONE
from ui.pages.page_names import (
    COMPARE,
    DASHBOARD,
    EXCEL_OUT,
    HAND_IN,
    INQUIRY,
    LIFE,
    MOMENTS,
    SAMPLE,
    SEAL,
    SEARCH,
)
from ui.pages.seal_verifying import SealVerifying
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.settings import Settings

GOAL = 20
"""Yardsticks: longer, and a key feels late. It is a tenth of a second where one takes 5 ms."""
ONCE = 50
"""Yardsticks for building what was never shown, once for a file."""
ANOTHER_LOOK = 100
"""Yardsticks for styling anew all that was ever shown. Somebody asked to see just that."""
FIRST_LOOK = 100
"""Yardsticks for making a page of a momentopname when it is first wanted."""
_BEAT = 5
_FICHES = ("VV015", "VV017", "VV019", "VV112", "VV176")


@pytest.fixture(autouse=True)
def _what_other_tests_left_does_not_count():
    """Keep Python's search for cycles, which stops the window, to what this window made."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


class Pulse(QObject):
    """Beats in the event loop of the window.

    Attributes:
        longest: Name of a step to the longest that the window computed without a beat in it, in
            yardsticks.
        allowed: Name of a step to how many that may be.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest: dict[str, float] = {}
        self.allowed: dict[str, float] = {}
        self._seconds, self._latest = 0.0, 0.0
        self._timer = QTimer(self, interval=_BEAT)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def during(self, step: str, allowed: float = GOAL) -> Iterator[None]:
        """Listen during one step, until the window has nothing left to do."""
        before = _yardstick()
        self._seconds, self._latest = 0.0, time.thread_time()
        self._timer.start()
        yield
        QTest.qWait(20 * _BEAT)
        self._beat()
        self._timer.stop()
        self.longest[step] = round(self._seconds / max(before, _yardstick()), 1)
        self.allowed[step] = allowed

    def late(self) -> dict[str, float]:
        """Return the steps that took longer than allowed."""
        return {step: each for step, each in self.longest.items() if each > self.allowed[step]}

    def _beat(self) -> None:
        now = time.thread_time()
        self._seconds = max(self._seconds, now - self._latest)
        self._latest = now


def _yardstick() -> float:
    """Return how long this thread computes over a fixed piece of work, in seconds."""
    taken = []
    for _turn in range(5):
        start = time.thread_time()
        assert len({f"VV{number:05}": [number, str(number)] for number in range(4_000)}) == 4_000
        taken.append(time.thread_time() - start)
    return statistics.median(taken)


@pytest.fixture
def person(tmp_path, central, qapp, qtbot, monkeypatch) -> Iterator[Person]:
    """Somebody before the start screen, who opens a dossier first and a central file then."""
    settings.save(Settings(naam="An Peeters", entiteit=OV), settings_dir())
    dossier = september_dossier(tmp_path / "september")
    explain_everything(dossier, _FICHES)
    with running(qapp, qtbot.waitUntil, monkeypatch, file_to_open=[dossier, central]) as made:
        yield made


def test_nothing_holds_the_window_up(person):
    pulse = Pulse(person.window)
    with pulse.during("een dossier openen, en alle fiches tellen", ONCE):
        person.press("Ctrl+O")
        person.wait(lambda: person.program.file is not None)
        QTest.qWait(500)
    with pulse.during("zoeken"):
        person.type("VV015")
    with pulse.during("een fiche voor het eerst tonen", ONCE):
        person.press("Return")
    _show_parts(person, pulse)
    _type(person, pulse)
    _look_around(person, pulse)
    _write(person, pulse)
    with pulse.during("een centraal bestand openen", ONCE):
        before = person.file
        person.press("Ctrl+O")
        person.wait(lambda: person.program.file not in {None, before})
        person.wait(lambda: person.file.page.at_hand == DASHBOARD)
        QTest.qWait(500)
    with pulse.during("een ander uiterlijk", ANOTHER_LOOK):
        person.press("Ctrl+Shift+D")
    assert pulse.late() == {}


def _show_parts(person: Person, pulse: Pulse) -> None:
    for number in range(1, 8):
        with pulse.during(f"deel {number} voor het eerst tonen", ONCE):
            person.press(f"Ctrl+{number}")
    for number in range(1, 8):
        with pulse.during(f"deel {number} tonen"):
            person.press(f"Ctrl+{number}")


def _type(person: Person, pulse: Pulse) -> None:
    for step, way in {
        "in een regel typen": ("Ctrl+1", "End"),
        "in opgemaakte tekst typen": ("Ctrl+3", "Ctrl+End"),
        "in een cel typen": ("Ctrl+6", "Ctrl+Home", "F2"),
        "een bedrag typen": ("Ctrl+7", "Ctrl+A"),
    }.items():
        person.press(*way)
        with pulse.during(step):
            person.type("375000000")
            person.wait(lambda: not person.file.live.has_unstored())
            person.press("Tab")
    with pulse.during("rijen toevoegen, terugnemen en opnieuw"):
        person.press("Ctrl+6", "Ctrl+Enter", "Escape", "Ctrl+D", "Ctrl+-")
        person.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+Z", "Ctrl+Z")
    while "Ongedaan maken: " in person.action("undo").text():
        person.press("Ctrl+Z")


def _look_around(person: Person, pulse: Pulse) -> None:
    with pulse.during("controleren"):
        person.press("F9")
    with pulse.during("problemen langsgaan", ONCE):  # opens the form under the table
        for _step in range(6):
            person.press("F8")
    with pulse.during("voor het eerst vergelijken", ONCE):
        person.press("F6")
        person.wait(lambda: person.file.page.at_hand == COMPARE)
        QTest.qWait(300)
    with pulse.during("verschillen langsgaan, en terug"):
        person.press("F8", "F8", "F6")
    with pulse.during("naar de lijst"):
        person.press("Ctrl+L", "Ctrl+A", "Backspace")
    person.type("VV017")
    with pulse.during("een andere fiche tonen"):
        person.press("Return")
    person.press("Ctrl+L", "Ctrl+A", "Backspace")
    for project in ("volgende", "vorige"):
        with pulse.during(f"naar de {project} fiche"):
            person.press("Alt+PgDown" if project == "volgende" else "Alt+PgUp")


def _write(person: Person, pulse: Pulse) -> None:
    with pulse.during("een versie bewaren"):
        person.press("Ctrl+S")
        person.wait(lambda: person.bar.startswith("Bewaard om"))
    with pulse.during("de pagina om te exporteren", ONCE):
        person.press("Ctrl+E")
    page = person.file.page.page(EXCEL_OUT)
    with pulse.during("exporteren"):
        person.tab_to("Exporteren")
        person.press("Space")
        person.wait(lambda: page.target.path().is_file() and not page.job.is_busy)
    with pulse.during("het overzicht voor het indienen", ONCE):
        person.press("Ctrl+Shift+Return")
        page = person.file.page.page(HAND_IN)
        person.wait(lambda: page.state.text() == "Alles is nagekeken.")
    person.tab_to("Verder")
    person.press("Space")
    with pulse.during("indienen", ONCE):  # every form is filled anew, to be looked at only
        person.press("Space")
        person.wait(lambda: page.at == DONE)


def test_looking_into_a_momentopname_of_a_whole_plan_holds_nothing_up(
    tmp_path, qapp, qtbot, monkeypatch
):
    settings.save(Settings(naam="Rekenhof"), settings_dir())
    codes = [f"VV{number:03}" for number in range(1, 181)]
    store = new_store(tmp_path / "plan.vvd", *(fiche(code, mijlpalen=4) for code in codes))
    next_moment(store)
    change(store, 2, **{f"{code}__titel": f"Digitale school {code}" for code in codes})
    path = sealed(tmp_path, of=store)
    with running(qapp, qtbot.waitUntil, monkeypatch, file_to_open=[path]) as person:
        pulse = Pulse(person.window)
        with pulse.during("een momentopname openen en nakijken", ONCE):
            person.press("Ctrl+O")
            person.wait(lambda: person.program.shown is not None)
            checking = person.program.shown.page.page(SEAL).findChild(SealVerifying)
            person.wait(lambda: checking.verdict is not None and not checking.is_busy)
            QTest.qWait(2000)
        _look_into(person, pulse)
        assert pulse.late() == {}


def _look_into(person: Person, pulse: Pulse) -> None:
    """See every page twice, search, and trace."""
    pages = (SEAL, INQUIRY, MOMENTS, LIFE, SEARCH, SAMPLE)
    for turn, allowed in (("voor het eerst ", FIRST_LOOK), ("", GOAL)):
        for number, name in enumerate(pages, start=1):
            with pulse.during(f"{turn}naar {name}", allowed):
                person.press(f"Alt+{number}")
                QTest.qWait(300)
    person.press("Alt+5")
    with pulse.during("zoeken in alle teksten"):
        person.type("digitale")
    person.press("Ctrl+G")
    with pulse.during("naspeuren", ONCE):
        person.type("vv015")
        person.press("Return")
        QTest.qWait(300)
