"""How the rows of the list of projects are painted: chip, bar and icons, each with its words."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintDevice, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.pages.project_tree import (
    BEVINDINGEN,
    ENTITEIT,
    HEADERS,
    PROJECT,
    STAAT,
    STATUS,
    VOLLEDIG,
    ProjectTree,
)
from ui.theme import GRID, Theme
from vvdesk.number_words import counted
from vvdesk.project_counts import Counts

_LIST = "projectstatus"
_WHOLE = 100
_BAR_HEIGHT = 6
_MARK = 3
"""Logical pixels: the bar before the project in hand."""
_LONGEST_NAME = 30
"""Signs of an entiteit that always fit."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ProjectDelegate(QStyledItemDelegate):
    """Paints groups and projects.

    Args:
        chips: Draws statuses.
        icons: For fouten and waarschuwingen.
        theme: Where the colours come from.

    Attributes:
        in_hand: The code of the project whose fiche is open; it is marked.
    """

    def __init__(
        self, chips: StatusChips, icons: Icons, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chips, self._icons, self._theme = chips, icons, theme
        self._pictures: dict[tuple[str, str, int], QPixmap] = {}
        self.in_hand = ""
        theme.changed.connect(self._pictures.clear)

    def width(self, column: int, font: QFont) -> int:
        """Return how wide a column must be to show everything in it, and its head."""
        metrics = QFontMetrics(font)
        needs = {
            STATUS: self._chips.largest(_LIST, font).width(),
            ENTITEIT: metrics.averageCharWidth() * _LONGEST_NAME,
            VOLLEDIG: metrics.horizontalAdvance("100 %") + GRID + metrics.height() * 2,
            BEVINDINGEN: 2 * (metrics.height() + metrics.horizontalAdvance("00") + 2 * GRID),
            STAAT: metrics.horizontalAdvance("teruggestuurd"),
        }
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        head = QFontMetrics(bold).horizontalAdvance(HEADERS[column]) + 2 * metrics.height()
        return max(needs[column], head) + 2 * GRID

    def ground(self, *, is_selected: bool, view: QWidget) -> QColor:
        """Return the colour behind a row.

        A selection that the keyboard is not at is paler, so that it is clear where one types.
        """
        if not is_selected:
            return self._theme.colour("surface")
        return self._theme.colour("accent" if view.hasFocus() else "line")

    def picture(self, name: str, role: str, size: int, device: QPaintDevice) -> QPixmap:
        """Return an icon; each is drawn only once."""
        ratio = device.devicePixelRatio()
        key = (name, role, round(size * ratio))
        if key not in self._pictures:
            self._pictures[key] = self._icons.pixmap(name, role, size, ratio)
        return self._pictures[key]

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row the same height."""
        return QSize(GRID * 10, option.fontMetrics.height() + 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        tree = index.model()
        if not isinstance(tree, ProjectTree):
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        selected = is_selected and option.widget.hasFocus()
        painter.save()
        painter.setFont(option.font)
        row = tree.row_at(index)
        self._ground(painter, option, selected=selected, is_group=row is None)
        painter.setPen(self._theme.colour("on_accent" if selected else "text"))
        if row is None:
            self._group(painter, option.rect, tree.group_at(index), selected=selected)
        else:
            self._cell(painter, option.rect, (tree, row, index.column()), selected=selected)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, selected: bool, is_group: bool
    ) -> None:
        """Fill the cell; the view itself leaves it to us, so that all styles look the same."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(option.rect, self.ground(is_selected=True, view=option.widget))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour("window"))
        if is_group and not selected:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _group(
        self, painter: QPainter, rect: QRect, group: tuple[str, int], *, selected: bool
    ) -> None:
        label, count = group
        room = rect.adjusted(GRID // 2, 0, -GRID, 0)
        font = painter.font()
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        number = counted(count, "project", "projecten")
        wide = metrics.horizontalAdvance(number) + 2 * GRID
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room.width() - wide)
        painter.drawText(room, _LEFT, shown)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_accent" if selected else "muted"))
        room.setLeft(room.left() + metrics.horizontalAdvance(shown) + GRID * 3 // 2)
        painter.drawText(room, _LEFT, number)

    def _cell(
        self, painter: QPainter, rect: QRect, what: tuple[ProjectTree, int, int], *, selected: bool
    ) -> None:
        tree, row, column = what
        room = rect.adjusted(GRID, 0, -GRID, 0)
        projects = tree.projects
        if column == PROJECT:
            words = projects.codes[row], projects.columns["titel"][row]
            self._title(painter, rect, words, selected=selected)
        elif column == STATUS:
            key = projects.columns["status"][row]
            self._chips.paint(painter, room, _LIST, key, selected=selected)
        elif column in {VOLLEDIG, BEVINDINGEN}:
            counts = projects.counts[row]
            if counts is None:
                painter.setPen(self._theme.colour("on_accent" if selected else "muted"))
                painter.drawText(room, _LEFT, "…")
            elif column == VOLLEDIG:
                ink = "good" if counts.percentage == _WHOLE else "accent"
                colour = self._theme.colour("on_accent" if selected else ink)
                edge = colour if selected else self._theme.colour("edge")
                _draw_bar(painter, room, counts.percentage, (colour, edge))
            else:
                self._findings(painter, room, counts, selected=selected)
        else:
            _draw_text(
                painter, room, projects.text("entiteit" if column == ENTITEIT else "staat", row)
            )

    def _title(
        self, painter: QPainter, rect: QRect, words: tuple[str, str], *, selected: bool
    ) -> None:
        code, title = words
        if code == self.in_hand:
            mark = QRect(rect.left() + 1, rect.top() + _MARK, _MARK, rect.height() - 2 * _MARK)
            painter.fillRect(mark, self._theme.colour("on_accent" if selected else "accent"))
        room = rect.adjusted(GRID, 0, -GRID, 0)
        font = painter.font()
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(room, _LEFT, code)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(code) + GRID * 3 // 2)
        if code != self.in_hand:
            font.setWeight(QFont.Weight.Normal)
            painter.setFont(font)
        _draw_text(painter, room, title or "zonder titel")

    def _findings(self, painter: QPainter, room: QRect, counts: Counts, *, selected: bool) -> None:
        if not counts.fouten and not counts.waarschuwingen:
            painter.setPen(self._theme.colour("on_accent" if selected else "muted"))
            painter.drawText(room, _LEFT, "geen")
            return
        metrics = painter.fontMetrics()
        step = metrics.height() + GRID // 2 + metrics.horizontalAdvance("00") + GRID
        told = (
            ("circle-x", "fout", counts.fouten),
            ("triangle-alert", "waarschuwing", counts.waarschuwingen),
        )
        for place, (name, role, count) in enumerate(told):
            if count:
                part = QRect(room.left() + place * step, room.top(), step, room.height())
                ink = "on_accent" if selected else role
                self._counted(painter, part, (name, ink, count))

    def _counted(self, painter: QPainter, room: QRect, what: tuple[str, str, int]) -> None:
        name, role, count = what
        size = painter.fontMetrics().height()
        picture = self.picture(name, role, size, painter.device())
        painter.drawPixmap(room.left(), room.top() + (room.height() - size) // 2, picture)
        painter.setPen(self._theme.colour(role))
        painter.drawText(room.adjusted(size + GRID // 2, 0, 0, 0), _LEFT, str(count))


def _draw_text(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)


def _draw_bar(
    painter: QPainter, room: QRect, percentage: int, colours: tuple[QColor, QColor]
) -> None:
    """Draw how full it is, as a bar with its figure behind it."""
    ink, edge = colours
    wide = painter.fontMetrics().horizontalAdvance("100 %")
    words = QRect(room.right() - wide, room.top(), wide + 1, room.height())
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(words, right, f"{percentage} %")
    top = room.center().y() - _BAR_HEIGHT / 2 + 0.5
    bar = QRectF(room.left() + 0.5, top, room.width() - wide - GRID - 1, _BAR_HEIGHT)
    done = QRectF(bar)
    done.setWidth(bar.width() * percentage / _WHOLE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(done, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
