"""Sending one page, a picture of it, to a printer."""

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ui.messages import Messages

DOTS_PER_INCH = 300
_A4_INCHES = 8.27
WIDTH_PX = round(_A4_INCHES * DOTS_PER_INCH)
"""Of a whole A4."""


def print_page(png: bytes, title: str, messages: Messages, parent: QWidget) -> bool:
    """Let a printer be chosen and send a page there.

    Args:
        png: The page, its margins included.
        title: What the printer shows of it.
        messages: Tells when there is no printer.
        parent: The window that asks.

    Returns:
        Whether a printer could be asked for.
    """
    if not QPrinterInfo.availablePrinterNames():
        messages.refuse(
            parent,
            "Geen printer",
            "Er is geen printer gevonden. Sluit een printer aan, of bewaar het blad als PDF.",
        )
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: paint_page(png, title, printer))
    QDialog.open(dialog)  # the print dialog's own open() wants a slot by name
    return True


def paint_page(png: bytes, title: str, printer: QPrinter) -> bool:
    """Paint a picture over a whole A4; return whether the printer took it."""
    printer.setDocName(title)
    printer.setCreator("vvdesk")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
            QPageLayout.Unit.Millimeter,
        )
    )
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    picture = QImage.fromData(png)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRect(0, 0, paper.width(), paper.height()), picture)
    return painter.end()
