"""The styles of the Word template that ships with vvdesk: what a coordinator changes in Word."""

from typing import Final

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INK, _GREY, _LINE, _BAND = "1B1D1F", "565C62", "C4C9CD", "F1F2F3"
_YELLOW, _BLUE, _GREEN, _RED = "FFE615", "0B4F8A", "0B5D3B", "A3262A"
_CODE: Final = "vvdeskReferentiecode"
_CODE_LOOK: Final = f'<w:color w:val="{_GREY}"/><w:sz w:val="14"/><w:szCs w:val="14"/>'
_SIDES: Final = ("top", "left", "bottom", "right")
_TEXT_WIDTH: Final = 9638
"""Twips: A4 (11.906) within margins of 2 cm."""


def _paragraph_style(
    key: str, name: str, paragraph: str = "", run: str = "", *, based: str = "Standaard",
    following: str = "", more: str = "<w:qFormat/>",
) -> str:  # fmt: skip
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    own = "" if name[:1].islower() and not name.startswith("vvdesk") else ' w:customStyle="1"'
    if name in {"Normal", "Title", "Subtitle", "List Bullet", "List Number"} or name[-1:].isdigit():
        own = ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{base}{after}{more}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _character_style(key: str, name: str, run: str) -> str:
    own = "" if name == "Hyperlink" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{own} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Standaardalinea-lettertype"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>'
    )


def _table_style(key: str, name: str, parts: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Standaardtabel"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="40" w:after="50" w:line="250" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        f"{parts}</w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _edge(side: str, colour: str, size: int = 4, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _linked(style: str, other: str) -> str:
    """Tie a style of paragraphs to one of words: Word then changes both at once."""
    return style.replace("<w:qFormat/>", f'<w:link w:val="{other}"/><w:qFormat/>', 1)


def _headings() -> list[str]:
    bold = f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>'
    under = f"<w:pBdr>{_edge('bottom', _YELLOW, 36, 4)}</w:pBdr>"
    thin = f"<w:pBdr>{_edge('bottom', _INK, 8, 3)}</w:pBdr>"
    quiet = (
        f"<w:pBdr>{''.join(_edge(side, _BAND, 4, 3) for side in _SIDES)}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAND}"/>'
    )
    shapes = (
        ("<w:keepNext/><w:keepLines/><w:pageBreakBefore/>" + under
         + '<w:spacing w:before="0" w:after="280"/><w:outlineLvl w:val="0"/>', bold + _size(40)),
        ("<w:keepNext/><w:keepLines/>" + thin
         + '<w:spacing w:before="240" w:after="160"/><w:outlineLvl w:val="1"/>', bold + _size(30)),
        ("<w:keepNext/><w:keepLines/>" + quiet
         + '<w:spacing w:before="300" w:after="140"/><w:ind w:left="80" w:right="80"/>'
         + '<w:outlineLvl w:val="2"/>', bold + _size(24)),
        ("<w:keepNext/><w:keepLines/>" + '<w:spacing w:before="200" w:after="60"/>'
         + '<w:outlineLvl w:val="3"/>', bold + _size(22)),
    )  # fmt: skip
    return [
        _paragraph_style(f"Kop{level}", f"heading {level}", paragraph, run, following="Standaard")
        for level, (paragraph, run) in enumerate(shapes, 1)
    ]


def _lists() -> list[str]:
    found = []
    for number, (key, name) in enumerate(
        (("Lijstopsomteken", "List Bullet"), ("Lijstnummering", "List Number")), 1
    ):
        for level in range(3):
            tail = str(level + 1) if level else ""
            numbering = (
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
                '<w:spacing w:after="80"/><w:contextualSpacing/>'
            )
            found.append(_paragraph_style(key + tail, f"{name} {tail}".strip(), numbering))
    return found


def _contents_styles() -> list[str]:
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_TEXT_WIDTH}"/></w:tabs>'
    return [
        _paragraph_style(
            f"Inhopg{level}",
            f"toc {level}",
            f'{tabs}<w:spacing w:before="{before}" w:after="40"/><w:ind w:left="{left}"/>',
            run,
            more='<w:uiPriority w:val="39"/>',
        )
        for level, before, left, run in ((1, 140, 0, "<w:b/><w:bCs/>"), (2, 0, 284, ""))
    ]


def _other_paragraphs() -> list[str]:
    frame = "".join(_edge(side, _YELLOW, 24, 14) for side in _SIDES)
    band = (
        f'<w:keepNext/><w:pBdr>{frame}</w:pBdr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{_YELLOW}"/><w:spacing w:before="240" w:after="320" w:line="240" '
        'w:lineRule="auto"/><w:ind w:left="320" w:right="320"/>'
    )
    head = f"<w:pBdr>{_edge('bottom', _LINE, 4, 4)}</w:pBdr>"
    foot = f"<w:pBdr>{_edge('top', _LINE, 4, 4)}</w:pBdr>"
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{_TEXT_WIDTH}"/></w:tabs><w:spacing w:after="0"/>'
    small = f'<w:color w:val="{_GREY}"/>{_size(17)}'
    plain = "<w:qFormat/>"
    return [
        _paragraph_style(
            "Titel", "Title", band, f'<w:b/><w:bCs/><w:color w:val="000000"/>{_size(64)}'),
        _paragraph_style(
            "Ondertitel", "Subtitle",
            '<w:spacing w:before="120" w:after="360" w:line="252" w:lineRule="auto"/>',
            f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(36)}'),
        _paragraph_style(
            "vvdeskOmslag", "vvdesk omslag", '<w:spacing w:after="60"/>', _size(24)),
        _paragraph_style(
            "vvdeskVoorlopig", "vvdesk voorlopig", '<w:spacing w:before="240" w:after="240"/>',
            f'<w:b/><w:bCs/><w:color w:val="{_RED}"/>{_size(28)}'),
        _paragraph_style(
            "Kopvaninhoudsopgave", "toc heading",
            f"<w:keepNext/><w:pageBreakBefore/><w:pBdr>{_edge('bottom', _YELLOW, 36, 4)}</w:pBdr>"
            '<w:spacing w:before="0" w:after="240"/>',
            f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(40)}'),
        _paragraph_style(
            "Bijschrift", "caption", '<w:keepNext/><w:spacing w:before="200" w:after="80"/>',
            f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(20)}'),
        _paragraph_style(
            "vvdeskKernzin", "vvdesk kernzin", '<w:spacing w:before="60" w:after="160"/>',
            _size(25)),
        _paragraph_style(
            "vvdeskNoot", "vvdesk noot", '<w:spacing w:before="40" w:after="120"/>',
            f'<w:color w:val="{_GREY}"/>{_size(18)}'),
        _paragraph_style(
            "vvdeskTussenruimte", "vvdesk tussenruimte",
            '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', _size(8)),
        _linked(
            _paragraph_style(
                _CODE, "vvdesk referentiecode", '<w:spacing w:before="70" w:after="20"/>',
                _CODE_LOOK), f"{_CODE}Teken"),
        _paragraph_style("Koptekst", "header", head + tab, small, more=plain),
        _paragraph_style("Voettekst", "footer", foot + tab, small, more=plain),
    ]  # fmt: skip


def _characters() -> list[str]:
    hint = f'<w:color w:val="{_GREY}"/>'
    return [
        _character_style(
            "Hyperlink", "Hyperlink", f'<w:color w:val="{_BLUE}"/><w:u w:val="single"/>'),
        _character_style(
            "vvdeskVerwijzing", "vvdesk verwijzing", f'<w:u w:val="dotted" w:color="{_GREY}"/>'),
        _linked(
            _character_style(f"{_CODE}Teken", "vvdesk referentiecode Teken", _CODE_LOOK), _CODE),
        _character_style("vvdeskStatus", "vvdesk status", "<w:b/><w:bCs/>"),
        _character_style(
            "vvdeskNieuw", "vvdesk nieuw", f'<w:color w:val="{_GREEN}"/><w:u w:val="single"/>'),
        _character_style(
            "vvdeskGeschrapt", "vvdesk geschrapt", f'<w:strike/><w:color w:val="{_RED}"/>'),
        _character_style("vvdeskNietIngevuld", "vvdesk niet ingevuld", "<w:i/><w:iCs/>" + hint),
    ]  # fmt: skip


def _tables() -> list[str]:
    inside = _edge("bottom", _LINE) + _edge("insideH", _LINE)
    margins = (
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f'{_edge("bottom", _INK, 8)}</w:tcBorders><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{_BAND}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    quiet = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="{_GREY}"/>{_size(15)}</w:rPr>'
        "</w:tblStylePr>"
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
    )
    top = _edge("top", _INK, 8)
    return [
        _table_style(
            "vvdeskTabel", "vvdesk tabel",
            f"<w:tblPr><w:tblBorders>{top}{inside}</w:tblBorders>{margins}</w:tblPr>{head}"),
        _table_style(
            "vvdeskVelden", "vvdesk velden",
            f"<w:tblPr><w:tblBorders>{inside}</w:tblBorders>{margins}</w:tblPr>{quiet}"),
    ]  # fmt: skip


def styles() -> str:
    """Return the part with all styles."""
    language = '<w:lang w:val="nl-BE" w:eastAsia="nl-BE" w:bidi="ar-SA"/>'
    font = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font}{_size(21)}{language}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    basis = (
        '<w:style w:type="character" w:default="1" w:styleId="Standaardalinea-lettertype">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="Standaardtabel">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="Geenlijst">'
        '<w:name w:val="No List"/><w:uiPriority w:val="99"/></w:style>'
    )
    own = [
        _paragraph_style("Standaard", "Normal", "", "", based=""),
        *_headings(), *_other_paragraphs(), *_contents_styles(), *_lists(), *_characters(),
        *_tables(),
    ]  # fmt: skip
    everything = "".join([defaults, basis, *own])
    return f'<w:styles xmlns:w="{_WORD}">{everything}</w:styles>'
