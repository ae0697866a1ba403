"""The tool bar: where room runs out, words go before buttons do, and what leads on never goes."""

from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from ui.actions import Actions
from ui.icons import Icons
from ui.theme import GRID

_TOOLS = (
    "undo", "redo", "", "projects", "check", "compare", "", "excel_out", "print_preview",
    "stretch", "palette", "hand_in", "consolidation",
)  # fmt: skip
_PRIMARY = {"hand_in": "send", "consolidation": "git-merge"}
"""What leads on from here, and its picture: handing in a dossier, merging into a central file."""
_LOSE_WORDS = (
    "print_preview", "excel_out", "redo", "undo", "palette", "projects", "compare", "check",
)  # fmt: skip
"""In this order; the picture, the tool tip and the accessible name stay."""
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_PICTURE = Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QToolBar):
    """De werkbalk van een geopend bestand.

    Args:
        actions: The commands.
        icons: For the one that stands on yellow.
    """

    def __init__(self, actions: Actions, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("Werkbalk", parent)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setToolButtonStyle(_BESIDE)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._buttons: dict[str, QToolButton] = {}
        self._needed, self._spared = 0, dict[str, int]()
        for name in _TOOLS:
            if name == "stretch":
                self.addWidget(_filler())
            elif name:
                self.addAction(actions[name])
                self._buttons[name] = cast("QToolButton", self.widgetForAction(actions[name]))
            else:
                self.addSeparator()
        self._on_yellow = {name: icons.get(icon, "on_brand") for name, icon in _PRIMARY.items()}
        for name in _PRIMARY:
            self._buttons[name].setProperty("role", "primary")
            actions[name].changed.connect(self._show_primary)
        self._show_primary()
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Measure words when they are first seen."""
        super().showEvent(event)
        self._measuring.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give words the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure words anew in another size, once the buttons have it too."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measuring.start()

    def _show_primary(self) -> None:
        """Keep the colour of text on yellow; the button takes the action's own at each change."""
        for name, icon in self._on_yellow.items():
            self._buttons[name].setIcon(icon)

    def _measure(self) -> None:
        """Learn how wide everything is with words, and what each button gives up without."""
        side = self.fontMetrics().height() + GRID
        self.setIconSize(QSize(side, side))
        widths: dict[str, list[int]] = {name: [] for name in _LOSE_WORDS}
        for style in (_PICTURE, _BESIDE):
            for name in _LOSE_WORDS:
                self._buttons[name].setToolButtonStyle(style)
                widths[name].append(self._buttons[name].sizeHint().width())
        self._needed = self.sizeHint().width()
        self._spared = {name: beside - picture for name, (picture, beside) in widths.items()}
        self._fit()

    def _fit(self) -> None:
        lacking = self._needed - self.width()
        for name in _LOSE_WORDS:
            style = _PICTURE if lacking > 0 else _BESIDE
            lacking -= self._spared.get(name, 0)
            if self._buttons[name].toolButtonStyle() is not style:
                self._buttons[name].setToolButtonStyle(style)


def _filler() -> QWidget:
    filler = QWidget()
    filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return filler
