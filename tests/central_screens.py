"""The screens that only a coordinator sees, and what a department sees of a coordinator."""

import shutil
from collections.abc import Callable
from pathlib import Path

from central_files import APPROVED, ASKED, ASKED_AT
from PySide6.QtWidgets import QWidget
from sample_files import PERSON
from stage import Screen, Stage

from ui.open_file import OpenFile
from ui.pages.page_names import (
    CONFLICTS,
    CONSOLIDATION,
    DASHBOARD,
    MERGES,
    QUESTIONS,
    RECEPTION,
    UITVRAAG,
)
from vvdesk.besluiten import Besluit
from vvdesk.model import Keuze

_PARTS = (
    "Meetmoment", "Perimeter", "Speerpunten", "Clusters", "Ministers", "Entiteiten en deadlines",
    "Projectstatussen", "Mijlpaalstatussen", "Drempels", "Regels aan of uit", "Uitdelen",
)  # fmt: skip


def _desk(stage: Stage, name: str) -> OpenFile:
    """Show a page of the central file; a plan that an earlier screen left there is put away."""
    if stage.is_open(stage.files.round.desk):
        stage.file.page.page(CONSOLIDATION).work.clear()
    opened = stage.open(stage.files.round.desk)
    opened.page.show_page(name)
    stage.settle()
    return opened


def _page(name: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        _desk(stage, name)
        return stage.window

    return show


def _dashboard(*, table: bool) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = _desk(stage, DASHBOARD).page.current()
        if page.as_table.isChecked() is not table:
            page.as_table.click()
        return stage.window

    return show


def _empty(name: str) -> Callable[[Stage], QWidget]:
    """Show a page where nothing came in yet."""

    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.round.quiet).page.show_page(name)
        return stage.window

    return show


def _decision(stage: Stage) -> QWidget:
    """Ask why a fiche is approved all the same: the question was never answered."""
    page = _desk(stage, RECEPTION).page.current()
    page.table.selectRow(_row_with(page, "VV018"))
    stage.settle()
    page.detail.fiches.selectAll()
    page.detail.acts.begin(Besluit.TERUGSTUREN)
    stage.settle()
    return stage.window


def _row_with(page: QWidget, code: str) -> int:
    rows = page.filter.rows(page._board)
    return next(at for at, row in enumerate(rows) if code in {each.project for each in row.fiches})


def _planned(stage: Stage) -> QWidget:
    """Show the plan for the mail; the one that an earlier screen made is as good."""
    if not _has_plan(stage):
        _desk(stage, CONSOLIDATION).receive(list(stage.files.round.mail))
        stage.settle()
    stage.file.page.show_page(CONSOLIDATION)
    page = stage.file.page.current()
    page.confirm.rest()
    page.plan.table.go_to(0)
    stage.settle()
    return page


def _has_plan(stage: Stage) -> bool:
    if not stage.is_open(stage.files.round.desk):
        return False
    return stage.file.page.page(CONSOLIDATION).work.plan is not None


def _plan(stage: Stage) -> QWidget:
    _planned(stage)
    return stage.window


def _plan_conflict(stage: Stage) -> QWidget:
    page = _planned(stage)
    page.next_difference()
    page.plan.pane.choose(Keuze.ONTVANGEN)
    return stage.window


def _plan_question(stage: Stage) -> QWidget:
    _planned(stage).confirm.go.click()
    return stage.window


def _merged(stage: Stage) -> QWidget:
    """Carry the plan out, in a copy: the next one finds the mail as it came."""
    copy = stage.files.round.desk.with_name("relance-verwerkt.vvd")
    stage.stop()
    Path(shutil.copy(stage.files.round.desk, copy))
    opened = stage.open(copy)
    opened.receive(list(stage.files.round.mail))
    stage.settle()
    page = opened.page.current()
    page.confirm.go.click()
    page.confirm.yes.click()
    stage.settle()
    return stage.window


def _conflict_choice(stage: Stage) -> QWidget:
    page = _desk(stage, CONFLICTS).page.current()
    page.pane.choose(Keuze.EIGEN)
    return stage.window


def _undo(stage: Stage) -> QWidget:
    _desk(stage, MERGES).page.current().undo.click()
    return stage.window


def _part(name: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        _desk(stage, UITVRAAG).page.current().show_section(name)
        return stage.window

    return show


def _ask(stage: Stage) -> QWidget:
    """Ask something at a field, where something was asked and answered before."""
    page = stage.open(stage.files.round.desk, ASKED).page
    page.jump(ASKED, ASKED_AT)
    stage.do("ask")
    return stage.window


def _asked(stage: Stage) -> QWidget:
    stage.open(stage.files.round.asked, ASKED).page.jump(ASKED, ASKED_AT)
    return stage.window


def _asked_list(stage: Stage) -> QWidget:
    stage.open(stage.files.round.asked, ASKED).page.show_page(QUESTIONS)
    return stage.window


def _approved(stage: Stage) -> QWidget:
    stage.open(stage.files.round.desk, APPROVED).page.fiche_page.choose_part(4)
    return stage.window


def _server(stage: Stage) -> QWidget:
    stage.start(naam=PERSON.wie)
    stage.do("open_server")
    return stage.dialog()


CENTRAL_SCREENS = (
    Screen("overzicht", _dashboard(table=False)),
    Screen("overzicht-tabel", _dashboard(table=True)),
    Screen("ontvangst", _page(RECEPTION)),
    Screen("ontvangst-besluit", _decision),
    Screen("samenvoegen-leeg", _page(CONSOLIDATION)),
    Screen("samenvoegen", _plan),
    Screen("samenvoegen-conflict", _plan_conflict),
    Screen("samenvoegen-vraag", _plan_question),
    Screen("samenvoegen-verwerkt", _merged),
    Screen("conflicten", _page(CONFLICTS)),
    Screen("conflicten-keuze", _conflict_choice),
    Screen("samenvoegingen", _page(MERGES)),
    Screen("samenvoegingen-terug", _undo),
    Screen("vragen", _page(QUESTIONS)),
    *(Screen(f"uitvraag-{at}", _part(name)) for at, name in enumerate(_PARTS, start=1)),
    Screen("vraag-stellen", _ask),
    Screen("fiche-goedgekeurd", _approved),
    Screen("conflicten-leeg", _empty(CONFLICTS)),
    Screen("samenvoegingen-leeg", _empty(MERGES)),
    Screen("vragen-leeg", _empty(QUESTIONS)),
    Screen("vraag-in-dossier", _asked),
    Screen("vragen-in-dossier", _asked_list),
    Screen("server-openen", _server),
)
"""In an order that opens each file once."""
