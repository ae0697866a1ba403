"""The momentopname that was just made: its file, its controlecode, and what to do with that."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.notice_bar import announce
from ui.pages.seal_facts import FactsGrid
from ui.pages.sealing_worker import Made
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.sealing.manifest import Aard
from vvdesk.sealing.seal_words import Fact, wrappable

_LARGE = 1.8
"""How much larger the code is than ordinary text."""
_TELL = (
    "Geef deze code langs een andere weg aan de auditor dan de momentopname zelf: telefonisch, op "
    "papier of in een andere mail. Daarmee ziet hij dat hij het juiste bestand heeft."
)


class SealingResult(QFrame):
    """Wat er gemaakt is.

    Signals:
        open_requested(object): Somebody wants to look at the momentopname; its `Path`.

    Args:
        messages: Opens the folder.
        icons: For buttons.
        theme: For colours.

    Attributes:
        copy: Copies the code.
        show_folder: Opens the folder of the file.
        look: Asks to open the momentopname.
    """

    open_requested = Signal(object)

    def __init__(
        self, messages: Messages, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._messages, self._icons, self._theme = messages, icons, theme
        self._path: Path | None = None
        self._picture, self._title = QLabel(), wrapped_label(role="heading")
        self._code, self._notices = QLabel(), wrapped_label()
        self._tell = wrapped_label(_TELL)
        self._facts = FactsGrid(icons, theme, "De momentopname")
        self.copy = QPushButton(icons.get("copy"), "Kopieer")
        self.show_folder = QPushButton(icons.get("folder-open"), "Map openen")
        self.look = QPushButton(icons.get("eye"), "Momentopname bekijken")
        self._close = QPushButton(icons.get("x"), "")
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)
        self.show_folder.clicked.connect(self._on_folder)
        self.look.clicked.connect(lambda: self.open_requested.emit(self._path))
        self._close.clicked.connect(self.clear)
        theme.changed.connect(self._paint)
        self.clear()

    @property
    def code(self) -> str:
        """The controlecode; empty when nothing was made."""
        return self._code.text()

    @property
    def notices(self) -> str:
        """What whoever made it should know; empty for nothing."""
        return self._notices.text()

    def show_made(self, made: Made) -> None:
        """Show what was made, and say it aloud."""
        manifest, self._path = made.manifest, made.path
        what = "Momentopname" if manifest.aard is Aard.DEFINITIEF else "Tussentijdse momentopname"
        self._title.setText(f"{what} gemaakt: {wrappable(made.path.name)}")
        self._code.setText(manifest.controlecode)
        self._facts.show_facts(
            [
                Fact("SHA-256 van het manifest", manifest.sha256, is_code=True),
                Fact("Ondertekend", f"ja, met sleutel {manifest.sleutel}" if manifest.sleutel else
                     "nee"),
                Fact("Map", str(made.path.parent)),
            ]
        )  # fmt: skip
        self._notices.setText("\n".join(made.notices))
        self._notices.setVisible(bool(made.notices))
        self.copy.setText("Kopieer")
        self._paint()
        self.show()
        announce(self, f"{self._title.text()}. Controlecode {manifest.controlecode}.")

    def clear(self) -> None:
        """Show nothing."""
        self._path = None
        self._code.clear()
        self._notices.clear()
        self.hide()

    def _lay_out(self) -> None:
        self.setAccessibleName("Gemaakte momentopname")
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName("Bericht sluiten")
        self.copy.setAccessibleName("Controlecode kopiëren")
        self._code.setTextFormat(Qt.TextFormat.PlainText)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._picture)
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        coded = WrappingRow()
        coded.setSpacing(2 * GRID)
        coded.addWidget(self._code)
        coded.addWidget(self.copy)
        buttons = WrappingRow()
        buttons.addWidget(self.show_folder)
        buttons.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(coded)
        column.addWidget(self._tell)
        column.addWidget(self._facts)
        column.addWidget(self._notices)
        column.addLayout(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())
        self.copy.setText("Gekopieerd")
        announce(self, "Controlecode gekopieerd.")

    def _on_folder(self) -> None:
        if self._path is not None:
            self._messages.open_outside(self._path.parent)

    def _paint(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"SealingResult {{ background: {colours.good_surface}; "
            f"border: 1px solid {colours.good}; border-radius: 6px; }}"
        )
        self._title.setStyleSheet(f"color: {colours.good};")
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        size = self.font().pointSizeF() * _LARGE
        self._code.setStyleSheet(
            f"font-family: '{fixed.family()}'; font-size: {size:.1f}pt; font-weight: 600;"
        )
        side = self.fontMetrics().height() + GRID
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("lock", "good", side, ratio))
