"""Which meetmoment is sealed, what goes along with it, and what of it is not finished."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.page_names import CONFLICTS, QUESTIONS, RECEPTION
from ui.pages.question import ChoiceBox
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.model import Meetmoment
from vvdesk.sealing.manifest import Aard
from vvdesk.sealing.outlook import Outlook, Plek, Unfinished, contents_line, unfinished

_WIDTH = 40
"""Average signs of the box to choose from."""
_LEADS = {
    Plek.CONFLICTEN: ("Naar Conflicten", CONFLICTS),
    Plek.VRAGEN: ("Naar Vragen", QUESTIONS),
    Plek.ONTVANGST: ("Naar Ontvangst", RECEPTION),
}
_STANDS = {
    Aard.DEFINITIEF: ("lock", "good", "Gesloten: de momentopname is definitief."),
    Aard.TUSSENTIJDS: (
        "clock",
        "waarschuwing",
        (
            "Tussentijdse stand: het meetmoment is nog open. De cijfers kunnen nog veranderen; dat "
            "staat ook op de momentopname."
        ),
    ),
}


class SealingMoment(QFrame):
    """Welk meetmoment je verzegelt.

    Signals:
        changed(): Another meetmoment was chosen.
        page_requested(str): Somebody wants to settle what is not finished.

    Args:
        icons: For shapes.
        theme: For colours.

    Attributes:
        box: The meetmomenten, the latest first.
        leads: The buttons that lead to what is not finished.
    """

    changed = Signal()
    page_requested = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._found: Outlook | None = None
        self._moments: dict[int, Meetmoment] = {}
        self.box = ChoiceBox([])
        self.leads: list[QPushButton] = []
        self._picture, self._stand = QLabel(), wrapped_label()
        self._contents = wrapped_label()
        self._unfinished = wrapped_label(role="label")
        self._lines = QVBoxLayout()
        self._pictures: list[QLabel] = []
        self._lay_out()
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        theme.changed.connect(self._paint)

    @property
    def moment(self) -> Meetmoment | None:
        """The chosen meetmoment; None before there are any."""
        return self._moments.get(self.box.currentData())

    @property
    def said(self) -> str:
        """How the meetmoment stands, and what goes along."""
        return f"{self._stand.text()} {self._contents.text()}"

    @property
    def told(self) -> list[str]:
        """What is not finished."""
        return [each.tekst for each in unfinished(self._found)] if self._found else []

    def offer(self, moments: Sequence[Meetmoment]) -> None:
        """Offer meetmomenten, and keep the one that was chosen; the latest at first."""
        chosen = self.box.currentData()
        blocker = QSignalBlocker(self.box)
        self._moments = {each.id: each for each in moments}
        self.box.clear()
        for each in reversed(moments):
            stand = "gesloten" if each.is_closed else "nog open"
            self.box.addItem(f"{each.naam} ({stand})", each.id)
        self.box.setCurrentIndex(max(self.box.findData(chosen), 0))
        blocker.unblock()

    def show_outlook(self, found: Outlook) -> None:
        """Show what would be sealed."""
        self._found = found
        self._stand.setText(_STANDS[found.aard][2])
        self._contents.setText(contents_line(found))
        self._show_unfinished(unfinished(found))
        self._paint()

    def _show_unfinished(self, found: Sequence[Unfinished]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.leads, self._pictures = [], []
        is_final = self._found is not None and self._found.aard is Aard.DEFINITIEF
        self._unfinished.setText(
            "Let op, dit is niet afgewerkt en wordt zo verzegeld:"
            if is_final
            else "Nog niet afgewerkt, en zo verzegeld:"
        )
        self._unfinished.setVisible(bool(found))
        for each in found:
            self._lines.addWidget(self._line(each))

    def _line(self, each: Unfinished) -> QWidget:
        label, page = _LEADS[each.plek]
        lead, picture = QPushButton(label), QLabel()
        lead.setProperty("role", "link")
        lead.clicked.connect(partial(self.page_requested.emit, page))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(picture)
        row.addWidget(wrapped_label(each.tekst), 1)
        row.addWidget(lead)
        # Of a closed meetmoment nothing can be settled any more.
        is_open = self._found is not None and self._found.aard is Aard.TUSSENTIJDS
        lead.setVisible(is_open)
        self.leads += [lead] if is_open else []
        self._pictures.append(picture)
        return line

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        title = QLabel("&Meetmoment")
        title.setProperty("role", "label")
        title.setBuddy(self.box)
        self.box.setAccessibleName("Meetmoment")
        self.box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        stand = QHBoxLayout()
        stand.setSpacing(GRID)
        stand.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        stand.addWidget(self._stand, 1)
        chosen = QHBoxLayout()
        chosen.addWidget(self.box)
        chosen.addStretch(1)
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addLayout(chosen)
        column.addLayout(stand)
        inside = QLabel("Wat erin gaat")
        for heading in (inside, self._unfinished):
            heading.setContentsMargins(0, GRID, 0, 0)
        inside.setProperty("role", "label")
        column.addWidget(inside)
        column.addWidget(self._contents)
        column.addWidget(self._unfinished)
        column.addLayout(self._lines)

    def _paint(self) -> None:
        self.box.setMinimumWidth(_WIDTH * self.fontMetrics().averageCharWidth())
        if self._found is None:
            return
        icon, role, _text = _STANDS[self._found.aard]
        side, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(icon, role, side, ratio))
        self._stand.setStyleSheet(f"color: {getattr(self._theme.colours, role)};")
        is_final = self._found.aard is Aard.DEFINITIEF
        shape, tone = ("triangle-alert", "waarschuwing") if is_final else ("info", "aandachtspunt")
        for picture in self._pictures:
            picture.setPixmap(self._icons.pixmap(shape, tone, side, ratio))
