"""Adding, copying, moving and removing rows in any order, with undo, against a plain list."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from rows_sample import make_page

from ui.forms.rows_commands import RowCommands
from ui.forms.rows_model import RowsModel
from vvdesk.dictionary import fields_of
from vvdesk.model import Mijlpaal

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["add", "duplicate", "up", "down", "remove", "undo", "redo"]),
        st.integers(0, 9),
        st.integers(1, 3),
    ),
    max_size=10,
)


class Rehearsal:
    """What the table should hold: a list of titles, and the lists that it was before."""

    def __init__(self, titles):
        self.titles, self.done, self.undone, self.made = titles, [], [], 0

    def become(self, titles):
        if titles != self.titles:
            self.done.append(self.titles)
            self.undone.clear()
            self.titles = titles

    def undo(self):
        if self.done:
            self.undone.append(self.titles)
            self.titles = self.done.pop()

    def redo(self):
        if self.undone:
            self.done.append(self.titles)
            self.titles = self.undone.pop()

    def act(self, deed, commands, at, count):
        ids, titles = list(commands.rows()), list(self.titles)
        at = min(at, len(ids))
        some = slice(at, at + count)
        if deed == "add":
            self.made += 1
            name = f"nieuw {self.made}"
            commands.add(at, [{"titel": name}])
            self.become([*titles[:at], name, *titles[at:]])
        elif not ids[some]:
            return
        elif deed == "duplicate":
            commands.duplicate(ids[some])
            end = at + len(ids[some])
            self.become([*titles[:end], *titles[some], *titles[end:]])
        elif deed == "remove":
            commands.remove(ids[some])
            del titles[some]
            self.become(titles)
        else:
            self.move(deed, commands, ids[some], at)

    def move(self, deed, commands, ids, at):
        titles, end = list(self.titles), at + len(ids)
        commands.move(ids, 1 if deed == "down" else -1)
        if deed == "down" and end < len(titles):
            titles.insert(at, titles.pop(end))
        elif deed == "up" and at > 0:
            titles.insert(end - 1, titles.pop(at - 1))
        if titles == self.titles and self.moved(deed, at, end):
            self.done.append(self.titles)
            self.undone.clear()
        self.become(titles)

    def moved(self, deed, at, end):
        """Tell whether rows changed places that have the same title."""
        return end < len(self.titles) if deed == "down" else at > 0


@pytest.fixture
def model(desk):
    """The rows of VV015, watched by Qt's own tester."""
    made = RowsModel(desk, "mijlpalen", fields_of(Mijlpaal)[:3])
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    return made


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(DEEDS)
def test_whatever_is_done_the_table_shows_what_is_stored_and_undo_goes_back(desk, model, deeds):
    commands = RowCommands(desk, "mijlpalen")
    while desk.desk.undo_name:
        desk.undo()
    rehearsal = Rehearsal([each.values["titel"] for each in commands.rows().values()])
    for deed, at, count in deeds:
        if deed in {"undo", "redo"}:
            name = desk.desk.undo_name if deed == "undo" else (rehearsal.undone or None)
            if name:
                getattr(desk, deed)()
                getattr(rehearsal, deed)()
        else:
            rehearsal.act(deed, commands, at, count)
        rows = commands.rows()
        assert [each.values["titel"] for each in rows.values()] == rehearsal.titles
        assert model.ids == list(rows)
        assert [
            model.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(len(rows))
        ] == rehearsal.titles
        places = [each.volgorde for each in rows.values()]
        assert places == sorted(set(places))


def test_what_cannot_be_written_is_told_and_changes_nothing(desk, dossier):
    told = []
    desk.noted.connect(told.append)
    commands = RowCommands(desk, "mijlpalen")
    dossier.read_only = "Dit bestand is van iemand anders."
    assert commands.add(0) == []
    assert not commands.remove(["VV015-M01"])
    assert "kan niet gewijzigd worden" in told[-1].text
    assert len(commands.rows()) == 3


def test_a_table_of_many_rows_measures_those_in_sight(desk, icons, theme, qtbot):
    RowCommands(desk, "mijlpalen").add(0, [{"titel": "lang " * 60}] * 160)
    page = make_page(desk, icons, theme, qtbot)
    page.table.go_to(0, 0)
    high = page.table.rowHeight(0)
    qtbot.waitUntil(lambda: page.table.rowHeight(1) == high)
    assert page.table.rowHeight(120) < high
    page.table.go_to(120, 0)
    assert page.table.rowHeight(120) == high
    page.table.verticalScrollBar().setValue(0)
