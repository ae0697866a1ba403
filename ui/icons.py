"""Icons from the Lucide package, drawn in the colour of the text they stand beside."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.lucide import svg
from ui.theme import Theme


class Icons:
    """Gives icons by their name at Lucide (`undo-2`, `circle-check`).

    Args:
        theme: Where the colours come from; an icon follows a change of theme by itself.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[str, str, int, int], QPixmap] = {}
        theme.changed.connect(self._made.clear)

    def get(self, name: str, role: str = "text") -> QIcon:
        """Return an icon in the colour `role`; on a selection it takes the selection's colour."""
        return QIcon(_Engine(self, name, role))

    def pixmap(self, name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return a square picture, `size` logical pixels wide, in the colour `role`."""
        made = QPixmap(self.drawn(name, role, QSize(size, size) * ratio))
        made.setDevicePixelRatio(ratio)
        return made

    def drawn(self, name: str, role: str, size: QSize) -> QPixmap:
        """Return a picture of `size` real pixels, drawn once; not to be changed."""
        key = (name, role, size.width(), size.height())
        if key not in self._made:
            self._made[key] = _drawn(name, getattr(self._theme.colours, role), size)
        return self._made[key]


def _drawn(name: str, colour: str, size: QSize) -> QPixmap:
    source = svg(name).replace("currentColor", colour)
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    return picture


class _Engine(QIconEngine):
    """Draws in the colour that fits the state, at the moment that it is asked."""

    def __init__(self, icons: Icons, name: str, role: str) -> None:
        super().__init__()
        self._icons, self._name, self._role = icons, name, role

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        role = {QIcon.Mode.Selected: "on_accent", QIcon.Mode.Disabled: "edge"}.get(mode, self._role)
        return self._icons.drawn(self._name, role, size)

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, state: QIcon.State) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - the stub names a type of QtCore
        ratio = painter.device().devicePixelRatio()
        picture = self.pixmap(rect.size() * ratio, mode, state)
        painter.drawPixmap(rect, picture)

    def clone(self) -> "QIconEngine":
        return _Engine(self._icons, self._name, self._role)
