"""The frame of the window: menus, tool bar, the page at hand, bars with news, the status line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import doors
from ui.actions import CONSOLIDATIE, FICHE, MENUS, NAZICHT, Actions, FileKind
from ui.icons import Icons
from ui.job import Job, Runner
from ui.notices import Notice, Tone
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.pages.notice_bar import NoticeBar, ProgressBar
    from ui.tool_bar import ToolBar

_SIDE_WIDTH = 400
_SMALLEST = QSize(960, 600)
_USUAL = QSize(1280, 800)


class MainWindow(QMainWindow):
    """Het venster van vvdesk; bars are made when they have something to show.

    Signals:
        closing(object): The window is about to close; a `QCloseEvent` that may be ignored.
        left(): The person went to another program.

    Args:
        actions: The commands.
        icons: For the bars.
        theme: For the bars.
        runner: Runs long work.
    """

    closing = Signal(object)
    left = Signal()

    def __init__(self, actions: Actions, icons: Icons, theme: Theme, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("vvdesk")
        self.setWindowTitle("vvdesk")
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL)
        self._actions, self._icons, self._theme = actions, icons, theme
        self._runner = runner
        self.pages = QStackedWidget()
        self._notices: NoticeBar | None = None
        self._progress: ProgressBar | None = None
        self._tools: ToolBar | None = None
        self._menus: dict[str, QMenu] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.pages, 1)
        self.setCentralWidget(content)
        self._make_menus()
        self.side: QDockWidget | None = None

    @property
    def notices(self) -> "NoticeBar":
        """The bar with news, at the bottom."""
        if self._notices is None:
            self._notices = doors.notice_bar(self._icons, self._theme)
            self._column.addWidget(self._notices)
        return self._notices

    @property
    def progress(self) -> "ProgressBar":
        """The bar of long work, between the page and the news."""
        if self._progress is None:
            self._progress = doors.progress_bar()
            self._column.insertWidget(1, self._progress)
        return self._progress

    @property
    def tools(self) -> "ToolBar":
        """The tool bar of an open file."""
        if self._tools is None:
            self._tools = doors.tool_bar(self._actions, self._icons, self)
            self.addToolBar(self._tools)
            self._tools.hide()
        return self._tools

    def show_page(self, page: QWidget) -> None:
        """Show a page instead of the one that is shown."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Throw a page away."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def show_beside(self, panel: QWidget, title: str) -> None:
        """Show a panel at the right of the pages; the same one again changes nothing."""
        if self.side is None:
            self.side = QDockWidget(title, self)
            self.side.setObjectName("side")
            self.side.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
            self.side.setTitleBarWidget(QWidget())
            self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.side)
        self.side.setWindowTitle(title)
        if self.side.widget() is not panel:
            self.side.setWidget(panel)
            self.resizeDocks([self.side], [_SIDE_WIDTH], Qt.Orientation.Horizontal)
        self.side.show()

    def show_notice(self, notice: Notice) -> None:
        """Show news in the bar."""
        self.notices.show_notice(notice)

    def tell(self, text: str, tone: Tone = Tone.PLAIN, *, stays: bool = False) -> None:
        """Show a sentence in the bar."""
        self.show_notice(Notice(text, tone, stays=stays))

    def run(self, job: Job, what: str) -> None:
        """Run long work with a bar and a button to stop it; `what` says what it does."""
        self.progress.watch(job, what)
        job.cancelled.connect(lambda: self.tell("Gestopt. Alles is gebleven zoals het was."))
        self._runner.start(job)

    def show_commands_for(self, kind: FileKind | None) -> None:
        """Show the commands of what is open; None for nothing."""
        self._actions.show_for(kind)
        self._menus[CONSOLIDATIE].menuAction().setVisible(kind is FileKind.CENTRAL)
        self._menus[NAZICHT].menuAction().setVisible(kind is FileKind.SEALED)
        self._menus[FICHE].menuAction().setVisible(kind is not FileKind.SEALED)

    def geometry_text(self) -> str:
        """Return size and place of the window, to remember."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_geometry_text(self, text: str) -> None:
        """Take the size and place that were remembered, as far as they fit this screen."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode())))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let whoever has unsaved work say so."""
        self.closing.emit(event)

    def _make_menus(self) -> None:
        for name in MENUS:
            menu = self.menuBar().addMenu(f"&{name}")
            self._menus[name] = menu
            group = 0
            for command, action in self._actions.of_menu(name):
                if command.group != group:
                    menu.addSeparator()
                    group = command.group
                menu.addAction(action)
        for _command, action in self._actions:
            self.addAction(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Escape close the news."""
        if event.key() == Qt.Key.Key_Escape and self._notices and self._notices.isVisible():
            self._notices.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Store what was typed when the person goes to another program."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.left.emit()
