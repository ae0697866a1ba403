"""The form of one part of the fiche: its fields as the layout places them, tied to the desk."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.desk import LiveDesk, Typing
from ui.forms.editor import Editor
from ui.forms.field_box import FieldBox
from ui.forms.layout import Part
from ui.forms.rows_page import RowsPage
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.content import parse_path, single_fields
from vvdesk.dictionary import Field
from vvdesk.rules import Gewogen
from vvdesk.values import Unreadable

WIDEST_FORM = 820
"""Logical pixels at 100 %: lines longer than this are tiring to read."""
MakeEditor = Callable[[Field, QWidget | None], Editor]
"""Makes the editor that fits a field."""


class SectionForm(QWidget):
    """Eén deel van de fiche om in te vullen.

    Signals:
        entered(str): The keyboard came to the field at this path.

    Args:
        part: What is shown and where.
        live: The open file.
        make_editor: See `MakeEditor`.
        table: The table under the fields; None for none.
        icons: For findings.
        theme: For findings, and for how wide the form may be.
    """

    entered = Signal(str)

    def __init__(
        self,
        part: Part,
        live: LiveDesk,
        make_editor: MakeEditor,
        table: RowsPage | None,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.part, self._live, self._theme = part, live, theme
        self.table = table
        self.boxes: dict[str, FieldBox] = {}
        self.setAccessibleName(part.title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        if table is not None:
            whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
            whole.addWidget(self._heading())
            whole.addWidget(table, 1)
            table.path_entered.connect(self.entered)
            return
        # From the outside in: whatever moves to another parent is styled anew with all it holds.
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside = QWidget(self._scroll.viewport())
        self._content = QWidget(beside)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self._heading())
        for paths in part.rows:
            self._column.addLayout(self._row(paths, make_editor, icons))
        self._column.addStretch(1)
        line = QHBoxLayout(beside)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._content, 1000)
        line.addStretch(1)
        self._scroll.setWidget(beside)
        whole.addWidget(self._scroll)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_fiche(self) -> None:
        """Show the fiche in hand: stored values, and texts that could not be stored."""
        live = self._live
        fiche, before = live.desk.fiche(live.project), live.desk.vorige(live.project)
        lists = (live.desk.vorige_referentie or live.desk.referentie).lists
        read_only = live.read_only_reason() is not None
        for path, box in self.boxes.items():
            box.editor.set_read_only(read_only)
            self._show(path, fiche.values[path])
            if before is None:
                box.show_earlier("")
            else:
                kind = single_fields()[path].kind
                box.show_earlier(kind.to_text(before.values[path], lists))

    def show_values(self, paths: Iterable[str]) -> None:
        """Show the stored values of some fields anew; what is being typed stays as typed."""
        values = self._live.desk.fiche(self._live.project).values
        for path in paths:
            if path in self.boxes and not self._live.is_typing(path):
                self._show(path, values[path])

    def follow(self, paths: Iterable[str]) -> None:
        """Show other values that came from elsewhere, such as undo; leave what says the same."""
        values = self._live.desk.fiche(self._live.project).values
        for path in paths:
            box = self.boxes.get(path)
            if box is not None and not _says(box.editor, values[path]):
                self.show_values([path])

    def show_findings(self, found: dict[str, list[Gewogen]]) -> None:
        """Show the findings at their fields; `found` maps path to findings."""
        may_edit = self._live.read_only_reason() is None
        for path, box in self.boxes.items():
            box.show_findings(found.get(path, ()), may_edit=may_edit)

    def show_path(self, path: str) -> bool:
        """Bring the keyboard to a field and the field into sight; False when it is not here."""
        if self.table is not None:
            return self.table.show_path(path)
        box = self.boxes.get(path)
        if box is None:
            return False
        box.editor.control().setFocus(Qt.FocusReason.ShortcutFocusReason)
        # After the layout of a page that was just shown is done.
        QTimer.singleShot(0, box, lambda: self._scroll.ensureWidgetVisible(box, 0, 4 * GRID))
        return True

    def focus_first(self) -> None:
        """Bring the keyboard to the first field."""
        if self.boxes:
            next(iter(self.boxes.values())).editor.control().setFocus()
        elif self.table is not None:
            self.table.setFocus()

    def _heading(self) -> QLabel:
        heading = QLabel(self.part.title)
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        return heading

    def _row(self, paths: Iterable[str], make_editor: MakeEditor, icons: Icons) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        for path in paths:
            editor = make_editor(parse_path(path).field, None)
            box = FieldBox(path, editor, icons, self._theme, self._content)
            self._tie(path, box)
            row.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _tie(self, path: str, box: FieldBox) -> None:
        editor, live = box.editor, self._live
        typing = Typing(editor.text, editor.value)
        editor.touched.connect(lambda: live.touch(path, typing))
        editor.left.connect(lambda: self._on_left(path))
        editor.caret_moved.connect(lambda caret: self._keep_in_sight(editor, caret))
        box.entered.connect(self.entered)
        box.explained.connect(live.explain)
        box.taken_back.connect(self._on_taken_back)
        self.boxes[path] = box

    def _show(self, path: str, value: object) -> None:
        draft = self._live.draft(path)
        if draft is not None and draft.refused:
            self.boxes[path].editor.show_text(draft.text)
        else:
            self.boxes[path].show_value(value)

    def _on_left(self, path: str) -> None:
        self._live.flush()
        # A form that never had a fiche in it loses the keyboard too, when its file is closed.
        if self._live.project:
            self.show_values([path])

    def _on_taken_back(self, path: str) -> None:
        self._live.take_back_draft(path)
        self.show_values([path])

    def _keep_in_sight(self, editor: Editor, caret: QRect) -> None:
        """Let the form scroll along with somebody who types in a text higher than the window."""
        inside = self._scroll.widget()
        if inside is not None:
            place = editor.mapTo(inside, caret.center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, caret.height() + 2 * GRID)

    def _on_theme_changed(self) -> None:
        self._content.setMaximumWidth(WIDEST_FORM * self._theme.zoom // 100)


def _says(editor: Editor, value: object) -> bool:
    try:
        return bool(editor.field.kind.same(editor.value(), value))
    except Unreadable:
        return False
