"""Every command of the window, once: its Dutch name, its keys, its icon and its menu.

Menus, tool bar, command palette and the list of keys are made from this table. Who carries a
command out connects to its `triggered`; a command that nobody can carry out now is disabled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ui.icons import Icons


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: How the code calls it: "undo".
        text: What people read, without mnemonic: "Ongedaan maken".
        menu: The menu it stands in.
        keys: Its keys, as Qt writes them; empty for none.
        icon: Its name at Lucide; empty for none.
        short: What stands in the tool bar; empty for the same text.
        group: Commands of a menu with another group stand behind a line.
    """

    name: str
    text: str
    menu: str
    keys: str = ""
    icon: str = ""
    short: str = ""
    group: int = 0


BESTAND, BEWERKEN, BEELD, FICHE, HULP = "Bestand", "Bewerken", "Beeld", "Fiche", "Help"
CONSOLIDATIE, NAZICHT = "Consolidatie", "Nazicht"
MENUS = (BESTAND, BEWERKEN, FICHE, CONSOLIDATIE, NAZICHT, BEELD, HULP)

OF_A_DOSSIER = ("hand_in", "take_back")
"""What only whoever reports can do."""
OF_WORK = (
    "save", "versions", "excel_in", "excel_out", "print_preview", "undo", "redo", "paste_plain",
    "copy_headers", "find", "projects", "questions", "problems", "field_path",
)  # fmt: skip
"""What belongs to a file in which somebody works: a momentopname has none of it."""


class FileKind(Enum):
    """What is open in the window."""

    DOSSIER = "dossier"
    CENTRAL = "centraal bestand"
    SEALED = "momentopname"


COMMANDS = (
    Command("new", "Nieuw dossier…", BESTAND, "Ctrl+N", "file-plus"),
    Command("open", "Openen…", BESTAND, "Ctrl+O", "folder-open"),
    Command("open_server", "Centrale server openen…", BESTAND, "", "server"),
    Command("start", "Startscherm", BESTAND, "Ctrl+H", "house"),
    Command("save", "Nu bewaren en versie maken", BESTAND, "Ctrl+S", "save", group=1),
    Command("versions", "Terug naar versie…", BESTAND, "", "history", group=1),
    Command("excel_in", "Inlezen uit Excel…", BESTAND, "Ctrl+Shift+I", "file-input", group=2),
    Command(
        "excel_out", "Exporteren naar Excel…", BESTAND, "Ctrl+E", "sheet", short="Excel", group=2
    ),
    Command(
        "print_preview",
        "Afdrukvoorbeeld van deze fiche…",
        BESTAND,
        "Ctrl+P",
        "printer",
        short="Afdrukken",
        group=2,
    ),
    Command("hand_in", "Indienen…", BESTAND, "Ctrl+Shift+Enter", "send", short="Indienen", group=3),
    Command("take_back", "Inzending terugnemen…", BESTAND, "", "undo-dot", group=3),
    Command("preferences", "Voorkeuren…", BESTAND, "Ctrl+,", "settings", group=4),
    Command("close_file", "Bestand sluiten", BESTAND, "Ctrl+W", "", group=5),
    Command("quit", "Afsluiten", BESTAND, "Ctrl+Q", "log-out", group=5),
    Command("undo", "Ongedaan maken", BEWERKEN, "Ctrl+Z", "undo-2"),
    Command("redo", "Opnieuw uitvoeren", BEWERKEN, "Ctrl+Y", "redo-2", short="Opnieuw"),
    Command(
        "paste_plain", "Plakken zonder opmaak", BEWERKEN, "Ctrl+Shift+V", "clipboard-type", group=1
    ),
    Command(
        "copy_headers", "Tabel kopiëren met koppen", BEWERKEN, "Ctrl+Shift+C", "table", group=1
    ),
    Command("find", "Zoeken in alle fiches", BEWERKEN, "Ctrl+F", "search", group=2),
    Command("palette", "Opdracht zoeken…", BEWERKEN, "Ctrl+K", "command", short="Zoeken", group=2),
    Command("check", "Controleren", FICHE, "F9", "circle-check", short="Controleren"),
    Command("next_problem", "Volgend probleem", FICHE, "F8", "chevron-down"),
    Command("previous_problem", "Vorig probleem", FICHE, "Shift+F8", "chevron-up"),
    Command(
        "compare",
        "Vergelijken met vorige keer",
        FICHE,
        "F6",
        "git-compare-arrows",
        short="Vergelijken",
        group=1,
    ),
    Command("previous_section", "Vorig deel", FICHE, "Ctrl+PgUp", "", group=2),
    Command("next_section", "Volgend deel", FICHE, "Ctrl+PgDown", "", group=2),
    Command("previous_fiche", "Vorige fiche", FICHE, "Alt+PgUp", "", group=3),
    Command("next_fiche", "Volgende fiche", FICHE, "Alt+PgDown", "", group=3),
    Command("row_add", "Rij toevoegen", FICHE, "Ctrl+Enter", "plus", group=4),
    Command("row_duplicate", "Rij dupliceren", FICHE, "Ctrl+D", "copy-plus", group=4),
    Command("row_up", "Rij omhoog", FICHE, "Alt+Up", "arrow-up", group=4),
    Command("row_down", "Rij omlaag", FICHE, "Alt+Down", "arrow-down", group=4),
    Command("row_delete", "Rij verwijderen", FICHE, "Ctrl+-", "trash-2", group=4),
    Command("add_fiche", "Fiche toevoegen…", FICHE, "", "file-plus-corner", group=5),
    Command("dashboard", "Overzicht", CONSOLIDATIE, "Ctrl+Shift+O", "layout-dashboard"),
    Command("reception", "Ontvangst", CONSOLIDATIE, "Ctrl+Shift+T", "inbox"),
    Command("consolidation", "Samenvoegen", CONSOLIDATIE, "Ctrl+Shift+G", "git-merge"),
    Command("conflicts", "Conflicten", CONSOLIDATIE, "Ctrl+Shift+F", "git-merge-conflict"),
    Command("merges", "Eerdere samenvoegingen", CONSOLIDATIE, "", "history"),
    Command("report", "Rapport", CONSOLIDATIE, "Ctrl+Shift+R", "file-chart-column", group=1),
    Command("uitvraag", "Uitvraag", CONSOLIDATIE, "Ctrl+Shift+U", "calendar-clock", group=1),
    Command(
        "sealing",
        "Momentopname maken",
        CONSOLIDATIE,
        "Ctrl+Shift+S",
        "stamp",
        short="Momentopname",
        group=1,
    ),
    Command(
        "ask",
        "Vraag stellen bij dit veld…",
        CONSOLIDATIE,
        "Ctrl+Shift+Q",
        "message-circle-plus",
        group=2,
    ),
    Command("seal", "Zegel", NAZICHT, "Alt+1", "shield-check"),
    Command("inquiry", "Naspeuren", NAZICHT, "Alt+2", "route"),
    Command(
        "moments",
        "Meetmomenten vergelijken",
        NAZICHT,
        "Alt+3",
        "git-compare-arrows",
        short="Vergelijken",
    ),
    Command(
        "life", "Levensloop van een mijlpaal", NAZICHT, "Alt+4", "milestone", short="Levensloop"
    ),
    Command("search", "Zoeken in alle meetmomenten", NAZICHT, "Alt+5", "search", short="Zoeken"),
    Command("sample", "Steekproef en export", NAZICHT, "Alt+6", "dices", short="Steekproef"),
    Command("go_to_code", "Naar een referentiecode…", NAZICHT, "Ctrl+G", "hash", group=1),
    Command("trusted_keys", "Vertrouwde sleutels…", NAZICHT, "", "key-round", group=2),
    Command("projects", "Lijst van projecten", BEELD, "Ctrl+L", "list-tree", short="Projecten"),
    Command("questions", "Vragen", BEELD, "Ctrl+Shift+A", "message-circle-question-mark"),
    Command("problems", "Problemenpaneel", BEELD, "Ctrl+Shift+M", "list-checks"),
    Command("next_pane", "Volgend venstervak", BEELD, "Ctrl+F6", "", group=1),
    Command("zoom_in", "Tekst groter", BEELD, "Ctrl++", "zoom-in", group=2),
    Command("zoom_out", "Tekst kleiner", BEELD, "Ctrl+Shift+-", "zoom-out", group=2),
    Command("zoom_reset", "Tekst normaal", BEELD, "Ctrl+0", "", group=2),
    Command("dark", "Donkere kleuren", BEELD, "Ctrl+Shift+D", "moon", group=3),
    Command("help", "Hulp bij dit veld", HULP, "F1", "circle-question-mark"),
    Command("field_path", "Wat gebeurt er met dit veld?", HULP, "Shift+F1", "route"),
    Command("manual", "Handleiding", HULP, "", "book-open", group=1),
    Command("keys", "Toetsen", HULP, "Ctrl+F1", "keyboard", group=1),
    Command("diagnostics", "Diagnosebestand bewaren…", HULP, "", "life-buoy", group=2),
    Command("about", "Over vvdesk", HULP, "", "info", group=2),
)


def belongs_to(command: Command, kind: FileKind | None) -> bool:
    """Tell whether a command has a meaning with what is open; None for nothing."""
    if command.menu == CONSOLIDATIE:
        return kind is FileKind.CENTRAL
    if command.menu == NAZICHT:
        return kind is FileKind.SEALED
    if command.name in OF_A_DOSSIER:
        return kind in {FileKind.DOSSIER, None}
    return kind is not FileKind.SEALED or (command.name not in OF_WORK and command.menu != FICHE)


class Actions(QObject):
    """The window's commands as Qt actions, by name.

    Args:
        icons: Where the icons come from.
    """

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for each in COMMANDS:
            action = QAction(each.text, self)
            action.setObjectName(each.name)
            if each.icon:
                action.setIcon(icons.get(each.icon))
            if each.keys:
                action.setShortcuts([QKeySequence(key) for key in _all_keys(each.keys)])
            keys = f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
            action.setToolTip(f"{each.text}{keys if each.keys else ''}")
            action.setIconText(each.short or each.text.rstrip("…"))
            self._actions[each.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        return ((each, self._actions[each.name]) for each in COMMANDS)

    def show_for(self, kind: FileKind | None) -> None:
        """Show the commands of what is open; None for nothing."""
        for command, action in self:
            belongs = belongs_to(command, kind)
            action.setVisible(belongs)
            if command.menu in {CONSOLIDATIE, NAZICHT}:
                action.setEnabled(belongs)
            elif command.name in OF_A_DOSSIER:
                action.setEnabled(kind is FileKind.DOSSIER)

    def of_menu(self, menu: str) -> list[tuple[Command, QAction]]:
        """Return the commands of one menu, in order."""
        return [(each, self._actions[each.name]) for each in COMMANDS if each.menu == menu]


def _all_keys(keys: str) -> list[str]:
    """Return the keys and the twin on the numeric pad, where Qt tells those apart."""
    twins = {
        "Ctrl+Enter": "Ctrl+Return",
        "Ctrl+Shift+Enter": "Ctrl+Shift+Return",
        "Ctrl++": "Ctrl+=",
    }
    return [keys, twins[keys]] if keys in twins else [keys]
