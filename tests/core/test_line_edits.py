"""Single edits as typed: each a step of its own, with its reason where the report asks for it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.audit import Actor
from vvdesk.content import Inhoud, read_contents, single_fields
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, VvdeskError
from vvdesk.line_edits import Edit, LineEditor, parse_line
from vvdesk.meetmomenten import close_meetmoment, create_store
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace
from vvdesk.trail import read_trail

ANN = Actor("ann", "pc-1")
PLAN = load_plan("vlaamse-veerkracht")
NAMES = {"ministers", "betrokken_entiteiten", "themas"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file without fiches, to be copied."""
    path = tmp_path_factory.mktemp("store") / "centraal.vvd"
    create_store(path, PLAN, "april 2021", date(2021, 3, 31), ANN)
    return path


@pytest.fixture
def workspace(tmp_path: Path, empty: Path) -> Iterator[Workspace]:
    """A central file with an empty fiche of VV015."""
    path = tmp_path / "centraal.vvd"
    shutil.copy(empty, path)
    with Workspace.open(path) as opened:
        values = {name: () if name in NAMES else None for name in single_fields()}
        with Editing(opened, ANN).step("begin") as work:
            work.add_fiche(1, Inhoud("VV015", "concept", values))
        yield opened


@pytest.fixture
def editor(workspace: Workspace) -> LineEditor:
    """Someone who types in that file."""
    return LineEditor(workspace, ANN)


def value_of(workspace: Workspace, path: str) -> Any:
    with workspace.connection() as connection:
        return dict(read_contents(connection, 1)["VV015"].paths())[path]


def reasons(workspace: Workspace) -> list[tuple[str, str | None]]:
    with workspace.connection() as connection:
        return [(row.plaats, row.reden) for row in read_trail(connection, "vv015")][1:]


@pytest.mark.parametrize(
    ("field", "typed", "stored", "shown"),
    [
        ("financiering.vak", "375 mio", 375_000_000, "375.000.000 EUR"),
        ("streefdatum", "Q4 2023", date(2023, 12, 31), "31/12/2023"),
        ("projectstatus", "OPGESTART", "opgestart", "Opgestart"),
        ("cluster", "3", "03", "03. Digitale versnelling leerplichtonderwijs"),
        ("ministers", "Weyts;Jo Brouns", ("Ben Weyts", "Jo Brouns"), "Ben Weyts; Jo Brouns"),
        ("omschrijving", "Eén < twee", "<p>Eén &lt; twee</p>", "Eén < twee"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_a_person_types_it(
    workspace: Workspace, editor: LineEditor, field: str, typed: str, stored: Any, shown: str
) -> None:
    edited = editor.apply(Edit("vv015", field, typed))
    assert value_of(workspace, field) == stored
    assert (edited.project, edited.path, edited.old, edited.new) == ("VV015", field, "", shown)
    assert edited.changed
    assert not editor.apply(Edit("VV015", field, typed)).changed


def test_an_empty_value_empties_the_field(workspace: Workspace, editor: LineEditor) -> None:
    editor.apply(Edit("VV015", "titel", "Digisprong"))
    assert editor.apply(Edit("VV015", "titel", "")).new == ""
    assert value_of(workspace, "titel") is None


def test_a_new_row_gets_the_next_id_and_takes_values(
    workspace: Workspace, editor: LineEditor
) -> None:
    assert editor.apply(Edit("VV015", "mijlpalen.nieuw", "Toestellen")).row == "VV015-M01"
    assert editor.apply(Edit("VV015", "agenderingen.nieuw", "Nota")).row == "VV015-A01"
    editor.apply(Edit("VV015", "mijlpalen.VV015-M01.timing", "31/12/2023"))
    assert value_of(workspace, "mijlpalen.VV015-M01.timing") == date(2023, 12, 31)
    with pytest.raises(Misused, match="titel"):
        editor.apply(Edit("VV015", "mijlpalen.nieuw", " "))


def test_the_reason_of_a_slip_also_stands_in_the_report(
    workspace: Workspace, editor: LineEditor
) -> None:
    editor.apply(Edit("VV015", "mijlpalen.nieuw", "Toestellen"))
    editor.apply(Edit("VV015", "mijlpalen.VV015-M01.timing", "31/12/2024", "Tekort aan chips"))
    assert value_of(workspace, "mijlpalen.VV015-M01.reden") == "Tekort aan chips"
    editor.apply(Edit("VV015", "mijlpalen.VV015-M01.status", "Op schema", "Nagekeken"))
    assert value_of(workspace, "mijlpalen.VV015-M01.reden") == "Tekort aan chips"
    editor.apply(Edit("VV015", "financiering.vak", "1", "Eerste vastlegging"))
    assert reasons(workspace)[1:] == [
        ("mijlpalen.VV015-M01.timing", "Tekort aan chips"),
        ("mijlpalen.VV015-M01.reden", None),
        ("mijlpalen.VV015-M01.status", "Nagekeken"),
        ("financiering.vak", "Eerste vastlegging"),
    ]


@pytest.mark.parametrize(
    ("project", "field", "value", "said"),
    [
        ("VV999", "titel", "x", "VV999"),
        ("VV015", "financiering.vik", "1", "financiering.vik"),
        ("VV015", "mijlpalen.VV015-M09.titel", "x", "VV015-M09"),
        ("VV015", "financiering.vak", "eind 2024", "Uitvoering VAK"),
        ("VV015", "projectstatus", "Rot", "Kies uit"),
    ],
)
def test_what_cannot_be_edited_is_refused_by_name(
    workspace: Workspace, editor: LineEditor, project: str, field: str, value: str, said: str
) -> None:
    with pytest.raises(Misused, match=said):
        editor.apply(Edit(project, field, value))
    assert reasons(workspace) == []


def test_a_closed_meetmoment_takes_no_edit(workspace: Workspace, editor: LineEditor) -> None:
    close_meetmoment(workspace, None, ANN, None)
    with pytest.raises(ReadOnly):
        editor.apply(Edit("VV015", "titel", "x"))


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ('"375 mio"', "375 mio"),
        ("null", ""),
        ("4000000", "4000000"),
        ("12.50", "12,5"),
        ('["Ben Weyts", "Hilde Crevits"]', "Ben Weyts; Hilde Crevits"),
    ],
)
def test_a_line_may_carry_a_text_a_number_names_or_nothing(value: str, typed: str) -> None:
    line = f'{{"project": "VV015", "field": "titel", "value": {value}, "reason": null}}'
    assert parse_line(line) == Edit("VV015", "titel", typed, None)


def test_a_line_without_a_reason_has_none() -> None:
    assert parse_line('{"project": "a", "field": "b", "value": "c"}').reason is None
    assert parse_line('{"project":"a","field":"b","value":"c","reason":"d"}').reason == "d"


@pytest.mark.parametrize(
    "line",
    [
        "geen json", "[]", "{}", "[" * 100_000, "NaN",
        '{"project": 1, "field": "b", "value": "c"}',
        '{"project": "a", "field": "b", "value": "c", "reason": 5}',
        '{"project": "a", "field": "b", "value": true}',
        '{"project": "a", "field": "b", "value": 1e99999}',
        '{"project": "a", "field": "b", "value": NaN}',
        '{"project": "a", "field": "b", "value": [1]}',
        '{"project": "a", "field": "b", "value": "c", "waarom": "x"}',
    ],
)  # fmt: skip
def test_any_other_line_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(Misused, match="Verwacht werd bijvoorbeeld"):
        parse_line(line)


@given(st.text(max_size=80))
def test_no_line_raises_anything_else(line: str) -> None:
    try:
        parse_line(line)
    except VvdeskError as error:
        assert str(error)  # noqa: PT017 - either it is an edit or it is refused with a sentence


def test_the_trail_reads_back_in_order_with_names(workspace: Workspace, editor: LineEditor) -> None:
    editor.apply(Edit("VV015", "financiering.vak", "1"))
    with workspace.connection() as connection:
        rows = list(read_trail(connection))
    assert [row.n for row in rows] == list(range(1, len(rows) + 1))
    last = rows[-1]
    assert (last.meetmoment, last.project, last.plaats) == (
        "april 2021",
        "VV015",
        "financiering.vak",
    )
    assert (last.oud, last.nieuw, last.wie, last.herkomst) == (None, 1, "ann", None)
    assert last.naam == "VV015: Uitvoering VAK"
    assert last.to_json()["hash"] == last.hash
    assert rows[0].project is None
