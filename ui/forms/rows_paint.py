"""How a cell of a table looks: its ground, its text or chip, its mark, and the ring around it."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.forms.finding_line import ICONS
from ui.forms.rows_model import Index, Mark, RowsModel
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.dictionary import Field

SIDE = GRID
"""Left and right of the text in a cell; as in the box that opens over it."""
ABOVE = GRID * 3 // 4
_TINT = 0.14
_LAYOUTS_KEPT = 2000
_GAP = GRID // 2


class CellPainter:
    """Tekent de cellen van één tabel.

    Args:
        model: The rows.
        chips: Who draws statuses.
        icons: For what is wrong with a cell.
        theme: Colours.
    """

    def __init__(self, model: RowsModel, chips: StatusChips, icons: Icons, theme: Theme) -> None:
        self.chips, self.theme = chips, theme
        self._model, self._icons = model, icons

    def chip_list(self, column: Field) -> str:
        """Return the list whose chips a column shows; empty when it shows texts."""
        list_name = str(getattr(column.kind, "list_name", ""))
        return list_name if list_name and self.chips.is_drawn(list_name) else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell, without the ring."""
        mark, rect = self._model.mark(index), option.rect
        is_refused = mark is not None and mark.typed is not None
        painter.save()
        painter.setFont(option.font)
        self._paint_ground(painter, option, is_refused=is_refused)
        inside = rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        if mark is not None:
            inside = self._paint_mark(painter, option, mark, inside)
        list_name = self.chip_list(self._model.columns[index.column()])
        if list_name and not is_refused:
            line = QRect(inside.left(), inside.top(), inside.width(), self._line(option.font))
            self.chips.paint(painter, line, list_name, self._model.value(index))
        else:
            painter.setClipRect(rect)
            painter.setPen(self.theme.colour("fout" if is_refused else "text"))
            made = _laid_out(self._model.text(index), option.font, inside.width())
            top = inside.top() + self.above_text(option.font)
            made.draw(painter, QPointF(inside.left(), top))
        painter.restore()

    def paint_ring(self, painter: QPainter, rect: QRect, *, has_focus: bool) -> None:
        """Draw where the keyboard is, or would be when the table has it."""
        width = 2 if has_focus else 1
        pen = QPen(self.theme.colour("accent" if has_focus else "edge"), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.save()
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(width // 2, width // 2, -1 - width // 2, -1 - width // 2))
        painter.restore()

    def height(self, index: Index, width: int, font: QFont) -> int:
        """Return the height in which the whole text of a cell is seen, in a column of `width`."""
        metrics = QFontMetrics(font)
        inside = width - 2 * SIDE
        if self._model.mark(index) is not None:
            inside -= _icon_side(metrics) + _GAP
        line = height = self._line(font)
        if not self.chip_list(self._model.columns[index.column()]):
            text = _height(self._model.text(index), font.key(), font, inside)
            height = max(line, text + line - metrics.height())
        return height + 2 * ABOVE + 1

    def above_text(self, font: QFont) -> int:
        """Return how much lower a text begins than a chip, so that they stand on one line."""
        return (self._line(font) - QFontMetrics(font).height()) // 2

    def column_width(self, column: Field, font: QFont) -> int:
        """Return the width in which every value of a short column fits, with a mark."""
        metrics = QFontMetrics(font)
        over = 2 * SIDE + _icon_side(metrics) + _GAP + 2
        if list_name := self.chip_list(column):
            return self.chips.largest(list_name, font).width() + over
        return metrics.horizontalAdvance("0" * column.about.width) + over

    def _line(self, font: QFont) -> int:
        """Return the height of the first line, the same with and without a chip."""
        return max(QFontMetrics(font).lineSpacing(), self.chips.size("", "x", font).height())

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_refused: bool
    ) -> None:
        rect, colour = option.rect, self.theme.colour
        ground = colour("fout_surface" if is_refused else "surface")
        is_selected = option.state & QStyle.StateFlag.State_Selected
        if is_selected and not is_refused:
            ground = _mixed(ground, colour("accent"))
        painter.fillRect(rect, ground)
        if is_selected and is_refused:
            # Blue over red is no red any more: an edge shows the selection instead.
            painter.setPen(colour("accent"))
            painter.drawRect(rect.adjusted(1, 1, -3, -3))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def _paint_mark(
        self, painter: QPainter, option: QStyleOptionViewItem, mark: Mark, inside: QRect
    ) -> QRect:
        side = _icon_side(option.fontMetrics)
        top = inside.top() + (self._line(option.font) - side) // 2
        place = QRect(inside.right() - side + 1, top, side, side)
        self._icons.get(ICONS[mark.severity], mark.severity.value).paint(painter, place)
        return inside.adjusted(0, 0, -side - _GAP, 0)


def _icon_side(metrics: QFontMetrics) -> int:
    return metrics.ascent() + 2


def _mixed(ground: QColor, tint: QColor) -> QColor:
    def part(one: float, other: float) -> float:
        return one * (1 - _TINT) + other * _TINT

    return QColor.fromRgbF(
        part(ground.redF(), tint.redF()),
        part(ground.greenF(), tint.greenF()),
        part(ground.blueF(), tint.blueF()),
    )


@lru_cache(maxsize=_LAYOUTS_KEPT)
def _height(text: str, _font_key: str, font: QFont, width: int) -> int:
    """Return the height of a text; kept, because a table asks it of every cell at every change."""
    return int(_laid_out(text, font, width).boundingRect().height())


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """Return a text broken into lines; a word that is too long is broken as well."""
    made = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(width, GRID))
        line.setPosition(QPointF(0, top))
        top += line.height()
    made.endLayout()
    return made
