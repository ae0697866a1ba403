"""Step 2 of handing in: where the workbook comes, and what handing in means."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.target_file import TargetFile
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.readiness import Overview


class FileView(QWidget):
    """Het werkboek dat je gaat versturen.

    Args:
        messages: For the dialog.
        icons: For its button.
    """

    def __init__(self, messages: Messages, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, 0)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(wrapped_label("Waar komt het werkboek?", "heading"))
        self.target = TargetFile("Inzending bewaren", messages, icons)
        inside.addWidget(self.target)
        inside.addSpacing(GRID)
        inside.addWidget(wrapped_label("Wat doet “Indienen”?", "heading"))
        self._what = wrapped_label()
        inside.addWidget(self._what)
        layout.addWidget(card)
        layout.addStretch(1)

    def show_overview(self, seen: Overview) -> None:
        """Say what is going to be handed in."""
        waiting = [fiche.project for fiche in seen.fiches if not fiche.is_handed_in]
        noun = "projectfiche" if len(waiting) == 1 else "projectfiches"
        self._what.setText(
            f"Je dient {len(waiting)} {noun} in voor meetmoment {seen.meetmoment}: "
            f"{', '.join(waiting)}.\n\n"
            "vvdesk maakt het werkboek, leest het terug en geeft je een controlecode. Daarna is "
            "het dossier alleen te lezen, tot je de inzending terugneemt. vvdesk verstuurt niets: "
            "dat doe je zelf, in de volgende stap."
        )
