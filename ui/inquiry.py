"""What the pages of an auditor share: the store that is looked into, and how they lead on."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.notices import Notice, Offer, Tone
from vvdesk.model import Meetmoment
from vvdesk.store.workspace import Workspace


class Inquiry(QObject):
    """Een momentopname (of een ander bestand) die iemand nakijkt.

    Pages read the store in jobs of their own and never write; whoever shows the pages connects the
    signals that lead from one to another.

    Signals:
        noted(Notice): News for the window.
        code_requested(str): Show the trace of this reference code.
        life_requested(str): Show the life of this mijlpaal; its id.
        sample_requested(object): Offer these project codes (`tuple[str, ...]`) for an export.

    Args:
        workspace: The open store.

    Attributes:
        moments: All its meetmomenten, earliest first.
    """

    noted = Signal(object)
    code_requested = Signal(str)
    life_requested = Signal(str)
    sample_requested = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.moments: list[Meetmoment] = workspace.meetmomenten()

    @property
    def moment(self) -> Meetmoment:
        """The latest meetmoment: the one that was sealed."""
        return self.moments[-1]

    @property
    def folder(self) -> Path:
        """Where exports are offered first: beside the file, a server's in the home folder."""
        path = self.workspace.path
        return path.parent if isinstance(path, Path) else Path.home()

    def tell(self, text: str, tone: Tone = Tone.PLAIN, *offers: Offer) -> None:
        """Give news to the window.

        Args:
            text: In Dutch.
            tone: How serious it is.
            offers: What can be done about it.
        """
        self.noted.emit(Notice(text, tone, offers))
