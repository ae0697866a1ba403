"""How the window looks: colours by role, light or dark, and the size of text.

Every colour that is painted comes from `ui.colours`, by its role.
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.colours import DARK, DARK_SHARP, LIGHT, LIGHT_SHARP, Colours
from ui.lucide import write_svg
from ui.stylesheet import stylesheet

GRID = 8
"""Logical pixels: every distance is a multiple, or half, of this."""
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Sizes of text in percent of the system's."""


class Look(StrEnum):
    """Which colours somebody prefers."""

    SYSTEM = "systeem"
    LIGHT = "licht"
    DARK = "donker"


class Theme(QObject):
    """The look of one running program.

    Signals:
        changed: Colours or size of text are others now; what paints by itself paints again.

    Args:
        application: Whose look it is.
        look: What the user prefers.
        zoom: Size of text in percent of the system's.
        folder: Where pictures for the style sheet may be written; None for nowhere.
    """

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        look: Look = Look.SYSTEM,
        zoom: int = 100,
        folder: Path | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        general = QFontDatabase.SystemFont.GeneralFont
        self._base_size = QFontDatabase.systemFont(general).pointSizeF()
        self._look, self._zoom, self._folder = look, zoom, folder
        # Kept: what it says of accessibility is gone as soon as PySide lets go of it.
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def look(self) -> Look:
        """What the user prefers."""
        return self._look

    @property
    def zoom(self) -> int:
        """Size of text in percent of the system's."""
        return self._zoom

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        if self._look is Look.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._look is Look.DARK

    @property
    def is_sharp(self) -> bool:
        """Whether somebody asked the system for high contrast."""
        wished = self._hints.accessibility().contrastPreference()
        return wished is Qt.ContrastPreference.HighContrast

    @property
    def colours(self) -> Colours:
        """The colours that hold now."""
        if self.is_sharp:
            return DARK_SHARP if self.is_dark else LIGHT_SHARP
        return DARK if self.is_dark else LIGHT

    def colour(self, role: str) -> QColor:
        """Return the colour with the name `role` of `Colours`, to paint with."""
        return QColor(getattr(self.colours, role))

    def choose(self, look: Look) -> None:
        """Use another look from now on."""
        if look is not self._look:
            self._look = look
            self._apply()

    def zoom_to(self, percent: int) -> None:
        """Use another size of text, kept between the smallest and largest of `ZOOMS`."""
        wished = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        if wished != self._zoom:
            self._zoom = wished
            self._apply()

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger (or smaller) size of text."""
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - self._zoom))
        self.zoom_to(ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)])

    def _on_system_changed(self) -> None:
        if self._look is Look.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        # Taken off before another is put on: in the place of another, Qt styles every widget once
        # for each of its ancestors, which took five times as long with a fiche on the screen.
        self._application.setStyleSheet("")
        font = self._application.font()
        font.setPointSizeF(self._base_size * self._zoom / 100)
        # Each of these lays out the whole window again, so only what differs is set.
        if font != self._application.font():
            self._application.setFont(font)
        palette = _palette(self.colours)
        if palette != self._application.palette():
            self._application.setPalette(palette)
        colours, folder = self.colours, self._folder
        arrow = write_svg("chevron-down", colours.text, folder) if folder else None
        tick = write_svg("check", colours.on_accent, folder) if folder else None
        self._application.setStyleSheet(stylesheet(colours, font.pointSizeF(), arrow, tick))
        self.changed.emit()


def _palette(colours: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.surface,
        roles.AlternateBase: colours.window,
        roles.ToolTipBase: colours.surface,
        roles.ToolTipText: colours.text,
        roles.Text: colours.text,
        roles.PlaceholderText: colours.muted,
        roles.Button: colours.raised,
        roles.ButtonText: colours.text,
        roles.BrightText: colours.fout,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.Link: colours.accent,
        roles.LinkVisited: colours.accent,
        roles.Accent: colours.accent,
        roles.Light: colours.surface,
        roles.Midlight: colours.line,
        roles.Mid: colours.edge,
        roles.Dark: colours.edge,
        roles.Shadow: colours.line,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.edge))
    return palette
