"""A round through the window without a person: `vvdesk --zelftest DOSSIER NAAM.xlsx`.

For whoever builds or installs the program: the real window, moved by key events. It opens a
dossier, types in two fields, makes a version, exports a workbook beside it, reads that back, looks
at the manual and the print preview, and closes. What it did stands on standard output, a line per
step. `vvdesk --zelftest` alone shows the first screen and closes. Only `ui.__main__` imports this,
and it imports nothing that the start does not: the time to the first paint stays what it is.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.app import new_application, show_window
from ui.main_window import MainWindow
from ui.pages.page_names import EXCEL_IN, EXCEL_OUT
from ui.program import Program
from ui.tidying import Tidying
from vvdesk.bundled import bundled
from vvdesk.paths import versions_dir

if TYPE_CHECKING:
    from ui.open_file import OpenFile

Condition = Callable[[], object]
Steps = Iterator[tuple[str, Condition]]
"""What is waited for, and how it is seen; asking for more does the next thing."""
_ONLY_START, _WHOLE_ROUND = 2, 4
"""How many arguments there are then."""
_LOOK_EVERY = 20
_LONGEST = 90_000
"""Milliseconds for the whole round."""
_TEXT = "Zelftest: één, twee"
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def main(arguments: Sequence[str] | None = None) -> int:
    """Go round and return 0 when every step was seen to happen.

    Args:
        arguments: Of the command line: program, `--zelftest`, dossier, name of the workbook to make
            beside it.
    """
    given = list(sys.argv if arguments is None else arguments)
    if len(given) not in {_ONLY_START, _WHOLE_ROUND}:
        say("Gebruik: vvdesk --zelftest [DOSSIER NAAM.xlsx]")
        return 2
    application = new_application(given[:1])
    Tidying(application)
    dossier = Path(given[2]).resolve() if len(given) == _WHOLE_ROUND else None
    window = show_window(application, dossier)
    drive = Round(application, window, dossier.with_name(given[3]) if dossier else None)
    window.show()
    drive.begin()
    return application.exec()


def say(text: str) -> None:
    """Write a line at once; a program of windows may have no standard output."""
    if sys.stdout is not None:
        print(text, flush=True)  # noqa: T201 - what this module is for


class Round(QObject):
    """Doet alles één keer, stap na stap; each step waits until it was seen to have happened.

    Args:
        application: Is left with 1 when a step fails.
        window: The program's window, not yet shown.
        workbook: Where to export to, beside the dossier; None for the start alone.
    """

    def __init__(
        self, application: QApplication, window: MainWindow, workbook: Path | None
    ) -> None:
        super().__init__(window)
        self._application, self._window, self._workbook = application, window, workbook
        self._painted = False
        self._steps = self._round()
        self._step = ""
        self._condition: Condition = _at_once
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._on_look)
        window.installEventFilter(self)

    def begin(self) -> None:
        """Start; what follows happens in the event loop."""
        QTimer.singleShot(_LONGEST, self, lambda: self._fail("duurt te lang"))
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice the first paint."""
        self._painted = self._painted or event.type() is QEvent.Type.Paint
        return False

    def _on_look(self) -> None:
        try:
            if self._visible("CrashDialog"):
                self._fail("het programma maakte een fout; zie het logboek")
            elif self._condition():
                if self._step:
                    say(self._step)
                self._step, self._condition = next(self._steps)
        except StopIteration:
            self._timer.stop()
        except Exception as error:  # noqa: BLE001 - told, and the program ends with 1
            self._fail(str(error) or repr(error))

    def _fail(self, why: str) -> None:
        self._timer.stop()
        say(f"MISLUKT bij '{self._step}': {why}")
        self._application.exit(1)

    def _round(self) -> Steps:
        yield "venster getekend", lambda: self._painted
        self._window.activateWindow()  # where nothing else does, such as under Xvfb
        yield "venster heeft het toetsenbord", self._window.isActiveWindow
        if self._workbook is not None:
            program = self._window.findChild(Program)
            yield "venster van het programma", lambda: program
            yield "dossier open", lambda: self._opened(program)
            yield from self._file(_file_of(program), self._workbook)
        yield from self._look_inside()
        self._window.close()
        say("klaar")

    def _file(self, file: "OpenFile", workbook: Path) -> Steps:
        yield "fiche in de hand", lambda: _take_in_hand(file)
        yield from self._type(file, "doelgroep")
        yield from self._type(file, "voortgang")
        yield from self._version()
        yield from self._export(file, workbook)
        yield from self._read_back(file, workbook)
        yield from self._look_around()

    def _opened(self, program: Program | None) -> object:
        """Return the open file; stop waiting once the window says why it does not open."""
        file = _file_of(program)
        if file is None and self._window.notices.text:
            raise ValueError(self._window.notices.text)
        return file

    def _look_inside(self) -> Steps:
        """See that what stands in files of their own came along: Dutch, packages, icons."""
        dutch = QCoreApplication.translate("QPlatformTheme", "Cancel")
        yield "knoppen in het Nederlands", lambda: "Annul" in dutch
        yield "pakketten bekend", lambda: "PySide6_Essentials" in [each.name for each in bundled()]
        icon = self._action("undo").icon()
        yield "pictogrammen", lambda: icon.availableSizes() or not icon.pixmap(24, 24).isNull()

    def _type(self, file: "OpenFile", path: str) -> Steps:
        file.page.jump(file.live.project, path)
        yield f"veld {path}", lambda: file.page.path == path
        keys(self._focus(), _TEXT)
        desk, project = file.live.desk, file.live.project
        yield f"bewaard: {path}", lambda: _TEXT in str(desk.fiche(project).values[path])

    def _version(self) -> Steps:
        before = _versions()
        self._choose("save")
        yield "versie gemaakt", lambda: _versions() > before
        yield "versie gemeld", lambda: self._window.notices.text.startswith("Bewaard om")

    def _export(self, file: "OpenFile", workbook: Path) -> Steps:
        self._press("excel_out")
        yield "pagina om te exporteren", lambda: file.page.at_hand == EXCEL_OUT
        page: Any = file.page.page(EXCEL_OUT)
        page.choices[-1].setFocus()
        key(page.choices[-1], Qt.Key.Key_Space)
        yield "het hele dossier gekozen", page.choices[-1].isChecked
        page.target.line.setFocus()
        page.target.line.selectAll()
        keys(page.target.line, workbook.name)
        yield "bestandsnaam getypt", lambda: page.target.path() == workbook
        key(page.go, Qt.Key.Key_Space)
        yield "werkboek gemaakt", lambda: workbook.is_file() and not page.job.is_busy

    def _read_back(self, file: "OpenFile", workbook: Path) -> Steps:
        """Read the workbook, which happens in a process of its own: this same program."""
        file.read_workbook(workbook)
        page: Any = file.page.page(EXCEL_IN)
        yield "werkboek gelezen", lambda: page.job.notices.text and not page.job.is_busy
        told = page.job.notices.text
        say(told)
        yield "werkboek herkend", lambda: "ongewijzigd" in told or "hetzelfde" in told

    def _look_around(self) -> Steps:
        self._choose("manual")
        yield "handleiding", lambda: self._visible("HelpPanel")
        self._press("print_preview")
        yield "afdrukvoorbeeld", lambda: self._visible("PrintPreview")
        preview = self._visible("PrintPreview")
        if preview is not None:
            preview.close()
        yield "afdrukvoorbeeld dicht", lambda: self._visible("PrintPreview") is None

    def _press(self, name: str) -> None:
        """Press a button of the tool bar with the space bar."""
        button = self._window.tools.widgetForAction(self._action(name))
        button.setFocus()
        key(button, Qt.Key.Key_Space)

    def _choose(self, name: str) -> None:
        """Choose from a menu with Enter."""
        action = self._action(name)
        menu = next(
            each for each in self._window.menuBar().findChildren(QMenu) if action in each.actions()
        )
        menu.popup(self._window.mapToGlobal(QPoint(0, 0)))
        menu.setActiveAction(action)
        key(menu, Qt.Key.Key_Return)

    def _action(self, name: str) -> QAction:
        return next(each for each in self._window.actions() if each.objectName() == name)

    def _focus(self) -> QWidget:
        return self._application.focusWidget() or self._window.focusWidget()

    def _visible(self, kind: str) -> QWidget | None:
        shown = (each for each in self._application.allWidgets() if each.isVisible())
        return next((each for each in shown if type(each).__name__ == kind), None)


def keys(widget: QWidget, text: str) -> None:
    """Type a text."""
    for sign in text:
        key(widget, Qt.Key.Key_unknown, sign)


def key(widget: QWidget, code: Qt.Key, text: str = "") -> None:
    """Press and let go a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(widget, QKeyEvent(kind, code, _NO_MODIFIER, text))


def _file_of(program: Program | None) -> Any:
    return program.file if program is not None else None


def _take_in_hand(file: "OpenFile") -> bool:
    if not file.live.project:
        next(go for _label, kind, go in file.places() if kind == "Fiche")()
    return bool(file.live.project)


def _versions() -> int:
    return sum(1 for path in versions_dir().rglob("*") if path.is_file())


def _at_once() -> bool:
    return True
