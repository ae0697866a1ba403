"""A rich text as the report shows it, under its editor."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.forms.richtext_view import RichTextView
from ui.forms.value_editor import set_look
from ui.theme import GRID, Theme
from vvdesk.richtext import Block


class RichTextPreview(QFrame):
    """Zoals in het rapport: alinea's met ruimte ertussen, opsommingen, geen opmaak daarbuiten.

    Signals:
        address_opened(str): Somebody wants to go where a link leads.

    Args:
        label: Of the field.
        theme: For the text.
    """

    address_opened = Signal(str)

    def __init__(self, label: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID // 2)
        head = QLabel(f"Zo staat het in het rapport: {label.lower()}")
        head.setProperty("role", "hint")
        layout.addWidget(head)
        self.view = RichTextView(theme)
        self.view.setAccessibleName(f"{label} zoals in het rapport")
        self.view.setPlaceholderText("Er staat nog geen tekst.")
        self.view.document().setDocumentMargin(0)
        set_look(self.view, "readOnlyLook", value=True)
        self.view.address_opened.connect(self.address_opened)
        layout.addWidget(self.view)

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show a rich text in normal form."""
        self.view.show_blocks(blocks)
