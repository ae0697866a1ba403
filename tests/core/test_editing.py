from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select
from stores import ACTOR, DWSE, FILE_ONLY, OV, fiche, mijlpaal, new_store

from vvdesk.audit import Herkomst, first_broken, head
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Staat, Stap, Toelichting, Wijziging
from vvdesk.store.workspace import Workspace
from vvdesk.undo import last_step, undo


@pytest.fixture
def workspace(make_store):
    with Workspace.open(make_store(fiche("VV015", mijlpalen=2), fiche("VV016"))) as opened:
        yield opened


@pytest.fixture
def editing(workspace):
    return Editing(workspace, ACTOR)


def content(workspace, project="VV015"):
    with workspace.connection() as connection:
        return read_contents(connection, 1).get(project)


def trail(workspace):
    with workspace.session() as session:
        return list(session.scalars(select(Wijziging).order_by(Wijziging.n)))


@FILE_ONLY
def test_an_edit_stores_value_and_audit_row_together(workspace, editing):
    origin = Herkomst("in.xlsx", "ab" * 32, "Projecten", "D14", "an", "2021-04-01")
    with editing.step("VAK wijzigen") as work:
        assert work.set(1, "VV015", "financiering.vak", 5, reden="Vastgelegd.", herkomst=origin)
    row = trail(workspace)[-1]
    assert content(workspace).values["financiering.vak"] == 5
    assert (row.rij, row.veld, row.oud, row.nieuw) == ("financiering", "vak", "0", "5")
    assert (row.wie, row.reden, row.project_code) == ("tester", "Vastgelegd.", "VV015")
    assert '"cel":"D14"' in row.herkomst
    with workspace.connection() as connection:
        assert first_broken(connection) is None
        assert head(connection)[0] == row.n


def test_the_same_value_again_writes_nothing(workspace, editing):
    before = len(trail(workspace))
    with editing.step("x") as work:
        assert not work.set(1, "VV015", "financiering.vak", 0)
        assert work.count == 0
    assert len(trail(workspace)) == before


def test_a_step_that_fails_changes_nothing_at_all(workspace, editing):
    before, rows = content(workspace), len(trail(workspace))
    with pytest.raises(RuntimeError), editing.step("x") as work:
        work.set(1, "VV015", "titel", "Anders")
        work.add_row(1, "VV015", "mijlpalen", mijlpaal())
        raise RuntimeError
    assert content(workspace) == before
    assert len(trail(workspace)) == rows


@pytest.mark.parametrize(
    ("project", "path"),
    [("VV999", "titel"), ("VV015", "mijlpalen.VV015-M09.titel"), ("VV015", "x")],
)
def test_an_edit_of_what_is_not_there_is_refused(editing, project, path):
    with pytest.raises(Misused), editing.step("x") as work:
        work.set(1, project, path, "iets")


def test_a_new_row_gets_the_next_permanent_id(workspace, editing):
    with editing.step("x") as work:
        assert work.add_row(1, "VV015", "mijlpalen", mijlpaal(titel="Nieuw")) == "VV015-M03"
        assert work.add_row(1, "VV015", "mijlpalen", mijlpaal(titel="Nieuwer")) == "VV015-M04"
    rows = content(workspace).tables["mijlpalen"]
    assert list(rows) == ["VV015-M01", "VV015-M02", "VV015-M03", "VV015-M04"]
    assert rows["VV015-M03"].values["titel"] == "Nieuw"


def test_the_id_of_a_removed_row_is_never_given_again(editing):
    with editing.step("x") as work:
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M02", "Dubbel.")
    with editing.step("y") as work:
        assert work.add_row(1, "VV015", "mijlpalen", mijlpaal()) == "VV015-M03"


def test_a_dossier_gives_ids_that_the_central_file_cannot_give(tmp_path):
    path = new_store(tmp_path / "d.vvd", fiche("VV015"), entiteit=OV)
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("x") as work:
        row_id = work.add_row(1, "VV015", "mijlpalen", mijlpaal())
    assert row_id.startswith("VV015-M02-")
    assert len(row_id) == len("VV015-M02-XXXX")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda work: work.add_fiche(1, fiche("VV015")),
        lambda work: work.add_row(1, "VV015", "mijlpalen", mijlpaal("VV015-M01")),
        lambda work: work.add_row(1, "VV015", "bijlagen", mijlpaal()),
        lambda work: work.remove_row(1, "VV015", "mijlpalen", "VV015-M77"),
        lambda work: work.move_row(1, "VV015", "mijlpalen", "VV015-M77", 1),
    ],
)
def test_a_change_that_does_not_fit_is_refused(editing, attempt):
    with pytest.raises(Misused), editing.step("x") as work:
        attempt(work)


def test_a_closed_meetmoment_refuses_every_change(workspace, editing):
    close_meetmoment(workspace, None, ACTOR, "Rapport gepubliceerd.")
    before = content(workspace)
    for attempt in (
        lambda work: work.set(1, "VV015", "titel", "Anders"),
        lambda work: work.add_fiche(1, fiche("VV017")),
        lambda work: work.add_row(1, "VV015", "mijlpalen", mijlpaal()),
        lambda work: work.remove_row(1, "VV015", "mijlpalen", "VV015-M01"),
        lambda work: work.set_staat(1, "VV015", Staat.INGEDIEND),
        lambda work: work.explain(1, "VV015", "VV-MIJ-08", "", "f", "t"),
    ):
        with pytest.raises(ReadOnly), editing.step("x") as work:
            attempt(work)
    assert content(workspace) == before


def test_undo_takes_back_every_kind_of_change(workspace, editing):
    before = content(workspace)
    with editing.step("van alles") as work:
        work.set(1, "VV015", "ministers", ("Ben Weyts",))
        work.set(1, "VV015", "mijlpalen.VV015-M01.timing", date(2024, 6, 30))
        work.move_row(1, "VV015", "mijlpalen", "VV015-M01", 9)
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M02")
        work.add_row(1, "VV015", "mijlpalen", mijlpaal())
        work.set_staat(1, "VV015", Staat.INGEDIEND)
        work.add_fiche(1, fiche("VV112"))
    assert undo(workspace, ACTOR) == "van alles"
    assert content(workspace) == before
    assert content(workspace, "VV112") is None


@FILE_ONLY
def test_undo_goes_back_step_by_step_and_then_says_so(workspace, editing):
    for number in (1, 2):
        with editing.step(f"stap {number}") as work:
            work.set(1, "VV015", "financiering.vak", number)
    assert [undo(workspace, ACTOR) for _ in range(3)] == ["stap 2", "stap 1", "Begin"]
    with pytest.raises(Misused, match="niets om ongedaan"):
        undo(workspace, ACTOR)


def test_undoing_an_earlier_step_refuses_when_the_value_changed_again(workspace, editing):
    for number in (1, 2):
        with editing.step(f"stap {number}") as work:
            work.set(1, "VV015", "financiering.vak", number)
    earlier = last_step(workspace).n - 1
    with pytest.raises(Misused, match="later opnieuw gewijzigd"):
        undo(workspace, ACTOR, earlier)
    undo(workspace, ACTOR)
    with pytest.raises(Misused, match="al ongedaan"):
        undo(workspace, ACTOR, earlier + 1)


def test_an_explanation_replaces_the_earlier_one_and_can_go(workspace, editing):
    for tekst in ("Eerst.", "Dan."):
        with editing.step("x") as work:
            work.explain(1, "VV015", "VV-MIJ-08", "mijlpalen", "v" * 64, tekst)
    with workspace.session() as session:
        assert [row.tekst for row in session.scalars(select(Toelichting))] == ["Dan."]
    with editing.step("x") as work:
        work.explain(1, "VV015", "VV-MIJ-08", "mijlpalen", "v" * 64, "")
    with workspace.session() as session:
        assert session.scalar(select(func.count()).select_from(Toelichting)) == 0
    assert [row.nieuw for row in trail(workspace)[-3:]] == ['"Eerst."', '"Dan."', "null"]


@FILE_ONLY
def test_every_step_is_listed_with_its_name(workspace, editing):
    with editing.step("Titel wijzigen") as work:
        work.set(1, "VV015", "titel", "Anders")
    with workspace.session() as session:
        last = session.scalars(select(Stap).order_by(Stap.n.desc())).first()
    assert (last.naam, last.wie) == ("Titel wijzigen", "tester")


class ManyEdits(RuleBasedStateMachine):
    """Any row of edits and undos keeps the chain whole and ends where a plain dict ends."""

    def __init__(self):
        super().__init__()
        import tempfile  # noqa: PLC0415 - the machine makes its own folder, outside fixtures
        from pathlib import Path  # noqa: PLC0415 - same reason

        self.folder = tempfile.TemporaryDirectory()
        path = new_store(Path(self.folder.name) / "a.vvd", fiche("VV015"))
        self.workspace = Workspace.open(path)
        self.editing = Editing(self.workspace, ACTOR)
        self.history = [content(self.workspace)]

    @rule(value=st.integers(0, 5), path=st.sampled_from(["financiering.vak", "financiering.vek"]))
    def edit(self, value, path):
        with self.editing.step("bedrag") as work:
            changed = work.set(1, "VV015", path, value)
        if changed:
            self.history.append(content(self.workspace))

    @rule()
    def add(self):
        with self.editing.step("rij") as work:
            work.add_row(1, "VV015", "mijlpalen", mijlpaal())
        self.history.append(content(self.workspace))

    @rule()
    def undo(self):
        if len(self.history) > 1:
            undo(self.workspace, ACTOR)
            self.history.pop()

    @invariant()
    def content_is_as_it_was_then(self):
        assert content(self.workspace) == self.history[-1]

    @invariant()
    def the_chain_is_whole(self):
        with self.workspace.connection() as connection:
            assert first_broken(connection) is None

    def teardown(self):
        self.workspace.close()
        self.folder.cleanup()


TestManyEdits = ManyEdits.TestCase
TestManyEdits.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)


def test_projects_of_two_entiteiten_live_in_one_store(tmp_path):
    path = new_store(tmp_path / "a.vvd", fiche("VV015"), fiche("VV177", trekkende_entiteit=DWSE))
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        found = read_contents(connection, 1, ["VV177", "VV998"])
    assert list(found) == ["VV177"]
    assert found["VV177"].values["trekkende_entiteit"] == DWSE
