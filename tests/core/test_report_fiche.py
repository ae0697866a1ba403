"""One project in the progress report: every field in its place, and nothing else."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_walk import pieces
from stores import fiche, mijlpaal, new_store

from vvdesk.content import Inhoud, single_fields
from vvdesk.dictionary import Sectie, fields_of
from vvdesk.exchange.published_report import labels
from vvdesk.kinds import DAG, EURO, GETAL, OPMAAK, URL, Kind
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Badge,
    Fields,
    Figure,
    Grid,
    Line,
    Prose,
    RowKind,
    Section,
    SectionKind,
)
from vvdesk.report.fiche.chapter import LEFT_OUT, FicheChapters
from vvdesk.report.looks import status_look
from vvdesk.report.plain import block_lines, words_text
from vvdesk.richtext import Run
from vvdesk.store.workspace import Workspace


@pytest.fixture(scope="module")
def referentie(tmp_path_factory: pytest.TempPathFactory) -> Referentie:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        path = new_store(tmp_path_factory.mktemp("centraal") / "centraal.vvd")
        with Workspace.open(path) as workspace, workspace.connection() as connection:
            return read_referentie(connection, 1)


def section_of(referentie: Referentie, inhoud: Inhoud) -> Section:
    return FicheChapters(referentie).section(inhoud)


def part(section: Section, sectie: Sectie) -> Any:
    [found] = [each for each in section.blocks if isinstance(each, Section)
               and each.title == sectie.value]  # fmt: skip
    [block] = found.blocks
    return block


def line(section: Section, sectie: Sectie, label: str) -> Line:
    fields = part(section, sectie)
    assert isinstance(fields, Fields)
    [found] = [each for each in fields.lines if each.label == label]
    return found


def text(section: Section) -> str:
    return "\n".join(block_lines(section))


numbers = count(1001)


def marker(kind: Kind, name: str) -> tuple[Any, str]:
    """A value of a kind that occurs nowhere else, and the words that show it."""
    number = next(numbers)
    day = date(2020, 1, 1) + timedelta(days=number)
    word = f"merk{number}{name.replace('_', '')}x"
    made = {
        DAG: (day, day.strftime("%d/%m/%Y")),
        EURO: (number, f"{number:,} EUR".replace(",", ".")),
        GETAL: (Decimal(number), str(number)),
        OPMAAK: (f"<p>{word}</p>", word),
        URL: (f"https://{word}.be/", word),
    }
    if kind in made:
        return made[kind]
    return (word,) if isinstance(fiche().values.get(name), tuple) else word, word


def full() -> tuple[Inhoud, dict[str, str]]:
    """A fiche in which every field of the dictionary says something of its own."""
    inhoud, words = fiche(mijlpalen=1, agenderingen=1), {}
    for path, field in single_fields().items():
        inhoud.values[path], words[path] = marker(field.kind, field.name)
    for table, entity in (("mijlpalen", Mijlpaal), ("agenderingen", Agendering)):
        for row in inhoud.tables[table].values():
            for field in fields_of(entity):
                path = f"{table}.{field.name}"
                row.values[field.name], words[path] = marker(field.kind, field.name)
    return inhoud, words


def everything(section: Section) -> str:
    """Words, and where links lead that do not say so themselves."""
    runs = [each for each in pieces(section) if isinstance(each, Run) and each.href]
    links = [each.href or "" for each in runs if each.href != each.text]
    return "\n".join((text(section), *links))


def test_every_field_of_the_dictionary_stands_there_once_or_is_left_out_with_a_reason(
    referentie: Referentie,
) -> None:
    inhoud, words = full()
    said = everything(section_of(referentie, inhoud))
    placed = {path: said.count(word) for path, word in words.items()}
    assert {path for path, times in placed.items() if times == 0} == set(LEFT_OUT)
    assert {path for path, times in placed.items() if times > 1} == set()
    assert all(LEFT_OUT.values())


FULL, WORDS = full()
MARKED = [
    "ministers", "trekkende_entiteit", "webpagina", "betrokken_entiteiten", "belanghebbenden",
    "cluster", "speerpunt", "omschrijving", "projectstatus", "voortgang",
    "financiering.beleidsruimte", "financiering.vak", "financiering.vek",
    "mijlpalen.titel", "mijlpalen.timing", "mijlpalen.status", "mijlpalen.beslissingen",
    "agenderingen.titel",
]  # fmt: skip
"""Of these it is said when nobody filled them in."""


@given(st.sets(st.sampled_from(sorted(WORDS))))
def test_whatever_is_missing_all_the_rest_stands_there(
    referentie: Referentie, missing: set[str]
) -> None:
    inhoud = deepcopy(FULL)
    for path in missing:
        values, name = inhoud.values, path
        if path.startswith(("mijlpalen", "agenderingen")):
            table, name = path.split(".")
            [row] = inhoud.tables[table].values()
            values = row.values
        values[name] = () if isinstance(values[name], tuple) else None
    section = section_of(referentie, inhoud)
    said = everything(section)
    for path, word in WORDS.items():
        assert said.count(word) == (path not in missing and path not in LEFT_OUT), path
    assert text(section).count(NOT_FILLED_IN) == len(missing & set(MARKED))


def test_labels_are_those_of_the_published_report(referentie: Referentie) -> None:
    section = section_of(referentie, fiche(mijlpalen=0, agenderingen=0))
    assert [each.title for each in section.blocks if isinstance(each, Section)] == [
        "Betrokkenen", "Projectsituering", "Projectomschrijving", "Agendering Vlaamse Regering",
        "Algemene projectvoortgang", "Gedetailleerde projectvoortgang", "Projectfinanciering",
    ]  # fmt: skip
    for sectie, published in (
        (Sectie.BETROKKENEN, labels.BETROKKENEN),
        (Sectie.PROJECTSITUERING, labels.SITUERING),
        (Sectie.ALGEMENE_VOORTGANG, labels.VOORTGANG),
        (Sectie.PROJECTFINANCIERING, labels.FINANCIERING),
    ):
        shown = [each.label for each in part(section, sectie).lines]
        assert shown == list(published.values())


def test_a_project_without_anything_says_everywhere_that_nothing_was_filled_in(
    referentie: Referentie,
) -> None:
    inhoud = fiche(mijlpalen=0, agenderingen=0)
    inhoud.values.update({path: None for path in inhoud.values if inhoud.values[path] != ()})
    section = section_of(referentie, inhoud)
    assert section.title == "VV015 – zonder titel"
    assert section.facets == {
        "status": "Zonder status",
        "entiteit": NOT_FILLED_IN,
        "speerpunt": "Zonder speerpunt",
    }
    for block in section.blocks:
        assert isinstance(block, Section)
        values = [each for each in block_lines(block) if each == NOT_FILLED_IN]
        assert values, block.title
    assert "0 EUR" not in text(section)
    assert text(section).count(NOT_FILLED_IN) == 5 + 2 + 1 + 1 + 2 + 1 + 3


def test_zero_is_an_amount_and_empty_is_not(referentie: Referentie) -> None:
    inhoud = fiche(financiering__vak=0, financiering__vek=None)
    section = section_of(referentie, inhoud)
    vak = line(section, Sectie.PROJECTFINANCIERING, "Uitvoering VAK")
    vek = line(section, Sectie.PROJECTFINANCIERING, "Uitvoering VEK")
    assert vak.content == (Figure("0 EUR", "1/VV015-VAK", is_source=True),)
    assert vek.content == (Figure(NOT_FILLED_IN, "1/VV015-VEK", is_source=True, is_empty=True),)


def test_a_project_has_its_facets_and_its_anchor(referentie: Referentie) -> None:
    section = section_of(referentie, fiche(titel="Digisprong", speerpunt="04"))
    assert section.kind is SectionKind.PROJECT
    assert (section.title, section.anchor) == ("VV015 – Digisprong", "m1-vv015")
    assert section.facets == {
        "status": "Opgestart",
        "entiteit": "Departement Onderwijs en Vorming",
        "speerpunt": "04. Investeren in mensen en talenten",
    }


def test_a_status_is_a_chip_also_when_the_meetmoment_does_not_know_it(
    referentie: Referentie,
) -> None:
    known = section_of(referentie, fiche(projectstatus="na_agendering"))
    content = line(known, Sectie.ALGEMENE_VOORTGANG, "Projectstatus").content
    assert isinstance(content, tuple)
    [badge] = content
    assert isinstance(badge, Badge)
    assert (badge.look.label, badge.look.shape) == ("Opgestart na agendering VR", "●")
    assert (badge.code, badge.is_source) == ("1/VV015-PROJECTSTATUS", True)
    unknown = section_of(referentie, fiche(projectstatus="uitgesteld"))
    content = line(unknown, Sectie.ALGEMENE_VOORTGANG, "Projectstatus").content
    assert isinstance(content, tuple)
    assert words_text(content) == "uitgesteld"
    assert status_look(referentie, "projectstatus", None).label == "Zonder status"


def test_extra_fields_stand_there_only_when_they_say_something(referentie: Referentie) -> None:
    short = section_of(referentie, fiche())
    assert "Oorzaak" not in text(short)
    assert "Verschuiving beleidsruimte" not in text(short)
    long = section_of(
        referentie,
        fiche(oorzaak="Te laat\nbesteld", streefdatum=date(2022, 1, 1),
              financiering__verschuiving=0),
    )  # fmt: skip
    shown = [each.label for each in part(long, Sectie.ALGEMENE_VOORTGANG).lines]
    assert shown == [
        "Projectstatus", "Beschrijving voortgang", "Oorzaak", "Streefdatum bijsturing",
    ]  # fmt: skip
    assert line(long, Sectie.PROJECTFINANCIERING, "Verschuiving beleidsruimte").content == (
        Figure("0 EUR", "1/VV015-VERSCHUIVING", is_source=True),
    )


def test_what_the_published_report_does_not_know_of_a_mijlpaal_stands_below_it(
    referentie: Referentie,
) -> None:
    inhoud = fiche(mijlpalen=2)
    first, second = inhoud.tables["mijlpalen"].values()
    first.values.update(indicator="Scholen met wifi", streefwaarde=Decimal(120), eenheid="scholen")
    first.basislijn = date(2022, 6, 30)
    second.basislijn = second.values["timing"]
    grid = part(section_of(referentie, inhoud), Sectie.GEDETAILLEERDE_VOORTGANG)
    assert isinstance(grid, Grid)
    assert [each.label for each in grid.columns] == [
        "Beoogde realisaties", "Geplande timing", "Status", "Noodzakelijke politieke beslissingen",
    ]  # fmt: skip
    kinds = [row.kind for row in grid.rows]
    assert kinds == [RowKind.PLAIN, RowKind.DETAIL, RowKind.PLAIN]
    assert [row.code for row in grid.rows] == ["1/VV015-M01", "", "1/VV015-M02"]
    said = [(each.label, words_text(each.content)) for each in grid.rows[1].lines
            if not isinstance(each.content, Prose)]  # fmt: skip
    assert said == [
        ("Eerste planning", "30/06/2022"),
        ("Indicator", "Scholen met wifi; streefwaarde 120; eenheid scholen"),
    ]


def test_documents_are_links_that_may_be_followed_and_nothing_else(referentie: Referentie) -> None:
    inhoud = fiche(agenderingen=5)
    rows = [row.values for row in inhoud.tables["agenderingen"].values()]
    rows[0].update(titel="Visienota", url="https://example.org/n", datum=date(2020, 12, 11))
    rows[1].update(titel="Visienota - nota", soort="nota")
    rows[2].update(titel="Mededeling van 29 januari", soort="bijlage")
    rows[3].update(titel="Kwaad", url="javascript:alert(1)")
    rows[4].update(titel=None, url="https://example.org/zonder")
    grid = part(section_of(referentie, inhoud), Sectie.AGENDERING)
    assert isinstance(grid, Grid)
    assert grid.rows[0].cells[0][0] == Run("Visienota", href="https://example.org/n")
    assert [row.code for row in grid.rows] == [f"1/VV015-A{number:02}" for number in range(1, 6)]
    assert [words_text(row.cells[0]) for row in grid.rows] == [
        "Visienota (11/12/2020)",
        "Visienota - nota",
        "Mededeling van 29 januari (Bijlage)",
        "Kwaad javascript:alert(1)",
        f"{NOT_FILLED_IN} https://example.org/zonder",
    ]
    links = [each.href for each in pieces(grid) if isinstance(each, Run) and each.href]
    assert links == ["https://example.org/n", "https://example.org/zonder"]


def test_an_address_is_a_link_and_a_word_is_not(referentie: Referentie) -> None:
    for typed, href in (
        ("https://example.org/a", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("Projectpagina", None),
        ("javascript:alert(1)", None),
        ("zie https://example.org", None),
    ):
        section = section_of(referentie, fiche(webpagina=typed))
        found = line(section, Sectie.BETROKKENEN, "Webpagina trekkende entiteit m.b.t. project")
        assert isinstance(found.content, tuple)
        assert [getattr(piece, "href", None) for piece in found.content] == [href]
        assert words_text(found.content) == typed
        assert found.code == "1/VV015-WEBPAGINA"


def test_a_rich_text_keeps_its_lists_and_a_text_that_nests_too_deep_its_signs(
    referentie: Referentie,
) -> None:
    rich = "<p>Eén <strong>vet</strong></p><ul><li>punt<ul><li>dieper</li></ul></li></ul>"
    prose = part(section_of(referentie, fiche(omschrijving=rich)), Sectie.PROJECTOMSCHRIJVING)
    assert isinstance(prose, Prose)
    assert prose.code == "1/VV015-OMSCHRIJVING"
    assert [(each.kind, each.level, each.text) for each in prose.blocks] == [
        ("p", 0, "Eén vet"),
        ("ul", 0, "punt"),
        ("ul", 1, "dieper"),
    ]
    deep = "<ul><li>" * 12 + "diep" + "</li></ul>" * 12
    prose = part(section_of(referentie, fiche(omschrijving=deep)), Sectie.PROJECTOMSCHRIJVING)
    assert isinstance(prose, Prose)
    assert prose.blocks[0].text == deep


def test_a_mijlpaal_with_an_unknown_status_and_no_day_is_shown_as_it_is(
    referentie: Referentie,
) -> None:
    inhoud = fiche(mijlpalen=0)
    row = mijlpaal("VV015-M07", 1, status="zoek", timing=None)
    inhoud.tables["mijlpalen"]["VV015-M07"] = replace(row, basislijn=date(2021, 1, 1))
    grid = part(section_of(referentie, inhoud), Sectie.GEDETAILLEERDE_VOORTGANG)
    assert isinstance(grid, Grid)
    cells = [words_text(cell) for cell in grid.rows[0].cells]
    assert cells == ["Stap 1", NOT_FILLED_IN, "zoek", NOT_FILLED_IN]
    [detail] = grid.rows[1].lines
    assert detail.label == "Eerste planning"
