"""One difference that the keyboard can stand on; what a field and a whole row have in common."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.forms.finding_line import FindingLine
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.rules import Gewogen

_RING = 2
_RADIUS = 6


@dataclass(frozen=True)
class Sides:
    """What all differences on a page share.

    Attributes:
        icons: Where pictures come from.
        theme: Where colours come from.
        then: What the earlier side is called: "april 2021".
        now: What the later side is called.
        old_chips: Draws statuses as they were called then.
        new_chips: Draws statuses as they are called now.
        may_edit: Whether something can be taken over, explained or confirmed.
        take_over: What the button for it says; empty for no such button.
        may_jump: Whether Enter leads to the field.
    """

    icons: Icons
    theme: Theme
    then: str
    now: str
    old_chips: StatusChips
    new_chips: StatusChips
    may_edit: bool
    take_over: str = "Overnemen van vorige keer"
    may_jump: bool = True


class CompareCard(QFrame):
    """Eén verschil: een veld, of een hele rij die kwam of ging.

    Signals:
        taken_over(object): What stood there then is wanted back: a `Compared` or a `Group`.
        confirmed(object, bool): A text is the same on purpose: its `Gewogen`, and whether that
            was confirmed already, so that it is taken back.
        explained(object, str): A toelichting was written for a `Gewogen`.
        jump_requested(str): Somebody wants to see this path in the form.
        reached(object): The keyboard stands on this card now.
        reason_touched(str, object): A reason is being typed: its path, and what returns the text.
        reason_left(): The keyboard left the reason.

    Args:
        path: Of the field or row.
        sides: What it shares with the others.
    """

    taken_over = Signal(object)
    confirmed = Signal(object, bool)
    explained = Signal(object, str)
    jump_requested = Signal(str)
    reached = Signal(object)
    reason_touched = Signal(str, object)
    reason_left = Signal()

    def __init__(self, path: str, sides: Sides) -> None:
        super().__init__()
        self.path, self.sides = path, sides
        self.is_difference = True
        self._told: tuple[Gewogen, ...] = ()
        self._lines: list[FindingLine] = []
        self._buttons: list[QPushButton] = []
        self.setObjectName(path)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        self.body.setSpacing(GRID)
        self.top = QHBoxLayout()
        self.top.setSpacing(GRID)
        self.body.addLayout(self.top)
        self.findings = QVBoxLayout()
        sides.theme.changed.connect(self._on_theme_changed)

    def set_reachable(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Let Tab stop here and at the buttons; of all cards only one is reached by Tab."""
        strong = Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(strong if on else Qt.FocusPolicy.ClickFocus)
        for button in self._buttons:
            button.setFocusPolicy(strong if on else Qt.FocusPolicy.ClickFocus)

    def restyle(self) -> None:
        """Show everything in the colours that hold now."""
        told, self._told = self._told, ()
        self.show_findings(told)
        for button in self._buttons:
            _size_icon(button)

    def show_findings(self, told: tuple[Gewogen, ...]) -> None:
        """Show what the rules find here; nothing is built when it is the same as before."""
        if told == self._told:
            return
        self._told = told
        for line in self._lines:
            self.findings.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(each) for each in told]

    def add_button(self, text: str, name: str, icon: str = "") -> QPushButton:
        """Add a quiet button at the right of the top; `name` is what a screen reader says."""
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        if icon:
            button.setIcon(self.sides.icons.get(icon))
            _size_icon(button)
        button.setFocusPolicy(self.focusPolicy())
        button.pressed.connect(lambda: self.reached.emit(self))
        self._buttons.append(button)
        self.top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def add_jump(self, label: str) -> None:
        """Add the way to the form."""
        if self.sides.may_jump:
            button = self.add_button("", f"{label} tonen in het formulier (Enter)", "arrow-right")
            button.clicked.connect(lambda: self.jump_requested.emit(self.path))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter leads to the field."""
        if self.sides.may_jump and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.jump_requested.emit(self.path)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Lead to the field."""
        if self.sides.may_jump:
            self.jump_requested.emit(self.path)

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001, N802 - Qt's name and type
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.reached.emit(self)
        self.update()

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001, N802 - Qt's name and type
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card, and the ring when the keyboard stands on it."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.sides.theme.colour("accent"), _RING))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _line(self, weighed: Gewogen) -> FindingLine:
        sides = self.sides
        may_edit = sides.may_edit
        line = FindingLine(weighed, sides.icons, sides.theme, may_edit=may_edit, is_refusal=False)
        line.explained.connect(self.explained)
        self.findings.addWidget(line)
        return line

    def _on_theme_changed(self) -> None:
        self.restyle()
        self.update()


def _size_icon(button: QPushButton) -> None:
    side = button.fontMetrics().height()
    button.setIconSize(QSize(side, side))


def plain_label(text: str = "", role: str = "") -> QLabel:
    """Return a label that wraps, and shows any text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    return label
