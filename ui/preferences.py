"""The preferences: who works here, how the window looks, and where versions are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.messages import Messages
from ui.text_dialog import TextDialog
from ui.theme import GRID, ZOOMS, Look, Theme

_LOOKS = {
    Look.SYSTEM: "Zoals het systeem",
    Look.LIGHT: "Licht",
    Look.DARK: "Donker",
}
_USUAL_ZOOM = 100
_CHARACTERS_WIDE = 76


@dataclass(frozen=True, slots=True)
class Preferences:
    """What somebody chose.

    Attributes:
        naam: Who works here; it goes into the trail of changes.
        entiteit: Of which entiteit; empty for none in particular.
        look: Which colours.
        zoom: Size of text in percent.
    """

    naam: str
    entiteit: str = ""
    look: Look = Look.SYSTEM
    zoom: int = _USUAL_ZOOM


class PreferencesDialog(TextDialog):
    """Asks for the preferences; look and size are tried at once, and taken back at Annuleren.

    Signals:
        chosen(object): The `Preferences`, after Bewaren.

    Args:
        preferences: As they are now.
        entiteiten: Names to choose from; another may be typed.
        theme: Shows look and size while somebody chooses.
        versions: The folder with versions.
        messages: Opens that folder.
        parent: The window it belongs to.
    """

    chosen = Signal(object)

    def __init__(
        self,
        preferences: Preferences,
        entiteiten: Sequence[str],
        theme: Theme,
        versions: Path,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_CHARACTERS_WIDE, parent)
        self._before = preferences
        self._theme, self._versions, self._messages = theme, versions, messages
        self._name = QLineEdit(preferences.naam, self)
        self._wrong = QLabel("✖ Vul je naam in; zonder naam kan je niet werken.", self)
        self._entiteit = _StillCombo(self)
        self._looks = QButtonGroup(self)
        self._zoom = _StillCombo(self)
        self._fill(entiteiten)
        self._lay_out()
        self._show(preferences)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)
        self._looks.idClicked.connect(self._on_look)
        self._zoom.currentIndexChanged.connect(self._on_zoom)

    def preferences(self) -> Preferences:
        """Return what stands there now."""
        return Preferences(
            " ".join(self._name.text().split()),
            " ".join(self._entiteit.currentText().split()),
            list(_LOOKS)[self._looks.checkedId()],
            ZOOMS[self._zoom.currentIndex()],
        )

    def accept(self) -> None:
        """Tell what was chosen; a name is needed."""
        chosen = self.preferences()
        if not chosen.naam:
            self._wrong.show()
            self._name.setProperty("severity", "fout")
            self._name.style().polish(self._name)
            self._name.setFocus()
            return
        self.chosen.emit(chosen)
        super().accept()

    def reject(self) -> None:
        """Take back what was tried."""
        self._theme.choose(self._before.look)
        self._theme.zoom_to(self._before.zoom)
        super().reject()

    def _fill(self, entiteiten: Sequence[str]) -> None:
        self._name.setAccessibleName("Je naam")
        self._wrong.setObjectName("wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self._entiteit.setEditable(True)
        self._entiteit.addItems(["", *entiteiten])
        self._entiteit.setAccessibleName("Je entiteit")
        if edit := self._entiteit.lineEdit():
            edit.setAccessibleName("Je entiteit")
        self._zoom.addItems([f"{percent} %" for percent in ZOOMS])
        self._zoom.setAccessibleName("Grootte van de tekst")
        for place, text in enumerate(_LOOKS.values()):
            self._looks.addButton(QRadioButton(text, self), place)

    def _lay_out(self) -> None:
        self.setWindowTitle("Voorkeuren")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID // 2)
        self._add(column, "Je naam", "Die staat bij elke wijziging die je maakt.", self._name)
        column.addWidget(self._wrong)
        self._add(
            column, "Je entiteit", "Je departement of agentschap; leeg mag ook.", self._entiteit
        )
        looks = QHBoxLayout()
        looks.setSpacing(2 * GRID)
        for button in self._looks.buttons():
            looks.addWidget(button)
        looks.addStretch()
        column.addWidget(_titled("Kleuren"))
        column.addLayout(looks)
        self._add(
            column,
            "Grootte van de tekst",
            "Groter en kleiner kan overal met Ctrl++ en Ctrl+Shift+-.",
            self._zoom,
        )
        column.addWidget(_titled("Versies"))
        column.addLayout(self._versions_row())
        column.addSpacing(2 * GRID)
        column.addLayout(self._buttons())

    def _add(self, column: QVBoxLayout, title: str, hint: str, control: QWidget) -> None:
        label = _titled(title)
        label.setBuddy(control)
        column.addWidget(label)
        column.addWidget(control)
        column.addWidget(_hint(hint))

    def _versions_row(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.addWidget(_hint("vvdesk bewaart zelf oudere versies van elk dossier in deze map."))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        # A field, not a label: a long folder scrolls in it, and it can be copied.
        folder = QLineEdit(str(self._versions), self)
        folder.setReadOnly(True)
        folder.setAccessibleName("Map met versies")
        folder.setCursorPosition(0)
        row.addWidget(folder, 1)
        opens = self._button("Map openen")
        opens.clicked.connect(self._on_open)
        row.addWidget(opens)
        rows.addLayout(row)
        return rows

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        reset = self._button("Standaardwaarden")
        reset.setToolTip("Kleuren en tekstgrootte zoals bij een nieuwe installatie")
        reset.clicked.connect(self._on_reset)
        cancel = self._button("Annuleren")
        cancel.clicked.connect(self.reject)
        keep = self._button("Bewaren")
        keep.setProperty("role", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        row.addWidget(reset)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(keep)
        return row

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button

    def _show(self, preferences: Preferences) -> None:
        self._entiteit.setCurrentText(preferences.entiteit)
        self._looks.button(list(_LOOKS).index(preferences.look)).setChecked(True)
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - preferences.zoom))
        self._zoom.setCurrentIndex(nearest)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            "QRadioButton::indicator { width: 12px; height: 12px; border-radius: 8px; "
            f"border: 2px solid {colours.edge}; background: {colours.surface}; }} "
            "QRadioButton::indicator:checked { width: 6px; height: 6px; "
            f"border: 5px solid {colours.accent}; }} "
            f"QRadioButton:focus {{ color: {colours.accent}; text-decoration: underline; }} "
            f"QLabel#wrong {{ color: {colours.fout}; font-weight: 600; }}"
        )

    def _on_look(self, place: int) -> None:
        self._theme.choose(list(_LOOKS)[place])

    def _on_zoom(self, place: int) -> None:
        self._theme.zoom_to(ZOOMS[place])

    def _on_reset(self) -> None:
        usual = Preferences("")
        self._show(Preferences("", self._entiteit.currentText(), usual.look, usual.zoom))
        self._theme.choose(usual.look)

    def _on_open(self) -> None:
        if not self._messages.open_outside(self._versions):
            self._messages.refuse(
                self, "Niet geopend", f"De map {self._versions} kan niet geopend worden."
            )


class _StillCombo(QComboBox):
    """A list that the mouse wheel scrolls past, without changing what is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


def _titled(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "label")
    label.setContentsMargins(0, GRID, 0, 0)
    return label


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
