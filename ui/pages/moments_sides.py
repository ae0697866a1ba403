"""Which two meetmomenten are compared: two choices, and a way to another momentopname."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QWidget

from ui.icons import Icons
from ui.pages.question import ChoiceBox
from ui.pages.reception_part import ReceptionPart
from ui.pages.wrapping_row import WrappingRow
from vvdesk.model import Meetmoment
from vvdesk.values import dag_to_text

_SIGNS = 22


class MomentsSides(ReceptionPart):
    """De twee kanten van de vergelijking.

    Signals:
        chosen(): Other sides are wanted.
        other_requested(): Another momentopname is to be opened.
        export_requested(): The differences are wanted as a file.

    Args:
        moments: Those of the open file, earliest first.
        icons: For buttons.
    """

    chosen = Signal()
    other_requested = Signal()
    export_requested = Signal()

    def __init__(
        self, moments: Sequence[Meetmoment], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._moments, self._other = list(moments), Path()
        names = [f"{each.naam} ({dag_to_text(each.peildatum)})" for each in moments]
        self.left, self.right = ChoiceBox(names), ChoiceBox(names)
        self.left.setAccessibleName("Van meetmoment")
        self.right.setAccessibleName("Naar meetmoment")
        self.other = QPushButton(icons.get("folder-open"), "Andere momentopname…")
        self.export = QPushButton(icons.get("download"), "Exporteren…")
        row = WrappingRow(self)
        for words, box in (("&Van", self.left), ("&naar", self.right)):
            label = QLabel(words)
            label.setProperty("role", "label")
            label.setBuddy(box)
            box.setMinimumContentsLength(_SIGNS)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(lambda _place: self.chosen.emit())
            row.addWidget(label)
            row.addWidget(box)
        row.addWidget(self.other)
        row.addWidget(self.export)
        self.other.clicked.connect(self.other_requested)
        self.export.clicked.connect(self.export_requested)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.left.setCurrentIndex(max(len(names) - 2, 0))
        self.right.setCurrentIndex(len(names) - 1)

    @property
    def left_moment(self) -> Meetmoment:
        """The meetmoment from which is counted."""
        return self._moments[self.left.currentIndex()]

    @property
    def right_moment(self) -> Meetmoment | None:
        """The meetmoment of this file that is held against it; None for one of another file."""
        place = self.right.currentIndex()
        return self._moments[place] if place < len(self._moments) else None

    @property
    def other_file(self) -> Path:
        """The other file, when one is chosen at the right."""
        return self._other

    @property
    def other_moment(self) -> str:
        """The name of the meetmoment of the other file; empty for one of this file."""
        return "" if self.right_moment is not None else str(self.right.currentData())

    def offer_other(self, path: Path, names: Sequence[str], chosen: str) -> None:
        """Offer the meetmomenten of another file as well, and choose one of them."""
        self._other = path
        while self.right.count() > len(self._moments):
            self.right.removeItem(self.right.count() - 1)
        for name in names:
            self.right.addItem(f"{name} – {path.name}", name)
        self.right.setCurrentIndex(len(self._moments) + list(names).index(chosen))
        self.right.setToolTip(str(path))
