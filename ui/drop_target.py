"""Dropping files on the window: while they hang above it, it says what will happen (UX 2.23)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ui.icons import Icons
from ui.theme import GRID, Theme

DOSSIER, WERKBOEK, MOMENTOPNAME = ".vvd", ".xlsx", ".vvs"
_OPENED = {
    DOSSIER: ("Openen", "dossier", "dossiers"),
    MOMENTOPNAME: ("Momentopname bekijken", "momentopname", "momentopnamen"),
}
"""What is opened one at a time: what is said of it, and what one and several are called."""
_RECEIVED = frozenset({DOSSIER, WERKBOEK})
"""What can be an inzending."""
_KNOWN = frozenset({DOSSIER, WERKBOEK, MOMENTOPNAME})
_OLD_WORKBOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})
_VEIL = 0.97
"""How much of the window the target hides."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What will happen with files that are dropped.

    Attributes:
        title: A few words: "Inlezen als inzending".
        text: Which files, or why not and what to do.
        accepted: Whether they can be dropped here.
    """

    title: str
    text: str
    accepted: bool


def usual_verdict(paths: Sequence[Path]) -> Verdict:
    """Judge files by their names: one dossier or momentopname, or any number of workbooks."""
    suffixes = {path.suffix.lower() for path in paths}
    if suffixes == {WERKBOEK}:
        number = len(paths)
        title = "Inlezen als inzending" if number == 1 else f"{number} inzendingen inlezen"
        return Verdict(title, _named(paths), accepted=True)
    if len(suffixes) == 1 and suffixes <= _OPENED.keys():
        return _one_to_open(paths, *_OPENED[suffixes.pop()])
    if MOMENTOPNAME in suffixes and suffixes <= _KNOWN:
        text = "Sleep één momentopname (.vvs), zonder andere bestanden erbij."
        return Verdict("Verschillende soorten bestanden door elkaar", text, accepted=False)
    if suffixes <= _KNOWN:
        text = "Sleep ofwel één dossier (.vvd), ofwel werkboeken (.xlsx)."
        return Verdict("Dossiers en werkboeken door elkaar", text, accepted=False)
    return _refusal(next(each for each in paths if each.suffix.lower() not in _KNOWN))


def _one_to_open(paths: Sequence[Path], title: str, one: str, many: str) -> Verdict:
    if len(paths) == 1:
        return Verdict(title, paths[0].name, accepted=True)
    text = f"Je kunt maar één {one} tegelijk openen. Sleep er één."
    return Verdict(f"Dit zijn meerdere {many}", text, accepted=False)


class DropTarget(QWidget):
    """Lies over the whole window while files are dragged above it.

    It catches the drag before fields do, so that a file never becomes text in a field. What is
    dragged that is no file (text, for one) goes to the fields as always.

    Signals:
        dropped(list[Path]): Accepted files were dropped.
        refused(str): Files that cannot be used were dropped; Dutch sentences that say why.

    Args:
        window: The window to lie over.
        theme: For the colours.
        icons: For the icons.
        judge: Says what will happen with files; whoever knows which file is open knows best.
    """

    dropped = Signal(list)
    refused = Signal(str)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        icons: Icons,
        judge: Callable[[Sequence[Path]], Verdict] = usual_verdict,
    ) -> None:
        super().__init__(window)
        self.hide()
        self.setObjectName("drop_target")
        self.setAccessibleName("Bestanden loslaten")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window, self._theme, self._icons, self._judge = window, theme, icons, judge
        self._paths: list[Path] = []
        self._verdict = Verdict("", "", accepted=False)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_system_window()
        theme.changed.connect(self.update)

    @property
    def verdict(self) -> Verdict:
        """What is said of the files that hang above the window now."""
        return self._verdict

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Catch files that are dragged over the window, and follow its size."""
        kind = event.type()
        if isinstance(event, QDragEnterEvent) and kind == QEvent.Type.DragEnter:
            return self._on_enter(event)
        if self.isVisible() and self._on_dragging(event):
            return True
        if watched is self._window:
            if kind == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
            elif kind in {QEvent.Type.Show, QEvent.Type.WinIdChange}:
                self._watch_system_window()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a veil, a dashed edge, and in the middle what will happen."""
        role = "accent" if self._verdict.accepted else "fout"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.colour("surface"))
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(self._theme.colour(role), 3, Qt.PenStyle.DashLine))
        inner = self.rect().adjusted(3 * GRID, 3 * GRID, -3 * GRID, -3 * GRID)
        painter.drawRoundedRect(QRectF(inner), 2 * GRID, 2 * GRID)
        self._paint_words(painter, inner.adjusted(3 * GRID, 0, -3 * GRID, 0), role)

    def _paint_words(self, painter: QPainter, room: QRect, role: str) -> None:
        size, line = 6 * GRID, self.fontMetrics().height()
        middle = room.center()
        icon = "file-down" if self._verdict.accepted else "file-x"
        picture = self._icons.pixmap(icon, role, size, self.devicePixelRatioF())
        top = middle.y() - size - 2 * line
        painter.drawPixmap(middle.x() - size // 2, top, picture)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        title = QFont(self.font())
        title.setPointSizeF(title.pointSizeF() * 1.6)
        title.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(self._theme.colour("text"))
        below = QRect(room.left(), top + size + 2 * GRID, room.width(), room.height())
        used = painter.boundingRect(below, int(centred), self._verdict.title).height()
        painter.drawText(below, int(centred), self._verdict.title)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("muted"))
        text = below.translated(0, used + GRID)
        painter.drawText(text, int(centred), self._verdict.text)

    def _on_enter(self, event: QDragEnterEvent) -> bool:
        """Show the target when what is dragged are files."""
        paths = _files_of(event)
        if not paths:
            return False
        self._paths, self._verdict = paths, self._judge(paths)
        self.setAccessibleDescription(f"{self._verdict.title}. {self._verdict.text}")
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()
        self._answer(event)
        return True

    def _on_dragging(self, event: QEvent) -> bool:
        """Follow files that hang above the window until they go or drop."""
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
            return True
        if isinstance(event, QDragMoveEvent):
            self._answer(event)
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._answer(event)
            self._on_drop()
            return True
        return False

    def _answer(self, event: QDropEvent) -> None:
        """Accept even what is refused, so that dropping it can be answered with a reason."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _on_drop(self) -> None:
        self.hide()
        if self._verdict.accepted:
            self.dropped.emit(list(self._paths))
        else:
            self.refused.emit(f"{self._verdict.title}. {self._verdict.text}")

    def _watch_system_window(self) -> None:
        """Catch drags where the system brings them, before any field sees them."""
        if self._window.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self._window.windowHandle().installEventFilter(self)


def verdict_with(dossier: str, *, is_central: bool = False) -> Callable[[Sequence[Path]], Verdict]:
    """Return what judges files while a file of this name is open; the empty name for none.

    A workbook is read into the open dossier, or a dossier is made of it; one at a time, because
    somebody looks at each. A central file takes any number of workbooks and dossiers at once: they
    come into one plan, and the plan is looked at.
    """

    def judge(paths: Sequence[Path]) -> Verdict:
        if is_central and {path.suffix.lower() for path in paths} != {MOMENTOPNAME}:
            return _received(paths, dossier)
        usual = usual_verdict(paths)
        if not usual.accepted or paths[0].suffix.lower() != WERKBOEK:
            return usual
        if len(paths) > 1:
            text = "Je kijkt elk werkboek na voor het telt. Sleep er één tegelijk."
            return Verdict("Dit zijn meerdere werkboeken", text, accepted=False)
        if not dossier:
            text = f"Van {paths[0].name} komt een dossier met alles wat erin staat."
            return Verdict("Dossier maken uit dit werkboek", text, accepted=True)
        text = f"{paths[0].name} in {dossier}. Je ziet eerst wat er zou wijzigen."
        return Verdict(usual.title, text, accepted=True)

    return judge


def _received(paths: Sequence[Path], central: str) -> Verdict:
    """Judge files above a central file: all that can be an inzending may come."""
    stranger = next((each for each in paths if each.suffix.lower() not in _RECEIVED), None)
    if stranger is not None:
        return _refusal(stranger)
    number = len(paths)
    title = "Inlezen als inzending" if number == 1 else f"{number} inzendingen inlezen"
    text = f"{_named(paths)} in {central}. Je ziet eerst wat er zou wijzigen."
    return Verdict(title, text, accepted=True)


def _files_of(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls] if all(u.isLocalFile() for u in urls) else []


def _refusal(path: Path) -> Verdict:
    if path.suffix.lower() in _OLD_WORKBOOKS:
        text = f"Open het in Excel of LibreOffice, bewaar het als {WERKBOEK} en sleep dat bestand."
        return Verdict(f'"{path.name}" is een ander soort werkboek', text, accepted=False)
    text = (
        f"Sleep een dossier ({DOSSIER}) of een momentopname ({MOMENTOPNAME}) om te openen, of een "
        f"werkboek ({WERKBOEK}) in te lezen."
    )
    title = f'"{path.name}" is geen werkboek, dossier of momentopname'
    return Verdict(title, text, accepted=False)


def _named(paths: Sequence[Path]) -> str:
    """Name the first files, and say how many more there are."""
    shown = [path.name for path in paths[:3]]
    more = len(paths) - len(shown)
    return ", ".join(shown) + (f" en nog {more}" if more else "")
