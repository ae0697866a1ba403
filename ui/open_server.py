"""Asking where the central server is: host, database and login; the password is never kept."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.question import Question, text_label
from ui.text_dialog import TextDialog
from ui.theme import GRID, Theme
from vvdesk.server_address import ServerAddress, wrong_with_address

_CHARACTERS_WIDE = 64
_OF_SCREEN = 0.92
"""As in `TextDialog`: a dialog is never higher than this part of the screen."""
_TLS = "De server bewijst wie hij is, en niemand leest mee."
_WHAT = (
    "Op een centrale server werken meerdere coördinatoren tegelijk. Je beheerder geeft je deze "
    "gegevens. Je wachtwoord wordt niet bewaard."
)


class _Form(QScrollArea):
    """Scrolls what a small screen or large text leaves no room for."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It takes what the buttons leave, and never of theirs.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the dialog grow with what is said in it."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def wanted(self, width: int) -> int:
        """Return how high everything in it is at a width."""
        inside = self.widget()
        layout = None if inside is None else inside.layout()
        return 0 if layout is None else layout.totalHeightForWidth(width)


class OpenServerDialog(TextDialog):
    """Vraagt naar welke server vvdesk verbinding maakt.

    Signals:
        wanted(object, str): The `ServerAddress` to open, and the password; the dialog closes.

    Args:
        known: What was filled in last; the password never.
        reason: Why the password is asked (again); empty for the first time.
        theme: For the colours.
        icons: For the icon of a problem.
    """

    wanted = Signal(object, str)

    def __init__(
        self,
        known: ServerAddress,
        reason: str,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_CHARACTERS_WIDE, parent)
        self.setWindowTitle("Centrale server openen")
        self.host, self.database = QLineEdit(known.host), QLineEdit(known.database)
        self.login, self.password = QLineEdit(known.login), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.encrypted = QCheckBox("Beveiligde verbinding (TLS)")
        self.encrypted.setAccessibleDescription(_TLS)
        self.encrypted.setChecked(known.is_encrypted)
        self.open_button, self.cancel_button = QPushButton("Openen"), QPushButton("Annuleren")
        self.open_button.setProperty("role", "primary")
        self.open_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self._questions = {
            "host": Question(
                "Server",
                "Naam, met een poort erachter als het niet 5432 is: "
                "db.voorbeeld.be of db.voorbeeld.be:6432.",
                self.host, theme, icons,
            ),
            "database": Question("Databank", "", self.database, theme, icons),
            "login": Question("Aanmeldnaam", "", self.login, theme, icons),
            "password": Question(
                "Wachtwoord", "Mag leeg blijven als je beheerder dat zo regelde.",
                self.password, theme, icons,
            ),
        }  # fmt: skip
        self._known, self._reason = known, reason
        self._lay_out()
        if reason:
            self._questions["password"].tell(reason)
        self.open_button.clicked.connect(self._on_open)
        self.cancel_button.clicked.connect(self.reject)
        first = self.password if known.host and known.login else self.host
        first.setFocus()

    def address(self) -> ServerAddress:
        """Return what is filled in, without the password."""
        return ServerAddress(
            self.host.text().strip(),
            self.database.text().strip(),
            self.login.text().strip(),
            is_encrypted=self.encrypted.isChecked(),
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Bring into sight why the password is asked."""
        super().showEvent(event)
        if self._reason:
            self._lead_to("password")

    def _fit(self) -> None:
        # The buttons keep their height whatever happens; what is above them scrolls.
        room = self.screen().availableGeometry().size() * _OF_SCREEN
        below = self.open_button.sizeHint().height() + 3 * GRID
        wide = self.fontMetrics().averageCharWidth() * _CHARACTERS_WIDE
        width = min(wide, room.width())
        height = min(self._form.wanted(width) + below, room.height())
        if (width, height) != (self.minimumWidth(), self.minimumHeight()):
            self.setMinimumSize(width, height)
            self.resize(width, height)

    def _lead_to(self, name: str) -> None:
        getattr(self, name).setFocus()
        # After the layout made room for what is said there.
        QTimer.singleShot(
            0, self, lambda: self._form.ensureWidgetVisible(self._questions[name], 0, GRID)
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.cancel_button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label("Centrale server openen", "title"))
        column.addWidget(text_label(_WHAT, "hint"))
        for question in self._questions.values():
            column.addWidget(question)
        safe = QVBoxLayout()
        safe.setSpacing(GRID // 2)
        safe.addWidget(self.encrypted)
        safe.addWidget(text_label(_TLS, "hint"))
        column.addLayout(safe)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 2 * GRID)
        whole.setSpacing(GRID)
        self._form = _Form(inside)
        whole.addWidget(self._form, 1)
        buttons.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        whole.addLayout(buttons)

    def _on_open(self) -> None:
        address = self.address()
        # What was opened already, or by somebody who knows better, needs no more than a password.
        is_known = bool(self._reason) and address == self._known
        wrong = {} if is_known else wrong_with_address(address)
        for name, question in self._questions.items():
            question.tell(wrong.get(name, ""))
        if wrong:
            self._lead_to(next(iter(wrong)))
            return
        self.accept()
        self.wanted.emit(address, self.password.text())
