"""Make pictures of every screen of the window: to look at, and for README and manual.

`make screenshots` writes them into screenshots/, with sheets that show many at a time.
`--chosen` writes the few that README and manual show.
"""

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from dataclasses import astuple
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import new_application
from ui.colours import LIGHT
from ui.theme import Look

ROOT = Path(__file__).resolve().parents[1]
LOOKS = {"licht": Look.LIGHT, "donker": Look.DARK}
ZOOMS = (100, 200)
WIDE = QSize(1920, 1080)
WIDE_SCREENS = ("fiche-6",)
CHOSEN = {
    "docs/images": ("fiche-6", "vergelijken", "samenvoegen-conflict", "overzicht", "naspeuren"),
    "resources/manual/beelden": (
        "start", "fiche-5", "fiche-6", "vergelijken", "indienen-1", "inlezen", "projecten",
        "vraag-in-dossier", "uitvraag-6", "ontvangst", "samenvoegen-conflict", "ontvangst-besluit",
        "conflicten-keuze", "vraag-stellen", "overzicht", "rapport-thema", "momentopname",
        "zegel", "naspeuren", "meetmomenten", "levensloop", "zoeken", "steekproef-getrokken",
    ),
}  # fmt: skip
LARGEST = 150_000
"""Bytes of a picture in the repository."""
_COLOURS = 256
_COLUMNS, _ROWS = 2, 3
_SMALL = QSize(960, 540)


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures; return 1 when one that is kept is too large."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--chosen", action="store_true", help="those of README and manual only")
    parser.add_argument("--only", default="", help="only screens whose name begins so")
    told = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    with tempfile.TemporaryDirectory(prefix="vvdesk-beelden-") as name:
        os.environ["VVDESK_HOME"] = str(Path(name) / "thuis")
        application = new_application(["vvdesk"])
        files = import_module("sample_files").make_sample_files(Path(name) / "bestanden")
        photographer = Photographer(application, files)
        if told.chosen:
            return photographer.take_chosen()
        photographer.take_all(told.folder, told.only)
    return 0


class Photographer:
    """Takes pictures of the program at work.

    Args:
        application: The one application.
        files: What is opened: `sample_files.SampleFiles`.
    """

    def __init__(self, application: QApplication, files: Any) -> None:
        self._application, self._files = application, files
        self._screens = import_module("screens")
        self._screens.prepare(application)

    def take_all(self, folder: Path, only: str = "") -> None:
        """Take every screen in each look and size of text, and lay them on sheets."""
        wanted = [each for each in self._screens.SCREENS if each.name.startswith(only)]
        for look in LOOKS:
            for zoom in ZOOMS:
                names = {each.name for each in wanted}
                pictures = self._take(names, look, zoom, self._screens.USUAL)
                _write(pictures, folder / f"{look}-{zoom}")
                _write_sheets(list(pictures.values()), folder / f"blad-{look}-{zoom}")
        wide = {name for name in WIDE_SCREENS if name.startswith(only)}
        _write(self._take(wide, "licht", 100, WIDE), folder / "breed")
        print(f"{len(wanted)} screens in {folder}")

    def take_chosen(self) -> int:
        """Take those of README and manual; return 1 when one is too large."""
        wanted = {name for names in CHOSEN.values() for name in names}
        pictures = self._take(wanted, "licht", 100, self._screens.USUAL)
        too_large = 0
        for folder, names in CHOSEN.items():
            chosen = {name: _fewer_colours(pictures[name]) for name in names}
            for path in _write(chosen, ROOT / folder):
                size = path.stat().st_size
                too_large += size > LARGEST
                print(f"{path.relative_to(ROOT)}: {size // 1000} kB")
        return 1 if too_large else 0

    def _take(self, names: set[str], look: str, zoom: int, size: QSize) -> dict[str, QImage]:
        stage = self._screens.Stage(self._application, self._files, size)
        stage.theme.choose(LOOKS[look])
        stage.theme.zoom_to(zoom)
        taken = {}
        for screen in self._screens.SCREENS:
            if screen.name in names:
                shown = screen.show(stage)
                stage.settle()
                taken[screen.name] = _picture(shown)
        stage.leave()
        return taken


def _picture(shown: QWidget) -> QImage:
    return shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _fewer_colours(picture: QImage) -> QImage:
    """Return the picture with the 256 colours that it has most of: a third of the bytes."""
    pixels = Counter(memoryview(picture.constBits()).cast("I"))
    table = [QColor(colour).rgb() for colour in astuple(LIGHT)]  # a small red icon stays red
    table += [colour for colour, _count in pixels.most_common(_COLOURS - len(table))]
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table)


def _write(pictures: dict[str, QImage], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.png" for name in pictures]
    for path, picture in zip(paths, pictures.values(), strict=True):
        picture.save(str(path), "PNG", 1)  # type: ignore[call-overload] # the stub asks for bytes
    return paths


def _write_sheets(pictures: list[QImage], stem: Path) -> None:
    """Lay pictures side by side, many on a sheet, so that one look sees many screens."""
    for number, first in enumerate(range(0, len(pictures), _COLUMNS * _ROWS), start=1):
        sheet = QImage(
            _COLUMNS * _SMALL.width(), _ROWS * _SMALL.height(), QImage.Format.Format_RGB32
        )
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        for place, picture in enumerate(pictures[first : first + _COLUMNS * _ROWS]):
            small = picture.scaled(
                _SMALL,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            row, column = divmod(place, _COLUMNS)
            painter.drawImage(
                QRect(
                    column * _SMALL.width(), row * _SMALL.height(), small.width(), small.height()
                ),
                small,
            )
        painter.end()
        sheet.save(f"{stem}-{number}.png")


if __name__ == "__main__":
    raise SystemExit(main())
