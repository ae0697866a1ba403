"""One list of the reference data: its table, what is wrong in it, and adding and taking away."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.question import ChoiceBox
from ui.pages.scrolled import scrolled
from ui.pages.uitvraag_deeds import Settling
from ui.pages.uitvraag_grid import Grid
from ui.pages.uitvraag_model import ListModel
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.meetmoment_lists import Groei, Lijst


class ListSection(QWidget):
    """Eén lijst van het meetmoment, om in te vullen.

    Args:
        lijst: Which list.
        settling: Changes it.
        icons: For buttons.
        theme: For colours.
    """

    def __init__(
        self,
        lijst: Lijst,
        settling: Settling,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lijst, self._settling, self._icons, self._theme = lijst, settling, icons, theme
        self.model = ListModel(lijst, settling, icons, theme, self)
        self.table = Grid(self.model, lijst.titel, self.model.widths(), icons, theme)
        self._picture, self.told = QLabel(), wrapped_label()
        self.new_name, self.looks_like = QLineEdit(), ChoiceBox([])
        self.add = QPushButton(icons.get("plus"), "Toevoegen")
        self.remove = QPushButton(icons.get("trash-2"), "Weghalen")
        self.up = QPushButton(icons.get("arrow-up"), "Omhoog")
        self.down = QPushButton(icons.get("arrow-down"), "Omlaag")
        self.restore = QPushButton("Bewaarde waarde terugzetten")
        self.restore.setProperty("role", "link")
        self._bar = self._make_bar()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show what the list says now."""
        at = self.table.currentIndex()
        row, column = at.row(), at.column()
        self.model.reload()
        if row >= 0 and self.model.rowCount():
            last = self.model.rowCount() - 1
            self.table.setCurrentIndex(self.model.index(min(row, last), column))
        self.table.select_first(len(self.lijst.vast))
        self._bar.setVisible(not self.model.is_locked and self.lijst.groei is not Groei.NIET)
        chosen = self.looks_like.currentText()
        self.looks_like.clear()
        for each in self.model.rows:
            self.looks_like.addItem(each.naam, each.sleutel)
        self.looks_like.setCurrentText(chosen)
        self._show_state()

    def _make_bar(self) -> QWidget:
        bar, is_status = QWidget(), self.lijst.groei is Groei.STATUS
        row = WrappingRow(bar)
        noun = self.lijst.enkelvoud.removeprefix("De ")
        self.new_name.setPlaceholderText(f"Naam van een nieuwe {noun}")
        self.new_name.setAccessibleName(f"Naam van een nieuwe {noun}")
        self.new_name.setMinimumWidth(34 * self.fontMetrics().averageCharWidth())
        row.addWidget(self.new_name)
        self.looks_like.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        like = QLabel("ziet eruit als")
        self.looks_like.setAccessibleName("Ziet eruit als")
        row.addWidget(like)
        row.addWidget(self.looks_like)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addWidget(self.up)
        row.addWidget(self.down)
        for each in (like, self.looks_like, self.up, self.down):  # no windows of their own any more
            each.setVisible(is_status)
        return bar

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._picture)
        line.addWidget(self.told, 1)
        line.addWidget(self.restore)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label(self.lijst.titel, "heading"))
        column.addWidget(wrapped_label(self.lijst.hint, "hint"))
        column.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(scrolled(content), 1)
        layout.addLayout(line)
        layout.addWidget(self._bar)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.model.refused.connect(self._on_refused)
        self.new_name.textChanged.connect(self._show_state)
        self.new_name.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self.restore.clicked.connect(self._on_restore)
        self.remove.clicked.connect(self._on_remove)
        self.up.clicked.connect(lambda: self._on_move(-1))
        self.down.clicked.connect(lambda: self._on_move(1))
        self._theme.changed.connect(self._on_theme_changed)

    @property
    def _problem(self) -> str:
        return self.model.problem(self.table.currentIndex())

    def _on_theme_changed(self) -> None:
        self._tell(self._problem)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_state()

    def _on_refused(self, problem: str) -> None:
        self._tell(problem)
        if problem:
            announce(self.told, problem)

    def _show_state(self) -> None:
        at = self.table.currentIndex()
        self.add.setEnabled(bool(self.new_name.text().strip()))
        self.remove.setEnabled(at.isValid())
        self.up.setEnabled(at.row() > 0)
        self.down.setEnabled(0 <= at.row() < self.model.rowCount() - 1)
        self._tell(self._problem)

    def _tell(self, problem: str) -> None:
        self.told.setText(problem or self.model.hint(self.table.currentIndex()))
        colours = self._theme.colours
        self.told.setStyleSheet(f"color: {colours.fout if problem else colours.muted};")
        self._picture.setVisible(bool(problem))
        self.restore.setVisible(bool(self._problem))
        if problem:
            size, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
            self._picture.setPixmap(self._icons.pixmap("circle-x", "fout", size, ratio))
            self._picture.setAccessibleName("Fout")

    def _on_add(self) -> None:
        if not self.new_name.text().strip():
            return
        naam, zoals = self.new_name.text(), str(self.looks_like.currentData() or "")
        if problem := self._settling.add(self.lijst, naam, zoals):
            self._on_refused(problem)
            return
        self.new_name.clear()
        self.begin()
        last = self.model.rowCount() - 1
        self.table.setCurrentIndex(self.model.index(last, len(self.lijst.vast)))
        self.table.setFocus()

    def _on_restore(self) -> None:
        self.model.take_back(self.table.currentIndex())
        self.table.setFocus()

    def _on_remove(self) -> None:
        at = self.table.currentIndex().row()
        if at < 0:
            return
        if problem := self._settling.remove(self.lijst, self.model.rows[at].sleutel, self.begin):
            self._on_refused(problem)
            return
        self.begin()

    def _on_move(self, places: int) -> None:
        at = self.table.currentIndex()
        if problem := self._settling.move(self.lijst, self.model.rows[at.row()].sleutel, places):
            self._on_refused(problem)
            return
        self.table.setCurrentIndex(self.model.index(at.row() + places, at.column()))
        self.begin()
