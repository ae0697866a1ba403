"""A coordinator at the page where inzendingen are merged: drops files, reads, and presses keys."""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from window_driver import Person

from ui.pages.consolidation import ConsolidationPage
from ui.pages.consolidation_rows import KEUZE, PROJECT, SOORT, VELD
from ui.pages.page_names import CONSOLIDATION

PATIENCE = 120_000
"""Milliseconds that reading thirty files may take on a machine with far too much to do."""
_HELD_BACK = 60
"""Seconds after which held work goes on by itself, so that a failing test ends."""
_DRAGGED = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Gate:
    """Holds work half way, until somebody did what they wanted to do meanwhile."""

    def __init__(self) -> None:
        self._closed = self._reached = False
        self._opened = Event()

    @property
    def is_reached(self) -> bool:
        """Whether work stands before it now."""
        return self._reached and not self._opened.is_set()

    def close(self) -> None:
        """Hold the next work."""
        self._closed, self._reached = True, False
        self._opened.clear()

    def open(self) -> None:
        """Let work go on."""
        self._closed = False
        self._opened.set()

    def before(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same work, which reports its progress past this gate."""

        def held(*about: Any, progress: Callable[[int, int, str], None], **how: Any) -> Any:
            def report(done: int, total: int, label: str) -> None:
                progress(done, total, label)
                if self._closed and 2 * done >= total:
                    self._reached = True
                    self._opened.wait(_HELD_BACK)

            return work(*about, progress=report, **how)

        return held


class MailPerson:
    """Somebody who merges a mail of inzendingen.

    Args:
        person: At the keyboard of the window.

    Attributes:
        person: The same.
    """

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> ConsolidationPage:
        """The page for merging."""
        page = self.person.file.page.page(CONSOLIDATION)
        assert isinstance(page, ConsolidationPage)
        return page

    @property
    def news(self) -> str:
        """What the page says happened."""
        return self.page.job.notices.text

    def drop(self, paths: Iterable[Path]) -> str:
        """Drag files above the window and let them go; return what it said it would do."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        window, at = self.person.window, QPoint(600, 400)
        handle = window.windowHandle()
        for kind in (QDragEnterEvent, QDragMoveEvent):
            event = kind(at, Qt.DropAction.CopyAction, data, *_DRAGGED)
            QApplication.sendEvent(handle, event)
            assert event.isAccepted()
        said = next(
            each.accessibleDescription()
            for each in window.findChildren(QWidget, "drop_target")
            if each.isVisible()
        )
        dropped = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, *_DRAGGED)
        QApplication.sendEvent(handle, dropped)
        return said

    def wait_until_done(self) -> None:
        """Wait until the page is at rest."""
        self.person.wait(lambda: not self.page.job.is_busy, PATIENCE)

    def stop_at(self, gate: Gate) -> None:
        """Press the button that stops, once work stands half way."""
        self.person.wait(lambda: gate.is_reached, PATIENCE)
        self.person.wait(self.page.job.progress.isVisible)
        self.press("Annuleren")
        gate.open()
        self.wait_until_done()

    def press(self, name: str, *, back: bool = False) -> None:
        """Go to a button with Tab, and press it with the space bar."""
        self.person.tab_to(name, back=back)
        self.person.press("Space")

    def choose_file(self, path: Path) -> None:
        """Go to a file in the list of the batch with the arrows."""
        person, view = self.person, self.page.batch.view
        person.tab_to("Bestanden van de stapel")
        person.press("Home")
        for _step in range(view.model().rowCount()):
            if view.currentIndex().data() == path.name:
                return
            person.press("Down")
        raise AssertionError(f"{path.name} is not in the list")

    def files(self) -> dict[str, list[str]]:
        """Return name of a file to what is said of it, line by line."""
        model = self.page.batch.model
        told = [
            str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)).split("\n")
            for row in range(model.rowCount())
        ]
        return {name: rest for name, *rest in told}

    def choices(self) -> dict[str, str]:
        """Return project to what the plan says is chosen at its conflict."""
        model = self.page.plan.model
        return {
            model.text(row, PROJECT): model.text(row, KEUZE)
            for row in range(model.rowCount())
            if model.text(row, SOORT) == "Conflict"
        }

    def lines(self, kind: str) -> set[tuple[str, str]]:
        """Return project and field of the lines of one kind."""
        model = self.page.plan.model
        return {
            (model.text(row, PROJECT), model.text(row, VELD))
            for row in range(model.rowCount())
            if model.text(row, SOORT) == kind
        }

    def totals(self) -> dict[str, list[str]]:
        """Return name of an amount to what is shown: now, after, and the difference."""
        cells = self.page.plan.totals._cells
        return {
            cells[row, 0].text(): [cells[row, column].text() for column in (1, 2, 3)]
            for row in (1, 2, 3)
        }
