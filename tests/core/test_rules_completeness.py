"""Completeness: answered required fields over required fields."""

import pytest
from factories import agendering, empty, fiche, mijlpaal, without

from vvdesk.content import parse_path
from vvdesk.dictionary import Sectie
from vvdesk.rules import completeness, completeness_by_section


def test_a_fiche_with_everything_required_is_complete() -> None:
    whole = completeness(fiche())
    assert (whole.percentage, whole.missing) == (100, ())
    # By section: two optional fields of Betrokkenen do not count, nor those of a mijlpaal.
    assert whole.answered == whole.required == 1 + 3 + 2 + 1 + 2 + 3 + 2 * 3 + 1


def test_an_empty_fiche_misses_every_required_field_and_a_mijlpaal() -> None:
    whole = completeness(fiche("VV015", empty))
    assert (whole.answered, whole.percentage) == (0, 0)
    assert "mijlpalen" in whole.missing
    for path in whole.missing:
        if path != "mijlpalen":
            assert parse_path(path).field.about.required


def test_what_is_missing_is_listed_in_the_order_of_the_fiche() -> None:
    poor = fiche(
        mijlpalen=[mijlpaal(), mijlpaal("VV015-M02", timing=None)],
        agenderingen=[agendering(titel=None)],
        values={"financiering.vek": None},
        ministers=(),
    )
    assert completeness(poor).missing == (
        "ministers",
        "agenderingen.VV015-A01.titel",
        "mijlpalen.VV015-M02.timing",
        "financiering.vek",
    )


@pytest.mark.parametrize("answer", ["niet van toepassing", "/"])
def test_not_applicable_is_an_answer(answer: str) -> None:
    assert completeness(fiche(belanghebbenden=answer)).percentage == 100


def test_nought_is_an_answer_and_optional_fields_do_not_count() -> None:
    spare = fiche(values={"financiering.vak": 0, "financiering.vek": 0}, webpagina=None)
    assert completeness(spare).percentage == 100


def test_sections_are_counted_apart() -> None:
    parts = completeness_by_section(fiche("VV015", without("VV015-A01"), projectstatus=None))
    assert list(parts) == list(Sectie)
    assert (parts[Sectie.AGENDERING].required, parts[Sectie.AGENDERING].percentage) == (0, 100)
    voortgang = parts[Sectie.ALGEMENE_VOORTGANG]
    assert (voortgang.answered, voortgang.required, voortgang.percentage) == (1, 2, 50)
    assert parts[Sectie.THEMATISCH_OVERZICHT].required == 0


def test_a_percentage_is_rounded_down_so_that_100_means_whole() -> None:
    many = [mijlpaal(f"VV015-M{number:02}") for number in range(1, 70)]
    assert completeness(fiche(mijlpalen=many, titel=None)).percentage == 99
