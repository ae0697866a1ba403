"""The one rich-text format: what it is, how any text gets into it, how it is written.

A rich text is stored as canonical HTML, a small subset (`p ul ol li strong em br`, `a` with an
address) in which every text has exactly one spelling, so that equal texts are equal strings.
"""

from vvdesk.richtext.addresses import typed_address
from vvdesk.richtext.blocks import MAX_DEPTH, Block, Kind, Run, TooDeep, numbers
from vvdesk.richtext.clipboard import from_clipboard
from vvdesk.richtext.markup import canonical, is_canonical, parse, to_html
from vvdesk.richtext.normal import clean_href, clean_text, normalise
from vvdesk.richtext.plain import from_plain, to_plain, visible_length
from vvdesk.richtext.word import Pasted, from_clipboard_html

__all__ = [
    "MAX_DEPTH",
    "Block",
    "Kind",
    "Pasted",
    "Run",
    "TooDeep",
    "canonical",
    "clean_href",
    "clean_text",
    "from_clipboard",
    "from_clipboard_html",
    "from_plain",
    "is_canonical",
    "normalise",
    "numbers",
    "parse",
    "to_html",
    "to_plain",
    "typed_address",
    "visible_length",
]
