"""The screens that only a coordinator sees, and what a department sees of a coordinator."""

import shutil
from collections.abc import Callable
from datetime import date
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
    REPORT,
    UITVRAAG,
)
from vvdesk.besluiten import Besluit
from vvdesk.demo.theme_sample import add_theme_sample
from vvdesk.meetmomenten import create_store
from vvdesk.model import Keuze
from vvdesk.plan import load_plan
from vvdesk.report_choices import Uitgave
from vvdesk.store.workspace import Workspace

_PARTS = (
    "Meetmoment", "Perimeter", "Speerpunten", "Clusters", "Ministers", "Entiteiten en deadlines",
    "Projectstatussen", "Mijlpaalstatussen", "Drempels", "Regels aan of uit", "Uitdelen",
)  # fmt: skip

_MOMENT = "november 2021"
_PEILDATUM = date(2021, 11, 30)


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


def _report(uitgave: Uitgave = Uitgave.VOORTGANG) -> Callable[[Stage], QWidget]:
    """Show what would be published of the file in hand, with its pages."""

    def show(stage: Stage) -> QWidget:
        _desk(stage, REPORT)
        return _published(stage, uitgave)

    return show


def _published(stage: Stage, uitgave: Uitgave) -> QWidget:
    page = stage.file.page.current()
    page.results.clear()
    page.panel.uitgave.buttons[uitgave].click()
    if uitgave.soort is not None:
        stage.wait_for(lambda: page.preview.paper.total > 0 and not page.preview.state)
    stage.settle()
    return stage.window


def _report_theme(stage: Stage) -> QWidget:
    """Show the overview of a theme, from a file of its own that has one."""
    path = stage.files.round.desk.with_name("relanceplannen.vvd")
    if not path.exists():
        create_store(path, load_plan("vlaamse-veerkracht"), _MOMENT, _PEILDATUM, PERSON)
        with Workspace.open(path) as workspace:
            add_theme_sample(workspace, _MOMENT, PERSON)
    stage.open(path).page.show_page(REPORT)
    return _published(stage, Uitgave.THEMA)


def _report_made(stage: Stage) -> QWidget:
    """Make the report; what was made is told with what its maker should know."""
    _report()(stage)
    page = stage.file.page.current()
    for box in page.panel.forms.boxes.values():
        box.setChecked(True)
    folder = stage.files.round.desk.with_name("rapporten")
    folder.mkdir(exist_ok=True)
    for each in folder.iterdir():
        each.unlink()
    stage.messages.answers["file_to_save"] = [folder / "voortgangsrapport.pdf"]
    page.panel.make.click()
    stage.wait_for(lambda: bool(page.results.text))
    stage.wait_for(lambda: not page.preview.state)
    stage.settle()
    return stage.window


def _report_empty(stage: Stage) -> QWidget:
    """Ask for a theme where no fiche has one."""
    _empty(REPORT)(stage)
    stage.file.page.current().panel.uitgave.buttons[Uitgave.THEMA].click()
    stage.settle()
    return stage.window


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
    Screen("rapport", _report()),
    Screen("rapport-gemaakt", _report_made),
    Screen("rapport-werkboek", _report(Uitgave.WERKBOEK)),
    Screen("rapport-thema", _report_theme),
    Screen("rapport-leeg", _report_empty),
    Screen("conflicten-leeg", _empty(CONFLICTS)),
    Screen("samenvoegingen-leeg", _empty(MERGES)),
    Screen("vragen-leeg", _empty(QUESTIONS)),
    Screen("vraag-in-dossier", _asked),
    Screen("vragen-in-dossier", _asked_list),
    Screen("server-openen", _server),
)
"""In an order that opens each file once."""
