"""Searching beside the fiches: findings, decisions, reasons, explanations and names of files."""

from contextlib import closing
from datetime import date

import pytest
from merge_sample import change, merge, put, uitvraag
from sealed_sample import sealed
from stores import ACTOR, DWSE, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.merge.ledger import open_conflicts, settle
from vvdesk.model import Keuze
from vvdesk.plan import load_plan
from vvdesk.searching import (
    GROEPEN,
    KOLOMMEN,
    Filter,
    Gevraagd,
    SearchIndex,
    excerpts,
    parse_query,
    whole_text,
    write_results,
)
from vvdesk.store.workspace import Workspace

_NOTE = "de tegenpost ontbreekt nog"
_REASON = "alle cijfers bevroren"


@pytest.fixture(scope="module")
def momentopname(tmp_path_factory):
    """A merge with a conflict that was decided, an explanation on the whole plan, a report.

    The belanghebbenden "scholen" were sent, while "besturen" came in the central file meanwhile.
    """
    folder = tmp_path_factory.mktemp("zoeken")
    store = new_store(
        folder / "centraal.vvd",
        fiche("VV015", financiering__verschuiving=2_000_000),
        fiche("VV016", trekkende_entiteit=DWSE),
    )
    sent = uitvraag(store, folder / "inzending_ov.xlsx")
    put(sent, "Projecten", "Belanghebbenden", 1, "wegwijzers voor scholen")
    change(store, "VV015", belanghebbenden="wegwijzers voor besturen")
    merge(store, sent)
    with Workspace.open(store) as workspace:
        (conflict,) = open_conflicts(workspace)
        settle(workspace, conflict.id, Keuze.CENTRAAL, "akkoord van de inspectie", ACTOR)
        with Editing(workspace, ACTOR).step("Uitleggen") as work:
            work.explain(1, "", "VV-FIN-03", "", "1", _NOTE)
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "november 2021", date(2021, 9, 30), ACTOR)
        close_meetmoment(workspace, "april 2021", ACTOR, _REASON)
    report = folder / "jaarverslag.pdf"
    report.write_bytes(b"%PDF-1.7 %%EOF")
    return sealed(folder, of=store, reports=[report])


@pytest.fixture
def workspace(momentopname):
    with Workspace.open(momentopname) as opened:
        yield opened


@pytest.fixture
def found(workspace):
    """Everything that is found with some words, with its whole text."""

    def ask(text, *groepen):
        query = parse_query(text)
        with closing(SearchIndex.build(workspace)) as index:
            treffers = index.find(query, Filter(groepen=frozenset(groepen))).treffers
        return [(each, whole_text(workspace, each)) for each in treffers]

    return ask


def test_the_findings_that_were_sealed_are_found_with_the_code_of_their_rule(found):
    told = found("VV-FIN-03", "Bevindingen")
    (finding,) = {text for _found, text in told}
    assert finding.startswith("VV-FIN-03: De verschuivingen van alle projecten samen")
    assert {each.soort.label for each, _text in told} == {"Bevinding"}
    assert found("verschuivingen samen", "Bevindingen") == told


def test_a_finding_that_stayed_is_told_once_and_read_at_any_moment(workspace, found):
    query = parse_query("VV-*")
    told = found("VV-*", "Bevindingen")
    stayed = [each for each, _text in told if each.van < each.tot]
    assert stayed
    with closing(SearchIndex.build(workspace)) as index:
        early = index.find(query, Filter(frozenset({1}), groepen=frozenset({"Bevindingen"})))
        apart = index.find(query, Filter(groepen=frozenset({"Bevindingen"})), is_apart=True)
    assert len(apart.treffers) == sum(each.tot - each.van + 1 for each, _text in told)
    for treffer in (*early.treffers, *apart.treffers):
        assert whole_text(workspace, treffer).startswith("VV-")
    assert all(each.tekst.startswith("VV-") for each in excerpts(workspace, early.treffers, query))


def test_what_belongs_to_no_project_is_found_and_leads_to_the_whole_plan(found):
    ((explained, text),) = found("tegenpost ontbreekt", "Toelichtingen bij bevindingen")
    assert text == _NOTE
    assert (explained.project, explained.code, explained.kop) == ("", "1/PLAN", "Het hele plan")
    ((closed, why),) = found("bevroren")
    assert (why, closed.soort.groep, closed.code) == (_REASON, "Beslissingen en redenen", "1/PLAN")


def test_the_value_that_was_not_chosen_is_found_beside_the_one_that_was(found):
    ((lost, text),) = found("scholen", "Beslissingen en redenen")
    assert (lost.soort.label, lost.code) == (
        "Ontvangen, maar niet gekozen", "1/VV015-BELANGHEBBENDEN",
    )  # fmt: skip
    assert text == "wegwijzers voor scholen"
    assert {each.soort.groep for each, _text in found("wegwijzers besturen")} == {"Betrokkenen"}
    assert "Nota bij een beslissing · Belanghebbenden" in {
        each.plaats for each, _text in found("inspectie")
    }


def test_names_of_files_are_found_at_the_projects_that_they_brought(found):
    told = found("inzending_ov", "Namen van bestanden")
    assert [each.project for each, _text in told] == ["VV015"]
    assert {text for _found, text in told} == {"inzending_ov.xlsx"}
    ((report, name),) = found("jaarverslag*")
    assert (report.plaats, report.meetmoment_id, name) == (
        "Verzegeld rapport", 2, "jaarverslag.pdf",
    )  # fmt: skip


def test_only_projects_go_on_to_a_sample(workspace):
    with closing(SearchIndex.build(workspace)) as index:
        both = index.find(parse_query("wegwijzers"))
        none = index.find(parse_query("bevroren"))
    assert (both.projecten, none.projecten) == (("VV015",), ())
    assert (both.telling, none.telling) == ("2 teksten in 1 project", "1 tekst")


def test_the_kind_of_each_text_is_exported(workspace, tmp_path):
    query = parse_query("VV-FIN-03")
    with closing(SearchIndex.build(workspace)) as index:
        told = index.find(query)
    write_results(workspace, told, Gevraagd(query, Filter()), tmp_path / "uit.csv")
    text = (tmp_path / "uit.csv").read_text("utf-8-sig")
    assert "Soort" in KOLOMMEN
    assert "Het hele plan;Bevinding;Bevindingen;" in text


def test_without_a_seal_there_are_no_findings_to_search_and_nothing_goes_wrong(tmp_path):
    store = new_store(tmp_path / "c.vvd", fiche("VV015", financiering__verschuiving=2_000_000))
    with Workspace.open(store) as workspace, closing(SearchIndex.build(workspace)) as index:
        asked = Filter(groepen=frozenset({"Bevindingen"}))
        assert not index.find(parse_query("VV*"), asked).treffers
    assert "Bevindingen" in GROEPEN
