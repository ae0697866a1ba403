"""Tracing what a report prints: every code leads somewhere, to the very same value."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from stores import ACTOR

from vvdesk.anchors import parse_code
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.plan import load_plan
from vvdesk.report.building import build
from vvdesk.report.content import Figure
from vvdesk.report.request import Request
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace


@pytest.fixture
def workspace(central):
    """Two meetmomenten; amounts, a status and a timing changed, an amount was emptied."""
    with Workspace.open(central) as opened:
        close_meetmoment(opened, None, ACTOR, "klaar")
        plan = load_plan("vlaamse-veerkracht")
        open_next(opened, plan, "september 2021", date(2021, 8, 31), ACTOR)
        with Editing(opened, ACTOR).step("Invullen") as work:
            work.set(2, "VV015", "financiering.vak", 212_500_000)
            work.set(2, "VV016", "financiering.vek", None)
            work.set(2, "VV017", "projectstatus", "bijzondere_aandacht")
            work.set(2, "VV019", "speerpunt", None)
            work.set(2, "VV015", "mijlpalen.VV015-M01.timing", date(2021, 1, 1))
        yield opened


def figures_in(told: Any) -> Iterator[Figure]:
    """Yield every figure of a document that has a code."""
    if isinstance(told, Figure):
        yield from [told] if told.code else []
    elif isinstance(told, tuple):
        for each in told:
            yield from figures_in(each)
    elif is_dataclass(told):
        for each in fields(told):
            yield from figures_in(getattr(told, each.name))


def test_every_figure_over_several_fiches_is_traced_to_what_the_report_prints(workspace):
    cited = {
        (figure.code, figure.text)
        for figure in figures_in(build(workspace, Request()).chapters)
        if parse_code(figure.code).what and not figure.is_empty
    }
    assert len(cited) > 30
    for code, text in sorted(cited):
        assert trace(workspace, code).tekst == text, code


def test_every_field_of_a_fiche_is_traced_to_what_the_report_prints(workspace):
    printed = [
        figure
        for figure in figures_in(build(workspace, Request()).chapters)
        if figure.is_source and parse_code(figure.code).project == "VV015"
    ]
    assert len(printed) > 20
    for figure in printed:
        found = trace(workspace, figure.code).tekst
        assert found == ("" if figure.is_empty else figure.text), figure.code
