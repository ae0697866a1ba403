"""The menu of what is not answered yet in the fiche in hand; choosing one goes there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.desk import LiveDesk
from ui.forms.layout import LAYOUT
from ui.pages.problems import where


def missing_menu(live: LiveDesk, show_path: Callable[[str], object], parent: QWidget) -> QMenu:
    """Return a menu of the required fields without an answer; it goes when it is closed.

    Args:
        live: The open file, with a fiche in hand.
        show_path: Brings the keyboard to a field.
        parent: Where the menu belongs.
    """
    menu = QMenu(parent)
    answered = live.desk.completeness(live.project)
    for part in LAYOUT:
        for section in part.secties:
            for path in answered[section].missing:
                menu.addAction(where(path)).triggered.connect(
                    lambda _checked=False, at=path: show_path(at)
                )
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
