from dataclasses import replace
from datetime import date

import pytest

from vvdesk.new_dossier import NewDossier, Typed, judged, proposed_name
from vvdesk.plan import load_plan

TODAY = date(2021, 8, 1)


@pytest.fixture(scope="module")
def plan():
    return load_plan("vlaamse-veerkracht")


@pytest.fixture
def typed(plan, tmp_path):
    """A form in which everything is right."""
    return Typed(plan, "september  2021", "31/8/2021", "Dep. OV", "", str(tmp_path / "ov.vvd"))


def test_what_is_right_becomes_a_new_dossier(typed, plan, tmp_path):
    assert judged(typed, TODAY) == NewDossier(
        tmp_path / "ov.vvd",
        plan,
        "september 2021",
        date(2021, 8, 31),
        "Departement Onderwijs en Vorming",
        None,
    )


def test_without_an_entiteit_it_is_a_central_file(typed):
    wanted = judged(replace(typed, entiteit=None, deadline="Q3 2021"), TODAY)
    assert isinstance(wanted, NewDossier)
    assert wanted.entiteit is None
    assert wanted.deadline == date(2021, 9, 30)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("meetmoment", "  ", "Geef het meetmoment een naam"),
        ("meetmoment", "x" * 61, "te lang: 61 tekens"),
        ("peildatum", "", "Vul de peildatum in"),
        ("peildatum", "31/02/2021", "31/02/2021"),
        ("deadline", "binnenkort", "binnenkort"),
        ("deadline", "30/08/2021", "vóór de peildatum"),
        ("entiteit", " ", "Kies een entiteit"),
        ("entiteit", "Departement Zeevaart", '"Departement Zeevaart" staat niet in het plan'),
        ("path", "", "Kies waar"),
        ("path", "/werk/ov.xlsx", "moet eindigen op .vvd"),
        ("path", "ov.vvd", "bestaat niet"),
        ("path", "/nergens/hier/ov.vvd", "bestaat niet"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed, name, text, said):
    problems = judged(replace(typed, **{name: text}), TODAY)
    assert isinstance(problems, dict)
    assert list(problems) == [name]
    assert said in problems[name]


def test_nothing_is_overwritten(typed, tmp_path):
    (tmp_path / "ov.vvd").touch()
    assert judged(typed, TODAY) == {"path": '"ov.vvd" bestaat al in die map. Kies een andere naam.'}


def test_a_name_is_proposed():
    assert proposed_name("september 2021", "x") == "dossier-september-2021.vvd"
    assert proposed_name("Q3 / 2021?", None) == "centraal-q3-2021.vvd"
    assert proposed_name("", None) == "centraal.vvd"
