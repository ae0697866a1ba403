"""One fiche in the overview before handing in: what blocks, what is missing, what travels along."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.forms.finding_line import FindingLine
from ui.icons import Icons
from ui.pages.problems import where
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.number_words import counted
from vvdesk.readiness import FicheOverview
from vvdesk.rules import Gewogen, Severity

_ICON = 20
_MOST = 20
"""So many problems of one fiche are listed; the form has the rest."""
_MOST_MISSING = 6


class ProblemRow(QWidget):
    """Eén bevinding, met de weg naar het veld.

    Signals:
        explained(object, str): A toelichting was written for a `Gewogen`.
        jump_requested(str, str): To the field: project and path.

    Attributes:
        key: Tells it from every other row.
    """

    explained = Signal(object, str)
    jump_requested = Signal(str, str)

    def __init__(self, weighed: Gewogen, icons: Icons, theme: Theme, *, may_edit: bool) -> None:
        super().__init__()
        finding = weighed.finding
        self.key = (finding.project, finding.code, finding.path)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        line = FindingLine(weighed, icons, theme, may_edit=may_edit, is_refusal=False)
        line.explained.connect(self.explained)
        layout.addWidget(line)
        self.link = _link(f"Naar {field_words(finding.path)}")
        self.link.clicked.connect(lambda: self.jump_requested.emit(finding.project, finding.path))
        below = QHBoxLayout()
        below.setContentsMargins(_ICON, 0, 0, 0)
        below.addWidget(self.link)
        below.addStretch(1)
        layout.addLayout(below)

    def field(self) -> QLineEdit | None:
        """Return where the toelichting is typed; None without."""
        return self.findChild(QLineEdit)


class FicheCard(QFrame):
    """Eén projectfiche in het overzicht voor het indienen.

    Signals:
        explained(object, str): A toelichting was written for a `Gewogen`.
        jump_requested(str, str): Somebody wants to see a project's path in the form.

    Args:
        fiche: What is known of it.
        icons: For shapes.
        theme: For colours.
        may_edit: Whether a toelichting can be written.

    Attributes:
        fiche: What it says.
        rows: The problems that are shown.
    """

    explained = Signal(object, str)
    jump_requested = Signal(str, str)

    def __init__(self, fiche: FicheOverview, icons: Icons, theme: Theme, *, may_edit: bool) -> None:
        super().__init__()
        self.fiche = fiche
        self._icons, self._theme = icons, theme
        self._project, self._may_edit = fiche.project, may_edit and not fiche.is_handed_in
        self.rows: list[ProblemRow] = []
        self.setProperty("role", "card")
        self.setObjectName(fiche.project)
        self.setAccessibleName(f"{fiche.project}: {state_in_words(fiche)}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        self._layout.setSpacing(GRID)
        self._layout.addLayout(self._head(fiche))
        if fiche.is_handed_in:
            return
        self._list([*fiche.fouten, *fiche.waarschuwingen], self._layout)
        if fiche.volledigheid.missing:
            self._layout.addWidget(self._missing(fiche.volledigheid.missing))
        if fiche.aandachtspunten:
            self._fold(fiche.aandachtspunten)

    def _head(self, fiche: FicheOverview) -> QHBoxLayout:
        name, role = ("circle-x", "fout") if fiche.blocking else ("circle-check", "good")
        if fiche.blocking and not fiche.fouten:
            name, role = "triangle-alert", "waarschuwing"
        picture = QLabel()
        picture.setPixmap(self._icons.pixmap(name, role, _ICON, self.devicePixelRatioF()))
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(
            wrapped_label(f"{fiche.project} – {fiche.titel or 'nog geen titel'}", "label")
        )
        state = wrapped_label(state_in_words(fiche))
        state.setStyleSheet(f"color: {getattr(self._theme.colours, role)};")
        words.addWidget(state)
        head.addLayout(words, 1)
        complete = QLabel(f"{fiche.volledigheid.percentage} % volledig")
        complete.setProperty("role", "hint")
        head.addWidget(complete, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _list(self, found: Sequence[Gewogen], layout: QVBoxLayout) -> None:
        for weighed in found[:_MOST]:
            row = ProblemRow(weighed, self._icons, self._theme, may_edit=self._may_edit)
            row.explained.connect(self.explained)
            row.jump_requested.connect(self.jump_requested)
            self.rows.append(row)
            layout.addWidget(row)
        if len(found) > _MOST:
            rest = _link(f"En nog {len(found) - _MOST}. Open de fiche om ze alle te zien")
            rest.clicked.connect(lambda: self.jump_requested.emit(self._project, ""))
            layout.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeft)

    def _missing(self, missing: Sequence[str]) -> QWidget:
        box = QWidget()
        layout = WrappingRow(box)
        layout.setSpacing(GRID // 2)
        noun = "veld is" if len(missing) == 1 else "velden zijn"
        told = QLabel(f"{len(missing)} {noun} nog leeg; indienen kan wel:")
        told.setProperty("role", "hint")
        layout.addWidget(told)
        for path in missing[:_MOST_MISSING]:
            link = _link(field_words(path))
            link.clicked.connect(
                lambda _on=False, p=path: self.jump_requested.emit(self._project, p)
            )
            layout.addWidget(link)
        if len(missing) > _MOST_MISSING:
            rest = QLabel(f"en nog {len(missing) - _MOST_MISSING}")
            rest.setProperty("role", "hint")
            layout.addWidget(rest)
        return box

    def _fold(self, found: Sequence[Gewogen]) -> None:
        noun = "aandachtspunt gaat" if len(found) == 1 else "aandachtspunten gaan"
        opener = QPushButton(
            self._icons.get("chevron-right"), f"{len(found)} {noun} mee met de inzending"
        )
        opener.setProperty("role", "quiet")
        opener.setCheckable(True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)

        def open_or_shut(is_open: bool) -> None:  # noqa: FBT001 - the signal's argument
            if is_open and not layout.count():
                self._list(found, layout)
            opener.setIcon(self._icons.get("chevron-down" if is_open else "chevron-right"))
            inside.setVisible(is_open)

        opener.toggled.connect(open_or_shut)
        inside.hide()
        self._layout.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(inside)


def field_words(path: str) -> str:
    """Name a field without the number of its part: `mijlpaal VV015-M01 › Geplande timing`."""
    return where(path).partition(" › ")[2] or "de fiche"


def state_in_words(fiche: FicheOverview) -> str:
    """Say where a fiche stands: "1 fout op te lossen · 2 waarschuwingen toe te lichten"."""
    if fiche.is_handed_in:
        return "Al ingediend"
    return blocking_in_words(fiche.blocking) or "Klaar om in te dienen"


def blocking_in_words(found: Sequence[Gewogen]) -> str:
    """Say what stands in the way; the empty text for nothing."""
    fouten = sum(each.finding.severity is Severity.FOUT for each in found)
    others = len(found) - fouten
    parts = []
    if fouten:
        parts.append(f"{counted(fouten, 'fout', 'fouten')} op te lossen")
    if others:
        noun = "waarschuwing" if others == 1 else "waarschuwingen"
        parts.append(f"{others} {noun} toe te lichten")
    return " · ".join(parts)


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    return button
