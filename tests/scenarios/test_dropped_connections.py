"""A server that goes away in the middle of the work: a sentence, nothing half, and then onwards."""

from dataclasses import replace
from pathlib import Path

import pytest
from driven_program import start as _start
from merge_sample import put, samples
from own_cluster import own_cluster
from server_sample import end_connections, fill, person
from sqlalchemy import func, select
from stores import ACTOR, DWSE, OV

from ui.desk import LiveDesk, SaveState, Typing
from vvdesk import settings, states
from vvdesk.audit import first_broken
from vvdesk.content import read_contents
from vvdesk.content_digest import content_digest
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.errors import Unavailable
from vvdesk.handing_out import hand_out
from vvdesk.kinds import TEKST
from vvdesk.merging import apply_plan, ledger_rows, plan_merge, take_back_merge
from vvdesk.model import Inzending, Overgang, Samenvoeging, Staat, Uitvraag, Wijziging
from vvdesk.paths import settings_dir
from vvdesk.settings import Settings
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
SENTENCE = r"[Ss]erver (is gestopt|antwoordt niet|start net op)|viel weg"
TITEL, VAK = "titel", "Uitvoering VAK"
start = _start
"""Starts the real program in a test; see `driven_program`."""
COUNTED = Wijziging, Inzending, Samenvoeging, Uitvraag, Overgang


@pytest.fixture(scope="module")
def ready():
    """A server, and a database there with three fiches, to be copied."""
    with own_cluster() as cluster:
        yield cluster, fill(cluster.new_database(), *samples())


@pytest.fixture
def cluster(ready):
    """A server that runs when the test begins, and when it has ended."""
    yield ready[0]
    ready[0].start()


@pytest.fixture
def workspace(cluster, ready):
    """A database with three fiches, opened by a coordinator who may do nothing more."""
    with person(cluster.new_database(ready[1]), "vvdesk_coordinator") as coordinator:
        with Workspace.open(coordinator) as opened:
            yield opened
        cluster.start()


class Losing:
    """A progress that takes the server away once a part of the work is done.

    Args:
        take_away: Does so.
    """

    def __init__(self, take_away):
        self._take_away = take_away
        self.is_done = False

    def __call__(self, done, _total, _label):
        if done and not self.is_done:
            self.is_done = True
            self._take_away()


@pytest.fixture(params=["stopped", "cut off"])
def losing(request, cluster, workspace):
    """Loses the server: it is stopped at once, or it only ends our connections."""
    if request.param == "stopped":
        return Losing(cluster.stop)
    return Losing(lambda: end_connections(replace(workspace.path, user="postgres")))


def everything(workspace):
    """Return what the store says: fiches, states, conflicts, and how much there is of the rest."""
    with workspace.connection() as connection:
        found = read_contents(connection, 1)
        lengths = [
            connection.scalar(select(func.count()).select_from(entity)) for entity in COUNTED
        ]
        assert first_broken(connection) is None
    handed_in = {code: (inhoud.staat, inhoud.versie) for code, inhoud in found.items()}
    return content_digest(found), handed_in, lengths, ledger_rows(workspace, is_open=None)


@pytest.fixture
def books(workspace, tmp_path) -> list[Path]:
    """Two inzendingen; one is in conflict with what was changed centrally since."""
    found = [tmp_path / "ov.xlsx", tmp_path / "dwse.xlsx"]
    for entiteit, target in zip((OV, DWSE), found, strict=True):
        hand_out(workspace, None, entiteit, target, ACTOR)
        put(target, "Projecten", VAK, 1, 5)
    with Editing(workspace, ACTOR).step("Bijsturen") as work:
        work.set(1, "VV015", "financiering.vak", 9)
    return found


def plan(workspace, books, progress):
    with plan_merge(workspace, books, readers=0, progress=progress) as made:
        return made.conflicts


def carry_out(workspace, books, progress):
    with plan_merge(workspace, books, readers=0) as made:
        return apply_plan(workspace, made, ACTOR, progress=progress)


def take_back(workspace, _books, progress):
    return take_back_merge(workspace, 1, ACTOR, progress)


@pytest.mark.parametrize("work", [plan, carry_out, take_back])
def test_work_that_loses_the_server_halfway_changes_nothing_and_can_be_done_again(
    workspace, cluster, losing, books, work
):
    if work is take_back:
        carry_out(workspace, books, lambda *_: None)
    before = everything(workspace)
    with pytest.raises(Unavailable, match=SENTENCE) as told:
        work(workspace, books, losing)
    assert losing.is_done
    assert workspace.path.database in str(told.value)
    cluster.start()
    assert everything(workspace) == before
    assert work(workspace, books, lambda *_: None)
    if work is not plan:
        assert everything(workspace) != before


def test_a_plan_made_before_the_server_went_away_is_carried_out_after_it_came_back(
    workspace, cluster, losing, books
):
    with plan_merge(workspace, books, readers=0) as made:
        with pytest.raises(Unavailable, match=SENTENCE):
            apply_plan(workspace, made, ACTOR, progress=losing)
        cluster.start()
        outcomes = apply_plan(workspace, made, ACTOR)
    assert [each.inzending_id for each in outcomes] == [1, 2]
    assert len(ledger_rows(workspace)) == 1


def test_approving_that_loses_the_server_approves_nothing_and_can_be_done_again(
    workspace, cluster, books
):
    carry_out(workspace, books, lambda *_: None)
    before = everything(workspace)
    to_approve = workspace, None, ["VV016", "VV017"], ACTOR
    with pytest.raises(Unavailable, match=SENTENCE):
        states.approve(*to_approve, uitzondering="Vakantie", progress=Losing(cluster.stop))
    cluster.start()
    assert everything(workspace) == before
    states.approve(*to_approve, uitzondering="Vakantie")
    approved = {
        code
        for code, (staat, _versie) in everything(workspace)[1].items()
        if staat == Staat.GOEDGEKEURD
    }
    assert approved == {"VV016", "VV017"}


def test_who_opens_or_reads_while_the_server_is_away_is_told_so(workspace, cluster):
    cluster.stop()
    for attempt in (workspace.meetmoment, lambda: Workspace.open(workspace.path)):
        with pytest.raises(Unavailable, match=SENTENCE):
            attempt()
    cluster.start()
    assert workspace.meetmoment().naam == "april 2021"


@pytest.mark.usefixtures("qapp")
def test_what_is_typed_while_the_server_is_away_is_kept_and_stored_when_it_is_back(
    workspace, cluster, tmp_path
):
    texts = {TITEL: "Digisprong", "financiering.verschuiving_toelichting": "Wordt nagekeken"}
    drafts = Drafts(tmp_path / "klad", workspace.plan.bestand_id)
    live = LiveDesk(Desk(workspace, ACTOR), drafts)
    said = []
    live.save_state_changed.connect(lambda state, why: said.append((state, why)))
    live.show("VV015")
    before = everything(workspace)
    cluster.stop()
    for path, text in texts.items():
        live.touch(path, Typing(lambda text=text: text, lambda text=text: TEKST.typed(text)))
    assert not live.flush()
    assert said[-1][0] in {SaveState.REFUSED, SaveState.WAITING}
    assert live.unstored() == texts
    kept = Drafts(tmp_path / "klad", workspace.plan.bestand_id).of(1, "VV015")
    assert {path: draft.text for path, draft in kept.items()} == texts
    cluster.start()
    assert everything(workspace) == before
    assert live.flush()
    assert {path: live.desk.fiche("VV015").values[path] for path in texts} == texts
    assert not live.has_unstored()


def test_the_window_keeps_what_is_typed_and_stores_it_once_the_server_is_back(
    start, workspace, cluster
):
    settings.save(Settings(naam="An Peeters"), settings_dir())
    driven = start(workspace.path)
    driven.file.page.show_fiche("VV015")
    editor = driven.editor(TITEL)
    cluster.stop()
    driven.type(TITEL, "Onderweg getypt")
    driven.act("save")
    hear(driven)
    assert driven.said.startswith(f'Geen verbinding met de server "{workspace.path.name}"')
    assert editor.text() == "Onderweg getypt"
    cluster.start()
    hear(driven)
    assert "is er weer" in driven.said
    assert editor.text() == "Onderweg getypt"
    with workspace.connection() as connection:
        assert read_contents(connection, 1)["VV015"].values[TITEL] == "Onderweg getypt"


def hear(driven):
    """Let the window ask now what it would ask within a few seconds."""
    driven.file._colleagues.ask()
    driven.settle()
