"""The keys that this person trusts: adding one, ending the use of one, trusting one no longer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.notices import Notice, Offer, Tone
from ui.pages.key_wizard_frame import KeyDialog
from ui.pages.notice_bar import NoticeBar
from ui.pages.question import text_label
from ui.pages.trusted_keys_add import AddCard
from ui.pages.trusted_keys_list import TrustedKeysList
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.sealing.keys import KeyFolder, read_text
from vvdesk.sealing.keys_trusted import TrustedKey
from vvdesk.sealing.minisign import PublicKey

_WHY = (
    "Een zegel geldt als ondertekend wanneer de sleutel hier staat. Een sleutel die in een "
    "momentopname zelf zit, bewijst niets."
)
_NONE = "Je vertrouwt nog geen sleutels. Voeg het bestand (.pub) toe dat je van de dienst kreeg."
_KINDS = "Publieke sleutels (*.pub);;Alle bestanden (*)"
_SIZE = QSize(88 * GRID, 76 * GRID)


class TrustedKeysDialog(KeyDialog):
    """De sleutels waarop je vertrouwt.

    Args:
        folder: The keys.
        messages: Asks for a file.
        icons: For shapes.
        theme: For colours.
        parent: The window it belongs to.
    """

    def __init__(
        self,
        folder: KeyFolder,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        self.notices = NoticeBar(icons, theme)
        super().__init__("Vertrouwde sleutels", self.notices, _SIZE, theme.zoom, parent)
        self._folder, self._messages = folder, messages
        self._text = ""
        self.keys, self.card = TrustedKeysList(icons), AddCard(icons, theme)
        self._none = text_label(_NONE)
        self.add_button = QPushButton(icons.get("plus"), "Sleutel toevoegen…")
        self.copy_button = QPushButton(icons.get("copy"), "Vingerafdruk kopiëren")
        self.retire_button = QPushButton("Niet meer gebruiken")
        self.remove_button = QPushButton("Niet meer vertrouwen")
        self.close_button = QPushButton("Sluiten")
        self._lay_out()
        self._connect()
        self._show_keys()
        (self.keys if self.keys.key else self.add_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter press the button that has the keyboard; there is no other that it presses."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(button := self.focusWidget(), QPushButton):
            button.click()

    def add(self) -> None:
        """Let a file be chosen, and ask whether its fingerprint was compared."""
        home = Path.home()
        path = self._messages.file_to_open(self, "Publieke sleutel kiezen", _KINDS, home)
        if path is None:
            return
        try:
            self._text = read_text(path)
            key = PublicKey.parse(self._text)
        except VvdeskError as error:
            self._tell(str(error), Tone.ERROR, Offer("Ander bestand…", self.add))
            return
        known = self._folder.trusted.get(key.key_id)
        if known is not None and known.public == key and not known.is_retired:
            self._show_keys(known.key_id)
            self._tell(f'Deze sleutel vertrouw je al, als "{known.naam}".')
            return
        self.notices.clear()
        self._show_card(shown=True)
        self.card.show_key(key)

    def _on_wanted(self, naam: str) -> None:
        try:
            known = self._folder.trusted.add(self._text, naam)
        except VvdeskError as error:
            self._tell(str(error), Tone.ERROR)
            return
        self._show_card(shown=False)
        self._show_keys(known.key_id)
        self.keys.setFocus()
        self._tell(
            f'Je vertrouwt nu de sleutel van "{known.naam}".',
            Tone.GOOD,
            self._undo(lambda: self._folder.trusted.remove(known.key_id)),
        )

    def _on_retire(self) -> None:
        key = self.keys.key
        if key is None:
            return
        trusted = self._folder.trusted
        if key.is_retired:
            said = f'De sleutel van "{key.naam}" is weer in gebruik.'
            self._change(lambda: trusted.reinstate(key.key_id), said, key)
        else:
            said = (
                f'De sleutel van "{key.naam}" is niet meer in gebruik. Zegels tot en met '
                "vandaag blijven geldig; een later zegel wordt oranje."
            )
            self._change(lambda: trusted.retire(key.key_id), said, key)

    def _on_remove(self) -> None:
        key = self.keys.key
        if key is not None:
            said = f'Je vertrouwt de sleutel van "{key.naam}" niet meer.'
            self._change(lambda: self._folder.trusted.remove(key.key_id), said, key)

    def _change(self, act: Callable[[], object], said: str, before: TrustedKey) -> None:
        """Do something to a key that can be undone by putting it back as it was."""
        try:
            act()
        except VvdeskError as error:
            self._tell(str(error), Tone.ERROR)
            return
        self._show_keys()
        self._tell(said, Tone.GOOD, self._undo(lambda: self._folder.trusted.put_back(before)))

    def _undo(self, act: Callable[[], object]) -> Offer:
        def undo() -> None:
            try:
                act()
            except VvdeskError as error:
                self._tell(str(error), Tone.ERROR)
                return
            self._show_keys()
            self._tell("Ongedaan gemaakt.")

        return Offer("Ongedaan maken", undo)

    def _on_copy(self) -> None:
        if (key := self.keys.key) is not None:
            QGuiApplication.clipboard().setText(key.fingerprint)
            self._tell(f"Vingerafdruk gekopieerd: {key.fingerprint}")

    def _on_left(self) -> None:
        self._show_card(shown=False)
        self.add_button.setFocus()

    def _on_chosen(self) -> None:
        key = self.keys.key
        is_own = key is not None and key.key_id in self._own
        for button in (self.copy_button, self.retire_button, self.remove_button):
            button.setEnabled(key is not None)
        self.remove_button.setVisible(not is_own)
        is_retired = key is not None and key.is_retired
        self.retire_button.setText("Opnieuw gebruiken" if is_retired else "Niet meer gebruiken")

    def _show_keys(self, key_id: str = "") -> None:
        known = self._folder.trusted.all()
        self._own = self._folder.own_ids()
        self.column.setStretchFactor(self._listed, 1 if known else 0)
        self.column.setStretch(self.column.count() - 1, 0 if known else 1)
        self._none.setVisible(not known)
        self.keys.setVisible(bool(known))
        self._deeds.setVisible(bool(known))
        self.keys.show_keys(known, self._own, key_id)

    def _show_card(self, *, shown: bool) -> None:
        self.card.setVisible(shown)
        self.add_button.setVisible(not shown)
        self._listed.setVisible(not shown)

    def _tell(self, text: str, tone: Tone = Tone.PLAIN, *offers: Offer) -> None:
        self.notices.show_notice(Notice(text, tone, offers, stays=True))

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.copy_button.clicked.connect(self._on_copy)
        self.retire_button.clicked.connect(self._on_retire)
        self.remove_button.clicked.connect(self._on_remove)
        self.close_button.clicked.connect(self.accept)
        self.keys.chosen.connect(self._on_chosen)
        self.card.wanted.connect(self._on_wanted)
        self.card.left.connect(self._on_left)

    def _lay_out(self) -> None:
        self.column.addWidget(text_label(_WHY))
        self.add_part(self.card)
        self.column.addWidget(self._make_listed(), 1)
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(0)
        self.foot.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        for button in (self.add_button, self.close_button):
            button.setAutoDefault(False)

    def _make_listed(self) -> QWidget:
        self._listed, self._deeds = QWidget(), QWidget()
        column = QVBoxLayout(self._listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._none)
        column.addWidget(self.keys, 1)
        column.addWidget(self._deeds)
        row = WrappingRow(self._deeds)
        for button in (self.copy_button, self.retire_button, self.remove_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return self._listed
