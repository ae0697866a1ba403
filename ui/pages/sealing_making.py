"""Making a momentopname: where it comes, the passphrase of the key, and the work itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.sealing_worker import Made, Make, SealOrder
from vvdesk.errors import VvdeskError
from vvdesk.model import Meetmoment
from vvdesk.report.request import Vorm
from vvdesk.sealing.keys import OwnKey
from vvdesk.sealing.making import SUFFIX, proposed_name
from vvdesk.sealing.manifest import Aard
from vvdesk.sealing.signing import Signer

AskPassphrase = Callable[[OwnKey, Callable[[Signer], object]], object]
"""Asks for the passphrase of a key, and gives the unlocked key when it is right."""
_KINDS = "Momentopname (*.vvs)"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to seal.

    Attributes:
        moment: The meetmoment.
        vormen: The voortgangsrapport is made in these forms.
        files: Reports that go along as they are.
        key: The key that signs; None for none.
    """

    moment: Meetmoment
    vormen: tuple[Vorm, ...]
    files: tuple[Path, ...]
    key: OwnKey | None


class SealingMaking(QObject):
    """Maakt een momentopname.

    Signals:
        made(object): It stands there; a `Made`.

    Args:
        live: The central file.
        messages: Asks for a place.
        job: Shows how far it is, and what went wrong.
        ask: Asks for the passphrase.
        make: Makes it.
        owner: The page.
    """

    made = Signal(object)

    def __init__(
        self,
        live: LiveDesk,
        messages: Messages,
        job: JobArea,
        ask: AskPassphrase,
        make: Make,
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._live, self._messages, self._job = live, messages, job
        self._ask, self._make, self._owner = ask, make, owner
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Where a momentopname is offered first."""
        return self._folder or self._live.desk.workspace.path.parent

    def begin(self, wish: Wish) -> None:
        """Ask where it comes, and make it."""
        if self._job.is_busy:
            return
        self._job.notices.clear()
        self._live.flush()
        moment = wish.moment
        aard = Aard.DEFINITIEF if moment.is_closed else Aard.TUSSENTIJDS
        today = datetime.now().astimezone().date()
        self._choose(wish, self.folder / proposed_name(moment, aard, today))

    def _choose(self, wish: Wish, proposed: Path) -> None:
        chosen = self._messages.file_to_save(self._owner, "Momentopname bewaren", _KINDS, proposed)
        if chosen is None:
            return
        self._folder = chosen.parent
        if chosen.suffix.lower() == SUFFIX:
            self._unlock(wish, chosen)
            return
        # The dialog asked about another name than the one that is going to be written.
        target = chosen.with_name(f"{chosen.name}{SUFFIX}")
        if not target.exists():
            self._unlock(wish, target)
            return
        self._job.tell(
            f"“{target.name}” bestaat al. Wil je het vervangen?",
            Tone.WARNING,
            Offer("Vervangen", partial(self._unlock, wish, target)),
            Offer("Andere naam", partial(self._choose, wish, target)),
            Offer("Annuleren", self._job.notices.clear),
        )

    def _unlock(self, wish: Wish, target: Path) -> None:
        order = SealOrder(wish.moment, target, wish.vormen, wish.files)
        if wish.key is None:
            self._run(wish, order)
        else:
            self._ask(wish.key, lambda signer: self._run(wish, replace(order, signer=signer)))

    def _run(self, wish: Wish, order: SealOrder) -> None:
        desk, make = self._live.desk, self._make
        self._job.run(
            lambda progress: make(desk.workspace, desk.actor, order, progress),
            "De momentopname wordt gemaakt…",
            self._on_made,
            partial(self._offers, wish, order),
        )

    def _offers(self, wish: Wish, order: SealOrder, _error: VvdeskError) -> tuple[Offer, ...]:
        return (
            Offer("Opnieuw", partial(self._run, wish, order)),
            Offer("Andere plaats", partial(self._choose, wish, order.target)),
            Offer("Annuleren", self._job.notices.clear),
        )

    def _on_made(self, made: Made) -> None:
        self.made.emit(made)
