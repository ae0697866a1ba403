"""Python's search for reference cycles, done in the window's thread and nowhere else.

Python looks for cycles in whatever thread happens to make an object. In a worker it could come
upon a cycle that holds a QObject and take that down there, while the window's thread is using it;
that ends the program. So the search by itself is switched off, and a timer of the window does it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from ui.job import somebody_waits

EVERY = 1_000
"""Milliseconds."""
_OLDEST = 2


class Tidying(QObject):
    """Zoekt kringen van objecten zolang het venster bestaat; Python zelf doet het dan niet meer.

    Args:
        parent: The application; with it this ends, and Python searches by itself again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        parent.destroyed.connect(gc.enable)
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Search as Python itself would by now; all that lives, only while no job is at work."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold and not (generation == _OLDEST and somebody_waits())
        ]
        if due:
            gc.collect(due[-1])
