"""The planned day of a mijlpaal at every meetmoment, drawn: a line down, a mark that moves."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import GRID, Theme
from vvdesk.mijlpaal_life import Levensloop, Levensmoment, moved_words, present_words
from vvdesk.values import dag_to_text

_SIZE = 0.32
"""Of a mark, half of it as a part of the height of a line of text."""
_LEAST_WIDTH = 60
"""Characters."""


class LifeDrawing(QWidget):
    """De tijdlijn; wie ze niet ziet, leest de zinnen erboven en de tabel eronder.

    Args:
        theme: Where the colours come from.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._life: Levensloop | None = None
        self._first, self._last = date(2021, 1, 1), date(2022, 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Tijdlijn van de planning")
        theme.changed.connect(self.update)

    def show_life(self, life: Levensloop) -> None:
        """Draw another mijlpaal."""
        self._life = life
        days = [day for each in life.momenten for day in (each.peildatum, each.timing) if day]
        days += [life.basislijn] if life.basislijn else []
        self._first = date(min(days).year, 1, 1)
        self._last = date(max(days).year + 1, 1, 1)
        self.setAccessibleDescription(" ".join(life.zinnen))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a line per meetmoment, and two for the years and the basislijn."""
        rows = len(self._life.momenten) if self._life else 1
        wide = _LEAST_WIDTH * self.fontMetrics().averageCharWidth()
        return QSize(wide, round((rows + 2) * self._line()) + GRID)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole height."""
        return QSize(_LEAST_WIDTH * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the years, the basislijn, and a row per meetmoment."""
        if self._life is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._years(painter)
        self._baseline(painter, self._life)
        self._moves(painter, self._life)
        for place, moment in enumerate(self._life.momenten):
            self._moment(painter, place, moment)
        painter.end()

    def _moves(self, painter: QPainter, life: Levensloop) -> None:
        """Draw a line from mark to mark, under the words."""
        marks = [
            QPointF(self._x(each.timing), self._row(place))
            for place, each in enumerate(life.momenten)
            if each.timing is not None
        ]
        painter.setPen(QPen(self._theme.colour("accent"), 1.5))
        painter.drawPolyline(QPolygonF(marks))

    def _line(self) -> float:
        return self.fontMetrics().height() * 1.7

    def _left(self) -> int:
        names = [each.meetmoment for each in self._life.momenten] if self._life else []
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        return widest + 3 * GRID

    def _x(self, day: date) -> float:
        # What is said beside the last mark stands right of it.
        room = self.width() - self._left() - self._beside()
        share = (day - self._first).days / max((self._last - self._first).days, 1)
        return self._left() + room * share

    def _beside(self) -> int:
        return self.fontMetrics().horizontalAdvance("31/12/2023, 12 maanden later") + 2 * GRID

    def _row(self, place: int) -> float:
        return (place + 1) * self._line() + self._line() / 2

    def _bottom(self) -> float:
        rows = len(self._life.momenten) if self._life else 1
        return (rows + 1) * self._line()

    def _years(self, painter: QPainter) -> None:
        years = range(self._first.year, self._last.year + 1)
        room = self._x(self._last) - self._x(self._first)
        most = max(int(room / (1.5 * self.fontMetrics().horizontalAdvance("0000"))), 1)
        step = -(-len(years) // most)
        for year in years[::step]:
            x = self._x(date(year, 1, 1))
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawLine(QPointF(x, self._line()), QPointF(x, self._bottom()))
            painter.setPen(self._theme.colour("muted"))
            wide = self.fontMetrics().horizontalAdvance("0000") + 2
            above = QRectF(x - wide / 2, 0, wide, self._line())
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), str(year))

    def _baseline(self, painter: QPainter, life: Levensloop) -> None:
        if life.basislijn is None:
            return
        x = self._x(life.basislijn)
        painter.setPen(QPen(self._theme.colour("text"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, self._line()), QPointF(x, self._bottom()))
        name = "basislijn" if life.basislijn_vast else "eerste planning"
        text = f"{name} {dag_to_text(life.basislijn)}"
        wide = self.fontMetrics().horizontalAdvance(text)
        left = min(max(x - wide / 2, self._left()), self.width() - wide - 1.0)
        room = QRectF(left, self._bottom(), wide + 2, self._line())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    def _moment(self, painter: QPainter, place: int, moment: Levensmoment) -> None:
        """Draw the mark and the words of one row."""
        y, height = self._row(place), self._line()
        painter.setPen(self._theme.colour("text"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(0, y - height / 2, self._left(), height), middle, moment.meetmoment)
        self._reporting_day(painter, self._x(moment.peildatum), y)
        if moment.timing is None:
            said = present_words(moment) or "geen timing ingevuld"
            painter.setPen(self._theme.colour("muted"))
            room = QRectF(self._x(moment.peildatum) + GRID, y - height / 2, self.width(), height)
            painter.drawText(room, middle, said)
            return
        at = QPointF(self._x(moment.timing), y)
        half = self._half()
        days = moment.verschoven.days if moment.verschoven else 0
        role = "waarschuwing" if days > 0 else "good" if days < 0 else "accent"
        _mark(
            painter,
            QRectF(at, at).adjusted(-half, -half, half, half),
            days,
            self._theme.colour(role),
        )
        moved = moved_words(moment)
        text = dag_to_text(moment.timing) + (f", {moved}" if moved else "")
        wide = self.fontMetrics().horizontalAdvance(text) + 2
        room = QRectF(at.x() + 1.5 * half, y - height / 3, wide, height * 2 / 3)
        painter.fillRect(room, self._theme.colour("window"))  # lines end at words
        painter.setPen(self._theme.colour(role if days else "text"))
        painter.drawText(room, middle, text)

    def _reporting_day(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(self._theme.colour("edge"), 2))
        half = self._half()
        painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))

    def _half(self) -> float:
        return self.fontMetrics().height() * _SIZE


def _mark(painter: QPainter, room: QRectF, days: int, colour: QColor) -> None:
    """Draw a dot for what stayed, and an arrow to the right or the left for what moved."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if not days:
        painter.drawEllipse(room)
        return
    back = room.left() if days > 0 else room.right()
    tip = room.right() if days > 0 else room.left()
    points = [QPointF(back, room.top()), QPointF(tip, room.center().y())]
    painter.drawPolygon(QPolygonF([*points, QPointF(back, room.bottom())]))
