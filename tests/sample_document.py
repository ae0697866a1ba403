"""A report with every kind of block in it, and texts that try to break out of it."""

from datetime import date

from vvdesk.charts.bars import Bars
from vvdesk.charts.chart import Part as Bar
from vvdesk.charts.chart import Row
from vvdesk.charts.drawing import Series
from vvdesk.charts.rows import Counted
from vvdesk.compare.wording import Part
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Align,
    Badge,
    Block,
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
    StatusLook,
    Style,
)
from vvdesk.richtext import Block as RichBlock
from vvdesk.richtext import Run

GESTART = StatusLook(
    "na_agendering",
    "Opgestart na agendering VR",
    "●",
    "#0B5D3B",
    "",
    "#CFEBD8",
    "#0B5D3B",
)
GEREALISEERD = StatusLook(
    "gerealiseerd", "Gerealiseerd", "✓", "#F2C500", "#5E4E00", "#FFF3A6", "#5E4E00"
)
NASTY = '#import "x" $a$ @ref // *vet* _schuin_ \\ <script>alert("1")</script> & {{ 7*7 }} =1+1'
"""Signs that mean something to Typst, HTML, XML, a template or a workbook."""
PROSE = (
    RichBlock("p", 0, (Run("Een alinea met "), Run("vette", bold=True), Run(" en "))),
    RichBlock("p", 0, (Run("een regel\neen tweede regel"), Run(" schuin", italic=True))),
    RichBlock("ul", 0, (Run("eerste punt"),)),
    RichBlock("ul", 1, (Run("punt in een punt"),)),
    RichBlock("ol", 0, (Run("genummerd, "), Run("met link", href="https://example.org/a?b=1&c=2"))),
    RichBlock("ol", 0, (Run("nog een"),)),
    RichBlock("p", 0, (Run(NASTY),)),
    RichBlock("ol", 0, (Run("weer vanaf één"),)),
)  # fmt: skip


def project(code: str = "VV015", titel: str = "Digitale versnelling", rows: int = 3) -> Section:
    """Return a project in its parts, with `rows` mijlpalen of which one has a detail."""
    mijlpalen: list[GridRow] = []
    for number in range(1, rows + 1):
        row = f"1/{code}-M{number:02d}"
        mijlpalen.append(
            GridRow(
                (
                    (Figure(f"Mijlpaal {number} van {titel}, {NASTY[:20]}", f"{row}-TITEL", True),),
                    (Figure("31/12/2023", f"{row}-TIMING", True),),
                    (Badge(GESTART, f"{row}-STATUS", True),),
                    (Figure(NOT_FILLED_IN, f"{row}-BESLISSINGEN", True, True),),
                ),
                row,
            )
        )
        if number == 1:
            said = Line("Indicator", (Figure("Scholen met wifi", f"{row}-INDICATOR", True),))
            mijlpalen.append(GridRow((), "", RowKind.DETAIL, (said,)))
    return Section(
        f"{code} – {titel}",
        code.casefold(),
        (
            part(
                "Betrokkenen",
                f"{code}-betrokkenen",
                Fields(
                    "Betrokkenen",
                    (
                        Line(
                            "Bevoegde minister(s)",
                            (Figure("Ben Weyts", f"1/{code}-MINISTERS", True),),
                            f"1/{code}-MINISTERS",
                        ),
                        Line(
                            "Webpagina",
                            (Run("https://example.org/", href="https://example.org/"),),
                            f"1/{code}-WEBPAGINA",
                        ),
                    ),
                ),
            ),
            part(
                "Projectomschrijving",
                f"{code}-omschrijving",
                Prose(PROSE, f"1/{code}-OMSCHRIJVING"),
            ),
            part(
                "Agendering Vlaamse Regering",
                f"{code}-agendering",
                Listing(
                    (
                        (Run("Visienota", href="https://example.org/nota"), Run(" (nota)")),
                        (Run("Zonder link"),),
                    )
                ),
            ),
            part(
                "Algemene projectvoortgang",
                f"{code}-voortgang",
                Fields(
                    "Algemene projectvoortgang",
                    (
                        Line(
                            "Projectstatus",
                            (Badge(GESTART, f"1/{code}-PROJECTSTATUS", True),),
                            f"1/{code}-PROJECTSTATUS",
                        ),
                        Line("Beschrijving voortgang", Prose(PROSE[:3]), f"1/{code}-VOORTGANG"),
                    ),
                ),
            ),
            part(
                "Gedetailleerde projectvoortgang",
                f"{code}-mijlpalen",
                Grid(
                    f"Mijlpalen van {code}",
                    (
                        Column("Beoogde realisaties", 44),
                        Column("Geplande timing", 15),
                        Column("Status", 16),
                        Column("Noodzakelijke politieke beslissingen", 25),
                    ),
                    tuple(mijlpalen),
                    is_titled=False,
                ),
            ),
            part(
                "Projectfinanciering",
                f"{code}-financiering",
                Fields(
                    "Projectfinanciering",
                    (
                        Line(
                            "Uitvoering VAK",
                            (Figure("375.000.000 EUR", f"1/{code}-VAK", True),),
                            f"1/{code}-VAK",
                        ),
                    ),
                ),
            ),
        ),
        SectionKind.PROJECT,
        {"status": "Opgestart na agendering VR", "entiteit": "Departement Onderwijs en Vorming"},
    )


def part(title: str, anchor: str, *blocks: Block) -> Section:
    """Return one part of a fiche."""
    return Section(title, anchor.casefold(), blocks)


def chart() -> Bars:
    """Return a small chart with two statuses."""
    series = [
        Series("na_agendering", "Opgestart na agendering VR", "#0B5D3B", "", "#A9E5C4", "●"),
        Series("gerealiseerd", "Gerealiseerd", "#F2C500", "#5E4E00", "#FFEB7A", "✓"),
    ]
    rows = [Row("04. Investeren", (Bar("na_agendering", 7, "", 2), Bar("gerealiseerd", 2)))]
    return Bars(
        "Projectstatus per speerpunt",
        rows,
        series,
        Counted("Speerpunt", "project", "projecten", "april 2021"),
    )


def document(projects: int = 2, rows: int = 3) -> Document:
    """Return a report with every kind of block."""
    summary = Section(
        "Samenvatting",
        "samenvatting",
        (
            Paragraph(
                (Figure("2", "1/PLAN-PROJECTEN"), Run(" projecten, "), Run("waarvan", bold=True)),
                Style.LEAD,
            ),
            Paragraph((Run("Niet ingevulde bedragen tellen niet mee."),), Style.NOTE),
            Picture(chart()),
            Grid(
                "Projecten per status",
                (Column("Status", 60), Column("Aantal", 20, Align.RIGHT)),
                (
                    GridRow(
                        ((Badge(GESTART),), (Figure("7", "1/PLAN-STATUS-NA_AGENDERING"),)),
                        "1/PLAN-STATUS-NA_AGENDERING",
                    ),
                    GridRow(
                        ((Run("Samen"),), (Figure("9", "1/PLAN-PROJECTEN"),)),
                        "1/PLAN-PROJECTEN",
                        RowKind.TOTAL,
                    ),
                ),
            ),
        ),
        SectionKind.CHAPTER,
    )
    legend = Section(
        "Legende",
        "legende",
        (
            Legend(
                (
                    (GESTART, "Er is een beslissing van de Vlaamse Regering."),
                    (GEREALISEERD, "Alles is klaar."),
                )
            ),
        ),
        SectionKind.CHAPTER,
    )
    codes = [f"VV{15 + at:03d}" for at in range(projects)]
    fiches = tuple(project(code, f"Project {code}", rows) for code in codes)
    return Document(
        "Voortgangsrapport",
        "Speerpunt 04. Investeren in mensen en talenten",
        "Relanceplan Vlaamse Veerkracht",
        "april 2021",
        date(2021, 3, 31),
        "Z3RQ-ZANS-BG14-H4EH",
        True,
        (
            legend,
            summary,
            Section("04. Investeren in mensen en talenten", "s04", fiches, SectionKind.SPEERPUNT),
            Section(
                "Verschuivingen",
                "verschuivingen",
                (
                    Grid(
                        "Teksten die anders zijn",
                        (Column("Project", 20), Column("Tekst", 80)),
                        (
                            GridRow(
                                (
                                    (Figure("VV015", "1/VV015"),),
                                    (
                                        Revision("Het ", Part.EQUAL),
                                        Revision("oude", Part.DELETED),
                                        Revision("nieuwe", Part.INSERTED),
                                        Revision(" plan", Part.EQUAL),
                                    ),
                                ),
                                "1/VV015-OMSCHRIJVING",
                            ),
                        ),
                    ),
                ),
                SectionKind.CHAPTER,
            ),
        ),
    )
