"""Reading a published report: every trap of the printed page, in words of our own."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import (
    ADDRESS,
    AGENDA,
    COVER,
    OMSCHRIJVING,
    SITUERING,
    clean_fiche,
    explanations,
    read,
    report,
)

from vvdesk.errors import Refused, Unavailable, VvdeskError
from vvdesk.exchange.published_report import (
    Numbered,
    read_published_report,
)
from vvdesk.exchange.published_report.model import Problems
from vvdesk.exchange.published_report.text_file import MAX_BYTES
from vvdesk.richtext import is_canonical


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


def test_a_page_may_break_off_without_an_empty_line_and_go_on_in_tags() -> None:
    fiche = clean_fiche(
        omschrijving="\nPROJECTOMSCHRIJVING\nWij leggen\nPROJECTOMSCHRIJVING\n"
        "<p>paden aan.</p><p>Klaar.</p>\n"
    )
    assert fiche.omschrijving == "<p>Wij leggen paden aan.</p><p>Klaar.</p>"


def test_lists_that_are_nested_too_deep_lose_their_tags_and_are_told() -> None:
    found = read(omschrijving=f"\nPROJECTOMSCHRIJVING\n{'<ul><li>' * 11}diep\n")
    assert found.fiches[0].omschrijving == "<p>diep</p>"
    assert "Alleen de woorden" in explanations(found)


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
