"""The keyboard map as a page: the window's commands by menu, and the keys inside tables and texts.

What stands in `ui.actions.COMMANDS` is never repeated here; only keys that no command carries.
"""

from collections.abc import Iterable
from html import escape

from PySide6.QtGui import QKeySequence

from ui.actions import COMMANDS, MENUS, Command, FileKind, belongs_to

Keys = tuple[tuple[str, str], ...]

IN_TABLES: Keys = (
    ("F2", "Cel bewerken"),
    ("Enter", "Aanvaarden en naar de cel eronder"),
    ("Esc", "Terug naar wat er stond"),
    ("Tab, Shift+Tab", "Volgende of vorige cel; voorbij de laatste verlaat je de tabel"),
    ("Ctrl+C, Ctrl+V", "Cellen kopiëren naar en plakken uit Excel"),
    ("Delete", "Geselecteerde cellen leegmaken"),
)
IN_TEXTS: Keys = (
    ("Ctrl+B", "Vet"),
    ("Ctrl+I", "Cursief"),
    ("Ctrl+Shift+L", "Lijst met bolletjes"),
    ("Ctrl+Shift+N", "Genummerde lijst"),
    ("Alt+Shift+→, Alt+Shift+←", "Inspringen in een lijst, of terug"),
    ("Ctrl+Shift+K", "Link maken of wijzigen"),
    ("Ctrl+klik", "Een link volgen"),
    ("Alt+F10", "Naar de knoppen boven de tekst; Esc gaat terug naar de tekst"),
    ("Tab", "Naar het volgende veld"),
)
READING: Keys = (
    ("Alt+↓, F4", "Een keuzelijst of kalender openen"),
    ("Ctrl+wiel", "Tekst groter of kleiner"),
    ("Esc", "Sluit een lijst, paneel of venster"),
)
EVERYWHERE: Keys = (("Ctrl+1 … Ctrl+8", "Naar een deel van de fiche"), *READING)
IN_LISTS: Keys = (
    ("Enter", "Openen wat gekozen is"),
    ("Ctrl+C", "Kopiëren wat gekozen is"),
    ("Tab", "Naar wat na de lijst komt"),
)


def keys_page(kind: FileKind | None = None) -> str:
    """Return the page as HTML: a table per menu, then what holds in tables and in rich text.

    Args:
        kind: What is open; None for every key that there is.
    """
    if kind is FileKind.SEALED:
        reading = [each for each in COMMANDS if belongs_to(each, kind)]
        return _page(reading, (("In lijsten", IN_LISTS), ("Overal", READING)))
    return _page(
        COMMANDS,
        (("In tabellen", IN_TABLES), ("In teksten met opmaak", IN_TEXTS), ("Overal", EVERYWHERE)),
    )


def _page(commands: Iterable[Command], others: tuple[tuple[str, Keys], ...]) -> str:
    listed = [each for each in commands if each.keys]
    groups: list[tuple[str, Keys]] = [
        (menu, tuple((_shown(each.keys), each.text) for each in listed if each.menu == menu))
        for menu in MENUS
    ]
    groups += others
    return "<h1>Toetsen</h1>" + "".join(_table(name, keys) for name, keys in groups if keys)


def _table(name: str, keys: Keys) -> str:
    rows = "".join(
        f'<tr><td width="42%"><b>{escape(key)}</b></td><td>{escape(text)}</td></tr>'
        for key, text in keys
    )
    return f'<h2>{escape(name)}</h2><table width="100%" cellpadding="3">{rows}</table>'


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
