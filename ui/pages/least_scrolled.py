"""Content that takes its least height before it scrolls.

A scroll area gives content with wrapping parts the height that it would like, so that a page with
a list scrolls although the list could be lower. In a splitter of one part it gets its least.
"""

from PySide6.QtWidgets import QScrollArea, QSplitter

from ui.pages.reception_part import ReceptionPart
from ui.pages.scrolled import scrolled


def least_scrolled(content: ReceptionPart) -> QScrollArea:
    """Return a scroll area around content that is as low as the window, down to its least."""
    holder = QSplitter()
    holder.setChildrenCollapsible(False)
    holder.addWidget(content)
    return scrolled(holder)
