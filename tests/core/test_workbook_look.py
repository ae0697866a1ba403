"""What a department sees first: the page Lees mij, and columns wide enough to read."""

import pytest
from workbook_sample import contents, envelope, fiche, referentie

from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.measures import height_of, lines_of, widths_of
from vvdesk.exchange.workbook.sheets import PROJECTEN
from vvdesk.exchange.workbook.writer import write_workbook


def readme(path, given, **changes):
    write_workbook(path, given, referentie(), envelope(**changes))
    return [str(cell.value) for cell in read_workbook(path).sheets[0].cells.values()]


def test_lees_mij_says_who_what_and_when(tmp_path):
    texts = readme(tmp_path / "a.xlsx", contents())
    assert "Departement Onderwijs en Vorming" in texts
    assert "april 2021: de stand van zaken op 31/03/2021" in texts
    assert "uiterlijk op 16/04/2021" in texts
    assert "9 projecten, 32 mijlpalen, 22 agenderingen" in texts
    assert any("relance@vlaanderen.be" in text for text in texts)


def test_lees_mij_leaves_out_what_is_not_known(tmp_path):
    texts = readme(
        tmp_path / "a.xlsx", {"VV015": fiche()}, entiteit=None, deadline=None, contact=""
    )
    assert "Entiteit" not in texts
    assert "Terugsturen" not in texts
    assert any(text.endswith("waarmee je dit werkboek kreeg.") for text in texts)


@pytest.mark.parametrize(
    ("form", "title"),
    [("uitvraag", "Projectfiches invullen"), ("inzending", "Ingevulde projectfiches")],
)
def test_lees_mij_says_which_of_the_two_it_is(tmp_path, form, title):
    assert title in readme(tmp_path / "a.xlsx", {"VV015": fiche()}, form=form)


def test_lines_are_counted_with_their_breaks():
    assert lines_of("kort", 20) == 1
    assert lines_of("een\ntwee\n\nvier", 20) == 4
    assert lines_of("x" * 200, 20) > lines_of("x" * 200, 60) > 1


def test_no_row_is_higher_than_excel_can_show():
    assert height_of(1) >= 18
    assert height_of(10_000) == 409


def test_a_long_text_makes_its_column_wider_and_never_endless():
    at = [column.key for column in PROJECTEN.columns].index("omschrijving")

    def width(text):
        texts = [[text] if place == at else [] for place in range(len(PROJECTEN.columns))]
        return widths_of(PROJECTEN.columns, texts)[at]

    assert width("kort") == 70
    assert 70 < width("woord " * 700) <= width("woord " * 5000) == 110
