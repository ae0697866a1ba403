"""How the rows of a plan are painted: kind with its shape, chips, and words that came and went."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.pages.conflicts_words import pair_of
from ui.pages.consolidation_rows import (
    CEL,
    FIELD_KINDS,
    KEUZE,
    NU,
    ONTVANGEN,
    OPEN,
    PROJECT,
    SOORT,
    VERSTUURD,
    PlanRowsModel,
)
from ui.theme import GRID, Theme
from vvdesk.compare.wording import Part, Segment
from vvdesk.merging import ChangeKind, PlanRow

ICONS = {
    ChangeKind.NIEUW: ("circle-plus", "good"),
    ChangeKind.GEWIJZIGD: ("pencil", "aandachtspunt"),
    ChangeKind.CONFLICT: ("triangle-alert", "waarschuwing"),
    ChangeKind.GEWEIGERD: ("circle-x", "fout"),
    ChangeKind.TOELICHTING: ("message-square", "muted"),
    ChangeKind.ANTWOORD: ("message-circle-question-mark", "muted"),
    ChangeKind.STAAT: ("flag", "muted"),
}
"""The shape of each kind of row, and its colour."""
_SHORT = 400
"""Signs of a text whose words are compared while it is painted; longer ones are in the pane."""
_BEFORE = 12
"""Signs that are shown before the first word that differs."""
_MOST_KEPT = 500
_VALUES = (VERSTUURD, NU, ONTVANGEN)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class PlanDelegate(QStyledItemDelegate):
    """Paints the cells of a plan.

    Args:
        chips: Draws statuses.
        icons: For the kinds.
        theme: Where the colours come from.
    """

    def __init__(
        self, chips: StatusChips, icons: Icons, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chips, self._icons, self._theme = chips, icons, theme
        self._segments: OrderedDict[tuple[object, ...], tuple[Segment, ...]] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give every row the same height."""
        return QSize(10 * GRID, option.fontMetrics.height() + 2 * GRID)

    def width(self, column: int, font: QFont) -> int:
        """Return how wide a column with words of its own must be."""
        metrics = QFontMetrics(font)
        side = metrics.height() + 2 * GRID
        widest = {
            SOORT: max(metrics.horizontalAdvance(kind.label) for kind in ChangeKind) + side,
            PROJECT: metrics.horizontalAdvance("VV000-00"),
            KEUZE: metrics.horizontalAdvance(OPEN) + side,
            CEL: metrics.horizontalAdvance("Mijlpalen AB00"),
        }
        return widest[column] + 2 * GRID

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, PlanRowsModel):
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        selected = is_selected and option.widget.hasFocus()
        row, column = model.row_at(index.row()), index.column()
        painter.save()
        painter.setFont(option.font)
        is_open = row.kind is ChangeKind.CONFLICT and model.text(index.row(), KEUZE) == OPEN
        if is_selected:
            painter.fillRect(option.rect, self._theme.colour("accent" if selected else "line"))
        elif is_open:
            painter.fillRect(option.rect, self._theme.colour("waarschuwing_surface"))
        painter.setPen(self._theme.colour("on_accent" if selected else "text"))
        room = option.rect.adjusted(GRID, 0, -GRID // 2, 0)
        if row.kind is ChangeKind.GEWEIGERD and column in {*_VALUES, KEUZE}:
            self._sentence(painter, option, row, selected=selected)
        elif column in _VALUES:
            self._value(painter, room, (model, row, index), selected=selected)
        else:
            self._word(painter, room, (model, row, index), selected=selected)
        painter.restore()

    def _word(
        self,
        painter: QPainter,
        room: QRect,
        what: tuple[PlanRowsModel, PlanRow, Index],
        *,
        selected: bool,
    ) -> None:
        """Paint what is no value: kind, project, field, choice and cell."""
        model, row, index = what
        column, text = index.column(), model.text(index.row(), index.column())
        if column == SOORT:
            self._with_icon(painter, room, ICONS[row.kind], text, selected=selected)
        elif column == KEUZE and text:
            self._choice(painter, room, text, selected=selected)
        else:
            font = painter.font()
            font.setWeight(QFont.Weight.DemiBold if column == PROJECT else font.weight())
            painter.setFont(font)
            _text(painter, room, text)

    def _with_icon(
        self, painter: QPainter, room: QRect, icon: tuple[str, str], text: str, *, selected: bool
    ) -> None:
        side = painter.fontMetrics().height()
        name, role = icon
        ratio = painter.device().devicePixelRatio()
        picture = self._icons.pixmap(name, "on_accent" if selected else role, side, ratio)
        painter.drawPixmap(room.left(), room.center().y() - side // 2, picture)
        _text(painter, room.adjusted(side + GRID * 3 // 4, 0, 0, 0), text)

    def _choice(self, painter: QPainter, room: QRect, text: str, *, selected: bool) -> None:
        icon = ("circle-alert", "waarschuwing") if text == OPEN else ("circle-check", "good")
        self._with_icon(painter, room, icon, text, selected=selected)

    def _value(
        self,
        painter: QPainter,
        room: QRect,
        what: tuple[PlanRowsModel, PlanRow, Index],
        *,
        selected: bool,
    ) -> None:
        model, row, index = what
        column = index.column()
        if row.kind in FIELD_KINDS:
            shown = model.shown_at(index.row())
            value = {VERSTUURD: row.base, NU: row.central, ONTVANGEN: row.received}[column]
            if shown.status_list and isinstance(value, str) and value:
                self._chips.paint(painter, room, shown.status_list, value, selected=selected)
                return
            if shown.is_worded and column == ONTVANGEN and _is_short(row):
                self._words(painter, room, self._differences(model, index.row()), selected=selected)
                return
        text = model.text(index.row(), column)
        if not selected and (column == VERSTUURD or text == "leeg"):
            painter.setPen(self._theme.colour("muted"))
        _text(painter, room, text)

    def _sentence(
        self, painter: QPainter, option: QStyleOptionViewItem, row: PlanRow, *, selected: bool
    ) -> None:
        """Paint the part of a sentence over all values that falls in this cell."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        seen = [column for column in _VALUES if not view.isColumnHidden(column)]
        left = view.columnViewportPosition(seen[0]) + GRID
        right = view.columnViewportPosition(CEL) if not view.isColumnHidden(CEL) else 0
        right = right or view.viewport().width()
        room = QRect(left, option.rect.top(), right - left - GRID, option.rect.height())
        painter.setClipRect(option.rect)
        painter.setPen(self._theme.colour("on_accent" if selected else "fout"))
        _text(painter, room, " ".join((row.message or "").split()))

    def _differences(self, model: PlanRowsModel, row: int) -> tuple[Segment, ...]:
        found = model.row_at(row)
        key = (found.base, found.central, found.received, found.path)
        if key not in self._segments:
            self._segments[key] = tuple(pair_of(model.shown_at(row))[1])
            if len(self._segments) > _MOST_KEPT:
                self._segments.popitem(last=False)
        return self._segments[key]

    def _words(
        self, painter: QPainter, room: QRect, segments: Sequence[Segment], *, selected: bool
    ) -> None:
        """Paint words one after another: what came underlined, what went struck through."""
        left, plain = room.left(), QFont(painter.font())
        for each in _from_first_difference(segments):
            font = QFont(plain)
            font.setUnderline(each.part is Part.INSERTED)
            font.setStrikeOut(each.part is Part.DELETED)
            painter.setFont(font)
            metrics = painter.fontMetrics()
            text = each.text.replace("\n", " ")
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.right() - left)
            wide = metrics.horizontalAdvance(shown)
            here = QRect(left, room.top(), wide + 1, room.height())
            if each.part is not Part.EQUAL and not selected:
                ground = "inserted" if each.part is Part.INSERTED else "deleted"
                band = here.adjusted(0, GRID // 2, 0, -GRID // 2)
                painter.fillRect(band, self._theme.colour(ground))
            painter.drawText(here, _LEFT, shown)
            left += wide
            if shown != text or left >= room.right():
                break
        painter.setFont(plain)


def _is_short(row: PlanRow) -> bool:
    values = (row.base, row.central, row.received)
    return all(len(str(value or "")) <= _SHORT for value in values)


def _from_first_difference(segments: Sequence[Segment]) -> list[Segment]:
    """Leave out most of what stands before the first difference."""
    if not segments or segments[0].part is not Part.EQUAL or len(segments) == 1:
        return list(segments)
    first = segments[0].text
    if len(first) <= 2 * _BEFORE:
        return list(segments)
    return [Segment(Part.EQUAL, f"… {first[-_BEFORE:].lstrip()}"), *segments[1:]]


def _text(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
