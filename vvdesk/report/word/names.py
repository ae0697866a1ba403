"""The names of the Word format that a report uses, and what no text in it may hold."""

import re
from functools import lru_cache
from typing import Final

from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SHAPES: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES: Final = {"w": WORD, "r": OFFICE, "wp": DRAWING, "a": SHAPES, "pic": PICTURE}
ONLY_WORD: Final = {"w": WORD}
"""For what is copied into a document: each prefix more makes every copy dearer."""

_UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT: Final = "\ufffd"


@lru_cache(maxsize=512)
def w(name: str) -> str:
    """Return the full name of an element or attribute of Word's own."""
    return f"{{{WORD}}}{name}"


VAL: Final = w("val")
P: Final = w("p")
PPR: Final = w("pPr")
PSTYLE: Final = w("pStyle")
R: Final = w("r")
RPR: Final = w("rPr")
RSTYLE: Final = w("rStyle")
T: Final = w("t")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def xml_safe(text: str) -> tuple[str, int]:
    """Return the text with every sign that XML cannot hold made visible as �, and how many.

    Control characters, lone surrogates and two noncharacters would make Word refuse the file.
    """
    if not _UNSAFE.search(text):
        return text, 0
    return _UNSAFE.subn(_REPLACEMENT, text)


def child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Append an element of Word's own; for what is made seldom, attributes without prefix."""
    if not attributes:
        return etree.SubElement(parent, w(name))
    return etree.SubElement(parent, w(name), {w(key): each for key, each in attributes.items()})


def remove(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
