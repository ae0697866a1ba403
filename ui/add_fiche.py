"""Adding a fiche to the open file: asks which project, and shows the new fiche."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.doors import House
from ui.file_doors import projects_of
from ui.icons import Icons
from ui.notices import Tone
from ui.pages.question import Question, text_label
from ui.pages.work import WorkPage
from ui.text_dialog import TextDialog
from ui.theme import GRID, Theme
from vvdesk.adding import code_of, first_content, wrong_with_code
from vvdesk.values import Unreadable

_CHARACTERS_WIDE = 64
_USUALLY = (
    "Meestal krijg je je fiches van de coördinator. Voeg er alleen een toe voor een project van "
    "het plan dat hier nog ontbreekt."
)


class AddFicheDialog(TextDialog):
    """Vraagt voor welk project er een fiche komt; adds nothing itself.

    Signals:
        wanted(str, str): Code and title of the new fiche; the dialog closes.

    Args:
        judge: What is wrong with a code, in Dutch; empty for nothing.
        theme: For the colours.
        icons: For the icon of a problem.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        judge: Callable[[str], str],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_CHARACTERS_WIDE, parent)
        self.setWindowTitle("Fiche toevoegen")
        self._judge = judge
        self.code, self.titel = QLineEdit(), QLineEdit()
        self.add_button, self.cancel_button = QPushButton("Toevoegen"), QPushButton("Annuleren")
        self.add_button.setProperty("role", "primary")
        self.add_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self.code_question = Question(
            "Projectcode", "Zoals in het plan, bijvoorbeeld VV015.", self.code, theme, icons
        )
        self.titel_question = Question(
            "Titel", "Mag je later nog invullen.", self.titel, theme, icons
        )
        self._lay_out()
        self.code.textEdited.connect(lambda _text: self.code_question.tell(""))
        self.add_button.clicked.connect(self._on_add)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label("Fiche toevoegen", "title"))
        column.addWidget(text_label(_USUALLY, "hint"))
        column.addWidget(self.code_question)
        column.addWidget(self.titel_question)
        column.addStretch(1)
        column.addLayout(buttons)

    def _on_add(self) -> None:
        code = code_of(self.code.text())
        problem = self._judge(code)
        self.code_question.tell(problem)
        if problem:
            self.code.setFocus()
            self.code.selectAll()
            return
        self.accept()
        self.wanted.emit(code, self.titel.text())


class AddFiche(QObject):
    """Voegt een fiche toe aan het geopende bestand; owned by its page.

    Args:
        live: The open file.
        page: Shows the new fiche.
        house: What the program made once.
    """

    def __init__(self, live: LiveDesk, page: WorkPage, house: House) -> None:
        super().__init__(page)
        self._live, self._page, self._house = live, page, house

    def begin(self) -> None:
        """Ask for which project, unless nothing can change in this file."""
        desk = self._live.desk
        if (reason := desk.closed_reason()) is not None:
            self._live.tell(reason, Tone.WARNING)
            return
        present = projects_of(desk)
        dialog = AddFicheDialog(
            lambda code: wrong_with_code(code, desk.maatstaf, present),
            self._house.theme,
            self._house.icons,
            self._page.window(),
        )
        dialog.wanted.connect(self._on_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_wanted(self, code: str, titel: str) -> None:
        try:
            content = first_content(code, titel, self._live.desk.entiteit)
        except Unreadable as error:
            self._live.tell(str(error), Tone.WARNING)
            return
        if self._live.add_fiche(content):
            self._page.show_fiche(code)
            self._live.tell(f"{code} is toegevoegd. Met Ctrl+Z haal je de fiche weer weg.")
