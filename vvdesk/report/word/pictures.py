"""Charts as pictures for Word: the same drawing as everywhere, set by Typst into a PNG.

Word takes no SVG through python-docx; Typst is here already, has the fonts, and gives the same
bytes each time. Typst sets a variable font inside an image in its thinnest weight, so the words
are taken out of the drawing and set apart, in the same places.
"""

import json
from functools import lru_cache
from io import BytesIO
from typing import Final

import typst
from docx.document import Document as WordFile
from lxml import etree

from vvdesk.charts.chart import Chart
from vvdesk.charts.palette import LIGHT
from vvdesk.report.typesetting.fonts import SANS, shipped_fonts
from vvdesk.report.word.names import DRAWING, OFFICE, PICTURE, SHAPES, w, xml_safe

_SET: Final = b"""#let drawn = json(bytes(sys.inputs.drawn))
#set page(width: drawn.width * 1pt, height: drawn.height * 1pt, margin: 0pt)
#set text(font: drawn.font, top-edge: "baseline", bottom-edge: "baseline", lang: "nl")
#let put(given) = context {
  let words = text(
    size: given.size * 1pt, fill: rgb(given.fill), weight: given.weight, given.text,
  )
  let moved = measure(words).width * given.before
  place(top + left, dx: given.x * 1pt - moved, dy: given.y * 1pt, words)
}
#image(bytes(drawn.svg), format: "svg", width: 100%)
#for each in drawn.texts { put(each) }
"""
_BEFORE: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Which part of a text stands before its own place."""
_SVG_TEXT: Final = "{http://www.w3.org/2000/svg}text"
_PPI: Final = 220.0
"""What Word itself keeps of a picture."""
_EMU_PER_TWIP: Final = 635
_TWIPS_PER_POINT: Final = 20
_UNITS_PER_POINT: Final = 1.4
"""So that text of a chart is as large as that of a table."""
_GRAPHIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Pictures:
    """Puts charts in a Word file.

    Args:
        word: The opened template.
        width: Between the margins of the page, in twips.
    """

    def __init__(self, word: WordFile, width: int) -> None:
        self._word = word
        self._width = width
        inline = word.part.element.iter(f"{{{DRAWING}}}docPr")
        ids = (each.get("id", "") for each in inline)
        self._last = max((int(each) for each in ids if each.isdecimal()), default=0)

    def add(self, paragraph: etree._Element, chart: Chart) -> None:
        """Append a chart, with its words for who cannot see it."""
        points = self._width / _TWIPS_PER_POINT
        png = _png(chart.svg(LIGHT, round(points * _UNITS_PER_POINT)))
        key, image = self._word.part.get_or_add_image(BytesIO(png))
        self._last += 1
        across = self._width * _EMU_PER_TWIP
        size = {"cx": str(across), "cy": str(round(across * image.px_height / image.px_width))}
        name = {"id": str(self._last), "name": f"Grafiek {self._last}"}
        inline = etree.SubElement(
            etree.SubElement(etree.SubElement(paragraph, w("r")), w("drawing")),
            f"{{{DRAWING}}}inline",
            dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
        )
        etree.SubElement(inline, f"{{{DRAWING}}}extent", size)
        described = {"descr": _one_line(chart.alt), "title": _one_line(chart.title)}
        etree.SubElement(inline, f"{{{DRAWING}}}docPr", {**name, **described})
        graphic = etree.SubElement(inline, f"{{{SHAPES}}}graphic")
        data = etree.SubElement(graphic, f"{{{SHAPES}}}graphicData", {"uri": _GRAPHIC})
        _fill(etree.SubElement(data, f"{{{PICTURE}}}pic"), key, name, size)


def _fill(picture: etree._Element, key: str, name: dict[str, str], size: dict[str, str]) -> None:
    properties = etree.SubElement(picture, f"{{{PICTURE}}}nvPicPr")
    etree.SubElement(properties, f"{{{PICTURE}}}cNvPr", name)
    etree.SubElement(properties, f"{{{PICTURE}}}cNvPicPr")
    filled = etree.SubElement(picture, f"{{{PICTURE}}}blipFill")
    etree.SubElement(filled, f"{{{SHAPES}}}blip", {f"{{{OFFICE}}}embed": key})
    stretch = etree.SubElement(filled, f"{{{SHAPES}}}stretch")
    etree.SubElement(stretch, f"{{{SHAPES}}}fillRect")
    shape = etree.SubElement(picture, f"{{{PICTURE}}}spPr")
    place = etree.SubElement(shape, f"{{{SHAPES}}}xfrm")
    etree.SubElement(place, f"{{{SHAPES}}}off", {"x": "0", "y": "0"})
    etree.SubElement(place, f"{{{SHAPES}}}ext", size)
    form = etree.SubElement(shape, f"{{{SHAPES}}}prstGeom", {"prst": "rect"})
    etree.SubElement(form, f"{{{SHAPES}}}avLst")


@lru_cache(maxsize=16)
def _png(svg: str) -> bytes:
    """Return the drawing as a picture; kept, as a report is often made more than once."""
    drawing = etree.fromstring(svg.encode())
    size = float(drawing.get("font-size", "13"))
    texts = [_words(each, size) for each in drawing.iter(_SVG_TEXT)]
    etree.strip_elements(drawing, _SVG_TEXT, with_tail=False)
    drawn = {
        "svg": etree.tostring(drawing, encoding="unicode"),
        "width": float(drawing.get("width", "1")),
        "height": float(drawing.get("height", "1")),
        "font": SANS,
        "texts": texts,
    }
    compiler = typst.Compiler(
        _SET,
        font_paths=shipped_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"drawn": json.dumps(drawn)},
    )
    made = compiler.compile(format="png", ppi=_PPI / _UNITS_PER_POINT)
    assert isinstance(made, bytes)  # noqa: S101 # one page gives one picture
    return made


def _words(element: etree._Element, size: float) -> dict[str, object]:
    return {
        "text": element.text or "",
        "x": float(element.get("x", "0")),
        "y": float(element.get("y", "0")),
        "before": _BEFORE[element.get("text-anchor", "start")],
        "weight": 700 if element.get("font-weight") == "bold" else 400,
        "fill": element.get("fill", LIGHT.text),
        "size": size,
    }


def _one_line(text: str) -> str:
    return xml_safe(" ".join(text.split()))[0]
