"""What a screen must offer to who uses a keyboard, a screen reader, or large text.

Each check returns sentences that say what is wrong, and nothing when all is well.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QToolBar,
    QWidget,
)

_ROLE = QAccessible.Role
_INTERACTIVE = {
    _ROLE.Button, _ROLE.ButtonMenu, _ROLE.ButtonDropDown, _ROLE.CheckBox, _ROLE.RadioButton,
    _ROLE.ComboBox, _ROLE.EditableText, _ROLE.List, _ROLE.Table, _ROLE.Tree, _ROLE.PageTab,
    _ROLE.Link, _ROLE.MenuItem, _ROLE.SpinBox, _ROLE.Slider, _ROLE.ListItem, _ROLE.TreeItem,
}  # fmt: skip
_SAYS_NOTHING = {_ROLE.NoRole, _ROLE.Client, _ROLE.Pane, _ROLE.Border, _ROLE.Whitespace}
LEAST_TARGET = 24
"""Logical pixels that a finger or an unsteady hand can hit (WCAG 2.5.8)."""
MOST_STOPS = 60
_MOST_IN_ONE = 40
_EDGES = 4
_MOST_AFTER_THE_END = 48
"""Logical pixels of nothing to which a page may scroll on below the last that it shows."""
_DEEP = 24


def about(widget: QWidget) -> str:
    """Name a widget for who mends it."""
    named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {str(named)!r} in {type(widget.parentWidget()).__name__}"


def shown(root: QWidget) -> list[QWidget]:
    """Return every widget that is in sight."""
    return [each for each in root.findChildren(QWidget) if each.isVisibleTo(root)]


def nameless(root: QWidget) -> list[str]:
    """Tell which control a screen reader cannot name."""
    found = []
    for interface in _interfaces(QAccessible.queryAccessibleInterface(root), 0):
        widget = interface.object()
        role = interface.role()
        if role not in _INTERACTIVE or isinstance(widget, QScrollBar | QMenuBar):
            continue
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{role.name} without a name: {_owner(interface)}")
    return found


def roleless(root: QWidget) -> list[str]:
    """Tell which widget takes the keyboard and does not say what it is."""
    found = []
    for widget in shown(root):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isEnabled():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        named = interface.text(QAccessible.Text.Name).strip()
        if interface.role() in _SAYS_NOTHING and not named:
            found.append(f"{interface.role().name} that takes the keyboard: {about(widget)}")
    return found


def small(root: QWidget) -> list[str]:
    """Tell which control is hard to hit."""
    return [
        f"{widget.width()}x{widget.height()}: {about(widget)}"
        for widget in shown(root)
        if (_is_a_field(widget) or isinstance(widget, QAbstractButton | QComboBox))
        and not isinstance(widget.parent(), QLineEdit | QTabBar | QToolBar)
        and min(widget.width(), widget.height()) < LEAST_TARGET
    ]


def clipped(root: QWidget) -> list[str]:
    """Tell which text does not fit where it stands, unless it was shortened with an ellipsis."""
    found = []
    for widget in shown(root):
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            needed = _height_for(widget) if widget.wordWrap() else widget.sizeHint().height()
            too_wide = not widget.wordWrap() and widget.width() < widget.minimumSizeHint().width()
            if too_wide or widget.height() < needed:
                found.append(f"{widget.size().toTuple()} of {needed} high: {about(widget)}")
        elif _is_a_button(widget) and not _is_shortened(widget):
            wide = widget.minimumSizeHint().boundedTo(widget.sizeHint()).width() - 1
            if widget.width() < wide or widget.height() < widget.fontMetrics().height() + _EDGES:
                found.append(f"{widget.size().toTuple()}, {wide} wanted: {about(widget)}")
        elif _is_a_field(widget) and widget.height() < widget.minimumSizeHint().height():
            found.append(f"{widget.height()} high: {about(widget)}")
    return found


def overlong(root: QWidget) -> list[str]:
    """Tell which page scrolls on where nothing more comes."""
    found = []
    for area in filter(lambda each: isinstance(each, QScrollArea), shown(root)):
        content = area.widget()
        if content is None or area.verticalScrollBar().maximum() == 0:
            continue
        inside = shown(content)
        holders = {each.parentWidget() for each in inside}
        ends = (each.mapTo(content, QPoint(0, each.height())).y() for each in inside)
        last = max(
            (end for each, end in zip(inside, ends, strict=True) if each not in holders), default=0
        )
        if content.height() - last > _MOST_AFTER_THE_END:
            found.append(f"{content.height()} high, the last ends at {last}: {about(content)}")
    return found


def _is_a_field(widget: QWidget) -> bool:
    """Tell whether it is a line of its own, and not the inside of a larger box."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox) or (parent and parent.focusProxy() is widget)
    return isinstance(widget, QLineEdit) and not inside


def _is_a_button(widget: QWidget) -> bool:
    """Tell whether it is a button that stands by itself, and not a picture inside a line."""
    return isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QLineEdit)


def _is_shortened(button: QAbstractButton) -> bool:
    return not button.text() or button.text().endswith("…")


def _height_for(label: QLabel) -> int:
    """Return the height of the words themselves; the hint of a label may be a line more."""
    if label.textFormat() is not Qt.TextFormat.PlainText and "<" in label.text():
        return label.heightForWidth(label.width())
    box = QRect(0, 0, max(label.contentsRect().width(), 1), 100_000)
    return label.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, label.text()).height()


def stops(key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Return where the keyboard comes, until it is back where it began.

    Raises:
        AssertionError: It never comes back, or never leaves one control.
    """
    first = QApplication.focusWidget()
    assert first is not None, "nothing has the keyboard"
    visited, inside = [first], 0
    for _press in range(MOST_STOPS * 4):
        here = QApplication.focusWidget()
        QTest.keyClick(here, key)
        there = QApplication.focusWidget()
        if not first.isVisible():
            break  # it closed when it was left
        assert there is not None, f"the keyboard is lost after {about(visited[-1])}"
        inside = inside + 1 if there is here else 0
        assert inside <= _MOST_IN_ONE, f"the keyboard is caught in {about(there)}"
        if there is first and inside == 0:
            break
        if there is not here:
            visited.append(there)
    assert len(visited) <= MOST_STOPS, f"{len(visited)} stops: {[about(each) for each in visited]}"
    return visited


def unreachable(root: QWidget, visited: list[QWidget]) -> list[str]:
    """Tell which control Tab passes by; of a group of choices it stops at one."""
    if not visited[0].isVisible():
        return []  # it closed when the keyboard left it
    reached = set(visited)
    return [
        about(widget)
        for widget in shown(root)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QRadioButton)
        and widget not in reached
        and not (widget.focusProxy() in reached or _has_proxy(widget, reached))
    ]


def _has_proxy(widget: QWidget, reached: set[QWidget]) -> bool:
    return any(each.focusProxy() is widget for each in reached)


def unmarked(stop: QWidget) -> str:
    """Tell whether the control that has the keyboard looks as if it had not."""
    if not stop.isVisible():
        return ""
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    _bring_into_sight(stop)
    window = stop.window()
    with_focus = _around(window, stop)
    window.setFocus(Qt.FocusReason.OtherFocusReason)
    stop.clearFocus()
    without = _around(window, stop)
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    different = _differing(with_focus, without)
    if different >= _LEAST_RING:
        return ""
    return f"{different} pixels differ with the keyboard in {about(stop)}"


def _bring_into_sight(stop: QWidget) -> None:
    """Scroll there, as Tab does."""
    parent = stop.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(stop)
        parent = parent.parentWidget()


_LEAST_RING = 40
"""Pixels; a caret alone has fewer."""


def _around(window: QWidget, widget: QWidget) -> QImage:
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    return window.grab(place.intersected(window.rect())).toImage()


def _differing(one: QImage, other: QImage) -> int:
    """Count pixels that differ, up to what is asked."""
    count = 0
    for y in range(one.height()):
        for x in range(one.width()):
            count += one.pixel(x, y) != other.pixel(x, y)
            if count >= _LEAST_RING:
                return count
    return count


def _interfaces(interface: QAccessibleInterface, depth: int) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds in sight; the cells of a table are its own affair."""
    if interface is None or not interface.isValid() or depth > _DEEP:
        return
    if interface.state().invisible and interface.role() is not _ROLE.MenuItem:
        return
    yield interface
    if interface.role() in {_ROLE.Table, _ROLE.Tree}:
        return
    for place in range(interface.childCount()):
        child = interface.child(place)
        if not isinstance(child.object() if child else None, QMenu):
            yield from _interfaces(child, depth + 1)


def _owner(interface: QAccessibleInterface) -> str:
    thing = interface.object()
    if isinstance(thing, QWidget):
        return about(thing)
    parent = interface.parent()
    return f"child of {_owner(parent)}" if parent is not None else "?"
