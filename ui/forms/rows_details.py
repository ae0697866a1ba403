"""The form under a table: the fields of the current row that are no columns."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk, Typing
from ui.forms.editor import Editor
from ui.forms.field_box import FieldBox
from ui.forms.rows_commands import NOUNS
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.content import Rij
from vvdesk.dictionary import Field
from vvdesk.kinds import DAG, ChoiceLists
from vvdesk.rules import Gewogen
from vvdesk.values import Unreadable

MakeEditor = Callable[[Field, QWidget | None], Editor]
"""Makes the editor that fits a field."""
_WIDE = 30
"""Characters: a field that expects as many takes a line of its own."""
_HALVES = 2


class RowDetails(QFrame):
    """De overige velden van de mijlpaal waar het toetsenbord staat.

    Signals:
        entered(str): The keyboard came to the field at this path.
        opened(bool): The form was opened or closed.

    Args:
        live: The open file.
        collection: `mijlpalen` or `agenderingen`.
        columns: The fields that are columns; what they said the previous time stands at the top.
        fields: What is edited here.
        make_editor: See `MakeEditor`.
        icons: For findings and the button.
        theme: Colours.
    """

    entered = Signal(str)
    opened = Signal(bool)

    def __init__(
        self,
        live: LiveDesk,
        collection: str,
        columns: Sequence[Field],
        fields: Sequence[Field],
        make_editor: MakeEditor,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._collection, self._columns = live, collection, tuple(columns)
        self._icons, self._theme = icons, theme
        self._fields, self._make_editor = tuple(fields), make_editor
        self._row_id = ""
        self._found: dict[str, list[Gewogen]] = {}
        self._touched: set[str] = set()
        self._body: QScrollArea | None = None
        self.boxes: dict[str, FieldBox] = {}
        self.setProperty("role", "card")
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._head())
        self._button.clicked.connect(self._on_clicked)
        self.is_open = False
        self._show_button()

    def open(self, *, opened: bool = True) -> None:
        """Show the fields, or only their head."""
        if opened == self.is_open:
            return
        self.is_open = opened
        body = self._body or self._build()
        body.setVisible(opened)
        self._show_button()
        self.opened.emit(opened)

    def show_row(self, row: Rij | None, number: int) -> None:
        """Show another row; what was typed for the one before is stored first."""
        row_id = "" if row is None else row.id
        if row_id != self._row_id:
            self._leave()
        self._row_id = row_id
        self._title.setText(_titled(self._collection, row, number))
        self.setVisible(row is not None)
        if row is None:
            return
        before = self._before()
        self._earlier.setText(_earlier_words(self._columns, row, before, self._earlier_lists()))
        self._earlier.setVisible(bool(self._earlier.text()))
        self._fill(row, before)

    def _fill(self, row: Rij, before: Rij | None) -> None:
        read_only = self._live.read_only_reason() is not None
        lists = self._earlier_lists()
        for name, box in self.boxes.items():
            box.path = f"{self._collection}.{self._row_id}.{name}"
            box.editor.set_read_only(read_only)
            said = before.values[name] if before else None
            box.show_earlier(box.editor.field.kind.to_text(said, lists) if before else "")
            self._follow(box, row)

    def show_findings(self, found: dict[str, list[Gewogen]]) -> None:
        """Show the findings at their fields; `found` maps path to findings."""
        self._found = found
        may_edit = self._live.read_only_reason() is None
        for box in self.boxes.values():
            box.show_findings(found.get(box.path, ()), may_edit=may_edit)

    def focus_field(self, name: str) -> bool:
        """Bring the keyboard to a field; False when it is not here."""
        if not self._row_id or name not in {each.name for each in self._fields}:
            return False
        self.open()
        box, body = self.boxes[name], self._body or self._build()
        box.editor.control().setFocus(Qt.FocusReason.ShortcutFocusReason)
        body.ensureWidgetVisible(box, 0, 2 * GRID)
        return True

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take an icon of the size of another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            side = self.fontMetrics().height()
            self._button.setIconSize(QSize(side, side))

    def _head(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self._button = QToolButton()
        self._button.setAutoRaise(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._title, self._earlier = _words("label"), _words("hint")
        line.addWidget(self._button)
        line.addWidget(self._title, 1)
        line.addWidget(self._earlier, 1)
        return head

    def _show_button(self) -> None:
        self._button.setIcon(self._icons.get("chevron-down" if self.is_open else "chevron-right"))
        self._button.setText("Minder velden" if self.is_open else "Meer velden")

    def _build(self) -> QScrollArea:
        """Make the fields when they are first wanted: most people fill in the columns only."""
        self._body, content = _scrolled(self)
        _lay_out([self._box(each, content) for each in self._fields], content)
        self._whole.addWidget(self._body, 1)
        if self._row_id:
            rows = self._live.desk.fiche(self._live.project).tables[self._collection]
            self._fill(rows[self._row_id], self._before())
            self.show_findings(self._found)
        return self._body

    def _box(self, field: Field, content: QWidget) -> FieldBox:
        editor = self._make_editor(field, None)
        box = FieldBox(field.name, editor, self._icons, self._theme, content)
        editor.touched.connect(lambda: self._on_touched(box))
        editor.left.connect(lambda: self._on_left(box))
        box.entered.connect(self.entered)
        box.explained.connect(self._live.explain)
        box.taken_back.connect(self._on_taken_back)
        self.boxes[field.name] = box
        return box

    def _follow(self, box: FieldBox, row: Rij) -> None:
        """Show what is stored, unless something is being typed or says the same already."""
        if self._live.is_typing(box.path):
            return
        draft = self._live.draft(box.path)
        value = row.values[box.editor.field.name]
        if draft is not None and draft.refused:
            if box.editor.text() != draft.text:
                box.editor.show_text(draft.text)
        elif not box.editor.control().hasFocus() or not _says(box.editor, value):
            box.show_value(value)

    def _leave(self) -> None:
        """Let what was typed no longer lean on editors that are going to show another row."""
        live = self._live
        rows = live.desk.fiche(live.project).tables[self._collection] if live.project else {}
        for box in self.boxes.values() if self._row_id in rows else ():
            if box.path in self._touched and live.is_typing(box.path):
                self._live.touch(box.path, _frozen(box.editor))
        self._touched.clear()
        self._live.flush()

    def _earlier_lists(self) -> ChoiceLists:
        return (self._live.desk.vorige_referentie or self._live.desk.referentie).lists

    def _before(self) -> Rij | None:
        vorige = self._live.desk.vorige(self._live.project)
        return None if vorige is None else vorige.tables[self._collection].get(self._row_id)

    def _on_touched(self, box: FieldBox) -> None:
        self._touched.add(box.path)
        self._live.touch(box.path, Typing(box.editor.text, box.editor.value))

    def _on_left(self, box: FieldBox) -> None:
        self._live.flush()
        self._show_stored(box)

    def _on_taken_back(self, path: str) -> None:
        self._live.take_back_draft(path)
        for box in self.boxes.values():
            if box.path == path:
                self._show_stored(box)

    def _show_stored(self, box: FieldBox) -> None:
        """Show the value tidied; a text that was refused stays as typed."""
        rows = self._live.desk.fiche(self._live.project).tables[self._collection]
        draft = self._live.draft(box.path)
        if self._row_id in rows and (draft is None or not draft.refused):
            box.show_value(rows[self._row_id].values[box.editor.field.name])

    def _on_clicked(self) -> None:
        self.open(opened=not self.is_open)


def _titled(collection: str, row: Rij | None, number: int) -> str:
    """Name a row, with the day that was planned first."""
    if row is None:
        return ""
    said = f"{NOUNS[collection][0]} {number} ({row.id})"
    if row.basislijn:
        said += f" · eerste planning {DAG.to_text(row.basislijn)}"
    return said


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _earlier_words(
    columns: Iterable[Field], row: Rij, before: Rij | None, lists: ChoiceLists
) -> str:
    """Say what the short columns held the previous time, where that was something else."""
    if before is None:
        return ""
    said = [
        f"{each.about.label} {each.kind.to_text(before.values[each.name], lists) or 'leeg'}"
        for each in columns
        if each.about.width < _WIDE
        and not each.kind.same(before.values[each.name], row.values[each.name])
    ]
    return f"vorige keer: {', '.join(said)}" if said else ""


def _scrolled(parent: QWidget) -> tuple[QScrollArea, QWidget]:
    """Return what scrolls and what stands in it, from the outside in: see `SectionForm`."""
    body = QScrollArea(parent)
    content = QWidget(body.viewport())
    body.setWidgetResizable(True)
    body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body.setWidget(content)
    for ground in (body.viewport(), content):
        ground.setAutoFillBackground(False)
    return body, content


def _lay_out(boxes: Iterable[FieldBox], content: QWidget) -> None:
    """Lay boxes two in a row; one that expects long texts has the row for itself."""
    grid = QGridLayout(content)
    grid.setContentsMargins(GRID, GRID, GRID, GRID)
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(2 * GRID)
    at = 0
    for box in boxes:
        is_wide = box.editor.field.about.width > _WIDE
        at += at % _HALVES if is_wide else 0
        span = _HALVES if is_wide else 1
        grid.addWidget(box, at // _HALVES, at % _HALVES, 1, span, Qt.AlignmentFlag.AlignTop)
        at += span
    for column in range(_HALVES):
        grid.setColumnStretch(column, 1)
    grid.setRowStretch(at // _HALVES + 1, 1)


def _frozen(editor: Editor) -> Typing:
    """Return a typing that holds what the editor says now."""
    text = editor.text()
    try:
        value = editor.value()
    except Unreadable as error:
        refused = error

        def refuse() -> object:
            raise refused

        return Typing(lambda: text, refuse)
    return Typing(lambda: text, lambda: value)


def _says(editor: Editor, value: object) -> bool:
    try:
        return bool(editor.field.kind.same(editor.value(), value))
    except Unreadable:
        return False
