"""What the template says about the report: cover, header, footer, properties, language.

The coordinator puts content controls where they like, on the cover, in the header or the footer;
their tag says what comes in them.
"""

from datetime import UTC, datetime, time
from typing import Final

from docx.document import Document as WordFile
from lxml import etree

from vvdesk.report.content import Document
from vvdesk.report.word.names import RPR, RSTYLE, SPACE, VAL, P, R, T, child, remove, w, xml_safe
from vvdesk.report.word.template import parts_of
from vvdesk.values import dag_to_text

DRAFT: Final = "Voorlopig"
"""What marks a report of a meetmoment that is not closed."""
LANGUAGE: Final = "nl-BE"
_PREFIX: Final = "vvdesk."
_EXPLANATION: Final = "uitleg"
"""The control with the explanation of the template itself, which no report has."""
_LONGEST_PROPERTY: Final = 255
_BEFORE_COMPAT: Final = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "rsids")
_SDT, _CONTENT = w("sdt"), w("sdtContent")
_FILLED: Final = (T, w("drawing"), w("pict"), w("object"), w("sectPr"))
_HINTS: Final = {"placeholdertext", "tekstvantijdelijkeaanduiding"}
"""Styles of the grey words in a control that was not filled in."""


def values_of(document: Document) -> dict[str, str]:
    """Return what each content control is filled with, by its tag without `vvdesk.`."""
    return {
        "plan": document.plan,
        "titel": document.title,
        "ondertitel": document.subtitle,
        "stand": "" if document.is_final else DRAFT.upper(),
        "meetmoment": document.meetmoment,
        "peildatum": dag_to_text(document.peildatum),
        "controlecode": document.controlecode,
    }


def fill(word: WordFile, document: Document) -> None:
    """Fill every content control of the template, its properties, and set its language."""
    values = {key: xml_safe(" ".join(text.split()))[0] for key, text in values_of(document).items()}
    for part in parts_of(word):
        element = getattr(part, "element", None)
        if element is not None:
            _fill_controls(element, values)
    _set_properties(word, document, values)
    _set_language(word)


def ask_update(word: WordFile) -> None:
    """Let Word work out every field, so the page numbers of the contents, when it opens the file.

    Only Word knows on which page a heading comes. It asks first whether it may; with yes all
    numbers are right, with no the contents have links but no numbers. Marking the field itself
    (`w:dirty`) makes Word ask just the same, and together with this setting some versions put
    page 1 everywhere, so it is not done. Every PAGEREF field is written in full, with a result:
    Word takes one without it for broken.
    """
    settings = word.settings.element
    for old in settings.findall(w("updateFields")):
        settings.remove(old)
    made = etree.Element(w("updateFields"))
    made.set(VAL, "true")
    found = [each for each in map(settings.find, map(w, _BEFORE_COMPAT)) if each is not None]
    if found:
        found[0].addprevious(made)
    else:
        settings.append(made)


def _fill_controls(element: etree._Element, values: dict[str, str]) -> None:
    for control in list(element.iter(_SDT)):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        name = "" if tag is None else tag.get(VAL, "")
        if name == _PREFIX + _EXPLANATION:
            remove(control)
            continue
        value = values.get(name.removeprefix(_PREFIX)) if name.startswith(_PREFIX) else None
        content = control.find(_CONTENT)
        if value is None or content is None:
            continue
        if value:
            _unbind(control)
            _put(content, value)
        else:
            _take_out(control)


def _unbind(control: etree._Element) -> None:
    """Take away what makes Word show something else than what is filled in."""
    for name in ("dataBinding", "showingPlcHdr", "placeholder"):
        for found in control.findall(f"{w('sdtPr')}/{w(name)}"):
            remove(found)


def _put(content: etree._Element, value: str) -> None:
    """Put the value in the first run, which keeps its look; take out the others."""
    first, *others = list(content.iter(R)) or [child(next(content.iter(P), content), "r")]
    for run in others:
        remove(run)
    for paragraph in list(content.iter(P))[1:]:
        if first not in paragraph.iter():
            remove(paragraph)
    look = first.find(RPR)
    for each in list(first):
        if each is not look:
            first.remove(each)
    for style in first.findall(f"{RPR}/{RSTYLE}"):
        if style.get(VAL, "").casefold() in _HINTS:
            remove(style)
    text = etree.SubElement(first, T)
    text.text = value
    text.set(SPACE, "preserve")


def _take_out(control: etree._Element) -> None:
    """Remove a control that has nothing to say, and its paragraph if that is all there was."""
    holder = control.getparent()
    remove(control)
    if holder is None:
        return
    if holder.tag != P:
        if holder.tag != w("body") and holder.find(P) is None:
            child(holder, "p")  # a header or a cell without a paragraph is no sound Word file
        return
    above = holder.getparent()
    is_alone = next(holder.iter(*_FILLED), None) is None
    if above is not None and above.tag == w("body") and is_alone:
        above.remove(holder)


def _set_properties(word: WordFile, document: Document, values: dict[str, str]) -> None:
    """Fill the properties of the file; the only time in it is the peildatum."""
    known = word.core_properties
    moment = datetime.combine(document.peildatum, time(), UTC)
    title = (
        f"{values['titel']}: {values['ondertitel']}" if values["ondertitel"] else values["titel"]
    )
    known.title = title[:_LONGEST_PROPERTY]
    known.subject = f"{values['plan']}, {values['meetmoment']}"[:_LONGEST_PROPERTY]
    known.identifier = values["controlecode"][:_LONGEST_PROPERTY]
    known.content_status = "Definitief" if document.is_final else DRAFT
    known.language = LANGUAGE
    known.created = known.modified = moment.replace(tzinfo=None)
    known.last_modified_by = "vvdesk"
    known.revision = 1


def _set_language(word: WordFile) -> None:
    """Set the language of everything that does not choose one itself, and of every style."""
    styles = word.styles.element
    for language in styles.iter(w("lang")):
        language.set(VAL, LANGUAGE)
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        styles.insert(0, defaults)
    holder = defaults.find(w("rPrDefault"))
    if holder is None:
        holder = etree.Element(w("rPrDefault"))
        defaults.insert(0, holder)
    look = holder.find(RPR)
    if look is None:
        look = child(holder, "rPr")
    if look.find(w("lang")) is None:
        child(look, "lang", val=LANGUAGE)
