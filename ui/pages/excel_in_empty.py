"""What the page for reading a workbook says before one is chosen."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.icons import Icons
from ui.pages.empty_state import EmptyState
from ui.theme import Theme

_TEXT = (
    "Kies het werkboek dat je in Excel ingevuld hebt. Je ziet eerst wat er zou wijzigen; er "
    "verandert niets voor je op “Overnemen” drukt."
)


class NoWorkbook(EmptyState):
    """Nog geen werkboek; see `EmptyState`."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        choose = QPushButton(icons.get("folder-open"), "Werkboek kiezen…")
        super().__init__("", _TEXT, choose, icons, theme, parent)
