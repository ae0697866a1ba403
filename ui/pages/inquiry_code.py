"""The bar above a trace: back and forth, and the field for a code out of a report."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from ui.icons import Icons
from ui.pages.inquiry_history import History
from ui.theme import GRID

_EXAMPLE = "1/VV015-VAK, 1/S04-PROJECTEN of VV015"


class CodeBar(QWidget):
    """Waar je de code uit een rapport typt of plakt.

    Signals:
        asked(str): This code was typed.
        gone(str): Back or forth to this code.

    Args:
        icons: Where pictures come from.
        whole: Where Alt+Left and Alt+Right hold.

    Attributes:
        line: The field.
        copy: The button that copies the trace.
    """

    asked = Signal(str)
    gone = Signal(str)

    def __init__(self, icons: Icons, whole: QWidget) -> None:
        super().__init__(whole)
        self._history = History()
        self._back = _button(icons, "arrow-left", "Terug", "Alt+Left", self._on_back)
        self._forth = _button(icons, "arrow-right", "Vooruit", "Alt+Right", self._on_forth)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_EXAMPLE)
        self.line.setClearButtonEnabled(True)
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName("Code wissen")
        self.line.setAccessibleName("Referentiecode of projectcode")
        self.line.setAccessibleDescription(
            "Zoals in het rapport. Enter toont waar het vandaan komt"
        )
        caption = QLabel("Referentie&code of projectcode")
        caption.setProperty("role", "label")
        caption.setBuddy(self.line)
        self._show = QPushButton(icons.get("route"), "Toon spoor")
        self.copy = QPushButton(icons.get("copy"), "Kopieer spoor")
        self.copy.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for each in (self._back, self._forth, caption):
            layout.addWidget(each)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._show)
        layout.addWidget(self.copy)
        self.line.returnPressed.connect(self._ask)
        self._show.clicked.connect(self._ask)
        for keys, act in (("Alt+Left", self._on_back), ("Alt+Right", self._on_forth)):
            shortcut = QShortcut(QKeySequence(keys), whole)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show_ways()

    def focus(self) -> None:
        """Take the keyboard, with what stands there selected: typing replaces it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def note(self, code: str, *, replaces: bool = False) -> None:
        """Remember what is looked at now; see `History.note`."""
        self._history.note(code, replaces=replaces)
        self._show_ways()

    def _ask(self) -> None:
        if text := self.line.text().strip():
            self.asked.emit(text)

    def _on_back(self) -> None:
        self._go(-1)

    def _on_forth(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        code = self._history.go(by)
        self._show_ways()
        if code:
            self.gone.emit(code)

    def _show_ways(self) -> None:
        self._back.setEnabled(self._history.earlier)
        self._forth.setEnabled(self._history.later)


def _button(
    icons: Icons, icon: str, name: str, keys: str, act: Callable[[], object]
) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.get(icon))
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys.replace('Left', '←').replace('Right', '→')})")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(act)
    return button
