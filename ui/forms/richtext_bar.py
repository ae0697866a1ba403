"""The buttons above a rich text."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ui.forms.richtext_formats import FORMATS
from ui.icons import Icons
from ui.theme import GRID, Theme

PREVIEW = "Zoals in het rapport"
_SPACING = GRID // 4
_FORWARD = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class RichTextBar(QWidget):
    """Buttons that format; Tab passes them by, Alt+F10 brings the keyboard to them.

    With the keyboard in the bar the arrows go from button to button and Esc back to the text.

    Signals:
        chosen(str): A button of `FORMATS` was pressed.
        preview_wished(bool): Somebody wants to see the text as the report shows it, or no longer.
        back_asked(): The keyboard wants back to the text.
        departed(): The keyboard left a button.

    Args:
        label: Of the field, for screen readers.
        icons: For the buttons.
        theme: Tells when text gets another size.
    """

    chosen = Signal(str)
    preview_wished = Signal(bool)
    back_asked = Signal()
    departed = Signal()

    def __init__(
        self, label: str, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Opmaak van {label}")
        self._buttons: dict[str, QToolButton] = {}
        self._shown_on: set[str] = set()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        group = 0
        for each in FORMATS:
            if each.group != group:
                layout.addSpacing(GRID)
                group = each.group
            button = self._button(each.name, each.text, each.tip, icons.get(each.icon))
            button.setCheckable(each.can_be_on)
            button.clicked.connect(lambda _on, name=each.name: self.chosen.emit(name))
            layout.addWidget(button)
        layout.addSpacing(GRID)
        self._preview = self._preview_button(icons)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        self._count = QLabel(self)
        self._count.setProperty("role", "hint")
        layout.addWidget(self._count)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_on(self, names: set[str]) -> None:
        """Let the buttons say what holds at the cursor."""
        for name in names ^ self._shown_on:
            self._buttons[name].setChecked(name in names)
        self._shown_on = set(names)

    def show_count(self, count: int) -> None:
        """Say how many characters there are."""
        figure = f"{count:,}".replace(",", ".")
        self._count.setText(f"{figure} teken" if count == 1 else f"{figure} tekens")

    def take_keyboard(self) -> None:
        """Bring the keyboard to the first button."""
        self._buttons["bold"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_preview_wished(self) -> bool:
        """Tell whether the preview is to be shown."""
        return self._preview.isChecked()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width without the preview's words, so that these are the first to go."""
        wished = super().minimumSizeHint()
        words = self.fontMetrics().horizontalAdvance(PREVIEW)
        is_wide = self._preview.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        return QSize(wished.width() - words * is_wide, wished.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go from button to button with the arrows, and back to the text with Esc."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            self.departed.emit()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if isinstance(watched, QToolButton):
                watched.click()
        elif step := _FORWARD.get(Qt.Key(event.key()), 0):
            buttons = list(self._buttons.values())
            at = next(index for index, each in enumerate(buttons) if each is watched)
            buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is no room for its words, the preview's button has only its eye."""
        super().resizeEvent(event)
        self._fit()

    def _button(self, name: str, text: str, tip: str, icon: QIcon) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        # A click leaves the keyboard in the text, and Tab goes from field to field.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.installEventFilter(self)
        self._buttons[name] = button
        return button

    def _preview_button(self, icons: Icons) -> QToolButton:
        button = self._button("preview", PREVIEW, PREVIEW, icons.get("eye"))
        button.setCheckable(True)
        button.setText(f" {PREVIEW}")  # Fusion leaves no room behind the eye
        button.toggled.connect(self.preview_wished)
        return button

    def _on_theme_changed(self) -> None:
        size = self.fontMetrics().height()
        for each in self._buttons.values():
            each.setIconSize(QSize(size, size))
        self._fit()

    def _fit(self) -> None:
        styles = Qt.ToolButtonStyle
        self._preview.setToolButtonStyle(styles.ToolButtonTextBesideIcon)
        spacings = _SPACING * (len(self._buttons) + 1) + 4 * GRID
        wished = sum(each.sizeHint().width() for each in self._buttons.values()) + spacings
        wished += self.fontMetrics().horizontalAdvance("00.000 tekens")
        if wished > self.width():
            self._preview.setToolButtonStyle(styles.ToolButtonIconOnly)
