"""Reports of every shape with any text, for hypothesis: what a renderer must never break on."""

from datetime import date
from string import ascii_lowercase

from hypothesis import strategies as st
from sample_document import GEREALISEERD, GESTART, NASTY, chart

from vvdesk.anchors import field_code
from vvdesk.compare.wording import Part
from vvdesk.report.content import (
    Align,
    Badge,
    Column,
    Document,
    Fields,
    Figure,
    Grid,
    GridRow,
    Legend,
    Line,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Revision,
    RowKind,
    Section,
    SectionKind,
    Style,
)
from vvdesk.richtext import Block as RichBlock
from vvdesk.richtext import Run, normalise

_EXTREMES = (
    NASTY,
    "W" * 400,
    "hottentottententententoonstellingsmakersvergunning" * 3,
    "https://example.org/" + "een-heel-lang-pad/" * 30,
    "999.999.999.999.999,99 EUR",
    "a\u00a0b" * 80,
    "x\n\n\ny",
    "\U0001f600 e\u0301 q\u0359\u0336 \u4e00\u4e01 \u0627\u0644\u0639",
    "\u202eomgekeerd\u202c \u2066los\u2069 \u200f\u200e\u200b\u00ad\ufeff",
    "\x00\x01\x07\x1f\x7f\x85\ufffe\uffff\ue000\ufffd\U0010ffff",
    "half een paar: \ud83d en \ude00",
    "]]> --> <!-- {% x %} #sys.inputs ${jndi} \\u{1f600} `raw` *_~@label<a>",
    " vooraan en achteraan ",
    "\t\v\f\r\n\u2028\u2029",
)
"""Texts that are too long, too odd, or mean something to who writes the file."""
_any_text = st.one_of(
    st.sampled_from(_EXTREMES),
    st.text(max_size=40),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.text("aeint \n-/.éë€", max_size=60),
)
_filled_text = _any_text.filter(str.strip)
_codes = st.builds(
    lambda number, what: field_code(1, f"VV{number:03d}", what),
    st.integers(1, 4),
    st.sampled_from(("financiering.vak", "titel", "mijlpalen.VV001-M01.timing", "")),
)
_maybe_code = st.one_of(st.just(""), _codes)
_hrefs = st.sampled_from(
    (
        None,
        "https://example.org/a?b=1&c=2",
        "mailto:x@example.org",
        "https://x.be/" + "y" * 900,
        "https://x.be/\u00e9\U0001f600",
        "javascript:alert(1)",
    )
)
_looks = st.sampled_from((GESTART, GEREALISEERD))
_runs = st.builds(Run, _any_text, st.booleans(), st.booleans(), _hrefs)
_figures = st.builds(Figure, _any_text, _maybe_code, st.booleans(), st.booleans())
_badges = st.builds(Badge, _looks, _maybe_code, st.booleans())
_revisions = st.builds(Revision, _any_text, st.sampled_from(Part))
_words = st.lists(st.one_of(_runs, _figures, _badges, _revisions), max_size=4).map(tuple)
_rich_blocks = st.builds(
    RichBlock,
    st.sampled_from(("p", "ul", "ol")),
    st.integers(0, 3),
    st.lists(_runs, min_size=1, max_size=3).map(tuple),
)
_normal_blocks = st.lists(_rich_blocks, max_size=6).map(normalise)
_proses = st.builds(Prose, _normal_blocks.filter(bool), _maybe_code)
_lines = st.builds(Line, _any_text, st.one_of(_words, _proses), _maybe_code)
_some_lines = st.lists(_lines, min_size=1, max_size=4).map(tuple)


@st.composite
def _grids(draw):
    widths = draw(st.lists(st.integers(1, 60), min_size=1, max_size=6))
    columns = tuple(Column(draw(_any_text), each, draw(st.sampled_from(Align))) for each in widths)
    full = st.tuples(*(_words for _ in widths))
    plain = st.builds(GridRow, full, _maybe_code, st.sampled_from((RowKind.PLAIN, RowKind.TOTAL)))
    detail = st.one_of(
        st.builds(GridRow, st.just(()), st.just(""), st.just(RowKind.DETAIL), _some_lines),
        st.builds(GridRow, st.tuples(_words), st.just(""), st.just(RowKind.DETAIL)),
    )
    rows = draw(st.lists(st.one_of(plain, detail), max_size=5))
    return Grid(draw(_any_text), columns, tuple(rows), draw(st.booleans()))


_blocks = st.one_of(
    st.builds(Paragraph, _words, st.sampled_from(Style)),
    _proses,
    st.builds(Fields, _any_text, _some_lines),
    st.builds(Listing, st.lists(_words, max_size=3).map(tuple)),
    _grids(),
    st.just(Picture(chart())),
    st.lists(st.tuples(_looks, _any_text), max_size=3).map(lambda each: Legend(tuple(each))),
)
_anchors = st.text(ascii_lowercase, min_size=1, max_size=6)
_facets = st.fixed_dictionaries({"status": _any_text, "entiteit": _any_text})


@st.composite
def _sections(draw, depth=0):
    """Draw a section; what lies in it comes last, as the tree promises."""
    blocks = draw(st.lists(_blocks, max_size=3))
    if depth < 3:
        blocks += draw(st.lists(_sections(depth + 1), max_size=2))
    kind = SectionKind.CHAPTER if not depth else draw(st.sampled_from(SectionKind))
    return Section(draw(_filled_text), draw(_anchors), tuple(blocks), kind, draw(_facets))


@st.composite
def documents(draw):
    """Draw a report; anchors are its own, as the tree promises."""
    chapters = draw(st.lists(_sections(), min_size=1, max_size=3))
    counted = iter(range(10_000))
    return Document(
        draw(_filled_text),
        draw(_any_text),
        draw(_any_text),
        draw(_any_text),
        draw(st.dates(date(1900, 1, 1), date(2200, 1, 1))),
        "Z3RQ-ZANS-BG14-H4EH",
        draw(st.booleans()),
        tuple(_numbered(each, counted) for each in chapters),
        draw(st.booleans()),
        draw(st.lists(_any_text, max_size=2).map(tuple)),
    )


def _numbered(section, counted):
    anchor = f"{section.anchor}-{next(counted)}"
    blocks = tuple(
        _numbered(block, counted) if isinstance(block, Section) else block
        for block in section.blocks
    )
    return Section(section.title, anchor, blocks, section.kind, section.facets)
