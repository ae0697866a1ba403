"""What the page for merging says before there is a batch."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.icons import Icons
from ui.pages.empty_state import EmptyState
from ui.theme import Theme

_HEADING = "Nog geen inzendingen in deze stapel."
_TEXT = (
    "Sleep de werkboeken (.xlsx) en dossiers (.vvd) die je ontving hierheen, zoveel je wilt "
    "tegelijk. Je ziet eerst wat er zou wijzigen; er verandert niets voor je het plan verwerkt."
)


class NoBatch(EmptyState):
    """Nog geen inzendingen; see `EmptyState`."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        choose = QPushButton(icons.get("file-plus", "on_brand"), "Inzendingen toevoegen…")
        choose.setProperty("role", "primary")
        super().__init__(_HEADING, _TEXT, choose, icons, theme, parent)
