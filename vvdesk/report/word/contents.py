"""The list of contents of a Word report: a field of Word's own, filled beforehand."""

from typing import Final

from lxml import etree

from vvdesk.report.content import Document
from vvdesk.report.word.names import PPR, PSTYLE, VAL, R, T, child, w
from vvdesk.report.word.places import heading_name
from vvdesk.report.word.text import Text

_LEVELS: Final = 2
_FIELD: Final = f' TOC \\o "1-{_LEVELS}" \\h \\z '
_UNKNOWN: Final = "–"
"""Stands for a page number until Word has worked it out; any figure here would be a guess."""


def contents(document: Document, styles: dict[str, str], text: Text) -> list[etree._Element]:
    """Return the paragraphs of the list of contents, each a link to its heading.

    Args:
        document: What the report says.
        styles: The ids of the template's styles by name.
        text: Writes words.
    """
    entries = [
        (level, " ".join(section.title.split()), heading_name(number))
        for number, (level, section) in enumerate(document.sections(), 1)
        if level <= _LEVELS
    ]
    made = [_entry(*each, styles, text) for each in entries]
    if made:
        _open(made[0])
        _mark(made[-1], "end")
    return made


def _entry(level: int, title: str, name: str, styles: dict[str, str], text: Text) -> etree._Element:
    paragraph = etree.Element(w("p"))
    etree.SubElement(etree.SubElement(paragraph, PPR), PSTYLE, {VAL: styles[f"toc {level}"]})
    link = child(paragraph, "hyperlink", anchor=name, history="1")
    text.run(link, title)
    child(etree.SubElement(link, R), "tab")
    _mark(link, "begin")
    _instruct(link, f" PAGEREF {name} \\h ")
    _mark(link, "separate")
    etree.SubElement(etree.SubElement(link, R), T).text = _UNKNOWN
    _mark(link, "end")
    return paragraph


def _open(paragraph: etree._Element) -> None:
    """Begin the field of the whole list before the first entry."""
    holder = etree.Element(w("p"))
    _mark(holder, "begin")
    _instruct(holder, _FIELD)
    _mark(holder, "separate")
    for at, run in enumerate(list(holder), 1):
        paragraph.insert(at, run)


def _mark(parent: etree._Element, kind: str) -> None:
    child(etree.SubElement(parent, R), "fldChar", fldCharType=kind)


def _instruct(parent: etree._Element, instruction: str) -> None:
    made = child(etree.SubElement(parent, R), "instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = instruction
