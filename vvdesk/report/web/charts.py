"""Charts in a page: drawn for a wide and for a narrow screen, each for light and for dark.

The style sheet shows one of the four. A drawing that is only scaled down could not be read on a
telephone, and one for white paper would blind in the dark.
"""

from typing import Final

from lxml import etree

from vvdesk.charts.chart import Chart
from vvdesk.charts.palette import DARK, LIGHT
from vvdesk.report.web.elements import Html, element, together
from vvdesk.report.web.places import Places

_DRAWINGS: Final = (
    ("wide light", LIGHT, 720, 15),
    ("wide dark", DARK, 720, 15),
    ("narrow light", LIGHT, 320, 14),
    ("narrow dark", DARK, 320, 14),
)
"""Class, colours, width and size of text."""
_SPOKEN: Final = ("{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc")
_UNWANTED: Final = ("version", "baseProfile", "width", "height", "font-family")


def figure(chart: Chart, places: Places) -> Html:
    """Return a chart with its title; it is read out as title and description."""
    drawings = together(
        _drawing(chart.svg(palette, width, size=size), name, places)
        for name, palette, width, size in _DRAWINGS
    )
    return element("figure", element("figcaption", chart.title), drawings)


def _drawing(svg: str, name: str, places: Places) -> Html:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for attribute in _UNWANTED:
        root.attrib.pop(attribute, "")
    named = [places.new_id("beeld") for _part in _SPOKEN]
    for part, own in zip(root.iter(*_SPOKEN), named, strict=True):
        part.set("id", own)
    root.set("class", name)
    root.set("aria-labelledby", " ".join(named))
    return Html(etree.tostring(root, encoding="unicode").strip())
