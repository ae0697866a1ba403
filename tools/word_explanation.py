"""The last page of the Word template: how it works, for who changes it; never part of a report."""

from typing import Final

_INTRODUCTION: Final = (
    "Deze bladzijde komt in geen enkel rapport: vvdesk laat dit hele blok weg. Je mag het ook zelf "
    "wissen."
)
_NEXT_PAGE: Final = "Op de volgende bladzijde staat hoe dit sjabloon werkt."
_STEPS: Final = (
    (
        "Kies je eigen huisstijl.",
        (
            "Wijzig de stijlen hieronder: klik in Word met de rechtermuisknop op een stijl en kies "
            "Wijzigen. Het hele rapport volgt. Een stijl wissen of een andere naam geven kan niet."
        ),
    ),
    (
        "Zet de omslag, de koptekst en de voettekst zoals je wilt.",
        (
            "vvdesk vult de vakken in, zoals Titel en Meetmoment. Je mag ze verplaatsen, kopiëren "
            "of wissen. Een vak dat niets te zeggen heeft, zoals Voorlopig in een definitief "
            "rapport, valt weg."
        ),
    ),
    (
        "Voeg een logo in.",
        ("Kies Invoegen, Afbeeldingen. Koppel het beeld niet: een gekoppeld beeld weigert vvdesk."),
    ),
    (
        "Kies de pagina.",
        (
            "Formaat, stand en marges stel je in met Indeling. Tabellen en grafieken worden even "
            "breed als de tekst."
        ),
    ),
    (
        "Laat de twee bladwijzers staan.",
        (
            "De inhoudsopgave komt bij de bladwijzer inhoudsopgave, het rapport bij de bladwijzer "
            "rapport. Wat je daarna nog schrijft, komt na het rapport."
        ),
    ),
    (
        "Bewaar het als gewoon Word-document (.docx).",
        (
            "Kies het daarna in vvdesk op de pagina Rapport. Een sjabloon met macro's weigert "
            "vvdesk."
        ),
    ),
)
_STYLES: Final = (
    ("Kop 1", "Een hoofdstuk; het begint op een nieuwe bladzijde."),
    ("Kop 2", "Een project, of een deel van een hoofdstuk."),
    ("Kop 3, Kop 4", "Een deel van een projectfiche, en wat daarin nog een titel heeft."),
    ("Standaard", "De gewone tekst."),
    ("Lijst opsom.teken, Lijstnummering", "Opsommingen, tot drie niveaus diep."),
    ("Inhopg 1, Inhopg 2", "De regels van de inhoudsopgave."),
    ("Bijschrift", "De titel boven een tabel of een grafiek."),
    ("vvdesk kernzin", "De zin die het belangrijkste van een deel zegt."),
    ("vvdesk noot", "Hoe je een tabel leest."),
    ("vvdesk tabel, vvdesk velden", "De tabellen, en de gegevens van een fiche met hun naam."),
    ("vvdesk status", "Een status; de kleur komt uit het plan."),
    ("vvdesk referentiecode", "De code waarmee je een gegeven terugvindt."),
    ("vvdesk verwijzing", "Een cijfer dat naar zijn fiche leidt."),
    ("vvdesk niet ingevuld", "Wat niemand invulde."),
    ("vvdesk nieuw, vvdesk geschrapt", "Wat in een tekst bijkwam en wegviel."),
    ("vvdesk tussenruimte", "De ruimte na een tabel."),
)
_WIDTHS: Final = (3200, 6438)


def explanation() -> str:
    """Return the block with the explanation."""
    steps = "".join(_item(f"{_run(what, bold=True)}{_run(f' {how}')}") for what, how in _STEPS)
    body = "".join([
        _paragraph("Standaard", _run(_NEXT_PAGE)),
        _paragraph("Kopvaninhoudsopgave", _run("Zo werkt dit sjabloon")),
        _paragraph("vvdeskKernzin", _run(_INTRODUCTION)),
        steps,
        _paragraph("Bijschrift", _run("Wat elke stijl doet")),
        _table(),
        _paragraph("vvdeskTussenruimte", ""),
    ])  # fmt: skip
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="Uitleg: komt in geen rapport"/>'
        '<w:tag w:val="vvdesk.uitleg"/><w:id w:val="401"/></w:sdtPr>'
        f"<w:sdtContent>{body}</w:sdtContent></w:sdt>"
    )


def _table() -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    rows = "".join(_row(each) for each in _STYLES)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="vvdeskTabel"/>'
        f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="Wat elke stijl doet"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_row(('Stijl', 'Waarvoor'), is_head=True)}{rows}"
        "</w:tbl>"
    )


def _row(words: tuple[str, str], *, is_head: bool = False) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_run(each)}</w:p></w:tc>'
        for each, width in zip(words, _WIDTHS, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _item(inside: str) -> str:
    return _paragraph("Lijstopsomteken", inside, '<w:contextualSpacing w:val="0"/>')


def _paragraph(style: str, inside: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def _run(words: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'
