"""The print preview (Ctrl+P): the fiche in hand as in the report, to print or to keep as PDF."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.fiche_paper import FichePaper, Running, a4_printer, set_up
from ui.icons import Icons
from ui.messages import Messages
from ui.theme import GRID
from vvdesk.content import Inhoud
from vvdesk.errors import Unavailable
from vvdesk.fiche_page import fiche_page
from vvdesk.plan.referentie import Referentie

_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 80
_WIDTH, _HEIGHT = 900, 700


class PrintPreview(QDialog):
    """Een fiche zoals ze gedrukt wordt.

    Args:
        inhoud: The fiche.
        referentie: The reference data of its meetmoment.
        icons: Where the icons come from.
        messages: Asks where to keep the PDF.
        folder: Where to propose to keep it.
        parent: The window it belongs to.
    """

    def __init__(
        self,
        inhoud: Inhoud,
        referentie: Referentie,
        icons: Icons,
        messages: Messages,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._messages, self._folder, self._icons = messages, folder, icons
        titel = inhoud.values["titel"] or "zonder titel"
        self._title = f"{inhoud.project} {titel}"
        running = Running(inhoud.project, titel, referentie.meetmoment)
        self._paper = FichePaper(fiche_page(inhoud, referentie), running, self.font().family())
        self._printer = a4_printer(self._title)
        self._view = QPrintPreviewWidget(self._printer, self)
        self._told = QLabel(self)
        self._open = self._button("Openen", "external-link", self._on_open)
        self._line = self._news()
        self._saved: Path | None = None
        self._lay_out(referentie)
        self._view.paintRequested.connect(self._paper.paint)
        self._view.fitToWidth()
        self.resize(_WIDTH, _HEIGHT)

    def save_pdf(self) -> None:
        """Ask where, and keep the fiche as a PDF."""
        name = " ".join(_NOT_IN_A_NAME.sub(" ", self._title).split())[:_LONGEST_NAME].strip(" .")
        target = self._messages.file_to_save(
            self, "Bewaren als PDF", "PDF (*.pdf)", self._folder / f"{name}.pdf"
        )
        if target is None:
            return
        if target.suffix.casefold() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        try:
            self._paper.save_pdf(target)
        except Unavailable as error:
            self._messages.refuse(self, "Niet bewaard", str(error))
            return
        self._saved = target
        self._tell(f"Bewaard als {target.name}.")
        self._open.show()

    def print_out(self) -> None:
        """Let a printer be chosen and print."""
        if not QPrinterInfo.availablePrinterNames():
            self._messages.refuse(
                self,
                "Geen printer",
                "Er is geen printer gevonden. Sluit een printer aan, of bewaar de fiche als PDF.",
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self._title)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_printer_chosen(printer))
        QDialog.open(dialog)  # the print dialog's own open() wants a slot by name

    def _lay_out(self, referentie: Referentie) -> None:
        self.setWindowTitle(f"Afdrukvoorbeeld – {self._title}")
        band = QFrame(self)
        band.setProperty("role", "band")
        title = QLabel(f"{self._title} · meetmoment {referentie.meetmoment}", band)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "label")
        title.setWordWrap(True)  # a long title must not keep the window wide
        inner = QHBoxLayout(band)
        inner.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        inner.addWidget(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(band)
        column.addLayout(self._buttons())
        column.addWidget(self._line)
        column.addWidget(self._view, 1)
        for part in (self._view, *self._view.findChildren(QGraphicsView)):
            part.setAccessibleName("Voorbeeld van de afgedrukte fiche")
        for paper in self._view.findChildren(QGraphicsView):
            paper.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # one stop, not two
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, self._view.zoomIn),
            (QKeySequence.StandardKey.ZoomOut, self._view.zoomOut),
            (QKeySequence.StandardKey.Print, self.print_out),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._button("Bewaren als PDF…", "file-down", self.save_pdf, "primary"))
        row.addWidget(self._button("Afdrukken…", "printer", self.print_out))
        row.addStretch()
        for name, icon, act in (
            ("Kleiner", "zoom-out", self._view.zoomOut),
            ("Groter", "zoom-in", self._view.zoomIn),
            ("Hele breedte", "move-horizontal", self._view.fitToWidth),
            ("Hele pagina", "maximize", self._view.fitInView),
        ):
            row.addWidget(self._round(name, icon, act))
        row.addWidget(self._button("Sluiten", "x", self.close))
        return row

    def _news(self) -> QFrame:
        """Make the line that tells what was kept; it shows when there is something to tell."""
        line = QFrame(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._told, 1)
        row.addWidget(self._open)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._open.hide()
        line.hide()
        return line

    def _button(
        self, text: str, icon: str, act: Callable[[], object], role: str = ""
    ) -> QPushButton:
        # On the yellow, an icon has the colour of the text there, in the dark too.
        ink = "on_brand" if role == "primary" else "text"
        button = QPushButton(self._icons.get(icon, ink), text, self)
        button.setProperty("role", role)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _round(self, name: str, icon: str, act: Callable[[], object]) -> QPushButton:
        """Make a button with a picture only; its name is its tool tip and is read aloud."""
        button = self._button("", icon, act, "quiet")
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._line.show()

    def _on_open(self) -> None:
        if self._saved is not None and not self._messages.open_outside(self._saved):
            self._messages.refuse(
                self, "Niet geopend", f"Geen programma kon {self._saved.name} openen."
            )

    def _on_printer_chosen(self, printer: QPrinter) -> None:
        count = self._paper.paint(printer)
        if count:
            self._tell("Naar de printer gestuurd.")
        else:
            self._messages.refuse(
                self, "Niet afgedrukt", "De printer aanvaardt de fiche niet. Kijk na of hij aan is."
            )
