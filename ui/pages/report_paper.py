"""Pages of a report below each other, as pictures that come while somebody scrolls.

It never knows where the pictures come from: it says which pages are in sight and how wide they are
painted, in real pixels, so that they are sharp on every screen and at every size of text.
"""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QScrollBar, QWidget

from ui.colours import Colours
from ui.pages.notice_bar import announce
from ui.pages.report_pictures import Pictures
from ui.pages.report_sheets import Fit, Sheets
from ui.theme import GRID, Theme

_REST = 150
"""Milliseconds after scrolling or resizing, before pictures are asked."""
_BESIDE = 4
"""Pages before and after those in sight, which come along: asking costs more than drawing."""
_FIRST = range(1, 6)
"""What is asked while nobody knows how many there are."""
_DIMMED = 0.45


class ReportPaper(QAbstractScrollArea):
    """De bladzijden van een rapport, om in te bladeren.

    Page Up and Page Down go a screen further, Home and End to the first and last page.

    Signals:
        wanted(object, int): Pages are in sight without a picture of the right width: a `range`
            of numbers from 1, and that width in real pixels.
        page_changed(int, int): Another page is in sight: its number, of how many.

    Args:
        theme: For colours.
    """

    wanted = Signal(object, int)
    page_changed = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures, self._sheets = Pictures(), Sheets()
        self._told, self._waiting = (0, 0), ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Voorbeeld van het rapport")
        # Always there: pages that grow narrower when it comes would have to be drawn twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._wait = QTimer(self, singleShot=True, interval=_REST)
        self._wait.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    @property
    def total(self) -> int:
        """How many pages there are; 0 while that is not known."""
        return self._sheets.count

    @property
    def page(self) -> int:
        """The number of the page in sight, from 1; 0 when there is none."""
        return self._told[0]

    @property
    def fit(self) -> Fit:
        """How large pages are shown."""
        return self._sheets.fit

    @property
    def is_dimmed(self) -> bool:
        """Whether pages are shown that are no longer so."""
        return self._pictures.is_old

    def renew(self) -> None:
        """Ask for all pages anew; until they come, the old ones are shown dimmed."""
        self._pictures.renew()
        self.viewport().update()
        self._wait.start()

    def take(
        self, asked: range, width: int, came: Mapping[int, QImage], total: int, *, is_other: bool
    ) -> None:
        """Show pages that came.

        Args:
            asked: Which were asked.
            width: How wide, in real pixels.
            came: Number to picture.
            total: How many pages the report has.
            is_other: It is another report: shown from its first page.
        """
        if is_other:
            self._pictures.clear()
        self._pictures.take(asked, width, came, total)
        shapes = [each.height() / each.width() for each in came.values() if each.width()]
        self._sheets.set_pages(total, max(shapes, default=self._sheets.shape))
        self._lay_out()
        if is_other:
            self.verticalScrollBar().setValue(0)
        self._pictures.keep_near(self.page)
        self.viewport().update()
        self._on_scrolled()

    def tell_waiting(self, text: str) -> None:
        """Say what is at hand while no page is known; those of a whole plan take a while."""
        self._waiting = text
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._pictures.clear()
        self._sheets.set_pages(0, self._sheets.shape)
        self._lay_out()
        self._wait.stop()
        self._tell_page()

    def choose_fit(self, fit: Fit) -> None:
        """Show pages of another size; the page in sight stays."""
        number = self.page
        self._sheets.fit = fit
        self._lay_out()
        self.go_to(number)
        self._wait.start()

    def go_to(self, number: int) -> None:
        """Bring the top of a page in sight."""
        if self.total:
            place = self._sheets.top(min(max(number, 1), self.total)) - GRID
            self.verticalScrollBar().setValue(max(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the first and the last page with Home and End; a space is a screen further."""
        actions = QAbstractSlider.SliderAction
        if event.key() == Qt.Key.Key_End:
            self.go_to(self.total)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_Space}:
            is_home = event.key() == Qt.Key.Key_Home
            action = actions.SliderToMinimum if is_home else actions.SliderPageStepAdd
            self.verticalScrollBar().triggerAction(action)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the page in sight; sharper pictures come when it rests."""
        number = self.page
        super().resizeEvent(event)
        self._lay_out()
        if event.oldSize().width() != event.size().width():
            self.go_to(number)
        self._wait.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is missing, for nothing is asked while it is not in sight."""
        super().showEvent(event)
        self._wait.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("raised"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.total:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._waiting)
        for number in self._in_sight():
            image, is_fresh = self._pictures.get(number)
            opacity = 1.0 if is_fresh else _DIMMED
            _paint_page(painter, self._theme, self._place(number), number, image, opacity)
        painter.end()

    def _lay_out(self) -> None:
        room = self.viewport().width() - 2 * GRID
        self._sheets.fit_in(room, self.viewport().height() - 2 * GRID)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        _set_reach(down, self._sheets.height, self.viewport().height())
        _set_reach(across, self._sheets.width + 2 * GRID, self.viewport().width())

    def _place(self, number: int) -> QRect:
        left = max((self.viewport().width() - self._sheets.width) // 2, GRID)
        left -= self.horizontalScrollBar().value()
        top = self._sheets.top(number) - self.verticalScrollBar().value()
        return QRect(left, top, self._sheets.width, self._sheets.page_height)

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        return self._sheets.between(top, top + self.viewport().height())

    def _on_scrolled(self) -> None:
        self._tell_page()
        self._wait.start()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        now = self._sheets.at(middle), self.total
        if now != self._told:
            self._told = now
            said = f"Pagina {now[0]} van {now[1]}" if now[1] else "geen pagina's"
            self.setAccessibleName(f"Voorbeeld van het rapport, {said.lower()}")
            if self.hasFocus():
                announce(self, said)
            self.page_changed.emit(*now)

    def _ask(self) -> None:
        """Ask for what is in sight and not there, not of this round, or not sharp."""
        if not self.isVisible():
            return
        width = round(self._sheets.width * self.devicePixelRatioF())
        seen = self._in_sight() if self.total else _FIRST
        last = self.total or _FIRST.stop - 1
        near = range(max(seen.start - _BESIDE, 1), min(seen.stop + _BESIDE, last + 1))
        missing = [number for number in near if self._pictures.is_missing(number, width)]
        soon = range(seen.start - 1, seen.stop + 1)
        if any(number in soon for number in missing):
            self.wanted.emit(range(missing[0], missing[-1] + 1), width)

    def _on_theme(self) -> None:
        self.setStyleSheet(_frame(self._theme.colours))
        self.viewport().update()


def _frame(colours: Colours) -> str:
    """Return the style of the edge, as thick without the keyboard, so that nothing moves."""
    return (
        f"ReportPaper {{ border: 2px solid {colours.line}; background: {colours.raised}; }} "
        f"ReportPaper:focus {{ border-color: {colours.accent}; }}"
    )


def _paint_page(
    painter: QPainter, theme: Theme, place: QRect, number: int, image: QImage, opacity: float
) -> None:
    """Draw one page, or its number while there is no picture of it."""
    painter.fillRect(place, theme.colour("surface"))
    painter.setPen(theme.colour("edge"))
    if image.isNull():
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"Pagina {number}")
    else:
        painter.setOpacity(opacity)
        painter.drawImage(place, image)
        painter.setOpacity(1.0)
    painter.drawRect(place.adjusted(0, 0, -1, -1))


def _set_reach(bar: QScrollBar, whole: int, seen: int) -> None:
    """Let a bar reach to the end; a screen further leaves some lines of what was seen."""
    bar.setRange(0, max(whole - seen, 0))
    bar.setPageStep(max(seen - 4 * GRID, GRID))
    bar.setSingleStep(5 * GRID)
