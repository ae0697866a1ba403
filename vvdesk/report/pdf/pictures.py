"""Charts as data for the typesetter: the drawing, and its words apart.

Typst sets a variable font inside an image in its thinnest weight, whatever the image asks for. So
the words are taken out of the drawing and set by the template, in the same places.
"""

from typing import Final

from lxml import etree

from vvdesk.charts.palette import LIGHT
from vvdesk.report.content import Picture
from vvdesk.report.pdf.words import Data, Texts

_WIDTH: Final = 680
"""So that the words in a chart come out a little smaller than those beside it."""
_TEXT: Final = "{http://www.w3.org/2000/svg}text"


def picture_data(picture: Picture, texts: Texts) -> Data:
    """Return a chart.

    Args:
        picture: Which.
        texts: Makes its words.
    """
    chart = picture.chart
    drawing = etree.fromstring(chart.svg(LIGHT, _WIDTH).encode())
    size = float(drawing.get("font-size", "13"))
    written = [_text(each, size, texts) for each in drawing.iter(_TEXT)]
    etree.strip_elements(drawing, _TEXT, with_tail=False)
    alt = " ".join(texts.text(chart.alt).split()) or " ".join(texts.text(chart.title).split())
    return {
        "type": "picture",
        "svg": etree.tostring(drawing, encoding="unicode"),
        "alt": alt or "Grafiek",
        "width": float(drawing.get("width", "0")),
        "height": float(drawing.get("height", "0")),
        "texts": written,
    }


def _text(element: etree._Element, size: float, texts: Texts) -> Data:
    return {
        "text": texts.text(element.text or ""),
        "x": float(element.get("x", "0")),
        "y": float(element.get("y", "0")),
        "anchor": element.get("text-anchor", "start"),
        "bold": element.get("font-weight") == "bold",
        "fill": element.get("fill", LIGHT.text),
        "size": size,
    }
