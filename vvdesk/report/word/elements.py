"""Paragraphs and runs that stand nowhere yet: what is made once and then copied."""

import re
from typing import Final

from lxml import etree

from vvdesk.report.word.names import (
    ONLY_WORD,
    PPR,
    PSTYLE,
    RPR,
    RSTYLE,
    SPACE,
    VAL,
    P,
    R,
    T,
    child,
    w,
)

_BOLD: Final = w("b")
_ITALIC: Final = w("i")
_BREAK: Final = w("br")
_TAB: Final = w("tab")
_BREAKS: Final = re.compile(r"([\n\t])")


def colour_run(run: etree._Element, ink: str, background: str) -> None:
    """Give a run with a style its own colours, each as `#RRGGBB`."""
    child(run[0], "color", val=ink.removeprefix("#"))
    child(run[0], "shd", val="clear", color="auto", fill=background.removeprefix("#"))


def fill_run(run: etree._Element, text: str) -> None:
    """Put text in a run whose last element is an empty `w:t`."""
    if "\n" not in text and "\t" not in text:
        _put(run[-1], text)
        return
    run.remove(run[-1])
    for part in _BREAKS.split(text):
        if part == "\n":
            etree.SubElement(run, _BREAK)
        elif part == "\t":
            etree.SubElement(run, _TAB)
        elif part:
            _put(etree.SubElement(run, T), part)


def _put(made: etree._Element, text: str) -> None:
    made.text = text
    # Word drops plain spaces at the ends; breaks and tabs are elements of their own by now.
    if text[0] == " " or text[-1] == " " or "  " in text:
        made.set(SPACE, "preserve")


def new_paragraph(style: str, *, keep: bool, right: bool) -> etree._Element:
    """Return an empty paragraph that stands nowhere yet; arguments as of `Text.paragraph`."""
    made = etree.Element(P, nsmap=ONLY_WORD)
    if not (style or keep or right):
        return made
    properties = etree.SubElement(made, PPR)
    if style:
        etree.SubElement(properties, PSTYLE, {VAL: style})
    if keep:
        child(properties, "keepNext")
    if right:
        child(properties, "jc", val="right")
    return made


def new_run(style: str = "", *, bold: bool = False, italic: bool = False) -> etree._Element:
    """Return a run that stands nowhere yet, with an empty `w:t` as its last element."""
    made = etree.Element(R, nsmap=ONLY_WORD)
    if style or bold or italic:
        _set_look(etree.SubElement(made, RPR), style, bold=bold, italic=italic)
    etree.SubElement(made, T)
    return made


def _set_look(properties: etree._Element, style: str, *, bold: bool, italic: bool) -> None:
    if style:
        etree.SubElement(properties, RSTYLE, {VAL: style})
    if bold:
        etree.SubElement(properties, _BOLD)
    if italic:
        etree.SubElement(properties, _ITALIC)
