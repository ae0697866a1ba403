"""The frame of a dialog about keys: a title, parts that scroll, news, and a foot that stays."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.pages.question import text_label
from ui.pages.scrolled import scrolled
from ui.theme import GRID

_OF_THE_SCREEN = 0.9


class KeyDialog(QDialog):
    """Een venster over sleutels, dat op elk scherm en bij elke lettergrootte past.

    Args:
        title: Of the window, and above what is in it.
        news: Stands between what scrolls and the foot.
        size: At the usual size of text.
        zoom: Of text, in percent.
        parent: The window it belongs to.

    Attributes:
        column: Takes what scrolls.
        foot: Takes what stays below it.
    """

    def __init__(
        self, title: str, news: QWidget, size: QSize, zoom: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._inside, self._parts = QWidget(), list[QWidget]()
        self.column, self.foot = QVBoxLayout(self._inside), QVBoxLayout()
        self.column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, GRID)
        self.column.setSpacing(2 * GRID)
        self.column.addWidget(text_label(title, "title"))
        self.foot.setContentsMargins(3 * GRID, GRID, 3 * GRID, 2 * GRID)
        self.foot.setSpacing(GRID)
        self.area = scrolled(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(news)
        whole.addLayout(self.foot)
        self.resize((size * zoom / 100).boundedTo(self.screen().availableSize() * _OF_THE_SCREEN))

    def add_part(self, part: QWidget, stretch: int = 0) -> None:
        """Take a part that is not shown yet, and whose texts may come to need more lines."""
        part.hide()
        part.installEventFilter(self)
        self._parts.append(part)
        self.column.addWidget(part, stretch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Make room when a text takes more lines; Qt tells only the part that it stands in."""
        if event.type() == QEvent.Type.LayoutRequest and watched in self._parts:
            self._inside.updateGeometry()
        return super().eventFilter(watched, event)
