"""A press that prints blank paper at once, and remembers what was asked of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from sample_document import document

from ui.pages.report_press import Press

A4 = 297 / 210


@dataclass(frozen=True)
class Page:
    number: int
    png: bytes


@dataclass(frozen=True)
class Pages:
    pages: tuple[Page, ...]
    total: int


@dataclass(frozen=True)
class File:
    path: Path
    notices: tuple[str, ...] = ()


@dataclass
class FakePress:
    """Stands for `vvdesk.publishing`.

    Attributes:
        total: How many pages every report has.
        previews: Request, pages and width of every preview.
        built: Requests of which the tree was asked.
        made: Request, targets and template of every making.
        fails: What goes wrong next, by name of the file or by `preview`; taken out when it did.
        notices: Told of every file, and of a folder.
    """

    total: int = 24
    previews: list[Any] = field(default_factory=list)
    built: list[Any] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def press(self) -> Press:
        """Return what the page asks for."""
        return Press(self.preview, self.build, self.publish_all, self.open_data, self.save_template)

    def preview(self, _workspace, request, pages, width_px, progress):
        self.previews.append((request, pages, width_px))
        progress(0, 0, "De pagina's worden getekend")
        self._fail("preview")
        there = [number for number in pages if 1 <= number <= self.total]
        return Pages(tuple(Page(each, page_picture(each, width_px)) for each in there), self.total)

    def build(self, _workspace, request, progress):
        self.built.append(request)
        progress(0, 0, "Het rapport wordt samengesteld")
        return document()

    def publish_all(
        self, _workspace, request, targets, template=None, progress=None, finished=None
    ):
        self.made.append((request, dict(targets), template))
        files = []
        for at, path in enumerate(targets.values()):
            progress(at, len(targets), path.name)
            self._fail(path.name)
            path.write_text(f"{request}")
            files.append(File(path, self.notices))
            finished(files[-1])
        return files

    def open_data(self, _workspace, meetmoment, folder, progress):
        self.made.append((meetmoment, folder))
        progress(0, 1, "fiches.csv")
        self._fail(folder.name)
        folder.mkdir()
        return File(folder, self.notices)

    def save_template(self, target):
        self._fail(target.name)
        target.write_bytes(b"PK")

    def _fail(self, name: str) -> None:
        if error := self.fails.pop(name, None):
            raise error


def page_picture(number: int, width: int) -> bytes:
    """Draw a page with its number and grey lines for text."""
    image = QImage(width, round(width * A4), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    margin = width // 10
    line = width // 40
    for row in range(4, round(width * A4) // (2 * line) - 4):
        length = width - 2 * margin if row % 6 else width // 3
        painter.fillRect(QRect(margin, row * 2 * line, length, line), QColor("#D9DCDF"))
    painter.setPen(QColor("black"))
    font = painter.font()
    font.setPixelSize(width // 14)
    painter.setFont(font)
    painter.drawText(margin, 5 * line, f"Pagina {number}")
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
