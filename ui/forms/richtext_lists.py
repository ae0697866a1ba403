"""Lists as in Word: what the keys and buttons do to the paragraphs at the cursor.

Every function changes only what paragraphs are; the caller groups the lists afterwards.
"""

from PySide6.QtGui import QTextBlock, QTextCursor

from ui.forms.richtext_document import Ink, Place, place_of, put_at
from vvdesk.richtext import MAX_DEPTH, Kind

_SIGNS: dict[str, Kind] = {"-": "ul", "*": "ul", "•": "ul", "1.": "ol", "1)": "ol"}
"""What makes a list when a space follows it at the start of a paragraph."""


def toggle(cursor: QTextCursor, kind: Kind, ink: Ink) -> None:
    """Make a list of the selected paragraphs, or paragraphs when they are that list already."""
    chosen = selected(cursor)
    if all(place_of(block).kind == kind for block in chosen):
        for block in chosen:
            put_at(block, Place(), ink)
        return
    for block in chosen:
        put_at(block, Place(kind, place_of(block).level), ink)


def shift(cursor: QTextCursor, step: int, ink: Ink) -> None:
    """Move the selected items one level in (1) or out (-1), never deeper than a level has one."""
    for block in selected(cursor):
        place = place_of(block)
        level = place.level + step
        if place.kind != "p" and 0 <= level <= deepest(block):
            put_at(block, Place(place.kind, level), ink)


def deepest(block: QTextBlock) -> int:
    """Return the deepest level that an item may have: one under the item before it."""
    before = place_of(block.previous()) if block.previous().isValid() else Place()
    return min(before.level + 1, MAX_DEPTH - 1) if before.kind != "p" else 0


def begin_by_sign(cursor: QTextCursor, ink: Ink) -> bool:
    """Make an item of a paragraph that starts with a sign, when a space is typed behind it.

    Returns:
        Whether it happened; then the sign is gone and no space is needed.
    """
    block = cursor.block()
    typed = block.text()[: cursor.positionInBlock()]
    kind = _SIGNS.get(typed)
    if kind is None or cursor.hasSelection() or place_of(block).kind != "p":
        return False
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    put_at(block, Place(kind, 0), ink)
    cursor.endEditBlock()
    return True


def leave_when_empty(cursor: QTextCursor, ink: Ink) -> bool:
    """Enter in an empty item: one level out, and out of the list at last."""
    block = cursor.block()
    place = place_of(block)
    if cursor.hasSelection() or place.kind == "p" or block.length() > 1:
        return False
    put_at(block, Place(place.kind, place.level - 1) if place.level else Place(), ink)
    return True


def leave_at_start(cursor: QTextCursor, ink: Ink) -> bool:
    """Backspace at the start of an item: it is a paragraph again."""
    block = cursor.block()
    if cursor.hasSelection() or not cursor.atBlockStart() or place_of(block).kind == "p":
        return False
    put_at(block, Place(), ink)
    return True


def remove_selected(cursor: QTextCursor, ink: Ink) -> None:
    """Remove the selection; what is left of its paragraphs is what the first one was.

    Qt makes of it what the last one was. Where nothing is left at all, it is a paragraph.
    """
    if not cursor.hasSelection():
        return
    place = place_of(cursor.document().findBlock(cursor.selectionStart()))
    is_one = len(selected(cursor)) == 1
    cursor.removeSelectedText()
    if cursor.document().isEmpty():
        put_at(cursor.block(), Place(), ink)
    elif not is_one:
        put_at(cursor.block(), place, ink)


def selected(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the paragraphs that the selection touches, or the one with the cursor."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    result = [block]
    while (block := block.next()).isValid() and block.position() < cursor.selectionEnd():
        result.append(block)
    return result
