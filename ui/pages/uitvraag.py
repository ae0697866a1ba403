"""Uitvraag: settling the meetmoment, and handing out what every entiteit has to fill in."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.pages.scrolled import scrolled
from ui.pages.uitvraag_cells import Cells
from ui.pages.uitvraag_deeds import Settling
from ui.pages.uitvraag_hand_out import HandOutSection
from ui.pages.uitvraag_list import ListSection
from ui.pages.uitvraag_moment import MomentSection
from ui.pages.uitvraag_perimeter import PerimeterSection
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.meetmoment_lists import LIJSTEN

_Section = MomentSection | PerimeterSection | ListSection | HandOutSection


class UitvraagPage(QWidget):
    """De pagina waarop de coördinator het meetmoment instelt en uitdeelt.

    Signals:
        reference_changed(): Something of the meetmoment is otherwise: statuses, deadlines,
            thresholds, its name or days. Who shows it reads it again.
        perimeter_changed(): Projects left or came in.
        meetmoment_opened(str): The next meetmoment was opened; its name.
        handed_out(object): A list of `HandedOut`: that was handed out.

    Args:
        live: The open file.
        runner: Runs long work.
        messages: Asks for a folder, opens mails and folders.
        icons: For buttons.
        theme: For colours.
    """

    reference_changed = Signal()
    perimeter_changed = Signal()
    meetmoment_opened = Signal(str)
    handed_out = Signal(object)

    def __init__(
        self,
        live: LiveDesk,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.settling = Settling(live, self)
        self._parts = (runner, messages, icons, theme)
        self._sections: dict[int, _Section] = {}
        self._areas: dict[int, QWidget] = {}
        self.names = ["Meetmoment", "Perimeter", *(each.titel for each in LIJSTEN), "Uitdelen"]
        self.title, self.locked = wrapped_label(role="title"), wrapped_label()
        self.sections, self.stack = QListWidget(), QStackedWidget()
        self.to_hand_out = QPushButton(icons.get("send"), "Naar uitdelen")
        self._lay_out()
        self.sections.currentRowChanged.connect(self._on_section)
        self.to_hand_out.clicked.connect(lambda: self.show_section("Uitdelen"))
        self.settling.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Show what holds now; called whenever the page is shown."""
        self.settling.live.flush()
        if self.sections.currentRow() < 0:
            self.sections.setCurrentRow(0)
        else:
            self._read_again()
        self.sections.setFocus()

    def current(self) -> _Section:
        """Return the part that is shown."""
        return self.section(self.names[max(self.sections.currentRow(), 0)])

    def section(self, name: str) -> _Section:
        """Return a part by what it is called in the list; made when it is first wanted."""
        at = self.names.index(name)
        if at not in self._sections:
            self._sections[at] = self._make(at)
            section = self._sections[at]
            scrolls = isinstance(section, MomentSection)  # the others do so by themselves
            self._areas[at] = scrolled(section) if scrolls else section
            self.stack.addWidget(self._areas[at])
        return self._sections[at]

    def show_section(self, name: str) -> None:
        """Show a part."""
        self.sections.setCurrentRow(self.names.index(name))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the list of parts grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "sections"):
            self._fit()

    def _make(self, at: int) -> _Section:
        runner, messages, icons, theme = self._parts
        if at == 0:
            moment = MomentSection(self.settling, runner, icons, theme)
            moment.opened.connect(self._on_opened)
            return moment
        if at == 1:
            perimeter = PerimeterSection(self.settling, runner, icons, theme)
            perimeter.changed.connect(self.perimeter_changed)
            return perimeter
        if at == len(self.names) - 1:
            handing = HandOutSection(self.settling, runner, messages, icons, theme)
            handing.handed_out.connect(self.handed_out)
            return handing
        return ListSection(LIJSTEN[at - 2], self.settling, icons, theme)

    def _lay_out(self) -> None:
        self.setAccessibleName("Uitvraag")
        self.sections.setAccessibleName("Delen van de uitvraag")
        self.sections.addItems(self.names)
        self.sections.setItemDelegate(Cells(self._parts[2], self._parts[3], self.sections))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.sections, 1)
        left.addWidget(self.to_hand_out)
        middle = QHBoxLayout()
        middle.setSpacing(3 * GRID)
        middle.addLayout(left)
        middle.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.title)
        layout.addWidget(self.locked)
        layout.addLayout(middle, 1)
        self._fit()

    def _fit(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(name) for name in self.names)
        self.sections.setFixedWidth(widest + 6 * GRID)
        for row in range(self.sections.count()):
            item = self.sections.item(row)
            hint = item.sizeHint()
            hint.setHeight(self.fontMetrics().height() + 2 * GRID)
            hint.setWidth(widest)
            item.setSizeHint(hint)

    def _show_title(self) -> None:
        moment, locked = self.settling.moment, self.settling.locked
        self.title.setText(f"Uitvraag {moment.naam}")
        self.locked.setText(locked)
        self.locked.setVisible(bool(locked))

    def _on_section(self, at: int) -> None:
        section = self.current()
        self._read_again()
        self.stack.setCurrentWidget(self._areas[at])
        self.to_hand_out.setEnabled(not isinstance(section, HandOutSection))

    def _read_again(self) -> None:
        """Read what is shown; a file that cannot be reached now is told, and nothing more."""
        try:
            self._show_title()
            self.current().begin()
        except VvdeskError as error:
            self.settling.live.tell(str(error), Tone.ERROR, stays=True)

    def _on_changed(self) -> None:
        self._show_title()
        self.reference_changed.emit()

    def _on_opened(self, naam: str) -> None:
        self.begin()
        self.meetmoment_opened.emit(naam)
