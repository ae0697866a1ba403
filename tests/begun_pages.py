"""Showing a page of the auditor in a test, from its beginning to its end."""

from contextlib import contextmanager


@contextmanager
def begun(qtbot, page):
    """Show a page and begin it; what it reads is let go of when the block ends."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitExposed(page)
    page.begin()
    try:
        yield page
    finally:
        page.stop()
