"""A fiche on paper: pages of A4 with a header and a footer, painted onto a printer or a PDF."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtPrintSupport import QPrinter

from vvdesk.atomic import replace_file
from vvdesk.errors import Unavailable

_MARGINS = QMarginsF(18, 14, 18, 14)
"""Millimetres."""
_POINTS = 9.5
_SMALL_POINTS = 8.0
_BAND = 2.2
"""Lines of small text that a header or footer takes, with the space to the text."""
_GREY, _LINE = QColor("#444444"), QColor("#999999")


@dataclass(frozen=True)
class Running:
    """What stands on every page: header on the left and right, footer on the left."""

    code: str
    titel: str
    meetmoment: str


class FichePaper:
    """Lays out one page of HTML as many pages of paper.

    Args:
        page: HTML of `vvdesk.fiche_page`.
        running: What stands on every page.
        family: Name of the font.
    """

    def __init__(self, page: str, running: Running, family: str) -> None:
        self._page, self._running, self._family = page, running, family

    def paint(self, printer: QPrinter) -> int:
        """Paint all pages; returns how many."""
        painter = QPainter()
        if not painter.begin(printer):
            return 0
        try:
            return self._paint(painter, printer)
        finally:
            painter.end()

    def save_pdf(self, target: Path) -> None:
        """Write the pages as a PDF, as a whole or not at all.

        Raises:
            Unavailable: The file cannot be written.
        """

        def write(path: Path) -> None:
            printer = a4_printer(self._running.titel)
            printer.setOutputFileName(str(path))
            if not self.paint(printer):
                raise Unavailable(
                    f'"{target.name}" kon niet bewaard worden. Kies een andere map of naam.'
                )

        def verify(path: Path) -> None:
            if not path.read_bytes().startswith(b"%PDF"):
                raise Unavailable(f'"{target.name}" kon niet bewaard worden. Probeer opnieuw.')

        replace_file(target, write, verify)

    def _paint(self, painter: QPainter, printer: QPrinter) -> int:
        small = self._font(_SMALL_POINTS)
        painter.setFont(small)
        band = painter.fontMetrics().height() * _BAND
        paper = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
        paper.moveTo(0, 0)
        body = paper.adjusted(0, band, 0, -band)
        document = self._document(printer, body.size())
        count = document.pageCount()
        for number in range(count):
            if number:
                printer.newPage()
            painter.save()
            painter.translate(0, body.top() - number * body.height())
            shown = QRectF(0, number * body.height(), body.width(), body.height())
            document.drawContents(painter, shown)
            painter.restore()
            painter.setFont(small)
            self._paint_bands(painter, paper, band, f"pagina {number + 1} van {count}")
        return count

    def _document(self, printer: QPrinter, size: QSizeF) -> QTextDocument:
        document = _Closed()
        document.documentLayout().setPaintDevice(printer)
        document.setDefaultFont(self._font(_POINTS))
        document.setDocumentMargin(0)
        document.setHtml(self._page)
        document.setPageSize(size)
        _keep_headings(document, size.height())
        return document

    def _paint_bands(self, painter: QPainter, paper: QRectF, band: float, number: str) -> None:
        """Draw code and title above, meetmoment and number of the page below."""
        line = painter.fontMetrics().height()
        head = QRectF(paper.left(), paper.top(), paper.width(), line * 1.2)
        foot = QRectF(paper.left(), paper.bottom() - line * 1.2, paper.width(), line * 1.2)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setPen(_GREY)
        told = self._running
        room = int(paper.width() * 0.7)
        title = painter.fontMetrics().elidedText(
            f"{told.code} – {told.titel}", Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(head, left, title)
        painter.drawText(head, right, "Relanceplan Vlaamse Veerkracht")
        painter.drawText(foot, left, f"Meetmoment {told.meetmoment}")
        painter.drawText(foot, right, number)
        painter.setPen(QPen(_LINE, band / 60))
        for y in (head.bottom(), foot.top() - line * 0.3):
            painter.drawLine(QPointF(paper.left(), y), QPointF(paper.right(), y))

    def _font(self, points: float) -> QFont:
        font = QFont(self._family)
        font.setPointSizeF(points)
        return font


class _Closed(QTextDocument):
    """A document that never fetches anything, whatever an address in it says."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        return None


def _keep_headings(document: QTextDocument, height: float) -> None:
    """Move a heading that would stand alone at the foot of a page to the next one."""
    layout = document.documentLayout()
    for frame in document.rootFrame().childFrames():
        if not isinstance(frame, QTextTable) or frame.rows() * frame.columns() > 1:
            continue
        following = document.findBlock(frame.lastPosition() + 1)
        if not following.length() > 1:
            following = following.next()
        top = layout.frameBoundingRect(frame).top()
        if following.isValid() and (
            layout.blockBoundingRect(following).top() // height > top // height
        ):
            form = frame.format()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            frame.setFormat(form)


def a4_printer(title: str) -> QPrinter:
    """Return a printer that writes PDF on A4; it needs no printer to be installed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    set_up(printer, title)
    return printer


def set_up(printer: QPrinter, title: str) -> None:
    """Give a printer our paper and margins."""
    printer.setDocName(title)
    printer.setCreator("vvdesk")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            _MARGINS,
            QPageLayout.Unit.Millimeter,
        )
    )
