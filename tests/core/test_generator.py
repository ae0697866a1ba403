from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.generator import Omvang, histories, meetmomenten_of, plan_of
from benchmarks.report_text import report_text
from benchmarks.stores import PLAN, write_store
from vvdesk import richtext
from vvdesk.audit import first_broken
from vvdesk.content import read_contents
from vvdesk.dictionary import fields_of
from vvdesk.exchange.published_report import read_published_report
from vvdesk.model import Mijlpaal
from vvdesk.plan import PlanFile, load_plan
from vvdesk.row_ids import belongs_to
from vvdesk.store.workspace import Workspace

SMALL = Omvang(projects=12, mijlpalen=60, meetmomenten=4)


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return plan_of(SMALL, load_plan(PLAN))


def test_the_real_plan_has_its_real_size():
    omvang = Omvang.times(1)
    found = list(histories(omvang, plan_of(omvang, load_plan(PLAN))))
    assert len(found) == 181
    assert {len(history) for history in found} == {7}
    assert sum(len(history[-1].tables["mijlpalen"]) for history in found) == 1_753


def test_the_same_seed_gives_the_same_plan_and_another_seed_another(plan):
    once, again = list(histories(SMALL, plan)), list(histories(SMALL, plan))
    other = list(histories(Omvang(12, 60, 4, seed=2), plan))
    assert once == again
    assert once != other


def test_codes_get_more_digits_only_when_three_do_not_suffice():
    base = load_plan(PLAN)
    assert plan_of(Omvang.times(1), base).projectcodes.all()[-1] == "VV181"
    assert plan_of(Omvang.times(10), base).projectcodes.all()[-1] == "VV1810"
    assert plan_of(Omvang.times(100), base).projectcodes.all()[0] == "VV00001"


def test_more_entiteiten_and_meetmomenten_can_be_asked_for_than_the_plan_has():
    omvang = Omvang(projects=40, mijlpalen=80, meetmomenten=9, entiteiten=40)
    plan = plan_of(omvang, load_plan(PLAN))
    leaders = {each[0].values["trekkende_entiteit"] for each in histories(omvang, plan)}
    assert len(leaders) == 40
    assert [moment.naam for moment in meetmomenten_of(omvang, plan)][-2:] == [
        "december 2025",
        "december 2026",
    ]


def test_every_value_is_one_that_its_kind_reads_back(plan):
    for history in histories(SMALL, plan):
        for inhoud in history:
            assert richtext.is_canonical(inhoud.values["omschrijving"])
            assert richtext.is_canonical(inhoud.values["voortgang"])
            assert isinstance(inhoud.values["financiering.vak"], int)
            assert inhoud.values["financiering.vek"] <= inhoud.values["financiering.vak"]
            for row in inhoud.tables["mijlpalen"].values():
                assert belongs_to(row.id, inhoud.project, "mijlpalen")
                for field in fields_of(Mijlpaal):
                    value = row.values[field.name]
                    assert field.kind.from_json(field.kind.to_json(value)) == value


def test_timings_slip_and_the_first_planning_is_kept(plan):
    slipped = 0
    for history in histories(SMALL, plan):
        for before, after in pairwise(history):
            for key, row in after.tables["mijlpalen"].items():
                earlier = before.tables["mijlpalen"].get(key)
                assert (earlier is None) == (row.basislijn is None)
                slipped += bool(earlier and row.values["timing"] > earlier.values["timing"])
    assert slipped > 0


def test_a_store_holds_what_was_generated_and_only_the_last_meetmoment_is_open(
    tmp_path: Path, plan
):
    path = tmp_path / "plan.vvd"
    write_store(path, SMALL)
    with Workspace.open(path, read_only=True) as workspace:
        assert [each.is_closed for each in workspace.meetmomenten()] == [True, True, True, False]
        with workspace.connection() as connection:
            stored = [read_contents(connection, moment) for moment in (1, 4)]
            assert first_broken(connection) is None
    for history in histories(SMALL, plan):
        code = history[0].project
        assert stored[0][code] == history[0]
        assert stored[1][code] == history[3]


def test_the_generated_report_is_read_without_a_problem(tmp_path: Path, plan):
    moment = plan.meetmomenten[0]
    fiches = [history[0] for history in histories(SMALL, plan)]
    text = tmp_path / "rapport.txt"
    text.write_text(report_text(fiches, plan.valid_at(moment.peildatum), moment.naam), "utf-8")
    report = read_published_report(text, [each.naam for each in plan.entiteiten])
    assert (report.meetmoment, report.problems) == (moment.naam, ())
    assert [fiche.code for fiche in report.fiches] == [each.project for each in fiches]
    assert [len(fiche.mijlpalen) for fiche in report.fiches] == [
        len(each.tables["mijlpalen"]) for each in fiches
    ]
    assert [fiche.beleidsruimte for fiche in report.fiches] == [
        each.values["financiering.beleidsruimte"] for each in fiches
    ]


def test_a_status_is_only_used_at_a_meetmoment_that_has_it(plan):
    moments = meetmomenten_of(SMALL, plan)
    known = [
        {status.sleutel for status in plan.valid_at(moment.peildatum).projectstatussen}
        for moment in moments
    ]
    for history in histories(Omvang(60, 120, 4), plan_of(Omvang(60, 120, 4), load_plan(PLAN))):
        for statuses, inhoud in zip(known, history, strict=True):
            assert inhoud.values["projectstatus"] in statuses
