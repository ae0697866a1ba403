"""The dialogs about keys that sealing needs: a passphrase, making a key, and its papers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.pages.key_wizard import KeyWizard, PassphraseDialog
from ui.theme import Theme
from vvdesk.sealing.keys import KeyFolder, OwnKey
from vvdesk.sealing.signing import Signer


class KeyDialogs(QObject):
    """Vraagt de wachtzin van een sleutel, en laat een sleutel maken.

    Signals:
        made(str): There is a new key; its id.

    Args:
        folder: The keys of this person.
        runner: Runs long work.
        messages: Asks for files.
        icons: For the dialogs.
        theme: For the dialogs.
        owner: The page.
    """

    made = Signal(str)

    def __init__(
        self,
        folder: KeyFolder,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._folder, self._runner, self._messages = folder, runner, messages
        self._icons, self._theme, self._owner = icons, theme, owner
        self._then: Callable[[Signer], object] | None = None

    def ask(self, key: OwnKey, then: Callable[[Signer], object]) -> None:
        """Ask for the passphrase of a key; nothing follows when somebody gives up."""
        dialog = PassphraseDialog(
            self._folder, key, self._runner, self._icons, self._theme, self._owner.window()
        )
        dialog.finished.connect(dialog.deleteLater)
        self._then = then
        dialog.unlocked.connect(self._on_unlocked)
        dialog.open()

    def make(self) -> None:
        """Let a key be made."""
        self._show_wizard(None)

    def show_papers(self, key: OwnKey) -> None:
        """Show the recovery sheet and the public key of a key that was made before."""
        self._show_wizard(key)

    def _show_wizard(self, key: OwnKey | None) -> None:
        wizard = KeyWizard(
            self._folder, self._runner, self._messages, self._icons, self._theme,
            self._owner.window(), key=key,
        )  # fmt: skip
        wizard.finished.connect(wizard.deleteLater)
        wizard.made.connect(self.made)
        wizard.open()

    def _on_unlocked(self, signer: Signer) -> None:
        if self._then is not None:
            self._then(signer)
