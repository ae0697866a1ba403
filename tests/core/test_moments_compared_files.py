"""Differences between two meetmomenten as files, and on the command line."""

import csv
import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
import typer
from stores import ACTOR, fiche, new_store
from typer.testing import CliRunner

from vvdesk.commands.diff import diff
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.exchange.workbook.page import LONGEST_CELL
from vvdesk.moments_compared.files import write_differences
from vvdesk.moments_compared.other_file import compare_with
from vvdesk.moments_compared.sides import Side
from vvdesk.store.workspace import Workspace

NOON = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
EVIL = '=HYPERLINK("http://kwaad.example","klik")'


@pytest.fixture
def pair(tmp_path):
    """Two central files of april 2021; the second has slipped, and a title that is a formula."""
    one = fiche("VV015", speerpunt="04", voortgang="<p>Goed bezig.</p>")
    other = fiche("VV015", titel=EVIL, speerpunt="04", voortgang="<p>Beter bezig.</p>")
    other.tables["mijlpalen"]["VV015-M01"].values["timing"] = date(2024, 6, 30)
    other.values["financiering.vak"] = 1234
    return new_store(tmp_path / "een.vvd", one), new_store(tmp_path / "twee.vvd", other)


def written(pair, target):
    with Workspace.open(pair[0], read_only=True) as workspace:
        left = Side(workspace, workspace.meetmomenten()[0])
        found = compare_with(left, pair[1]).compared
    write_differences(found, target, now=lambda: NOON)
    return found


def sheets(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}, book


def test_the_workbook_has_a_sheet_per_kind_and_says_what_was_compared(pair, tmp_path):
    found = written(pair, tmp_path / "verschillen.xlsx")
    cells, _book = sheets(tmp_path / "verschillen.xlsx")
    assert list(cells) == [
        "Overzicht", "Later gepland", "Bedrag", "Ander veld", "Statussen", "Bedragen",
    ]  # fmt: skip
    head = [row[:3] for row in cells["Overzicht"]]
    assert ["Bestand", "een.vvd", "twee.vvd"] in head
    codes = ["Controlecode van de inhoud", found.links.inhoudcode, found.rechts.inhoudcode]
    assert codes in head
    assert ["Controlecode van het zegel", "geen momentopname", "geen momentopname"] in head
    assert ["Gemaakt op", "01/03/2022 12:00", None] in head
    later = dict(zip(*cells["Later gepland"], strict=True))
    assert (later["Dagen"], later["Maanden"]) == (182, 6)
    assert later["Code (is)"] == "1/VV015-M01-TIMING"
    assert "Gelijkenis (%)" not in later
    assert later["Is"] == datetime(2024, 6, 30)  # noqa: DTZ001 (a cell knows no time zone)
    amount = dict(zip(*cells["Bedrag"], strict=True))
    assert (amount["Was"], amount["Is"], amount["Verschil (EUR)"]) == (0, 1234, 1234)


def test_no_text_in_the_workbook_is_a_formula(pair, tmp_path):
    written(pair, tmp_path / "verschillen.xlsx")
    cells, book = sheets(tmp_path / "verschillen.xlsx")
    assert any(EVIL in row for row in cells["Ander veld"])
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


def test_a_text_longer_than_a_cell_says_that_it_was_cut(tmp_path):
    long = "é" * (LONGEST_CELL + 10)
    pair = [
        new_store(tmp_path / f"{name}.vvd", fiche("VV015", belanghebbenden=text))
        for name, text in (("een", "kort"), ("twee", long))
    ]
    written(pair, tmp_path / "lang.xlsx")
    [row] = sheets(tmp_path / "lang.xlsx")[0]["Ander veld"][1:]
    assert any(str(cell).endswith("… (ingekort)") for cell in row)


def test_the_table_is_flat_and_harmless_and_says_what_was_compared(pair, tmp_path):
    found = written(pair, tmp_path / "verschillen.csv")
    data = (tmp_path / "verschillen.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == len(found.verschillen)
    [later] = [row for row in rows if row["soort"] == "Later gepland"]
    assert (later["was"], later["is"], later["dagen"]) == ("31/12/2023", "30/06/2024", "182")
    assert later["controlecode_rechts"] == found.rechts.inhoudcode
    assert later["links"] == "april 2021, een.vvd"
    assert later["gemaakt_op"] == "2022-03-01T12:00:00+00:00"
    assert all(row["titel"] == f" {EVIL}" for row in rows)


def test_files_without_a_difference_still_say_what_was_compared(pair, tmp_path):
    same = pair[0], pair[0]
    written(same, tmp_path / "niets.csv")
    rows = (tmp_path / "niets.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("Geen verschil;")
    assert "april 2021, een.vvd" in rows[1]
    written(same, tmp_path / "niets.xlsx")
    assert list(sheets(tmp_path / "niets.xlsx")[0]) == ["Overzicht", "Statussen", "Bedragen"]


def test_another_kind_of_file_is_refused(pair, tmp_path):
    with pytest.raises(Misused, match=r"eindigen op \.xlsx"):
        written(pair, tmp_path / "verschillen.pdf")


def test_the_hour_is_that_of_this_machine_when_nobody_says_otherwise(pair, tmp_path):
    with Workspace.open(pair[0], read_only=True) as workspace:
        left = Side(workspace, workspace.meetmomenten()[0])
        write_differences(compare_with(left, pair[1]).compared, tmp_path / "nu.csv")
    assert "T" in (tmp_path / "nu.csv").read_text(encoding="utf-8-sig").splitlines()[1]


def run(*arguments):
    app = typer.Typer()
    app.command()(diff)
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_the_command_compares_with_another_file_and_writes(pair, tmp_path):
    names = "--from", "april 2021", "--to", "april 2021", "--with", pair[1]
    shown = run(pair[0], *names)
    assert "VV015  (april 2021 → april 2021)" in shown.output
    assert len(json.loads(run(pair[0], *names, "--json").output)) == 4
    done = run(pair[0], *names, "--out", tmp_path / "uit.xlsx")
    assert done.exit_code == 0
    assert "De verschillen staan in" in done.output
    assert "komen niet uit hetzelfde centrale bestand" in done.output
    assert (tmp_path / "uit.xlsx").is_file()
    refused = run(pair[0], *names, "--out", tmp_path / "uit.xlsx", "--project", "VV015")
    assert isinstance(refused.exception, Misused)


def test_a_value_that_begins_like_a_formula_after_a_line_end_is_harmless_too(tmp_path):
    path = new_store(tmp_path / "een.vvd", fiche("VV015"))
    other = new_store(tmp_path / "twee.vvd", fiche("VV015"))
    with Workspace.open(other) as workspace, Editing(workspace, ACTOR).step("Iets") as work:
        work.set(1, "VV015", "belanghebbenden", "een\n=1+1;=2+2")
    written((path, other), tmp_path / "uit.csv")
    text = (tmp_path / "uit.csv").read_text(encoding="utf-8-sig")
    assert "een\n =1+1; =2+2" in text
