"""Uitdelen: where the files go, to whom, with which mails; and what was made, ready to be sent."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.scrolled import scrolled
from ui.pages.uitvraag_deeds import Settling
from ui.pages.uitvraag_grid import Grid
from ui.pages.uitvraag_hand_out_choices import HandOutChoices
from ui.pages.uitvraag_hand_out_model import WIDTHS, OntvangersModel
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.number_words import counted
from vvdesk.uitvraag import HandedOut, free_folder, hand_out_all, offered


class HandOutSection(QWidget):
    """Deelt de uitvraag uit: één bestand per entiteit, met een mail erbij.

    Signals:
        handed_out(object): What became of each: a list of `HandedOut`.

    Args:
        settling: The open file.
        runner: Runs the work.
        messages: Asks for a folder, opens what was made.
        icons: For buttons.
        theme: For colours.
    """

    handed_out = Signal(object)

    def __init__(
        self,
        settling: Settling,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settling, self._messages, self._icons = settling, messages, icons
        self.model = OntvangersModel(icons, self)
        self.table = Grid(
            self.model, "Entiteiten om aan uit te delen", WIDTHS, icons, theme, by_row=True
        )
        self.choices = HandOutChoices(messages, icons)
        self.go = QPushButton(icons.get("send", "on_brand"), "Uitdelen")
        self.mail = QPushButton(icons.get("mail"), "Mail openen")
        self.show_folder = QPushButton(icons.get("folder-open"), "Map openen")
        self.orphans, self.job = wrapped_label(), JobArea(runner, icons, theme)
        self._made_in: Path | None = None
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show to whom can be handed out now."""
        desk, moment = self._settling.live.desk, self._settling.moment
        found = offered(desk.workspace, moment.naam)
        self.model.show_rows(found.ontvangers, is_locked=bool(self._settling.locked))
        self.table.select_first()
        codes = ", ".join(found.orphans)
        self.orphans.setVisible(bool(found.orphans) or not found.ontvangers)
        self.orphans.setText(
            f"Aan niemand uitgedeeld, want zonder trekkende entiteit: {codes}. Vul die eerst in."
            if found.orphans
            else "Er zijn nog geen projecten met een trekkende entiteit om uit te delen."
        )
        if self.choices.path is None:
            self._propose()
        self._show_state()

    def _propose(self) -> None:
        desk = self._settling.live.desk
        parent = desk.workspace.path.parent
        self.choices.propose(free_folder(parent, self._settling.moment.naam))

    def _lay_out(self) -> None:
        self.go.setProperty("role", "primary")
        buttons = WrappingRow()
        for button in (self.go, self.mail, self.show_folder):
            buttons.addWidget(button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label("Uitdelen", "heading"))
        column.addWidget(
            wrapped_label(
                "Elke entiteit krijgt één bestand met haar projecten. vvdesk verstuurt zelf niets: "
                "je opent de klaargezette mails en verstuurt ze.",
                "hint",
            )
        )
        column.addWidget(self.choices)
        column.addWidget(self.table, 1)
        column.addWidget(self.orphans)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(self.job)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.model.ticked.connect(self._show_state)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_state())
        self.table.doubleClicked.connect(lambda _index: self._open_mail())
        self.choices.changed.connect(self._show_state)
        self.choices.everybody_wanted.connect(self._on_everybody)
        self.job.busy_changed.connect(self._show_state)
        self.go.clicked.connect(self._on_go)
        self.mail.clicked.connect(self._open_mail)
        self.show_folder.clicked.connect(self._open_folder)

    def _show_state(self) -> None:
        locked, chosen = self.model.is_locked, len(self.model.chosen())
        free = not locked and not self.job.is_busy
        self.choices.setVisible(not locked)
        self.go.setVisible(not locked)
        self.go.setText(f"Uitdelen aan {counted(chosen, 'entiteit', 'entiteiten')}")
        self.go.setEnabled(free and chosen > 0 and self.choices.path is not None)
        result = self.model.result(self.table.currentIndex().row())
        self.mail.setVisible(self._made_in is not None)
        self.mail.setEnabled(result is not None and result.mail is not None)
        self.show_folder.setVisible(self._made_in is not None)

    def _on_everybody(self, on: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.model.tick_all(on=on)

    def _on_go(self) -> None:
        self._settling.live.flush()
        desk, naam = self._settling.live.desk, self._settling.moment.naam
        folder, chosen = self.choices.path, self.model.chosen()
        kind, mails = self.choices.kind, self.choices.wants_mails
        if folder is None:
            return

        def done(results: list[HandedOut]) -> None:
            self._on_done(results, folder)

        self.job.run(
            lambda progress: hand_out_all(
                desk.workspace, naam, folder, kind, desk.actor, progress,
                entiteiten=chosen, mails=mails,
            ),
            "De uitvraag wordt gemaakt…",
            done,
        )  # fmt: skip

    def _on_done(self, results: list[HandedOut], folder: Path) -> None:
        self._made_in = folder
        self.model.show_results({each.entiteit: each for each in results})
        good = sum(each.path is not None for each in results)
        bad = len(results) - good
        told = f"{good} {'bestand staat' if good == 1 else 'bestanden staan'} in “{folder.name}”."
        if bad:
            told += f" Bij {counted(bad, 'entiteit', 'entiteiten')} lukte het niet; de "
            told += "reden staat in de lijst."
        self.job.tell(told, Tone.WARNING if bad else Tone.GOOD)
        self._propose()
        self.begin()
        self.handed_out.emit(results)

    def _open_mail(self) -> None:
        result = self.model.result(self.table.currentIndex().row())
        if result is None or result.mail is None:
            return
        if not self._messages.open_outside(result.mail):
            self.job.tell(
                f'Er is geen mailprogramma gevonden. De mail staat in "{result.mail.name}".',
                Tone.WARNING,
                Offer("Map openen", self._open_folder),
            )

    def _open_folder(self) -> None:
        if self._made_in is not None:
            self._messages.open_outside(self._made_in)
