"""The frame of a page: its title, its parts below each other, and what long work tells below."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.pages.least_scrolled import least_scrolled
from ui.pages.reception_part import ReceptionPart
from ui.theme import GRID


def page_title(text: str) -> QLabel:
    """Return the title of a page."""
    title = QLabel(text)
    title.setProperty("role", "title")
    return title


def lay_out_page(page: QWidget, title: str, *parts: QWidget, below: tuple[QWidget, ...]) -> None:
    """Lay out a page.

    Args:
        page: The page, which has no layout yet.
        title: How it is called.
        parts: From top to bottom; the last one gets the height that is left. Where even their
            least height is too much, such as at double text size, they scroll.
        below: What stands at the lower edge, over the whole width.
    """
    content = ReceptionPart()
    column = QVBoxLayout(content)
    column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
    column.setSpacing(GRID)
    column.addWidget(page_title(title))
    for part in parts:
        column.addWidget(part)
    column.setStretchFactor(parts[-1], 1)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(least_scrolled(content), 1)
    for part in below:
        layout.addWidget(part)
