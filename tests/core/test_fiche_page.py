import re

import pytest
from stores import fiche, mijlpaal, new_store

from vvdesk.content import Rij
from vvdesk.dictionary import Sectie
from vvdesk.fiche_page import fiche_page
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace


@pytest.fixture
def referentie(tmp_path):
    with (
        Workspace.open(new_store(tmp_path / "a.vvd")) as workspace,
        workspace.connection() as connection,
    ):
        return read_referentie(connection, 1)


def test_the_seven_sections_stand_in_the_order_of_the_report(referentie):
    page = fiche_page(fiche(), referentie)
    shown = re.findall(r'class="deel">([^<]+)<', page)
    outside = {Sectie.PROJECT, Sectie.THEMATISCH_OVERZICHT}
    assert shown == [each.value for each in Sectie if each not in outside]


def test_nought_is_an_amount_and_nothing_is_said_to_be_missing(referentie):
    page = fiche_page(fiche(financiering__vak=0, financiering__vek=None), referentie)
    assert re.search(r"Uitvoering VAK</td>\s*<td>0 EUR", page)
    assert re.search(r'Uitvoering VEK</td>\s*<td><span class="leeg">niet ingevuld', page)


def test_all_that_was_typed_is_escaped(referentie):
    bad = "<script>alert(1)</script><img src=x>"
    content = fiche(titel=bad, belanghebbenden=f"een\n{bad}", oorzaak=bad)
    content.tables["mijlpalen"]["VV015-M01"] = mijlpaal("VV015-M01", titel=bad, beslissingen=bad)
    content.values["cluster"] = bad
    content.tables["agenderingen"]["VV015-A01"].values.update(titel=bad)
    page = fiche_page(content, referentie)
    assert "<script" not in page
    assert "<img" not in page
    assert "een<br>&lt;script" in page


def test_rich_text_keeps_its_format_and_nothing_else(referentie):
    page = fiche_page(
        fiche(
            omschrijving="<p>Een <strong>sterk</strong> plan</p>",
            voortgang='<p onclick="x()">Goed<img src="https://a.be/x.png"></p>',
        ),
        referentie,
    )
    assert "<strong>sterk</strong>" in page
    assert "onclick" not in page
    assert "a.be" not in page


def test_rich_text_that_nests_too_deep_is_shown_as_it_stands(referentie):
    deep = "<ul><li>" * 200 + "x"
    assert "&lt;ul&gt;" in fiche_page(fiche(omschrijving=deep), referentie)


def test_only_a_web_address_becomes_a_link(referentie):
    content = fiche(agenderingen=2)
    rows = list(content.tables["agenderingen"].values())
    rows[0].values["url"] = "https://www.vlaanderen.be/?a=1&b=2"
    rows[1].values["url"] = "javascript:alert(1)"
    page = fiche_page(content, referentie)
    assert 'href="https://www.vlaanderen.be/?a=1&amp;b=2"' in page
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


def test_empty_tables_and_titles_are_said_to_be_empty(referentie):
    content = fiche(mijlpalen=0, agenderingen=0, titel=None)
    page = fiche_page(content, referentie)
    assert "VV015 – zonder titel" in page
    assert page.count("niet ingevuld") > 5


def test_choices_are_shown_by_their_label(referentie):
    page = fiche_page(fiche(projectstatus="opgestart"), referentie)
    assert referentie.lists["projectstatus"].label("opgestart") in page
    row = Rij("VV015-M09", mijlpaal().values, None, 9)
    content = fiche()
    content.tables["mijlpalen"]["VV015-M09"] = row
    assert "31/12/2023" in fiche_page(content, referentie)
    assert "Op schema" in fiche_page(content, referentie)
