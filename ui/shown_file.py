"""What the program asks of whatever file it shows: one to work in, or one to look into."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from vvdesk.kinds import ChoiceLists
    from vvdesk.store.place import Place


class ShownFile(QObject):
    """Een bestand dat in het venster open is.

    Signals:
        closed(): It was closed; its page is gone.
        places_changed(): Where somebody may want to go changed.
        open_requested(object): Another file is to be opened: its `Path`.

    Attributes:
        is_sealed: Whether it is a momentopname.
    """

    closed = Signal()
    places_changed = Signal()
    open_requested = Signal(object)

    is_sealed = False

    @property
    def place(self) -> "Place":
        """Where the file is."""
        raise NotImplementedError

    @property
    def lists(self) -> "ChoiceLists | None":
        """The lists of choices that help shows with a field; None for none."""
        raise NotImplementedError

    @property
    def field_at_hand(self) -> str:
        """The field that the keyboard is at; empty for none."""
        raise NotImplementedError

    @property
    def chapter(self) -> str:
        """Where the manual tells about what is shown."""
        raise NotImplementedError

    def is_of(self, place: "Place") -> bool:
        """Tell whether this is the file or the server at `place`."""
        return place.resolve() == self.place.resolve()

    def show_place(self, project: str, path: str) -> None:
        """Go to a fiche and a field of this file, as far as they exist."""
        raise NotImplementedError

    def places(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Yield where somebody may want to go: label, what kind of place, how to get there."""
        raise NotImplementedError

    def close(self) -> bool:
        """Close it; False when something could not be stored."""
        raise NotImplementedError
