"""A report as a Word file, in the look of a template that coordinators change themselves.

`template.py` reads the template, `fill.py` fills its cover, header and footer, and `body.py` writes
the report where its bookmark `rapport` is.
"""

import shutil
from pathlib import Path
from typing import Final

from docx.document import Document as WordFile
from lxml import etree

from vvdesk.atomic import unavailable
from vvdesk.jobs import Progress, silent
from vvdesk.report.content import Document
from vvdesk.report.word.body import Body
from vvdesk.report.word.contents import contents
from vvdesk.report.word.fill import ask_update, fill, values_of
from vvdesk.report.word.names import NAMESPACES, PPR, PSTYLE, VAL, remove, w
from vvdesk.report.word.package import write_package
from vvdesk.report.word.page import fit_tabs, text_width
from vvdesk.report.word.places import Places
from vvdesk.report.word.template import read_template, shipped_template
from vvdesk.report.word.text import Text

REPORT_BOOKMARK: Final = "rapport"
CONTENTS_BOOKMARK: Final = "inhoudsopgave"
_HERE: Final = "vvdesk-rapport"
_NO_BOOKMARK: Final = (
    f'Het sjabloon heeft geen bladwijzer "{REPORT_BOOKMARK}"; het rapport staat daarom achteraan. '
    f'Zet in Word een bladwijzer met de naam "{REPORT_BOOKMARK}" waar het moet beginnen.'
)
_ASKS: Final = (
    "Word vraagt bij het openen of het de velden mag bijwerken. Kies Ja: dan komen de "
    "paginanummers in de inhoudsopgave."
)


def write_word(
    document: Document, target: Path, template: Path | None = None, progress: Progress = silent
) -> tuple[str, ...]:
    """Write a report as a Word file; the same report and template give the same bytes.

    Args:
        document: What it says.
        target: Where it comes; what stood there is lost.
        template: The coordinator's own template; None for the one that comes with vvdesk.
        progress: Called for each chapter and project.

    Returns:
        What whoever publishes it should know, in Dutch.

    Raises:
        Refused: The template cannot be used; the sentence says why and what to do.
        Unavailable: The template cannot be read, or the target not be written.
        Cancelled: The user stopped; the target is half written.
    """
    read = read_template(template)
    word, styles = read.word, read.styles
    notices: list[str] = []
    fill(word, document)
    places = Places(document)
    text = Text(word, styles, places)
    width = text_width(word)
    fit_tabs(word, width)
    body = Body(word, document, styles, text, places, width)
    mark = _place_for_report(word, notices)
    if document.has_cover:
        if _put_contents(word, contents(document, styles, text)):
            ask_update(word)
            notices.append(_ASKS)
    else:
        _begin_without_cover(mark, document, styles, text)
    head, tail = _around(word)
    try:
        write_package(word, target, head, body.pieces(progress), tail)
    except OSError as error:
        raise unavailable(error, target) from error
    if text.replaced:
        signs = "1 teken dat" if text.replaced == 1 else f"{text.replaced} tekens die"
        can = "kan" if text.replaced == 1 else "kunnen"
        notices.append(f"{signs} niet in een Word-bestand {can} staan: daar staat nu �.")
    return tuple(notices)


def save_template(target: Path) -> None:
    """Give the coordinator a copy of the template that comes with vvdesk.

    Raises:
        Unavailable: It cannot be written.
    """
    try:
        shutil.copyfile(shipped_template(), target)
    except OSError as error:
        raise unavailable(error, target) from error


def _place_for_report(word: WordFile, notices: list[str]) -> etree._Element:
    """Put a mark where the report comes, in place of the paragraph with the bookmark."""
    body = word.part.element.find(w("body"))
    for left in list(word.part.element.iter(etree.ProcessingInstruction)):
        remove(left)
    mark = etree.ProcessingInstruction(_HERE, "hier")
    found = _block_of(word, REPORT_BOOKMARK)
    if found is None:
        notices.append(_NO_BOOKMARK)
        last = body.find(w("sectPr"))
        body.insert(len(body) if last is None else body.index(last), mark)
    else:
        found.addprevious(mark)
        remove(found)
    return mark


def _put_contents(word: WordFile, entries: list[etree._Element]) -> bool:
    """Put the list of contents where its bookmark is; tell whether there is one."""
    found = _block_of(word, CONTENTS_BOOKMARK)
    if found is None or not entries:
        return False
    for entry in entries:
        found.addprevious(entry)
    remove(found)
    return True


def _begin_without_cover(
    mark: etree._Element, document: Document, styles: dict[str, str], text: Text
) -> None:
    """Take out the cover and the contents; the title stands above the text instead."""
    for before in list(mark.itersiblings(preceding=True)):
        remove(before)
    for first in list(mark.itersiblings(w("sectPr"))):
        for own in first.findall(w("titlePg")):
            first.remove(own)
    values = values_of(document)
    about = (
        f"{values['plan']} · meetmoment {values['meetmoment']} · stand van zaken op "
        f"{values['peildatum']} · controlecode {values['controlecode']}"
    )
    about = f"{values['stand']} · {about}" if values["stand"] else about
    lines = (
        ("title", document.title), ("subtitle", document.subtitle), ("vvdesk noot", about)
    )  # fmt: skip
    for style, words in lines:
        if words.strip():
            made = etree.Element(w("p"))
            etree.SubElement(etree.SubElement(made, PPR), PSTYLE, {VAL: styles[style]})
            text.run(made, " ".join(words.split()))
            mark.addprevious(made)


def _block_of(word: WordFile, name: str) -> etree._Element | None:
    """Return the block of the body in which a bookmark begins; capitals do not matter."""
    blocks: list[etree._Element] = list(word.part.element.find(w("body")))
    for block in blocks:
        for start in block.iter(w("bookmarkStart")):
            if start.get(w("name"), "").casefold() == name:
                return block
    return None


def _around(word: WordFile) -> tuple[bytes, bytes]:
    """Return the document before and after the mark, with the prefixes that the report uses."""
    old = word.part.element
    root = etree.Element(old.tag, nsmap={**old.nsmap, **NAMESPACES})
    root.attrib.update(old.attrib)
    root.extend(list(old))
    made = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    head, _mark, tail = made.partition(f"<?{_HERE} hier?>".encode())
    return head, tail
