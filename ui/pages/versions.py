"""Back to a kept version: what it held, and bringing it back as a step that can be undone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.pages.versions_compared import VersionsCompared
from ui.pages.versions_list import VersionList
from ui.pages.versions_preview import VersionPreview
from ui.pages.versions_return import ReturnToVersion
from ui.theme import GRID, Theme
from vvdesk.compare.changes import Change
from vvdesk.errors import VvdeskError
from vvdesk.going_back import KeptContent, read_version, told_when
from vvdesk.jobs import Progress
from vvdesk.store.place import only_file
from vvdesk.store.versions import Version, versions

_BACK = "Terug naar het formulier"
_PROMISE = "Teruggaan is een gewone stap: je kunt het ongedaan maken."
_NONE = "vvdesk bewaart er een bij het openen, bij Ctrl+S en voor elke grote stap."
_NO_VERSIONS = "vvdesk bewaart er geen versies van; je beheerder maakt back-ups."
_SAME = "Er is niets om terug te zetten."
_KINDS = "vvdesk-bestanden (*.vvd)"


class VersionsPage(QWidget):
    """De bewaarde versies van het open bestand.

    Signals:
        back_requested(): Somebody wants the form back.
        open_requested(object): A copy was made at this `Path` and is to be opened.

    Args:
        live_desk: The open file.
        icons: Where pictures come from.
        theme: Where colours come from.
        runner: Runs what reads versions.
        messages: Asks where a copy goes.
    """

    back_requested = Signal()
    open_requested = Signal(object)

    def __init__(
        self,
        live_desk: LiveDesk,
        icons: Icons,
        theme: Theme,
        runner: Runner,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live_desk, self._icons = live_desk, icons
        self._runner, self._messages = runner, messages
        self._versions: list[Version] = []
        self._job: Job | None = None
        self.list = VersionList(theme)
        self.preview = VersionPreview(icons, theme, runner)
        self._compared = VersionsCompared(live_desk.desk, runner, self)
        self._return = ReturnToVersion(live_desk, runner, self)
        self._return.copied.connect(self.open_requested)
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self.reload)
        self.list.chosen.connect(self._on_chosen)
        self.preview.project_chosen.connect(self._on_project_chosen)
        self._compared.known.connect(self._on_known)
        self._compared.failed.connect(self._on_failed)
        for changed in (live_desk.edited, live_desk.shown, live_desk.read_only_changed):
            changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read the list of versions anew, and compare each with now."""
        self._wait.stop()
        workspace = self._live_desk.desk.workspace
        try:
            self._versions = versions(
                only_file(workspace.path, _NO_VERSIONS), workspace.plan.bestand_id
            )
        except VvdeskError as error:
            self._versions = []
            self._live_desk.tell(str(error), Tone.ERROR)
        self.list.show_versions(self._versions, datetime.now().astimezone())
        self._show_buttons()
        if not self._versions:
            self.preview.tell("history", "Er zijn nog geen versies.", _NONE)
        self._compared.begin(self._versions)
        if self._versions and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the versions there are now."""
        super().showEvent(event)
        self._live_desk.flush()
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Compare nothing while nobody looks."""
        super().hideEvent(event)
        self._compared.stop()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        layout.setSpacing(GRID)
        leave = self.back_requested.emit
        layout.addLayout(_head(_button(self._icons, _BACK, "arrow-left", leave)))
        layout.addWidget(_hint(_PROMISE))
        layout.addWidget(_side_by_side(self.list, self.preview), 1)
        layout.addLayout(self._bottom())

    def _bottom(self) -> QHBoxLayout:
        self._one = _button(self._icons, "Deze fiche terugzetten", "", self._on_one)
        self._one.setIcon(self._icons.get("history", "on_brand"))
        self._one.setProperty("role", "primary")
        self._all = _button(self._icons, "Alles terugzetten", "history", self._on_all)
        self._copy = _button(self._icons, "Als kopie openen…", "copy", self._on_copy)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(0, 0, GRID, 0)
        bottom.setSpacing(GRID)
        bottom.addWidget(self._copy)
        bottom.addStretch(1)
        bottom.addWidget(self._all)
        bottom.addWidget(self._one)
        return bottom

    def _show_buttons(self) -> None:
        changes = self._changes() or []
        desk, project = self._live_desk.desk, self.preview.project
        may_write = desk.workspace.read_only is None and not desk.meetmoment.is_closed
        fiches = len(self._return.returnable(changes))
        self._one.setVisible(may_write and bool(project) and self._return.may_return(project))
        self._all.setVisible(may_write and fiches > 1)
        self._all.setText(f"Alles terugzetten ({fiches} fiches)")
        self._copy.setEnabled(bool(self._version()))

    def _version(self) -> Version | None:
        row = self.list.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _changes(self) -> list[Change] | None:
        return self._compared.changes(self.list.currentRow())

    def _when(self, version: Version) -> str:
        return told_when(version.time, datetime.now().astimezone())

    def _on_changed(self) -> None:
        if self.isVisible():
            self._wait.start()

    def _on_chosen(self, place: int) -> None:
        if self._compared.changes(place) is not None:
            self._show_chosen()
            return
        if reason := self._compared.reason(place):
            self.preview.tell("circle-alert", "Deze versie is niet te vergelijken.", reason)
        else:
            self.preview.tell("history", "De versie wordt vergeleken…", "")
            self._compared.hurry(place)
        self._show_buttons()

    def _on_known(self, place: int) -> None:
        count = len(self._compared.changes(place) or [])
        words = "verschil" if count == 1 else "verschillen"
        self.list.tell(place, f"{count} {words} met nu" if count else "gelijk aan nu")
        if place == self.list.currentRow():
            self._show_chosen()

    def _on_failed(self, place: int) -> None:
        self.list.tell(place, "niet te vergelijken")
        if place == self.list.currentRow():
            self._on_chosen(place)

    def _show_chosen(self) -> None:
        changes = self._changes()
        if changes:
            self.preview.offer(changes, self._live_desk.project)
            self._on_project_chosen(self.preview.project)
        else:
            self.preview.tell("circle-check", "Deze versie is gelijk aan nu.", _SAME)
        self._show_buttons()

    def _on_project_chosen(self, project: str) -> None:
        version, moment = self._version(), self._live_desk.desk.meetmoment.id
        if version is not None:
            self._start(
                lambda _progress: read_version(version, moment, [project]),
                lambda kept: self._show_kept(version, project, kept),
            )
        self._show_buttons()

    def _show_kept(self, version: Version, project: str, kept: KeptContent) -> None:
        if version != self._version() or project != self.preview.project:
            return
        desk = self._live_desk.desk
        now = desk.fiche(project) if self._return.is_there(project) else None
        self.preview.show_difference(kept, now, desk.referentie, self._when(version))

    def _on_one(self) -> None:
        version = self._version()
        if version is not None:
            self._return.bring_back(version, [self.preview.project], self._when(version))

    def _on_all(self) -> None:
        version, changes = self._version(), self._changes()
        if version is not None and changes:
            self._return.bring_back(version, self._return.returnable(changes), self._when(version))

    def _on_copy(self) -> None:
        version, path = self._version(), self._live_desk.desk.workspace.path
        if version is None:
            return
        proposed = path.with_name(f"{path.stem} {version.time.astimezone():%Y-%m-%d %H.%M}.vvd")
        target = self._messages.file_to_save(self, "Versie als kopie openen", _KINDS, proposed)
        if target is not None:
            self._return.copy(version, target)

    def _start(self, task: Callable[[Progress], Any], then: Callable[[Any], object]) -> None:
        self._job = job = Job(task, self)
        job.succeeded.connect(then)
        job.failed.connect(lambda error: self._live_desk.tell(str(error), Tone.ERROR, stays=True))
        self._runner.start(job)


def _button(icons: Icons, text: str, icon: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    if icon:
        button.setIcon(icons.get(icon))
    button.setAccessibleName(text)
    button.clicked.connect(act)
    return button


def _side_by_side(left: QWidget, right: QWidget) -> QSplitter:
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(GRID * 2)
    split.setStyleSheet("QSplitter::handle { background: transparent; }")
    split.addWidget(left)
    split.addWidget(right)
    split.setStretchFactor(1, 1)
    return split


def _head(back: QPushButton) -> QHBoxLayout:
    title = QLabel("Terug naar een versie")
    title.setProperty("role", "title")
    back.setProperty("role", "quiet")
    head = QHBoxLayout()
    head.setContentsMargins(0, 0, GRID, 0)
    head.addWidget(title, 1)
    head.addWidget(back)
    return head


def _hint(text: str) -> QLabel:
    hint = QLabel(text)
    hint.setProperty("role", "hint")
    hint.setWordWrap(True)
    return hint
