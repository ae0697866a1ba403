"""Word files as a test reads them."""

import zipfile

from lxml import etree

from vvdesk.report.word.names import w

VAL = w("val")


def body_of(path):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def words_of(element):
    """The words, without reference codes and without the shape of a status."""
    return "".join(map(_text_of, element.iter(w("t"), w("br"), w("tab"))))


def _text_of(element):
    style = element.getparent().find(f"{w('rPr')}/{w('rStyle')}")
    known = "" if style is None else style.get(VAL)
    text = element.text or " "
    if known == "vvdeskReferentiecodeTeken":
        return ""
    return text.split("\u00a0", 2)[2] if known == "vvdeskStatus" else text
