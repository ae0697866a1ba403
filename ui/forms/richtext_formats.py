"""What the buttons above a rich text do, with their words, icons and keys."""

from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent, QKeySequence


@dataclass(frozen=True, slots=True)
class Format:
    """One thing that can be done to rich text.

    Attributes:
        name: How the code calls it: "bold".
        text: What people read.
        icon: Its name at Lucide.
        keys: Its keys as Qt writes them; the last is the one that is told.
        can_be_on: Whether the text at the cursor either is so, or is not.
        group: Formats of another group stand a little apart.
    """

    name: str
    text: str
    icon: str
    keys: tuple[str, ...]
    can_be_on: bool = False
    group: int = 0

    @property
    def tip(self) -> str:
        """The words and the key, for whoever points at the button."""
        return f"{self.text} ({native(self.keys[-1])})"


FORMATS = (
    Format("bold", "Vet", "bold", ("Ctrl+B",), can_be_on=True),
    Format("italic", "Cursief", "italic", ("Ctrl+I",), can_be_on=True),
    Format("bullets", "Opsomming", "list", ("Ctrl+Shift+L",), can_be_on=True, group=1),
    Format("numbers", "Nummering", "list-ordered", ("Ctrl+Shift+N",), can_be_on=True, group=1),
    # Ctrl+] needs AltGr on a Belgian keyboard; Word's own keys do not.
    Format("outdent", "Terug", "list-indent-decrease", ("Ctrl+[", "Alt+Shift+Left"), group=1),
    Format("indent", "Inspringen", "list-indent-increase", ("Ctrl+]", "Alt+Shift+Right"), group=1),
    Format("link", "Link maken of wijzigen", "link", ("Ctrl+Shift+K",), group=2),
    Format("paste_plain", "Plakken zonder opmaak", "clipboard-type", ("Ctrl+Shift+V",), group=2),
)
TO_BAR = "Alt+F10"
"""Brings the keyboard from the text to its buttons, as in most editors."""


def native(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def format_for(event: QKeyEvent) -> str:
    """Return the name of the format that belongs to a key, "bar" for its buttons, or ""."""
    return _BY_KEYS.get(QKeySequence(event.keyCombination()).toString(), "")


_BY_KEYS = {keys: each.name for each in FORMATS for keys in each.keys} | {TO_BAR: "bar"}
