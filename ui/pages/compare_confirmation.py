"""Saying that a text stayed the same on purpose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import GRID
from vvdesk.rules import Gewogen


class Confirmation(QWidget):
    """De knop om een ongewijzigde tekst te bevestigen, of wat er bevestigd is.

    Signals:
        confirmed(object, bool): The `Gewogen`; whether it was confirmed already.

    Args:
        may_edit: Whether it can be confirmed here.
    """

    confirmed = Signal(object, bool)

    def __init__(self, *, may_edit: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weighed: Gewogen | None = None
        self._told = QLabel(self)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._told)
        layout.addWidget(self._button)
        layout.addStretch(1)
        self._button.setVisible(may_edit)

    def show_finding(self, weighed: Gewogen | None) -> None:
        """Show whether the text was confirmed; nothing at all for None."""
        self._weighed = weighed
        told = (weighed.tekst or "") if weighed else ""
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._button.setText("Bevestiging wegnemen" if told else "Ongewijzigd bevestigen")
        self.setVisible(weighed is not None)

    def _on_clicked(self) -> None:
        if self._weighed is not None:
            self.confirmed.emit(self._weighed, bool(self._weighed.tekst))
