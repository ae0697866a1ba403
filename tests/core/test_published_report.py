"""Reading a published report: every trap of the printed page, in words of our own."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vvdesk.errors import Refused, Unavailable, VvdeskError
from vvdesk.exchange.published_report import (
    Numbered,
    PublishedFiche,
    PublishedReport,
    read_published_report,
)
from vvdesk.exchange.published_report.model import Problems
from vvdesk.exchange.published_report.text_file import MAX_BYTES
from vvdesk.richtext import is_canonical

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


def test_a_whole_report_is_read_without_problems() -> None:
    found = read()
    assert found.problems == ()
    assert found.meetmoment == "juni 2022"
    assert found.speerpunten == (Numbered("03", "Alles digitaal"),)
    (fiche,) = found.fiches
    assert (fiche.code, fiche.titel) == ("VV901", "FIETSEN VOOR IEDEREEN")
    assert fiche.ministers == ("An Peeters",)
    assert fiche.trekkende_entiteit == "Departement Water"
    assert (fiche.webpagina, fiche.betrokken_entiteiten) == ("", ())
    assert fiche.belanghebbenden == "Fietsers, wandelaars"
    assert fiche.cluster == Numbered("07", "Fietspaden")
    assert fiche.speerpunt == Numbered("03", "Alles digitaal")
    assert fiche.omschrijving == "<p>Wij leggen paden aan.</p>"
    assert (fiche.projectstatus, fiche.voortgang) == ("Opgestart", "<p>Het gaat goed.</p>")
    assert (fiche.beleidsruimte, fiche.vak, fiche.vek) == (1_250_000, 500_000, 0)
    (mijlpaal,) = fiche.mijlpalen
    assert (mijlpaal.titel, mijlpaal.timing) == ("Eerste pad", date(2022, 12, 31))
    assert (mijlpaal.status, mijlpaal.beslissingen) == ("Op schema", "/")


def test_every_value_tells_the_line_it_comes_from() -> None:
    text = report()
    (fiche,) = read_published_report(text).fiches
    lines = text.split("\n")
    assert lines[fiche.line - 1].startswith("VV901")
    assert lines[fiche.lines["vak"] - 1].startswith("Uitvoering VAK")
    assert lines[fiche.lines["voortgang"] - 1].startswith("Beschrijving voortgang")
    assert lines[fiche.lines["omschrijving"] - 1] == "PROJECTOMSCHRIJVING"
    assert lines[fiche.mijlpalen[0].line - 1].startswith("Eerste pad")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(ending: str) -> None:
    data = b"\xef\xbb\xbf" + report().replace("\n", ending).encode()
    assert read_published_report(data) == read()


def test_form_feeds_page_numbers_and_running_headers_are_skipped() -> None:
    page = "\n\n12\n\n\fMonitoring Relanceplan Vlaamse Veerkracht\n\nPROJECTOMSCHRIJVING\n\n"
    fiche = clean_fiche(
        omschrijving=f"\nPROJECTOMSCHRIJVING\nWij leggen paden{page}aan in 3 steden.\n"
    )
    assert fiche.omschrijving == "<p>Wij leggen paden aan in 3 steden.</p>"


def test_a_figure_alone_on_a_line_of_the_text_is_no_page_number() -> None:
    fiche = clean_fiche(omschrijving="\nPROJECTOMSCHRIJVING\nHet aantal is\n\n12\n\nstuks.\n")
    assert fiche.omschrijving == "<p>Het aantal is</p><p>12</p><p>stuks.</p>"


def test_a_sentence_broken_over_a_page_is_whole_again() -> None:
    fiche = clean_fiche(
        omschrijving="\nPROJECTOMSCHRIJVING\n<p>Eerst dit.</p> <p>Wij zetten in op</p>\t\n\n"
        "PROJECTOMSCHRIJVING\n\nPROJECTOMSCHRIJVING\n\nveilige paden. Klaar.\n\n"
        "PROJECTOMSCHRIJVING\n\nEen nieuwe alinea.\n"
    )
    assert fiche.omschrijving == (
        "<p>Eerst dit.</p><p>Wij zetten in op veilige paden. Klaar.</p><p>Een nieuwe alinea.</p>"
    )


def test_a_sentence_that_may_go_on_after_a_page_is_joined_and_told() -> None:
    found = read(
        omschrijving="\nPROJECTOMSCHRIJVING\nDit besliste de\n\nPROJECTOMSCHRIJVING\n\nRegering.\n"
    )
    assert found.fiches[0].omschrijving == "<p>Dit besliste de Regering.</p>"
    assert "vastgemaakt" in explanations(found)


def test_lists_go_on_over_a_page_and_over_lines() -> None:
    fiche = clean_fiche(
        omschrijving="\nPROJECTOMSCHRIJVING\n\nWij doen:\n\n- een **vet** ding\n- twee,\nook dit\n"
        "\nPROJECTOMSCHRIJVING\n\n- drie\n\n1. Kop\nUitleg van de kop.\n2. Nog een\n"
    )
    assert fiche.omschrijving == (
        "<p>Wij doen:</p><ul><li>een <strong>vet</strong> ding</li><li>twee, ook dit</li>"
        "<li>drie</li></ul><ol><li>Kop<br>Uitleg van de kop.</li><li>Nog een</li></ol>"
    )


def test_dashes_within_a_paragraph_make_no_list() -> None:
    fiche = clean_fiche(
        voortgang="\nALGEMENE PROJECTVOORTGANG\n \nProjectstatus\tOpgestart\n"
        "Beschrijving voortgang\t<p>Afgewerkt: - 5 wel - 7 niet</p> <p>Slot</p>\n"
    )
    assert fiche.voortgang == "<p>Afgewerkt: - 5 wel - 7 niet</p><p>Slot</p>"


def test_status_and_label_may_stand_on_separate_lines() -> None:
    fiche = clean_fiche(
        voortgang="\nALGEMENE PROJECTVOORTGANG\n\nProjectstatus\n\nOpgestart na\nagendering VR\n\n"
        "Beschrijving voortgang\n\n- een\n\nALGEMENE PROJECTVOORTGANG\n\n- twee\n"
    )
    assert fiche.projectstatus == "Opgestart na agendering VR"
    assert fiche.voortgang == "<ul><li>een</li><li>twee</li></ul>"


def test_html_lists_tags_and_signs_in_a_cell_become_one_rich_text() -> None:
    fiche = clean_fiche(
        omschrijving="\nPROJECTOMSCHRIJVING\n<p>R&D < 5 % **ja**</p><ul><li>a</li><li>b</li></ul>\n"
        "[site](https://www.vlaanderen.be/a_(b)) en [niets](#)\n"
    )
    assert fiche.omschrijving == (
        "<p>R&amp;D &lt; 5 % <strong>ja</strong></p><ul><li>a</li><li>b</li></ul>"
        '<p><a href="https://www.vlaanderen.be/a_(b)">site</a> en niets</p>'
    )


def test_marks_without_a_partner_stay_and_are_told() -> None:
    found = read(omschrijving="\nPROJECTOMSCHRIJVING\nEen **half [x](javascript:y) teken\n")
    assert found.fiches[0].omschrijving == "<p>Een **half x teken</p>"
    assert "onvolledig" in explanations(found)


AGENDA = "\nAGENDERING VLAAMSE REGERING\n\n"


def test_an_agendering_broken_over_a_page_is_one() -> None:
    fiche = clean_fiche(
        agendering=AGENDA + "[Besluit over fietsen - nota](https://x.be/1)\n\n"
        "[Besluit over](#)\n" + AGENDA + "[de fietspaden - advies](#)\n" + AGENDA + "[MED 5](#)\n\n"
        "VR 3 maart - een beslissing\nvan twee regels\n\n- [Met punt](#)\n"
    )
    assert [(each.titel, each.url, each.soort) for each in fiche.agenderingen] == [
        ("Besluit over fietsen - nota", "https://x.be/1", "nota"),
        ("Besluit over de fietspaden - advies", None, "advies"),
        ("MED 5", None, "mededeling"),
        ("VR 3 maart - een beslissing van twee regels", None, None),
        ("Met punt", None, None),
    ]


def test_a_title_that_ends_in_the_middle_goes_on_with_a_capital_and_is_told() -> None:
    found = read(agendering=AGENDA + "[Besluit van de](#)\n" + AGENDA + "[Vlaamse Regering](#)\n")
    assert [each.titel for each in found.fiches[0].agenderingen] == [
        "Besluit van de Vlaamse Regering"
    ]
    assert "vastgemaakt" in explanations(found)


def test_a_link_that_ends_on_a_next_line_and_tags_are_understood() -> None:
    fiche = clean_fiche(
        agendering=AGENDA
        + "[Een lange\ntitel](https://x.be)\n[Nog een](#)\n\n<p>In tags - BVR</p>\n"
    )
    assert [(each.titel, each.url) for each in fiche.agenderingen] == [
        ("Een lange titel", "https://x.be"),
        ("Nog een", None),
        ("In tags - BVR", None),
    ]


TABLE = (
    "\nGEDETAILLEERDE PROJECTVOORTGANG\t\t\t\n"
    "BEOOGDE REALISATIES\tGEPLANDE TIMING\tSTATUS\tNOODZAKELIJKE POLITIEKE BESLISSINGEN\n"
)


def test_rows_that_go_on_after_a_page_are_one_row() -> None:
    fiche = clean_fiche(
        mijlpalen=TABLE + "Een pad aan de\t01/02/2023\tOp\tNota\n\nrivier\t\tschema\tvan juli\n"
        "Tweede. Er is een\t01/03/2023\tOp schema\t\n\n<p>brug nodig. Echt.</p>\t\t\t\n"
        "---\t--\t--\t--\n" + TABLE + "Derde\t01/04/2023\tNog niet\t<p>a</p> <p>b</p>\n\ngestart\n"
        "Vierde pad\t01/05/2023\t\t\n" + TABLE + "\t\tGerealiseerd\t\n"
    )
    assert [(row.titel, row.status, row.beslissingen) for row in fiche.mijlpalen] == [
        ("Een pad aan de rivier", "Op schema", "Nota van juli"),
        ("Tweede. Er is een brug nodig. Echt.", "Op schema", ""),
        ("Derde", "Nog niet gestart", "a\nb"),
        ("Vierde pad", "Gerealiseerd", ""),
    ]


def test_a_row_with_a_whole_status_is_a_row_of_its_own_even_without_a_day() -> None:
    found = read(mijlpalen=TABLE + "Een\t01/02/2023\tOp schema\t\n\nTwee\t\tOp schema\t\n")
    assert [row.titel for row in found.fiches[0].mijlpalen] == ["Een", "Twee"]
    assert "geen geplande timing" in explanations(found)


@pytest.mark.parametrize("timing", ["31/02/2023", "2023-12-31", "1/2/2023", "Q4 2023", "1.1.23"])
def test_a_timing_that_is_no_day_is_kept_as_text_and_told(timing: str) -> None:
    found = read(mijlpalen=TABLE + f"Een\t{timing}\tOp schema\t\n")
    (row,) = found.fiches[0].mijlpalen
    assert (row.timing, row.timing_tekst) == (None, timing)
    assert timing in explanations(found)


def test_styles_in_the_table_are_taken_off_and_told() -> None:
    found = read(mijlpalen=TABLE + "**Een** [pad](https://x.be/p)\t01/02/2023\tOp schema\t\n")
    assert found.fiches[0].mijlpalen[0].titel == "Een pad"
    assert "opmaak" in explanations(found)
    assert "https://x.be/p" in explanations(found)


def test_lines_of_the_table_that_fit_nowhere_are_told() -> None:
    found = read(mijlpalen=TABLE + "los\nEen\t01/02/2023\tOp schema\ta\tb\nnog iets\nook\t\t\t\n")
    told = explanations(found)
    assert "hoort bij geen mijlpaal" in told
    assert "meer dan vier kolommen" in told
    assert "geen kolommen" in told
    assert "onvolledig" in told
    assert found.fiches[0].mijlpalen[0].titel == "Een nog iets ook"
    assert found.fiches[0].mijlpalen[0].beslissingen == "a b"


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("0 EUR", 0), ("999 EUR", 999), ("1.054.000.000 EUR", 1_054_000_000), ("1.000\xa0EUR", 1000)],
)
def test_an_amount_as_printed_is_read(cell: str, amount: int) -> None:
    fiche = clean_fiche(financiering=FINANCIERING.replace("500.000 EUR", cell))
    assert fiche.vak == amount


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "500000 EUR",
        "5.00 EUR",
        "500.000",
        "500,5 EUR",
        "-5 EUR",
        "1.0000 EUR",
        "5 mio EUR",
        "٣ EUR",
    ],
)
def test_an_amount_in_another_form_is_never_guessed(cell: str) -> None:
    found = read(financiering=FINANCIERING.replace("500.000 EUR", cell))
    assert found.fiches[0].vak is None
    assert found.fiches[0].beleidsruimte == 1_250_000
    assert "Uitvoering VAK" in explanations(found)
    assert cell in explanations(found)


def people(**rows: str) -> str:
    labels = {
        "ministers": "Bevoegde minister(s)",
        "trekker": "Trekkende entiteit VO",
        "webpagina": "Webpagina trekkende entiteit m.b.t. project",
        "betrokken": "Betrokken entiteit(en) VO",
    }
    given_rows = {"ministers": "An Peeters", "trekker": "Departement Water"} | rows
    return "BETROKKENEN\n" + "".join(f"{labels[n]}\t{v}\n" for n, v in given_rows.items())


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "An Peeters, Jo De Smet en Li Van den Berg",
            ("An Peeters", "Jo De Smet", "Li Van den Berg"),
        ),
        ("An Peeters; Jo De Smet", ("An Peeters", "Jo De Smet")),
        ("An Peeters\nJo De Smet", ("An Peeters", "Jo De Smet")),
        (
            "Vlaams minister van Werk, Bos en Zorg",
            ("Vlaams minister van Werk, Bos en Zorg",),
        ),
        ("", ()),
    ],
)
def test_ministers_are_split_only_into_names_of_persons(cell: str, names: tuple[str, ...]) -> None:
    assert clean_fiche(betrokkenen=people(ministers=cell)).ministers == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Departement Cultuur, Jeugd en Media", ("Departement Cultuur, Jeugd en Media",)),
        (
            "Departement Cultuur, Jeugd en Media, Agentschap Bos",
            ("Departement Cultuur, Jeugd en Media", "Agentschap Bos"),
        ),
        ("Water en Weg, VDAB", ("Water en Weg", "VDAB")),
        ("VDAB, Lucht, Land, Zee", ("VDAB", "Lucht, Land, Zee")),
        ("VDAB, Onbekend", ("VDAB, Onbekend",)),
        ("VDAB; Onbekend\nNog een", ("VDAB", "Onbekend", "Nog een")),
        ("<p>VDAB</p> <p>Andere</p>", ("VDAB", "Andere")),
    ],
)
def test_a_comma_in_the_name_of_an_entiteit_does_not_split_it(
    cell: str, names: tuple[str, ...]
) -> None:
    known = ["VDAB", "water en weg", "Lucht, Land, Zee"]
    found = read_published_report(report(betrokkenen=people(betrokken=cell)), known)
    assert found.fiches[0].betrokken_entiteiten == names


@pytest.mark.parametrize(
    ("cell", "page"),
    [
        ("Projectpagina", "Projectpagina"),
        ("[Pagina](https://x.be/p)", "https://x.be/p"),
        ("[Projectpagina](#)", "Projectpagina"),
        ("", ""),
    ],
)
def test_the_webpage_is_its_address_or_what_is_printed(cell: str, page: str) -> None:
    assert clean_fiche(betrokkenen=people(webpagina=cell)).webpagina == page


def test_a_label_broken_over_two_lines_is_whole_again() -> None:
    rows = people(webpagina="Pagina").replace("entiteit m.b.t. project", "entiteit\nm.b.t. project")
    assert clean_fiche(betrokkenen=rows).webpagina == "Pagina"


def test_rows_that_are_not_known_missing_or_double_are_told() -> None:
    found = read(
        betrokkenen="BETROKKENEN\nlos\nBevoegde minister(s)\tAn Peeters\nKleur\trood\n"
        "Bevoegde minister(s)\tJo De Smet\n",
        situering="\nPROJECTSITUERING\nCluster Relanceplan\tFietspaden\n",
    )
    told = explanations(found)
    assert found.fiches[0].ministers == ("An Peeters",)
    assert found.fiches[0].cluster is None
    for text in ('"los"', '"Kleur rood"', "Jo De Smet", '"Trekkende entiteit VO"', '"Fietspaden"'):
        assert text in told


def test_a_title_over_two_lines_is_whole() -> None:
    heading = "VV901 - FIETSEN VOOR\nIEDEREEN (OVERAL)\n\n"
    assert clean_fiche(heading=heading).titel == "FIETSEN VOOR IEDEREEN (OVERAL)"


def test_a_project_named_in_a_text_begins_no_fiche() -> None:
    fiche = clean_fiche(omschrijving="\nPROJECTOMSCHRIJVING\nGeld van:\n- VV028\nVV033 - Wegen\n")
    assert fiche.omschrijving == "<p>Geld van:</p><ul><li>VV028<br>VV033 - Wegen</li></ul>"


def test_projects_of_several_speerpunten_are_read() -> None:
    second = report(cover="\n04. Mensen\n\n", heading="VV902 - TWEE\n", address="")
    found = read_published_report(report(address="") + second + ADDRESS)
    assert [fiche.code for fiche in found.fiches] == ["VV901", "VV902"]
    assert [each.nummer for each in found.speerpunten] == ["03", "04"]
    assert found.problems == ()


def test_a_project_that_comes_twice_is_told_and_read_once() -> None:
    found = read_published_report(report() + report(cover=""))
    assert len(found.fiches) == 1
    assert "stond al op regel" in explanations(found)


def test_a_fiche_without_a_heading_is_told() -> None:
    found = read_published_report(report(address="") + report(cover="", heading=""))
    assert len(found.fiches) == 1
    assert "zonder projectcode" in explanations(found)


def test_a_section_out_of_order_is_told_and_kept() -> None:
    found = read(situering=OMSCHRIJVING + SITUERING)
    assert "twee keer" in explanations(found)
    assert found.fiches[0].omschrijving.count("Wij leggen paden aan.") == 2


def test_a_project_of_the_contents_without_a_fiche_is_told() -> None:
    found = read(cover=COVER.replace("\n03. Alles", "\nVV999 - WEG.....\t9\n03. Alles", 1))
    assert "inhoudstafel" in explanations(found)


def test_missing_sections_are_told_and_leave_the_rest_whole() -> None:
    found = read(situering="", financiering="")
    assert found.fiches[0].cluster is None
    assert found.fiches[0].beleidsruimte is None
    assert found.fiches[0].mijlpalen[0].titel == "Eerste pad"
    assert "PROJECTSITUERING" in explanations(found)
    assert "PROJECTFINANCIERING" in explanations(found)


def test_lines_around_the_fiches_that_are_not_known_are_told() -> None:
    found = read(
        cover=COVER + "Een los voorwoord dat hier niet hoort\n",
        heading="VV901 - FIETSEN VOOR IEDEREEN\n\nzomaar tussenin\n",
        address=ADDRESS + "Nog een slotwoord.\n",
    )
    for text in ("voorwoord", "tussenin", "slotwoord"):
        assert text in explanations(found)


def test_a_second_name_for_the_meetmoment_is_told() -> None:
    found = read(address=ADDRESS + "Meetmoment juli 1999\n")
    assert found.meetmoment == "juni 2022"
    assert "juli 1999" in explanations(found)
    assert "geen meetmoment" in explanations(read(cover=""))


def test_characters_that_cannot_be_seen_are_left_out_and_told() -> None:
    found = read(omschrijving="\nPROJECTOMSCHRIJVING\nWij\x00 leggen\x7f paden.\n")
    assert found.fiches[0].omschrijving == "<p>Wij leggen paden.</p>"
    assert "niet zichtbaar" in explanations(found)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", "één".encode("cp1252"), report().encode("utf-16")]
)
def test_what_is_no_report_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match=r"(UTF-8|projectfiche).*\."):
        read_published_report(data)


def test_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match=r"regel 2 .*UTF-8"):
        read_published_report(b"VV901 - X\nco\xf6rdinatie")


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(Refused, match="50 MB"):
        read_published_report(path)
    with pytest.raises(Refused, match="miljoen regels"):
        read_published_report("\n" * 1_000_001)


def test_a_file_is_read_and_a_missing_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text(report(), encoding="utf-8")
    assert read_published_report(path) == read()
    with pytest.raises(Unavailable, match="niet gelezen"):
        read_published_report(tmp_path / "weg.txt")


def test_no_more_problems_are_listed_than_a_person_can_read() -> None:
    problems = Problems()
    for number in range(Problems.MOST + 5):
        problems.add(number + 1, "x" * 500, "Fout.")
    found = problems.all()
    assert len(found) == Problems.MOST + 1
    assert "Nog 5" in found[-1].explanation
    assert len(found[0].found) == 120


def check(text: str) -> None:
    """Whatever the text, it is read or refused; what is read is in order."""
    try:
        found = read_published_report(text)
    except VvdeskError:
        return
    codes = [fiche.code for fiche in found.fiches]
    assert len(codes) == len(set(codes))
    assert [each.line for each in found.problems] == sorted(each.line for each in found.problems)
    for fiche in found.fiches:
        assert is_canonical(fiche.omschrijving)
        assert is_canonical(fiche.voortgang)
        assert all(row.titel.strip() == row.titel for row in fiche.mijlpalen)


PIECES = st.one_of(
    st.sampled_from(report().split("\n")),
    st.sampled_from(
        [
            "\t",
            "a\tb",
            "<p>",
            "**",
            "[x](",
            "](#)",
            "Op",
            "schema",
            "1. a",
            "- b",
            "12",
        ]
    ),
    st.text(max_size=20),
)


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)
    check("VV901 - X\nPROJECTOMSCHRIJVING\n" + text)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 3), PIECES), max_size=12))
def test_a_damaged_report_is_read_or_refused(changes: list[tuple[int, int, str]]) -> None:
    lines = report(agendering=AGENDA + "[Besluit](#)\n").split("\n")
    for place, removed, piece in changes:
        lines[place : place + removed] = [piece]
    check("\n".join(lines))


def test_a_report_cut_off_anywhere_is_read_or_refused() -> None:
    text = report(agendering=AGENDA + "[Besluit](#)\n")
    for end in range(0, len(text), 7):
        check(text[:end])
