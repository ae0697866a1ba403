"""The parts of the fiche at the left: how complete each is, and how many findings it has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.forms.finding_line import ICONS
from ui.forms.layout import LAYOUT, part_of
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.dictionary import Sectie
from vvdesk.rules import Gewogen, Severity, Verantwoording
from vvdesk.rules.completeness import Volledigheid

_ICON_SIZE = 18
_WIDEST_COUNT = "99 fouten"


@dataclass(frozen=True, slots=True)
class PartState:
    """Where one part stands.

    Attributes:
        answered: Required fields with an answer.
        required: Required fields.
        findings: How many, by severity.
    """

    answered: int = 0
    required: int = 0
    findings: tuple[tuple[Severity, int], ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The heaviest that counts here; aandachtspunten only travel along."""
        found = dict(self.findings)
        return next((s for s in Severity if found.get(s)), None)

    @property
    def words(self) -> str:
        """What stands at the right: "1 fout", else how many fields are answered."""
        found = dict(self.findings)
        if count := found.get(Severity.FOUT):
            return f"{count} fout" if count == 1 else f"{count} fouten"
        return f"{self.answered}/{self.required}" if self.required else ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing and nothing has to be solved or explained."""
        heavy = {Severity.FOUT, Severity.WAARSCHUWING}
        return self.answered == self.required and not heavy & dict(self.findings).keys()


class SectionModel(QAbstractListModel):
    """The parts of `LAYOUT` with their state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: list[PartState] = [PartState() for _part in LAYOUT]

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the parts."""
        return 0 if parent.isValid() else len(LAYOUT)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return the title to show, and a sentence for who cannot see the icon."""
        part, state = LAYOUT[index.row()], self._states[index.row()]
        title = f"{part.number} {part.title}" if part.number else part.title
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            missing = state.required - state.answered
            told = [f"{count} {severity.value}" for severity, count in state.findings]
            told += [f"{missing} verplicht veld ontbreekt"] if missing else []
            return f"{title}: {', '.join(told) or 'in orde'}"
        if role == Qt.ItemDataRole.UserRole:
            return state
        return None

    def show_states(self, states: Sequence[PartState]) -> None:
        """Show where each part stands."""
        if list(states) == self._states:
            return
        self._states = list(states)
        self.dataChanged.emit(self.index(0), self.index(len(LAYOUT) - 1))


class SectionList(QListView):
    """De lijst van delen van de fiche.

    Signals:
        chosen(int): The part at this place in `LAYOUT` is wanted.
    """

    chosen = Signal(int)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Delen van de fiche")
        self.states = SectionModel(self)
        self.setModel(self.states)
        self.setItemDelegate(_Delegate(icons, theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(
            lambda current, _before: self.chosen.emit(current.row())
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the longest word with its icon and count: a word cannot wrap."""
        words = {word for part in LAYOUT for word in part.title.split()}
        widest = max(map(self.fontMetrics().horizontalAdvance, words))
        beside = self.fontMetrics().horizontalAdvance(_WIDEST_COUNT) + 5 * GRID + _ICON_SIZE
        return QSize(widest + beside, super().minimumSizeHint().height())

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Keep the part at hand in sight when there is less room, or text is larger."""
        super().updateGeometries()
        self.scrollTo(self.currentIndex())

    def choose(self, place: int) -> None:
        """Select a part; `chosen` follows when it was another one."""
        self.setCurrentIndex(self.states.index(place))


class _Delegate(QStyledItemDelegate):
    """Paints icon, title over as many lines as it needs, and the count at the right."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the title needs in the width there is."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        text = self._text_rect(QRect(0, 0, width, 10_000), option, index)
        wrap = Qt.TextFlag.TextWordWrap
        needed = option.fontMetrics.boundingRect(text, wrap, str(index.data()))
        return QSize(width, max(needed.height(), _ICON_SIZE) + 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one part."""
        state = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = self._theme.colours
        painter.save()
        painter.fillRect(option.rect, self._theme.colour("accent" if selected else "surface"))
        name, role = _picture(state)
        picture = self._icons.pixmap(
            name, "on_accent" if selected else role, _ICON_SIZE, painter.device().devicePixelRatio()
        )
        left = option.rect.left() + GRID
        top = option.rect.top() + GRID + (option.fontMetrics.height() - _ICON_SIZE) // 2
        painter.drawPixmap(left, top, picture)
        painter.setPen(
            option.palette.color(
                QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            )
        )
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(self._text_rect(option.rect, option, index), int(wrap), str(index.data()))
        if not selected and state.worst is Severity.FOUT:
            painter.setPen(colours.fout)
        words = option.rect.adjusted(0, GRID, -GRID, 0)
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), state.words
        )
        painter.restore()

    @staticmethod
    def _text_rect(
        rect: QRect, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QRect:
        state = index.data(Qt.ItemDataRole.UserRole)
        words = option.fontMetrics.horizontalAdvance(state.words)
        return rect.adjusted(2 * GRID + _ICON_SIZE, GRID, -2 * GRID - words, -GRID)


def _picture(state: PartState) -> tuple[str, str]:
    """Return the icon of a part and its colour."""
    worst = state.worst
    if worst in {Severity.FOUT, Severity.WAARSCHUWING}:
        return ICONS[worst], worst.value
    if state.answered < state.required:
        return "circle-dashed", "muted"
    return "circle-check", "good"


def part_states(
    found: Iterable[Gewogen], complete: Mapping[Sectie, Volledigheid]
) -> list[PartState]:
    """Return where each part of `LAYOUT` stands.

    Args:
        found: The problems of one fiche.
        complete: How complete each section of it is.
    """
    counts = [Counter[Severity]() for _part in LAYOUT]
    for each in found:
        if each.staat is Verantwoording.TOEGELICHT:
            continue
        counts[part_of(each.finding.path)][each.finding.severity] += 1
    states = []
    for part, count in zip(LAYOUT, counts, strict=True):
        sections = [complete[section] for section in part.secties]
        answered = sum(each.answered for each in sections)
        required = sum(each.required for each in sections)
        states.append(PartState(answered, required, tuple(count.items())))
    return states
