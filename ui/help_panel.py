"""The help panel beside the form: the field in hand, the manual and the keys; all offline."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui.actions import FileKind
from ui.help_browser import HelpBrowser
from ui.help_pages import FIELD, RULE, USAGE, field_page, fields_page, rules_page
from ui.icons import Icons
from ui.keys_page import keys_page
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.field_help import field_help
from vvdesk.kinds import ChoiceLists

_WIDE, _LEAST = 50, 30
"""Average signs."""
_MANUAL = "handleiding.md"
_WEB = {"http", "https", "mailto"}


@dataclass(frozen=True, slots=True)
class _Page:
    """What is shown: a kind of page, what it is about, and where in it."""

    kind: str
    about: str = ""
    anchor: str = ""


SELF_CHECK = "zegel-zelf-controleren.md"
"""The part of the manual that an auditor follows without vvdesk."""


class HelpPanel(QWidget):
    """Tells what a field is for, how vvdesk works, and which keys there are.

    Signals:
        close_requested(): Somebody wants to have the room back.

    Args:
        theme: Colours and size of text.
        icons: Where the icons come from.
        open_address: Opens a web address outside.
        manual: The folder with the manual: `resources() / "manual"`.
    """

    close_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        open_address: Callable[[str], object],
        manual: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_address, self._manual = open_address, manual
        self._lists: ChoiceLists | None = None
        self._kind: FileKind | None = None
        self._field, self._earlier = "", list[_Page]()
        self._page: _Page | None = None
        self._tabs: dict[str, QToolButton] = {}
        self._browser = HelpBrowser(theme, manual, self)
        self._search = QLineEdit(self)
        self._count = QLabel(self)
        self._back = _button(self, icons, "arrow-left", "Terug", self.go_back)
        self._close = _button(self, icons, "x", "Hulp sluiten", self.close_requested.emit)
        self._lay_out()
        self._browser.anchorClicked.connect(self._on_link)
        self._search.textChanged.connect(self._on_search)
        self._search.returnPressed.connect(self._on_search_next)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wish for lines that read well."""
        return QSize(_WIDE * self.fontMetrics().averageCharWidth(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need lines of a few words; the rest of the window has the room that is left."""
        least = _LEAST * self.fontMetrics().averageCharWidth()
        return super().minimumSizeHint().expandedTo(QSize(least, 0))

    def set_lists(self, lists: ChoiceLists | None, kind: FileKind | None = None) -> None:
        """Take what is open and the choices of its meetmoment: help lists what holds there."""
        self._lists, self._kind = lists, kind

    def show_field(self, path: str, *, usage: bool = False) -> None:
        """Show the help of the field at `path`, as in a dump.

        Args:
            path: `titel`, `mijlpalen.VV015-M01.timing`.
            usage: Begin at what happens with the field.

        Raises:
            Misused: No field is called so.
        """
        field_help(path)
        self._field = path
        self._go(_Page("field", path, USAGE if usage else ""))

    def show_manual(self, anchor: str = "") -> None:
        """Show the manual, at a heading: "voor-wie-invult"."""
        self._go(_Page("manual", _MANUAL, anchor))

    def show_keys(self) -> None:
        """Show which keys there are."""
        self._go(_Page("keys"))

    def show_rule(self, code: str) -> None:
        """Show the list of rules, at the rule with this code."""
        self._go(_Page("rules", anchor=code))

    def go_back(self) -> None:
        """Show the page before this one."""
        if self._earlier:
            self._page = None
            self._go(self._earlier.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close at Escape, go back at Alt+Left."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(self._back)
        top.addWidget(self._search, 1)
        top.addWidget(self._close)
        self._search.setPlaceholderText("Zoeken in de handleiding")
        self._search.setAccessibleName("Zoeken in de handleiding")
        self._search.setClearButtonEnabled(True)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("role", "hint")
        self._count.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(self._tabs_row())
        column.addWidget(self._count)
        column.addWidget(self._browser, 1)

    def _tabs_row(self) -> WrappingRow:
        row = WrappingRow()
        row.setSpacing(GRID // 2)
        for kind, name, act in (
            ("field", "Veld", self._on_field),
            ("manual", "Handleiding", self.show_manual),
            ("fields", "Velden", lambda: self._go(_Page("fields"))),
            ("keys", "Toetsen", self.show_keys),
        ):
            button = QToolButton(self, text=name, checkable=True)  # type: ignore[call-arg] # the stubs know no properties
            self._tabs[kind] = button
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        return row

    def _go(self, page: _Page) -> None:
        if self._page is not None and page != self._page:
            self._earlier.append(self._page)
        if page != self._page:
            self._forget_search()
        self._page = page
        self._show_again()

    def _show_again(self) -> None:
        """Show the page in hand, in the colours and size of now."""
        page = self._page
        if page is None:
            return
        if page.kind == "manual":
            self._browser.show_markdown(_read(self._manual / page.about))
        else:
            self._browser.show_html(_html(page, self._lists, self._kind))
        if page.anchor:
            self._browser.scroll_to(page.anchor)
        self._back.setEnabled(bool(self._earlier))
        for kind, tab in self._tabs.items():
            tab.setChecked(kind == page.kind)

    def _on_theme_changed(self) -> None:
        """Show the same page again, about where the reader was."""
        bar = self._browser.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self._show_again()
        bar.setValue(round(part * bar.maximum()))

    def _on_field(self) -> None:
        if self._field:
            self.show_field(self._field)
        else:
            self._go(_Page("fields"))

    def _on_link(self, url: QUrl) -> None:
        address = url.toString()
        if url.scheme().casefold() in _WEB:
            self._open_address(address)
        elif address.startswith(FIELD):
            self.show_field(address.removeprefix(FIELD))
        elif address.startswith(RULE):
            self.show_rule(address.removeprefix(RULE))
        elif url.path() in {"velden.md", "controles.md"}:
            self._go(_Page("fields" if url.path() == "velden.md" else "rules"))
        elif url.path() in {"", _MANUAL, SELF_CHECK}:
            self._go(_Page("manual", url.path() or _MANUAL, url.fragment()))

    def _on_search(self, text: str) -> None:
        if text.strip() and (self._page is None or self._page.kind == "field"):
            self.show_manual()
            with QSignalBlocker(self._search):
                self._search.setText(text)
        self._tell_count(self._browser.mark(text.strip()))

    def _on_search_next(self) -> None:
        self._tell_count(self._browser.mark(self._search.text().strip(), 1))

    def _forget_search(self) -> None:
        with QSignalBlocker(self._search):
            self._search.clear()
        self._count.hide()

    def _tell_count(self, found: tuple[int, int]) -> None:
        at, count = found
        told = f"{at} van {count} · Enter toont de volgende" if count else "Niet gevonden."
        self._count.setText(told)
        self._count.setVisible(bool(self._search.text().strip()))


def _html(page: _Page, lists: ChoiceLists | None, kind: FileKind | None) -> str:
    if page.kind == "field":
        return field_page(field_help(page.about, lists))
    if page.kind == "keys":
        return keys_page(kind)
    return {"fields": fields_page, "rules": rules_page}[page.kind]()


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return "De handleiding ontbreekt. Installeer vvdesk opnieuw."


def _button(
    panel: QWidget, icons: Icons, icon: str, name: str, act: Callable[[], object]
) -> QToolButton:
    button = QToolButton(panel)
    button.setIcon(icons.get(icon))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _on=False: act())
    return button
