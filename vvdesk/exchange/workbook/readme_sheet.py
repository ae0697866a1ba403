"""The sheet `Lees mij`: one printed page that tells a department all it has to know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from vvdesk.exchange.workbook import house, measures
from vvdesk.exchange.workbook.asked_columns import VRAGEN
from vvdesk.exchange.workbook.data_sheet import SPARE_ROWS
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.paper import set_up_a4
from vvdesk.exchange.workbook.sheets import TOELICHTINGEN
from vvdesk.values import dag_to_text

README_SHEET: Final = "Lees mij"
PLURALS: Final = {
    "Projecten": "projecten",
    "Mijlpalen": "mijlpalen",
    "Agendering": "agenderingen",
    "Toelichtingen": "toelichtingen",
    "Vragen": "vragen",
}
"""What the rows of each sheet are, in plural."""
_WIDTHS: Final = (2, 24, 74, 2)
_LABEL, _TEXT = 1, 2
_TITLES: Final = {
    "uitvraag": "Projectfiches invullen",
    "inzending": "Ingevulde projectfiches",
    "totaal": "Alle projectfiches",
}
_STEPS: Final = (
    (
        "1. Projecten",
        (
            "Eén rij per project. Lees na wat er de vorige keer stond en pas aan wat veranderd is: "
            "status, voortgang en bedragen."
        ),
    ),
    (
        "2. Mijlpalen",
        (
            "Eén rij per beoogde realisatie. Werk timing en status bij. Verschuift de timing, "
            "schrijf dan bij Reden van wijziging waarom."
        ),
    ),
    (
        "3. Agendering",
        "Eén rij per beslissing of document van de Vlaamse Regering. Voeg toe wat er nieuw is.",
    ),
    (
        "4. Nakijken",
        "Zie je oranje of rode cellen? Hieronder staat wat de kleuren betekenen.",
    ),
    (
        "5. Terugsturen",
        (
            "Bewaar het bestand als gewone Excel-werkmap (.xlsx) en stuur het terug. De naam "
            "van het bestand mag je kiezen."
        ),
    ),
)
_COLOURS: Final = (
    ("Vul in", {"bg_color": house.PAPER}, "Hier mag je typen, plakken en wissen."),
    (
        "Ligt vast",
        {"bg_color": house.FIXED},
        "Codes en nummers: daaraan herkennen we je rijen. Laat ze staan.",
    ),
    ("Nog leeg", house.MISSING, "Verplicht bij het indienen, maar nog niet ingevuld."),
    (
        "Klopt niet",
        house.WRONG,
        (
            "Bijvoorbeeld: meer vereffend (VEK) dan vastgelegd (VAK), of op schema terwijl de "
            "timing al voorbij is."
        ),
    ),
    (
        "Status",
        {"bg_color": "#CFEBD8", "font_color": "#0B5D3B"},
        "Een gekozen status krijgt de kleur die ze ook in het rapport heeft.",
    ),
)
_GOOD_TO_KNOW: Final = (
    (
        "Nieuwe rij",
        (
            f"Onderaan Mijlpalen en Agendering staan {SPARE_ROWS} lege rijen. Kies daar de "
            "projectcode en laat de id leeg; die krijgt de rij bij het inlezen."
        ),
    ),
    (
        "Rij die wegvalt",
        (
            "Wis geen rijen: een rij die ontbreekt, is voor ons nog niet weg. Vul bij Lot van de "
            "mijlpaal in wat ermee gebeurde."
        ),
    ),
    (
        "Bedragen en datums",
        (
            "Typ een bedrag in hele euro zonder punten (375000000) en een datum als dd/mm/jjjj. "
            "Typ 0 als het bedrag echt nul is."
        ),
    ),
    (
        "Opmaak in tekst",
        (
            "Vet en cursief blijven bewaard. Alt+Enter geeft een nieuwe regel, een lege regel een "
            "nieuwe alinea, en een regel die begint met • of - een opsomming."
        ),
    ),
    (
        "Formules",
        (
            "Typ waarden, geen formules: een formule wordt niet ingelezen. Tekst die begint met = "
            "of - blijft gewoon tekst."
        ),
    ),
    (
        "Sorteren en filteren",
        "Dat mag altijd, net als kolommen breder maken. LibreOffice is ook goed.",
    ),
)
_EXPLAINED: Final = (
    "Toelichtingen",
    (
        "Op dat blad staat waarom een waarschuwing mag blijven staan. Je mag die zinnen "
        "verbeteren. Een toelichting vervalt zodra de waarde verandert waarover ze gaat."
    ),
)
_ASKED: Final = (
    "Vragen",
    (
        "De coördinator heeft vragen. Kies op dat blad bij elke vraag een reden en schrijf je "
        "antwoord ernaast. Klik op het veld om te zien waarover het gaat."
    ),
)


def write_readme(
    page: Page,
    envelope: Envelope,
    counts: Sequence[tuple[str, str, int]],
    returned: Mapping[str, str],
) -> None:
    """Write the sheet.

    Args:
        page: The sheet, still empty.
        envelope: What is written on the outside.
        counts: For each sheet its name, what its rows are (plural) and how many there are.
        returned: Project to why its fiche was sent back.
    """
    sheet = page.sheet
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    writer = _Readme(page)
    writer.title(_TITLES[envelope.form], envelope.plan_titel)
    writer.pairs(_facts(envelope, counts))
    if returned:
        writer.heading("Teruggestuurd: pas dit nog aan")
        writer.pairs(returned.items())
    writer.heading("Zo werkt het")
    for name, text in _STEPS:
        tab = name.partition(" ")[2]
        target = f"internal:'{tab}'!A1" if tab in {each[0] for each in counts} else ""
        writer.pair(name, text, target)
    if any(name == VRAGEN.name for name, _noun, _number in counts):
        writer.pair(*_ASKED, target=f"internal:'{VRAGEN.name}'!A1")
    writer.heading("Wat de kleuren betekenen")
    for name, paint, text in _COLOURS:
        writer.swatch(name, paint, text)
    writer.heading("Goed om te weten")
    writer.pairs(_GOOD_TO_KNOW)
    if any(name == TOELICHTINGEN.name for name, _noun, _number in counts):
        writer.pair(*_EXPLAINED, target=f"internal:'{TOELICHTINGEN.name}'!A1")
    writer.heading("Vragen?")
    writer.pair("Wij helpen graag", _contact(envelope))
    writer.small(
        f"Kenmerk: {envelope.form} {envelope.sequence} van {envelope.exported_at[:10]}, "
        f"{envelope.export_id}, vvdesk {envelope.app_version}. Het blad is beveiligd zonder "
        "wachtwoord, alleen tegen vergissingen."
    )
    set_up_a4(sheet, envelope, landscape=False)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.print_area(0, 0, writer.row - 1, len(_WIDTHS) - 1)
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _facts(envelope: Envelope, counts: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    if envelope.entiteit:
        yield "Entiteit", envelope.entiteit
    peildatum = dag_to_text(envelope.peildatum)
    yield "Meetmoment", f"{envelope.meetmoment}: de stand van zaken op {peildatum}"
    if envelope.deadline:
        yield "Terugsturen", f"uiterlijk op {dag_to_text(envelope.deadline)}"
    yield "In dit werkboek", ", ".join(f"{number} {noun}" for _name, noun, number in counts)


def _contact(envelope: Envelope) -> str:
    if envelope.contact:
        return f"{envelope.sender}: {envelope.contact}"
    return f"{envelope.sender}. Antwoord gewoon op het bericht waarmee je dit werkboek kreeg."


class _Readme:
    """Writes the sheet from top to bottom.

    Attributes:
        row: The next row, from 0.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.row = 0

    def title(self, title: str, above: str) -> None:
        """Write the yellow band."""
        made = self._page.house
        small = made.format(font_size=11, bg_color=house.YELLOW, valign="vcenter")
        big = made.format(bold=True, font_size=22, bg_color=house.YELLOW, valign="vcenter")
        for text, format_, height in ((above, small, 24), (title, big, 36)):
            for at in range(len(_WIDTHS)):
                self._page.sheet.write_blank(self.row, at, None, small)
            self._page.text(self.row, _LABEL, text, format_)
            self._page.sheet.set_row(self.row, height)
            self.row += 1
        self._space(10)

    def heading(self, text: str) -> None:
        """Write a heading with a line under it."""
        self._space(8)
        head = self._page.house.format(
            bold=True, font_size=13, bottom=2, bottom_color=house.YELLOW, valign="bottom"
        )
        self._page.text(self.row, _LABEL, text, head)
        self._page.sheet.write_blank(self.row, _TEXT, None, head)
        self._page.sheet.set_row(self.row, 24)
        self.row += 1
        self._space(4)

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Write several label and text pairs."""
        for label, text in pairs:
            self.pair(label, text)

    def pair(self, label: str, text: str, target: str = "") -> None:
        """Write a bold label with its text; with a target the label leads there."""
        made = self._page.house
        bold = made.format(bold=True, font_size=11, valign="top")
        if target:
            blue = made.format(bold=True, font_size=11, valign="top", font_color=house.LINK)
            self._page.link(self.row, _LABEL, target, label, blue)
        else:
            self._page.text(self.row, _LABEL, label, bold)
        self._text(text)

    def swatch(self, label: str, paint: dict[str, str], text: str) -> None:
        """Write a label in the colour it explains."""
        cell = self._page.house.format(
            font_size=11,
            valign="vcenter",
            align="center",
            border=1,
            border_color=house.LINE,
            **paint,
        )
        self._page.text(self.row, _LABEL, label, cell)
        self._text(text, valign="vcenter")

    def small(self, text: str) -> None:
        """Write the small print at the end."""
        self._space(14)
        format_ = self._page.house.format(
            font_size=8, font_color=house.SOFT, text_wrap=True, valign="top"
        )
        self._page.text(self.row, _TEXT, text, format_)
        self._page.sheet.set_row(self.row, 26)
        self.row += 1

    def _text(self, text: str, valign: str = "top") -> None:
        wrapped = self._page.house.format(
            font_size=11, text_wrap=True, valign=valign, align="left", indent=1
        )
        self._page.text(self.row, _TEXT, text, wrapped)
        lines = measures.lines_of(text, _WIDTHS[_TEXT] - 12)
        self._page.sheet.set_row(self.row, 15.0 * lines + 6)
        self.row += 1

    def _space(self, height: float) -> None:
        self._page.sheet.set_row(self.row, height)
        self.row += 1
