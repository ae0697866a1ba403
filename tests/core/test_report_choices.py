"""What can be asked of the reports of a file, and what stands in the way."""

from dataclasses import replace
from datetime import date

import pytest
from stores import ACTOR, fiche, new_store

from vvdesk.errors import Misused
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.report.request import ALL_CHAPTERS, Hoofdstuk, Request, Soort, Vorm
from vvdesk.report_choices import (
    Choice,
    Offered,
    Uitgave,
    as_memory,
    fitting,
    from_memory,
    hindrance,
    of_request,
    offered,
    standing,
)
from vvdesk.store.workspace import Workspace

FOUND = Offered(
    "september 2021", False, "april 2021", 3, (("04", "04. Investeren", 2),), (("Digitaal", 1),)
)


@pytest.fixture
def central(tmp_path):
    contents = (
        fiche("VV015", speerpunt="04", themas=("Zorg", "Digitale inclusie")),
        fiche("VV016", speerpunt="04", themas=("Digitale inclusie",)),
        fiche("VV017", speerpunt="02"),
        fiche("VV018"),
    )
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as workspace:
        yield workspace


def choice(uitgave=Uitgave.VOORTGANG, **values):
    return Choice(uitgave, "april 2021", **values)


def test_only_speerpunten_and_themes_that_have_projects_are_offered(central):
    found = offered(central)
    assert [(number, count) for number, _label, count in found.speerpunten] == [
        ("02", 1),
        ("04", 2),
    ]
    assert found.speerpunten[0][1].startswith("02.")
    assert found.themas == (("Digitale inclusie", 2), ("Zorg", 1))
    assert (found.meetmoment, found.fiches, found.vorig, found.is_final) == (
        "april 2021",
        4,
        "",
        False,
    )
    with pytest.raises(Misused):
        offered(central, "mei 1999")


def test_the_meetmoment_before_is_known(central):
    open_next(central, load_plan("vlaamse-veerkracht"), "september 2021", date(2021, 8, 31), ACTOR)
    assert offered(central).vorig == "april 2021"
    assert offered(central, "april 2021").vorig == ""


def test_the_workbook_is_asked_of_the_whole_meetmoment():
    asked = choice(Uitgave.WERKBOEK, speerpunten=("04",), thema="Zorg")
    assert asked.request() == Request(meetmoment="april 2021")
    assert asked.forms() == (Vorm.EXCEL,)
    assert choice(Uitgave.OPENDATA).forms() == ()


def test_a_report_asks_only_for_what_belongs_to_it():
    values = {
        "speerpunten": ("04",),
        "thema": "Zorg",
        "hoofdstukken": frozenset({Hoofdstuk.LEGENDE}),
        "vormen": frozenset({Vorm.WEB, Vorm.PDF}),
    }
    assert choice(**values).request() == Request(
        Soort.VOORTGANG, "april 2021", ("04",), None, frozenset({Hoofdstuk.LEGENDE})
    )
    assert choice(Uitgave.THEMA, **values).request() == Request(
        Soort.THEMA, "april 2021", (), "Zorg"
    )
    assert choice(Uitgave.VERSCHUIVINGEN, **values).request() == Request(
        Soort.VERSCHUIVINGEN, "april 2021", ("04",)
    )
    assert choice(**values).forms() == (Vorm.PDF, Vorm.WEB)


@pytest.mark.parametrize(
    ("asked", "found", "said"),
    [
        (choice(), replace(FOUND, fiches=0), "heeft nog geen fiches"),
        (choice(Uitgave.OPENDATA), replace(FOUND, fiches=0), "heeft nog geen fiches"),
        (choice(Uitgave.VERSCHUIVINGEN), replace(FOUND, vorig=""), "is het eerste"),
        (choice(Uitgave.THEMA), replace(FOUND, themas=()), "Nog geen thema's ingevuld"),
        (choice(speerpunten=()), FOUND, "minstens één speerpunt"),
        (choice(hoofdstukken=frozenset()), FOUND, "minstens één hoofdstuk"),
    ],
)
def test_it_is_said_why_there_is_nothing_to_show(asked, found, said):
    told = hindrance(asked, found)
    assert said in told.title
    assert told.text.endswith(".")


@pytest.mark.parametrize("uitgave", list(Uitgave))
def test_nothing_stands_in_the_way_of_an_ordinary_choice(uitgave):
    asked = choice(uitgave, thema="Digitaal")
    assert hindrance(asked, FOUND) is None
    assert uitgave.label
    assert uitgave.sentence.endswith(".")


def test_what_is_chosen_is_remembered_and_survives_damage():
    asked = choice(
        Uitgave.THEMA,
        speerpunten=("04", "05"),
        thema="Zorg",
        hoofdstukken=frozenset({Hoofdstuk.PROJECTEN}),
        vormen=frozenset({Vorm.WORD}),
    )
    assert from_memory(as_memory(asked), "april 2021") == asked
    assert from_memory({}, "april 2021") == choice()
    damaged = {
        "uitgave": ["x"], "speerpunten": [3], "thema": 5, "hoofdstukken": "alle", "vormen": [None],
    }  # fmt: skip
    assert from_memory(damaged, "april 2021") == choice()


def test_a_request_from_elsewhere_leaves_the_forms_as_they_are():
    now = choice(thema="Zorg", vormen=frozenset({Vorm.WORD}))
    asked = of_request(Request(Soort.VOORTGANG, None, ("04",)), now)
    assert asked == choice(
        speerpunten=("04",), thema="Zorg", vormen=frozenset({Vorm.WORD}), hoofdstukken=ALL_CHAPTERS
    )


def test_what_a_meetmoment_does_not_have_is_not_chosen():
    asked = fitting(choice(speerpunten=("04", "07"), thema="Zorg"), FOUND)
    assert asked.meetmoment == "september 2021"
    assert asked.speerpunten == ("04",)
    assert asked.thema == "Digitaal"
    assert fitting(choice(speerpunten=("07",)), FOUND).speerpunten is None
    assert fitting(choice(speerpunten=()), FOUND).speerpunten == ()
    assert fitting(choice(thema="Zorg"), replace(FOUND, themas=())).thema is None


def test_a_draft_is_said_to_be_one():
    assert "voorlopig" in standing(FOUND)
    assert "definitief" in standing(replace(FOUND, is_final=True))
