"""Every screen of the window, reached in the real program: for tests and for pictures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from central_screens import CENTRAL_SCREENS
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sample_files import SampleFiles
from sealed_screens import SEALED_SCREENS
from stage import USUAL, Screen, Stage

from ui.app import speak_dutch
from ui.forms.layout import LAYOUT
from ui.pages.page_names import EXCEL_IN, HAND_IN, PROJECTS
from vvdesk.practice import ENTITEIT
from vvdesk.recent import Entry
from vvdesk.running import CrashInfo

__all__ = ["SCREENS", "USUAL", "Screen", "Stage", "prepare"]


def prepare(application: QApplication) -> None:
    """Let Qt speak Dutch, as in the program."""
    speak_dutch(application)


def _first_start(stage: Stage) -> QWidget:
    return stage.start(naam="")


def _start_empty(stage: Stage) -> QWidget:
    return stage.start()


def _start(stage: Stage) -> QWidget:
    return stage.start(recent=_recent(stage.files))


def _start_crashed(stage: Stage) -> QWidget:
    saved = datetime.now(UTC) - timedelta(minutes=12)
    return stage.start(recent=_recent(stage.files), crashed=CrashInfo(saved, saved))


def _recent(files: SampleFiles) -> tuple[Entry, ...]:
    """Return what a department worked on this week."""
    now = datetime.now(UTC)
    own = Entry(
        str(files.dossier),
        plan="Relanceplan Vlaamse Veerkracht",
        meetmoment="september 2021",
        entiteit=ENTITEIT,
        deadline=f"{now + timedelta(days=9):%Y-%m-%d}",
    )
    rows = (
        ("VV112", "Voorsprongfonds voor het hoger onderwijs", 0, 0, 0),
        ("VV176", "Versterkte zorg voor het welbevinden van leerlingen", 100, 0, 0),
        ("VV019", "Versterken van levenslang leren", 100, 0, 1),
        ("VV015", "Digitale versnelling van het leerplichtonderwijs (Digisprong)", 86, 1, 2),
    )
    entries = [
        replace(
            own, project=code, titel=titel, volledig=volledig, fouten=fouten,
            waarschuwingen=waarschuwingen, ingediend=code == "VV176", pinned=code == "VV015",
            changed=(now - timedelta(hours=5 * len(rows) - 5 * place)).isoformat(),
        )
        for place, (code, titel, volledig, fouten, waarschuwingen) in enumerate(rows)
    ]  # fmt: skip
    gone = replace(
        entries[0], path="/media/stick/relance-april.vvd", project="VV017", volledig=40,
        titel="Iedereen online aan de hogeschool",
        changed=(now - timedelta(days=70)).isoformat(),
    )  # fmt: skip
    return gone, *entries


def _projects(stage: Stage) -> QWidget:
    page = stage.open(stage.files.central).page
    page.show_page(PROJECTS)
    projects = page.page(PROJECTS)._projects
    stage.wait_for(lambda: bool(projects.counts) and None not in projects.counts)
    return stage.window


def _part(place: int) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.dossier, "VV015").page.fiche_page.choose_part(place)
        return stage.window

    return show


def _read_only(stage: Stage) -> QWidget:
    stage.open(stage.files.handed_in, "VV015").page.fiche_page.choose_part(4)
    return stage.window


def _done_by(command: str) -> Callable[[Stage], QWidget]:
    """Return what opens the dossier at a fiche and gives one command."""

    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.dossier, "VV015")
        stage.do(command)
        return stage.window

    return show


def _hand_in_file(stage: Stage) -> QWidget:
    """Show the second step as a finished dossier would: everything of this one was taken away."""
    page = stage.open(stage.files.dossier, "VV019").page
    page.show_page(HAND_IN)
    stage.settle()
    page.page(HAND_IN)._on_go()
    return stage.window


def _hand_in_done(stage: Stage) -> QWidget:
    stage.open(stage.files.handed_in, "VV015").page.show_page(HAND_IN)
    return stage.window


def _excel_in(stage: Stage) -> QWidget:
    page = stage.open(stage.files.dossier, "VV015").page
    page.show_page(EXCEL_IN)
    page.page(EXCEL_IN).read(stage.files.workbook)
    return stage.window


def _palette(stage: Stage) -> QWidget:
    stage.open(stage.files.dossier, "VV015")
    stage.do("palette")
    QTest.keyClicks(stage.window.focusWidget(), "ver")
    return stage.window


def _help(stage: Stage) -> QWidget:
    stage.open(stage.files.dossier, "VV015").page.jump("VV015", "projectstatus")
    stage.do("help")
    return stage.window


def _dialog_by(command: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.dossier, "VV015")
        stage.do(command)
        return stage.dialog()

    return show


SCREENS = (
    Screen("eerste-start", _first_start),
    Screen("start-leeg", _start_empty),
    Screen("start", _start),
    Screen("start-na-stop", _start_crashed),
    *(Screen(f"fiche-{place + 1}", _part(place)) for place in range(len(LAYOUT))),
    Screen("vergelijken", _done_by("compare")),
    Screen("versies", _done_by("versions")),
    Screen("indienen-1", _done_by("hand_in")),
    Screen("indienen-2", _hand_in_file),
    Screen("inlezen-leeg", _done_by("excel_in")),
    Screen("inlezen", _excel_in),
    Screen("exporteren", _done_by("excel_out")),
    Screen("zoekbalk", _palette),
    Screen("hulp", _help),
    Screen("toetsen", _done_by("keys")),
    Screen("voorkeuren", _dialog_by("preferences")),
    Screen("nieuw-dossier", _dialog_by("new")),
    Screen("afdrukvoorbeeld", _dialog_by("print_preview")),
    Screen("over", _dialog_by("about")),
    Screen("projecten", _projects),
    Screen("alleen-lezen", _read_only),
    Screen("indienen-3", _hand_in_done),
    *CENTRAL_SCREENS,
    *SEALED_SCREENS,
)
