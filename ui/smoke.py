"""A round through the window without a person: `vvdesk --zelftest DOSSIER NAAM.xlsx`.

For whoever builds or installs the program: the real window, moved by key events. It opens a
dossier, types in two fields, makes a version, exports a workbook, reads that back, looks at the
help and the print preview, and closes. What it did stands on standard output, a line per step.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.app import show_window
from ui.help_panel import HelpPanel
from ui.main_window import MainWindow
from ui.open_file import OpenFile
from ui.pages.excel_in import ExcelInPage
from ui.pages.excel_out import ExcelOutPage
from ui.pages.page_names import EXCEL_IN, EXCEL_OUT
from ui.print_preview import PrintPreview
from ui.program import Program
from vvdesk.bundled import bundled
from vvdesk.paths import versions_dir

Condition = Callable[[], object]
_ARGUMENTS = 4
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
    if len(given) != _ARGUMENTS:
        say("Gebruik: vvdesk --zelftest DOSSIER NAAM.xlsx")
        return 2
    application = QApplication(given[:1])
    dossier = Path(given[2]).resolve()
    window = show_window(application, dossier)
    drive = Round(application, window, dossier.with_name(given[3]))
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
        workbook: Where to export to; beside the dossier.
    """

    def __init__(self, application: QApplication, window: MainWindow, workbook: Path) -> None:
        super().__init__(window)
        self._application, self._window, self._workbook = application, window, workbook
        self._painted = False
        self._steps = self._round()
        self._step, self._condition = "", _at_once
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
            if self._condition():
                if self._step:
                    say(self._step)
                self._step, self._condition = next(self._steps)
        except StopIteration:
            self._timer.stop()
        except Exception as error:  # noqa: BLE001 - told, and the program ends with 1
            self._fail(repr(error))

    def _fail(self, why: str) -> None:
        self._timer.stop()
        say(f"MISLUKT bij '{self._step}': {why}. In de balk: {self._window.notices.text}")
        self._application.exit(1)

    def _round(self) -> Iterator[tuple[str, Condition]]:
        """Yield what is waited for, and how it is seen; do the next thing when asked for more."""
        program = self._window.findChild(Program)
        yield "venster getekend", lambda: self._painted
        self._window.activateWindow()  # where nothing else does, such as under Xvfb
        yield "venster heeft het toetsenbord", self._window.isActiveWindow
        yield "dossier open", lambda: program.file is not None
        file = program.file
        yield "fiche in de hand", lambda: _take_in_hand(file)
        yield from self._texts(file)
        yield from self._type(file, "doelgroep")
        yield from self._type(file, "voortgang")
        yield from self._version()
        yield from self._export(file)
        yield from self._read_back(file)
        yield from self._look_around()
        self._window.close()
        say("klaar")

    def _texts(self, file: OpenFile) -> Iterator[tuple[str, Condition]]:
        """See that what stands in files of their own came along: Dutch, packages, icons."""
        dutch = QCoreApplication.translate("QPlatformTheme", "Cancel")
        yield "knoppen in het Nederlands", lambda: "Annul" in dutch
        yield "pakketten bekend", lambda: "PySide6_Essentials" in [each.name for each in bundled()]
        icon = self._action("undo").icon()
        yield "pictogrammen", lambda: icon.availableSizes() or not icon.pixmap(24, 24).isNull()
        yield "fiche leesbaar", lambda: file.live.desk.fiche(file.live.project)

    def _type(self, file: OpenFile, path: str) -> Iterator[tuple[str, Condition]]:
        file.page.jump(file.live.project, path)
        yield f"veld {path}", lambda: file.page.path == path
        keys(self._focus(), _TEXT)
        desk, project = file.live.desk, file.live.project
        yield f"bewaard: {path}", lambda: _TEXT in str(desk.fiche(project).values[path])

    def _version(self) -> Iterator[tuple[str, Condition]]:
        before = _versions()
        self._choose("save")
        yield "versie gemaakt", lambda: _versions() > before
        yield "versie gemeld", lambda: self._window.notices.text.startswith("Bewaard om")

    def _export(self, file: OpenFile) -> Iterator[tuple[str, Condition]]:
        self._press("excel_out")
        yield "pagina om te exporteren", lambda: file.page.at_hand == EXCEL_OUT
        page = file.page.page(EXCEL_OUT)
        assert isinstance(page, ExcelOutPage)  # noqa: S101 - a smoke test
        page.choices[-1].setFocus()
        key(page.choices[-1], Qt.Key.Key_Space)
        yield "het hele dossier gekozen", page.choices[-1].isChecked
        page.target.line.setFocus()
        page.target.line.selectAll()
        keys(page.target.line, self._workbook.name)
        yield "bestandsnaam getypt", lambda: page.target.path() == self._workbook
        key(page.go, Qt.Key.Key_Space)
        yield "werkboek gemaakt", lambda: self._workbook.is_file() and not page.job.is_busy

    def _read_back(self, file: OpenFile) -> Iterator[tuple[str, Condition]]:
        """Read the workbook, which happens in a process of its own: this same program."""
        file.read_workbook(self._workbook)
        page = file.page.page(EXCEL_IN)
        assert isinstance(page, ExcelInPage)  # noqa: S101 - a smoke test
        yield "werkboek gelezen", lambda: page.job.notices.text and not page.job.is_busy
        told = page.job.notices.text
        say(told)
        yield "werkboek herkend", lambda: "ongewijzigd" in told or "hetzelfde" in told

    def _look_around(self) -> Iterator[tuple[str, Condition]]:
        self._choose("manual")
        yield "handleiding", lambda: self._visible(HelpPanel)
        self._press("print_preview")
        yield "afdrukvoorbeeld", lambda: self._visible(PrintPreview)
        preview = self._visible(PrintPreview)
        if preview is not None:
            preview.close()
        yield "afdrukvoorbeeld dicht", lambda: self._visible(PrintPreview) is None

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

    def _visible(self, kind: type[QWidget]) -> QWidget | None:
        found = (each for each in self._application.allWidgets() if isinstance(each, kind))
        return next((each for each in found if each.isVisible()), None)


def keys(widget: QWidget, text: str) -> None:
    """Type a text."""
    for sign in text:
        key(widget, Qt.Key.Key_unknown, sign)


def key(widget: QWidget, code: Qt.Key, text: str = "") -> None:
    """Press and let go a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(widget, QKeyEvent(kind, code, _NO_MODIFIER, text))


def _take_in_hand(file: OpenFile) -> bool:
    if not file.live.project:
        with_codes = file.places()
        next(go for _label, kind, go in with_codes if kind == "Fiche")()
    return bool(file.live.project)


def _versions() -> int:
    return sum(1 for path in versions_dir().rglob("*") if path.is_file())


def _at_once() -> bool:
    return True
