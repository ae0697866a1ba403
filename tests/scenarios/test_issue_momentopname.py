"""What an auditor counts by hand in a momentopname is what vvdesk says of it.

The demonstration seals a round: two meetmomenten, inzendingen, a conflict, reports. Everything is
counted again with sqlite3 and openpyxl alone, which know nothing of vvdesk.
"""

import csv
import io
import re
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from stores import ACTOR

from vvdesk.anchors import parse_code
from vvdesk.audit_export import Vorm, export_audit
from vvdesk.demo.folder import Demofolder
from vvdesk.demo.playing import Demonstration
from vvdesk.formula_guard import unguarded
from vvdesk.mijlpaal_life import all_mijlpalen, life
from vvdesk.moments_compared.comparing import compare_moments
from vvdesk.moments_compared.parts import NIEUW, VERDWENEN, MomentsCompared, Verschilsoort
from vvdesk.moments_compared.sides import Side
from vvdesk.sampling import Opzet, draw
from vvdesk.searching import Filter, SearchIndex, parse_query
from vvdesk.searching.parts import SOORTEN
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import Trace, trace
from vvdesk.tracing.whole_fiche import trace_fiches

PROJECTS = ("VV015", "VV018")
_TABLES = {"": "fiche", "mijlpalen": "mijlpaal", "agenderingen": "agendering"}
_NO_CONTENT = {"meetmoment_id", "project_code", "id", "staat", "versie", "volgorde", "basislijn"}


@pytest.fixture(scope="module")
def momentopname(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one that the demonstration makes."""
    folder = Demofolder(tmp_path_factory.mktemp("demo"))
    Demonstration(folder, ACTOR, lambda _said: None).play()
    return folder.sealed


@pytest.fixture
def raw(momentopname: Path) -> Iterator[sqlite3.Connection]:
    """The file, as any program reads it."""
    with closing(sqlite3.connect(f"{momentopname.as_uri()}?immutable=1", uri=True)) as opened:
        yield opened


@pytest.fixture
def workspace(momentopname: Path) -> Iterator[Workspace]:
    """The file, as vvdesk reads it."""
    with Workspace.open(momentopname) as opened:
        yield opened


@pytest.fixture
def compared(workspace: Workspace) -> MomentsCompared:
    """April against September."""
    april, september = workspace.meetmomenten()
    return compare_moments(Side(workspace, april), Side(workspace, september))


def test_every_value_has_a_way_and_the_cell_that_it_names_holds_it(
    workspace: Workspace, raw: sqlite3.Connection
) -> None:
    evidence = {
        sha256: openpyxl.load_workbook(io.BytesIO(data))
        for sha256, data in raw.execute("SELECT sha256, bestand FROM inzending")
    }
    cells = 0
    for each in every_trace(workspace, raw):
        assert each.herkomst, each.code
        assert each.herkomst[-1].zin
        source = each.herkomst[-1].bron
        if source is None or source.sha256 not in evidence:
            continue
        cells += 1
        found = evidence[source.sha256][source.blad][source.cel].value
        assert {plain(found)} & {plain(each.tekst), plain(each.waarde)}, each.code
    assert cells > len(evidence)


def test_statuses_flow_from_every_project_and_mijlpaal_to_where_it_stands_now(
    compared: MomentsCompared, raw: sqlite3.Connection
) -> None:
    for flow, query in (
        (compared.projectstatus, "SELECT meetmoment_id, project_code, projectstatus FROM fiche"),
        (compared.mijlpaalstatus, "SELECT meetmoment_id, id, status FROM mijlpaal"),
    ):
        sides: dict[int, dict[str, str]] = {1: {}, 2: {}}
        for moment, key, status in raw.execute(query):
            sides[moment][key] = status or ""
        every = sides[1].keys() | sides[2].keys()
        by_hand = Counter((sides[1].get(key, NIEUW), sides[2].get(key, VERDWENEN)) for key in every)
        assert dict(flow.aantallen) == by_hand
        assert flow.totaal == len(every)


def test_totals_and_what_slipped_are_those_counted_by_hand(
    compared: MomentsCompared, raw: sqlite3.Connection
) -> None:
    for total in compared.sommen:
        column = total.path.rpartition(".")[2]
        by_hand = [
            sum(amount or 0 for amount in column_of(raw, "financiering", column, moment))
            for moment in (1, 2)
        ]
        assert [total.was, total.nu] == by_hand
        parts = [each.verschil for each in compared.bedragen if each.path == total.path]
        assert sum(parts) == total.nu - total.was
    (slipped,) = raw.execute(
        "SELECT count(*) FROM mijlpaal was JOIN mijlpaal nu USING (id) WHERE was.meetmoment_id = 1"
        " AND nu.meetmoment_id = 2 AND nu.timing > was.timing AND nu.lot IS NULL"
    ).fetchone()
    assert compared.aantallen[Verschilsoort.LATER] == slipped > 0


def test_no_difference_is_missed_or_told_twice(
    compared: MomentsCompared, raw: sqlite3.Connection
) -> None:
    told = [(each.project, each.path, each.soort) for each in compared.verschillen]
    assert len(told) == len(set(told)) == sum(differing(raw, table) for table in (
        "fiche", "financiering", "mijlpaal", "agendering",
    ))  # fmt: skip
    projects = [each.project for each in compared.verschillen]
    assert projects == sorted(projects)


def test_every_mijlpaal_has_its_life_as_the_file_holds_it(
    workspace: Workspace, raw: sqlite3.Connection
) -> None:
    for row in all_mijlpalen(workspace):
        told = [
            (each.meetmoment_id, each.timing and each.timing.isoformat(), each.status or None)
            for each in life(workspace, row.id).momenten
            if each.is_aanwezig
        ]
        query = "SELECT meetmoment_id, timing, status FROM mijlpaal WHERE id = ? ORDER BY 1"
        assert told == raw.execute(query, [row.id]).fetchall()


def test_every_text_of_every_field_and_ledger_is_found_by_its_words(
    workspace: Workspace, raw: sqlite3.Connection
) -> None:
    seen = Counter[str]()
    with closing(SearchIndex.build(workspace)) as index:
        for soort in SOORTEN:
            table = _TABLES.get(soort.bron, soort.bron)
            for row in rows_of(raw, table):
                moment, text = row.get("meetmoment_id"), row[soort.naam]
                project = row.get("project_code", "")
                is_of_projects = "project_code" in row
                is_value = soort.bron == "conflict" and soort.naam != "nota"
                if not text or not moment or (is_of_projects and not project) or is_value:
                    continue  # of the two values of a conflict one only is left out
                words = re.findall(r"[^\W\d_]{3,}", re.sub(r"</?(?:strong|em|a)\b[^>]*>", "", text))
                words = [each for each in words if f"<{each}" not in text]
                wanted = Filter(frozenset({moment}))
                found = index.find(parse_query(" ".join(words[:12])), wanted, most=10**6)
                if words:
                    seen[soort.label] += 1
                    assert any(
                        each.soort is soort and (each.project == project or not is_of_projects)
                        for each in found.treffers
                    ), (soort.label, project, words[:12])
    assert seen.total() > len(SOORTEN)


def test_a_sample_is_drawn_again_with_stock_tools(
    workspace: Workspace, raw: sqlite3.Connection
) -> None:
    seed, codes = "MJMJ-AD2N 2021 é", raw.execute("SELECT project_code FROM fiche GROUP BY 1")
    script = (
        'while read -r code; do printf "%s %s\\n" '
        '"$(printf "%s" "$1:$code" | sha256sum | cut -c1-64)" "$code"; done'
        " | LC_ALL=C sort | head -n 4 | cut -d' ' -f2"
    )
    by_hand = subprocess.run(
        ["bash", "-c", script, "bash", seed], check=True, capture_output=True, text=True,
        input="".join(f"{code}\n" for (code,) in codes),
    )  # fmt: skip
    drawn = draw(workspace, workspace.meetmoment(), Opzet(seed, 4))
    assert [each.code for each in drawn.eenheden] == by_hand.stdout.split()


def test_the_forms_of_an_export_say_the_same_and_every_code_leads_somewhere(
    workspace: Workspace, tmp_path: Path
) -> None:
    export_audit(workspace, PROJECTS, tmp_path / "a.xlsx", Vorm.EXCEL)
    export_audit(workspace, PROJECTS, tmp_path / "csv", Vorm.CSV)
    listed = subprocess.run(["sha256sum", "-c", "sha256.txt"], cwd=tmp_path / "csv", check=False)
    assert listed.returncode == 0
    codes: set[str] = set()
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
        path = tmp_path / "csv" / f"{sheet.title.lower()}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[unguarded(cell) for cell in row] for row in csv.reader(file, delimiter=";")]
        assert [[as_csv(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
        if "Referentiecode" in rows[0]:
            place = rows[0].index("Referentiecode")
            codes.update(row[place] for row in rows[1:] if row[place])
    assert all(str(parse_code(code)) == code for code in codes)
    for code in sorted(codes)[::25]:
        assert trace(workspace, code).code == code


def every_trace(workspace: Workspace, raw: sqlite3.Connection) -> Iterator[Trace]:
    """Yield the trace of every value of every fiche."""
    query = "SELECT project_code FROM fiche WHERE meetmoment_id = ? ORDER BY 1"
    for moment in workspace.meetmomenten():
        projects = [code for (code,) in raw.execute(query, [moment.id])]
        for fiche in trace_fiches(workspace, moment, projects):
            yield from fiche.traces


def rows_of(raw: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, column to value."""
    rows = raw.execute(f"SELECT * FROM {table}")  # noqa: S608 (names of our own)
    names = [each[0] for each in rows.description]
    yield from (dict(zip(names, row, strict=True)) for row in rows)


def column_of(raw: sqlite3.Connection, table: str, column: str, moment: int) -> list[Any]:
    """Return one column of a table at one meetmoment."""
    return [row[column] for row in rows_of(raw, table) if row["meetmoment_id"] == moment]


def differing(raw: sqlite3.Connection, table: str) -> int:
    """Count the cells of a table that differ between both meetmomenten, and the rows that came."""
    sides: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for row in rows_of(raw, table):
        sides[row["meetmoment_id"] - 1][row.get("id", row["project_code"])] = row
    both = sides[0].keys() & sides[1].keys()
    cells: int = sum(
        sides[0][key][name] != sides[1][key][name]
        for key in both
        for name in sides[0][key].keys() - _NO_CONTENT
    )
    came_and_went: int = len(sides[0].keys() ^ sides[1].keys())
    return cells + came_and_went


def plain(value: Any) -> str:
    """Return what a cell or a trace says, without markup and signs that are no letter or digit."""
    if isinstance(value, datetime):
        value = value.date().isoformat()
    return re.sub(
        r"\W+", "", re.sub(r"<[^>]+>", " ", "" if value is None else str(value))
    ).casefold()


def as_csv(cell: Any) -> str:
    """Return a cell of a workbook as a CSV writes it."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return "" if cell is None else str(cell)
