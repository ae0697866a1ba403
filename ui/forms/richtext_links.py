"""Links in a rich text: where one stands, how it is made and taken away."""

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from ui.forms.richtext_document import Ink, char_format, fragments, link, unlink
from vvdesk.richtext import Run


def link_at(cursor: QTextCursor) -> QTextCursor | None:
    """Return a cursor that selects the whole link in which `cursor` stands; None without link."""
    at = cursor.selectionEnd() if cursor.hasSelection() else cursor.position()
    block = cursor.document().findBlock(at)
    for start, end, _ in _links(block):
        if start <= at <= end and start <= cursor.selectionStart():
            return _selecting(cursor, start, end)
    return None


def address_at(cursor: QTextCursor) -> str:
    """Return the address to which the text at the cursor leads; empty for none."""
    found = link_at(cursor)
    if found is None:
        return ""
    block = cursor.document().findBlock(found.selectionStart())
    return next(href for start, _, href in _links(block) if start == found.selectionStart())


def is_inside(cursor: QTextCursor) -> bool:
    """Tell whether what is typed at the cursor stands between two letters of one link."""
    at = cursor.position()
    return any(start < at < end for start, end, _ in _links(cursor.block()))


def set_link(cursor: QTextCursor, href: str, text: str, ink: Ink) -> None:
    """Let the selection, the link at the cursor or else new text lead to `href`.

    Args:
        cursor: Where.
        href: A clean address.
        text: What is written when nothing is selected; the address itself when empty.
        ink: How a link looks.
    """
    target = cursor if cursor.hasSelection() else link_at(cursor)
    if target is None:
        cursor.insertText(
            text or href.removeprefix("mailto:"), char_format(Run("", href=href), ink)
        )
        return
    made = QTextCharFormat()
    link(made, href, ink)
    target.mergeCharFormat(made)


def remove_link(cursor: QTextCursor) -> None:
    """Let the selection, or the link at the cursor, lead nowhere; the words stay."""
    target = cursor if cursor.hasSelection() else link_at(cursor)
    if target is None:
        return
    start, end = target.selectionStart(), target.selectionEnd()
    cursor.beginEditBlock()
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end:
        for at, text, made in list(fragments(block)):
            if made.isAnchor() and at < end and at + len(text) > start:
                unlink(made)
                part = _selecting(cursor, max(at, start), min(at + len(text), end))
                part.setCharFormat(made)
        block = block.next()
    cursor.endEditBlock()


def _links(block: QTextBlock) -> list[tuple[int, int, str]]:
    """Return start, end and address of every link in a paragraph; neighbours are one."""
    result: list[tuple[int, int, str]] = []
    for at, text, made in fragments(block):
        href = made.anchorHref()
        if not href:
            continue
        goes_on = bool(result) and result[-1][1:] == (at, href)
        start = result.pop()[0] if goes_on else at
        result.append((start, at + len(text), href))
    return result


def _selecting(cursor: QTextCursor, start: int, end: int) -> QTextCursor:
    made = QTextCursor(cursor.document())
    made.setPosition(start)
    made.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return made
