"""Of what a report is: the meetmoment, the speerpunten, the theme, and which chapters it has."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.question import ChoiceBox
from ui.pages.report_ticks import TickList
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.report.request import Hoofdstuk
from vvdesk.report_choices import Choice, Offered, Uitgave, standing

_CHAPTERS = {
    Hoofdstuk.LEGENDE: "Legende van de statussen",
    Hoofdstuk.SAMENVATTING: "Samenvatting met cijfers en grafieken",
    Hoofdstuk.PROJECTEN: "De projecten, elk met zeven delen",
    Hoofdstuk.VERSCHUIVINGEN: "Verschoven en gewijzigd",
    Hoofdstuk.HERKOMST: "Waar elk totaal uit bestaat",
}


class ReportScope(QWidget):
    """Waarover het rapport gaat.

    Signals:
        moment_changed(str): Another meetmoment was chosen.
        changed(): Something else was chosen.

    Args:
        icons: For ticks.
        theme: For colours.
    """

    moment_changed = Signal(str)
    changed = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moment = _Box()
        self.thema = _Box()
        self.whole, self.some = QRadioButton("Het hele plan"), QRadioButton("Alleen speerpunten:")
        self.speerpunten = TickList("Speerpunten in het rapport", icons, theme)
        self.chapters = TickList("Hoofdstukken in het rapport", icons, theme)
        self._said = wrapped_label(role="hint")
        self._lay_out()
        self._connect()

    def offer_moments(self, names: list[str], chosen: str) -> None:
        """Offer the meetmomenten, the latest first."""
        _fill(self.moment, [(each, each) for each in names], chosen)

    def offer(self, found: Offered) -> None:
        """Offer what the chosen meetmoment has."""
        self._said.setText(standing(found))
        self.speerpunten.offer(
            (key, f"{label} ({_projects(count)})") for key, label, count in found.speerpunten
        )
        themas = [(name, f"{name} ({_projects(count)})") for name, count in found.themas]
        _fill(self.thema, themas, self.thema.currentData())
        self.some.setEnabled(bool(found.speerpunten))

    def show_choice(self, choice: Choice) -> None:
        """Show what is chosen, without a word to anybody."""
        blockers = [QSignalBlocker(each) for each in (self.whole, self.some, self.thema)]
        (self.whole if choice.speerpunten is None else self.some).setChecked(True)
        self.speerpunten.tick(choice.speerpunten or ())
        self.chapters.tick(choice.hoofdstukken)
        self.thema.setCurrentIndex(max(self.thema.findData(choice.thema), 0))
        for each in blockers:
            each.unblock()
        self.show_for(choice.uitgave)

    def show_for(self, uitgave: Uitgave) -> None:
        """Show what can be chosen for one publication."""
        is_scoped = uitgave in {Uitgave.VOORTGANG, Uitgave.VERSCHUIVINGEN}
        self._scope_title.setVisible(is_scoped)
        self.whole.setVisible(is_scoped)
        self.some.setVisible(is_scoped)
        self.speerpunten.setVisible(is_scoped and self.some.isChecked())
        is_theme = uitgave is Uitgave.THEMA and self.thema.count() > 0
        self._theme_title.setVisible(is_theme)
        self.thema.setVisible(is_theme)
        has_chapters = uitgave is Uitgave.VOORTGANG
        self._chapter_title.setVisible(has_chapters)
        self.chapters.setVisible(has_chapters)
        self._said.setVisible(uitgave.soort is not None)

    def speerpunten_chosen(self) -> tuple[str, ...] | None:
        """Return the numbers; None for the whole plan."""
        return None if self.whole.isChecked() else self.speerpunten.ticked()

    def chapters_chosen(self) -> frozenset[Hoofdstuk]:
        """Return the chapters."""
        return frozenset(Hoofdstuk(each) for each in self.chapters.ticked())

    def _lay_out(self) -> None:
        self._group = QButtonGroup(self)
        self._scope_title, self._theme_title = QLabel("Omvang"), QLabel("Thema")
        self._chapter_title, moment_title = QLabel("Hoofdstukken"), QLabel("Meetmoment")
        for button in (self.whole, self.some):
            self._group.addButton(button)
        self.whole.setChecked(True)
        self.moment.setAccessibleName("Meetmoment")
        self.thema.setAccessibleName("Thema")
        self.chapters.offer((each.value, text) for each, text in _CHAPTERS.items())
        self.chapters.tick(Hoofdstuk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for title, parts in (
            (moment_title, (self.moment, self._said)),
            (self._scope_title, (self.whole, self.some, self.speerpunten)),
            (self._theme_title, (self.thema,)),
            (self._chapter_title, (self.chapters,)),
        ):
            title.setProperty("role", "label")
            title.setContentsMargins(0, GRID, 0, 0)
            column.addWidget(title)
            for part in parts:
                column.addWidget(part)

    def _connect(self) -> None:
        self.moment.currentIndexChanged.connect(
            lambda _at: self.moment_changed.emit(self.moment.currentData())
        )
        self.some.toggled.connect(self._on_some)
        for part in (self.speerpunten, self.chapters):
            part.changed.connect(self.changed)
        self.thema.currentIndexChanged.connect(self.changed)

    def _on_some(self, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.speerpunten.setVisible(is_on)
        self.changed.emit()


class _Box(ChoiceBox):
    """As wide as there is room for, and its list as wide as its words."""

    def __init__(self) -> None:
        super().__init__([])
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Show every word of the list."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + GRID)
        super().showPopup()


def _projects(count: int) -> str:
    return "1 project" if count == 1 else f"{count} projecten"


def _fill(box: QComboBox, entries: list[tuple[str, str]], chosen: str | None) -> None:
    blocker = QSignalBlocker(box)
    box.clear()
    for key, label in entries:
        box.addItem(label, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    blocker.unblock()
