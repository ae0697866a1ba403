"""The editor of a calendar day: typing first, with a calendar for who wants to look."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.forms.line import Echo, LineEditor, SideButton
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists
from vvdesk.values import Unreadable, dag_to_text

_CHARACTERS = len("31/12/2023 ")
_DUTCH = QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium)


class DayEditor(LineEditor):
    """Een dag, getypt zoals je wil: 31/12/23, 31122023, 12/2023, Q4 2023 of vandaag.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`; not when the calendar opens.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
        icons: Where the button's icon comes from.
        theme: The colours of the calendar.
    """

    has_list = True
    prompt = "dd/mm/jjjj"

    def __init__(
        self,
        field: Field,
        lists: ChoiceLists,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(field, lists, parent, _CHARACTERS)
        self._theme = theme
        self._icons = icons
        name, tip = f"Kalender voor {field.about.label}", "Kalender (Alt+Pijl omlaag)"
        self.opener = SideButton(icons.get("calendar-days"), name, tip, self)
        self.opener.clicked.connect(self.open_list)
        self.meaning = Echo(self)
        self.line.hold(self.opener)
        self.row.addWidget(self.meaning, 1)
        self.echo()

    def echo(self) -> None:
        """Say which day the text means, when it is written otherwise."""
        day = self._day()
        text = "" if day is None else dag_to_text(day)
        self.meaning.say(f"= {text}" if text and text != self.text().strip() else "")

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the value as text, without a calendar, or let it be edited."""
        super().set_read_only(read_only)
        self.opener.setVisible(not read_only)

    def open_list(self) -> None:
        """Show the month of the day that stands there, or of today."""
        if self.line.isReadOnly():
            return
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        calendar = Calendar(self._icons, self._theme, self)
        calendar.chosen.connect(self._on_chosen)
        calendar.closed.connect(self._on_closed)
        calendar.open_at(self.line, self._day() or date.today())  # noqa: DTZ011 - a calendar day

    def _on_closed(self) -> None:
        # Not every desktop gives the keyboard back to the window under a popup.
        if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
            self.window().activateWindow()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, day: date) -> None:
        if self.text() != dag_to_text(day):
            self.put(dag_to_text(day))
            self.touched.emit()

    def _day(self) -> date | None:
        try:
            day: date | None = self.value()
        except Unreadable:
            return None
        return day


class Calendar(QFrame):
    """A month to choose a day from, under a box; the week begins on Monday.

    Arrows walk, Enter chooses, Esc closes, Page Up and Page Down turn months; the wheel does
    nothing.

    Signals:
        chosen(date): This day was chosen; the calendar is closed.
        closed(): The calendar went, chosen or not.

    Args:
        icons: Where the arrows come from.
        theme: The colours.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.month = QCalendarWidget(self)
        self.month.setLocale(_DUTCH)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        headers = QCalendarWidget.VerticalHeaderFormat
        self.month.setVerticalHeaderFormat(headers.NoVerticalHeader)
        self.month.setAccessibleName("Kalender")
        self._colour(theme, icons)
        self.today = QPushButton("Vandaag", self)
        self.today.setProperty("role", "quiet")
        self.today.clicked.connect(self._on_today_clicked)
        foot = QHBoxLayout()
        foot.addWidget(self.today)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.month)
        layout.addLayout(foot)
        self.month.clicked.connect(self._on_day_chosen)
        self.month.activated.connect(self._on_day_chosen)
        for each in self.month.findChildren(QWidget):
            each.installEventFilter(self)

    def open_at(self, box: QWidget, day: date) -> None:
        """Show the month of `day` under `box`, or above it where the screen ends."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        # The edge that the style sheet gives the days is not in Qt's own reckoning.
        self.month.setMinimumSize(self.month.sizeHint() + QSize(4 * GRID, 4 * GRID))
        self.adjustSize()
        place = QRect(box.mapToGlobal(QPoint(0, box.height() + GRID // 4)), self.size())
        screen = box.screen().availableGeometry()
        if place.bottom() > screen.bottom():
            place.moveBottom(box.mapToGlobal(QPoint(0, 0)).y() - GRID // 4)
        place.moveRight(min(place.right(), screen.right()))
        self.move(place.topLeft())
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the wheel out; Esc closes."""
        if event.type() is QEvent.Type.Wheel:
            return True
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.close()
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the calendar goes."""
        super().closeEvent(event)
        self.closed.emit()

    def _colour(self, theme: Theme, icons: Icons) -> None:
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        days = Qt.DayOfWeek
        for day in (days.Saturday, days.Sunday):
            self.month.setWeekdayTextFormat(day, plain)
        self.month.setHeaderTextFormat(plain)
        turns = {
            "qt_calendar_prevmonth": ("chevron-left", "Vorige maand"),
            "qt_calendar_nextmonth": ("chevron-right", "Volgende maand"),
        }
        for name, (icon, text) in turns.items():
            button = self.month.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.get(icon, role="on_accent"))
                button.setAccessibleName(text)
                button.setToolTip(text)

    def _on_today_clicked(self) -> None:
        self._on_day_chosen(QDate.currentDate())

    def _on_day_chosen(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
