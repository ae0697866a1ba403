"""Rich text from and to the clipboard, and what is dragged."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from ui.forms.richtext_document import blocks_of
from vvdesk.richtext import (
    Block,
    Run,
    clean_text,
    from_clipboard,
    from_plain,
    parse,
    to_html,
    to_plain,
)

_BLANKS = {" ", "\t", "\xa0"}


def is_text(source: QMimeData) -> bool:
    """Tell whether something holds text; files that are dropped are the window's."""
    is_file = any(address.isLocalFile() for address in source.urls())
    return not is_file and (source.hasHtml() or source.hasText())


def read(source: QMimeData) -> tuple[list[Block], bool]:
    """Read what was copied.

    Returns:
        Its blocks, and whether they look simpler than they did where they come from.
    """
    plain = source.text()
    if not source.hasHtml() and "\n" not in plain:
        return words(plain), False
    pasted = from_clipboard(source.html(), plain)
    return _with_edges(parse(pasted.html), plain), pasted.simplified


def words(plain: str) -> list[Block]:
    """Return plain text as it stands; one line keeps its blanks, for it may go within a line."""
    if "\n" in plain:
        return list(parse(from_plain(plain)))
    return [Block("p", 0, (Run(clean_text(plain)),))] if plain else []


def written(cursor: QTextCursor) -> QMimeData:
    """Return the selection in the one format, and as plain text."""
    blocks = blocks_of(cursor.document(), cursor.selectionStart(), cursor.selectionEnd())
    source = QMimeData()
    if len(blocks) == 1:
        blocks = [Block("p", 0, blocks[0].runs)]
    html = to_html(blocks)
    source.setHtml(html)
    source.setText(blocks[0].text if len(blocks) == 1 else to_plain(html))
    return source


def _with_edges(blocks: tuple[Block, ...], plain: str) -> list[Block]:
    """Give words that were copied with a blank before or behind them that blank again."""
    if len(blocks) != 1 or blocks[0].kind != "p":
        return list(blocks)
    before = Run(" " if plain[:1] in _BLANKS else "")
    after = Run(" " if plain[-1:] in _BLANKS else "")
    return [Block("p", 0, (before, *blocks[0].runs, after))]
