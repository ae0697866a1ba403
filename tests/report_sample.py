"""A published report in words of our own, part by part, for tests to take apart."""

from vvdesk.exchange.published_report import PublishedFiche, PublishedReport, read_published_report

COVER = """

Monitoring Relanceplan Vlaamse Veerkracht

Voortgangsrapport meetmoment juni 2022

MONITORING
RELANCEPLAN

**Voortgangsrapportering
Meetmoment juni 2022**

**Speerpunt 03. Alles digitaal
Overzicht van alle projecten**

Inhoud

03. Alles digitaal.....\t2
VV901 - FIETSEN VOOR IEDEREEN.....\t2

03. Alles digitaal

"""
ADDRESS = """

**DEPARTEMENT
KANSELARIJ &
BUITENLANDSE ZAKEN**

Dorpsplein 12 bus 3
9000 Gent
www.example.be
"""
BETROKKENEN = """BETROKKENEN\t
Bevoegde minister(s)\tAn Peeters
Trekkende entiteit VO\tDepartement Water
Betrokken entiteit(en) VO\t
Belanghebbenden\tFietsers, wandelaars
"""
SITUERING = """
PROJECTSITUERING

Cluster Relanceplan\t07. Fietspaden
Speerpunt Relanceplan\t03. Alles digitaal
"""
OMSCHRIJVING = """
PROJECTOMSCHRIJVING
Wij leggen paden aan.
"""
VOORTGANG = """
ALGEMENE PROJECTVOORTGANG

Projectstatus\tOpgestart
Beschrijving voortgang\tHet gaat goed.
"""
MIJLPALEN = """
GEDETAILLEERDE PROJECTVOORTGANG

BEOOGDE REALISATIES\tGEPLANDE TIMING\tSTATUS\tNOODZAKELIJKE POLITIEKE BESLISSINGEN
Eerste pad\t31/12/2022\tOp schema\t/
"""
FINANCIERING = """
PROJECTFINANCIERING\t
Beleidsruimte (begroot)\t1.250.000 EUR
Uitvoering VAK\t500.000 EUR
Uitvoering VEK\t0 EUR
"""


AGENDA = "\nAGENDERING VLAAMSE REGERING\n\n"


def report(**sections: str) -> str:
    """A whole report on one project; a section is replaced by giving it."""
    parts = {
        "cover": COVER,
        "heading": "VV901 - FIETSEN VOOR IEDEREEN\n\n",
        "betrokkenen": BETROKKENEN,
        "situering": SITUERING,
        "omschrijving": OMSCHRIJVING,
        "agendering": "",
        "voortgang": VOORTGANG,
        "mijlpalen": MIJLPALEN,
        "financiering": FINANCIERING,
        "address": ADDRESS,
    } | sections
    return "".join(parts.values())


def read(**sections: str) -> PublishedReport:
    return read_published_report(report(**sections))


def clean_fiche(**sections: str) -> PublishedFiche:
    """The one fiche of a report that must be read without a single problem."""
    found = read(**sections)
    assert [str(problem) for problem in found.problems] == []
    return found.fiches[0]


def explanations(found: PublishedReport) -> str:
    return "\n".join(str(problem) for problem in found.problems)
