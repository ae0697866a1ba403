"""Reading single cells, documents and rows of a published report, as pages print and break them."""

import pytest
from report_sample import AGENDA, FINANCIERING, clean_fiche, explanations, read, report

from vvdesk.exchange.published_report import read_published_report


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
