"""The audit export: complete, safe in a spreadsheet, reproducible, all or nothing."""

import csv
import hashlib
import json
import zipfile
from datetime import date
from decimal import Decimal
from errno import ENOSPC

import openpyxl
import pytest
from pypdf import PdfReader
from stores import ACTOR, fiche, names_in, new_store

from vvdesk.audit_export import Vorm, export_audit, proposed_target, too_many
from vvdesk.audit_export import workbook_form as workbook_module
from vvdesk.audit_export.sample_files import read_sample, write_sample
from vvdesk.audit_export.source import read_source
from vvdesk.audit_export.tables import TABLES
from vvdesk.audit_export.together import export_together, targets_of
from vvdesk.content import read_contents
from vvdesk.content_digest import content_digest
from vvdesk.control_code import code_of
from vvdesk.editing import Editing
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.jobs import Cancelled, silent
from vvdesk.sampling import Eenheid, Opzet, draw
from vvdesk.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    contents = fiche("VV015", mijlpalen=2, agenderingen=1), fiche("VV016"), fiche("VV017")
    contents[0].values["belanghebbenden"] = '=HYPERLINK("http://kwaad.example")'
    contents[1].values["financiering.vak"] = None
    with Workspace.open(new_store(tmp_path / "plan.vvd", *contents)) as opened:
        with Editing(opened, ACTOR).step("Anders") as work:
            work.set(1, "VV015", "financiering.vak", 12_345_678)
        yield opened


def sheet(book, name):
    rows = list(book[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_a_workbook_has_every_table_with_typed_values(workspace, tmp_path):
    target = tmp_path / "a.xlsx"
    made = export_audit(workspace, ["VV015", "VV016"], target, Vorm.EXCEL)
    assert made.path == target
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [table.name for table in TABLES]
    by_code = {row["Referentiecode"]: row for row in sheet(book, "Fiches")}
    assert by_code["1/VV015-VAK"]["Waarde"] == 12_345_678
    assert by_code["1/VV016-VAK"]["Waarde"] is None
    assert by_code["1/VV016-VAK"]["Is ingevuld"] == "nee"
    assert by_code["1/VV015-VEK"]["Waarde"] == 0
    mijlpaal = sheet(book, "Mijlpalen")[0]
    assert (mijlpaal["Project"], mijlpaal["Mijlpaal"]) == ("VV015", "VV015-M01")
    assert mijlpaal["Geplande timing"].date() == date(2023, 12, 31)
    assert {row["Project"] for row in sheet(book, "Herkomst")} == {"VV015", "VV016"}
    assert book["Fiches"].freeze_panes == "A2"
    assert book["Fiches"].auto_filter.ref


def test_what_looks_like_a_formula_stays_text(workspace, tmp_path):
    export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    cells = [
        cell
        for page in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
        for row in page.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    export_audit(workspace, ["VV015"], tmp_path / "map", Vorm.CSV)
    for path in (tmp_path / "map").glob("*.csv"):
        rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
        assert not [cell for row in rows for cell in row if cell[:1] in set("=+@")], path.name


def test_the_origin_tells_who_filled_in_a_value(workspace, tmp_path):
    export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    origin = {row["Referentiecode"]: row for row in sheet(book, "Herkomst")}["1/VV015-VAK"]
    assert "Ingevuld door tester" in origin["Hoe de waarde er kwam"]
    changes = [row for row in sheet(book, "Wijzigingen") if row["Plaats"] == "financiering.vak"]
    assert [(row["Oud"], row["Nieuw"], row["Wie"]) for row in changes] == [
        (0, 12_345_678, "tester")
    ]


def test_a_store_without_a_seal_says_that_it_is_not_sealed(workspace, tmp_path):
    export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    told = {
        row["Gegeven"]: row["Waarde"]
        for row in sheet(openpyxl.load_workbook(tmp_path / "a.xlsx"), "Zegel")
    }
    assert told["Zegel"].startswith("niet verzegeld")


def test_a_folder_of_csv_lists_its_files_with_their_digests(workspace, tmp_path):
    sample = draw(workspace, workspace.meetmoment(), Opzet("7", 2))
    folder = tmp_path / "map"
    export_audit(workspace, (), folder, Vorm.CSV, sample)
    listed = dict(
        reversed(line.split("  ")) for line in (folder / "sha256.txt").read_text().splitlines()
    )
    assert sorted([*listed, "sha256.txt"]) == names_in(folder)
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert read_sample(folder / "steekproef.json") == sample
    assert (folder / "fiches.csv").read_bytes().startswith(b"\xef\xbb\xbfProject;")
    export_audit(workspace, ["VV015"], folder, Vorm.CSV)  # an earlier export is replaced
    assert "steekproef.json" not in names_in(folder)


def test_a_folder_with_other_things_stays_as_it_is(workspace, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "foto.jpg").write_text("x")
    with pytest.raises(Misused, match=r"foto\.jpg"):
        export_audit(workspace, ["VV015"], folder, Vorm.CSV)
    assert names_in(folder) == ["foto.jpg"]


def test_a_pdf_dossier_tells_the_seal_the_sample_and_every_value(workspace, tmp_path):
    sample = draw(workspace, workspace.meetmoment(), Opzet("7", 2, eenheid=Eenheid.MIJLPAAL))
    target = tmp_path / "a.pdf"
    export_audit(workspace, ["VV015"], target, Vorm.PDF, sample)
    text = " ".join("".join(page.extract_text() for page in PdfReader(target).pages).split())
    for words in (
        "Auditdossier",
        "niet verzegeld",
        "12.345.678 EUR",
        "1/VV015-VAK",
        "Nooit ingevuld",
    ):
        assert words in text
    never = text[text.index("Nooit ingevuld") :].replace(" ", "")
    assert "Doelgroep(1/VV015-DOELGROEP)" in never
    assert sample.eenheden[0].sha256[:16] in text


def test_the_code_of_an_open_file_is_that_of_all_its_fiches_read_some_at_a_time(
    workspace, monkeypatch
):
    moment = workspace.meetmoment()
    with workspace.connection() as connection:
        everything = read_contents(connection, moment.id)
    assert len(everything) > 1
    together = []

    def remembered(connection, meetmoment_id, projects):
        together.append(len(projects))
        return read_contents(connection, meetmoment_id, projects)

    monkeypatch.setattr("vvdesk.audit_export.source._AT_ONCE", 1)
    monkeypatch.setattr("vvdesk.audit_export.source.read_contents", remembered)
    source = read_source(workspace, moment, ("VV015",), None, "", silent)
    assert source.controlecode == code_of(bytes.fromhex(content_digest(everything)))
    assert together == [1] * len(everything)


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx"])
def test_the_same_content_gives_the_same_bytes(workspace, tmp_path, name):
    target = tmp_path / name
    export_audit(workspace, ["VV015"], target, Vorm(target.suffix[1:]))
    first = target.read_bytes()
    export_audit(workspace, ["VV015"], target, Vorm(target.suffix[1:]))
    assert target.read_bytes() == first


def test_nothing_chosen_an_unknown_project_and_a_wrong_ending_are_refused(workspace, tmp_path):
    for codes, target, words in (
        ([], "a.xlsx", "niets gekozen"),
        (["VV015", "VV999"], "a.xlsx", "VV999"),
        (["VV015"], "a.docx", "eindigen op"),
    ):
        with pytest.raises(Misused, match=words):
            export_audit(workspace, codes, tmp_path / target, Vorm.EXCEL)
    assert "a.xlsx" not in names_in(tmp_path)


def test_too_many_projects_for_a_pdf_are_refused_before_anything_is_made(
    workspace, tmp_path, monkeypatch
):
    monkeypatch.setattr("vvdesk.audit_export.exporting._MOST_IN_PDF", 1)
    both = ["VV015", "VV016"]
    before = names_in(tmp_path)
    with pytest.raises(Misused, match=r"hoogstens 1 .* Excel of csv"):
        export_audit(workspace, both, tmp_path / "a.pdf", Vorm.PDF)
    with pytest.raises(Misused, match="hoogstens 1"):
        export_together(workspace, both, targets_of(tmp_path / "a", list(Vorm)))
    assert names_in(tmp_path) == before
    assert not too_many(2, [Vorm.EXCEL, Vorm.CSV])


@pytest.mark.parametrize(
    ("name", "vorm"), [("a.xlsx", Vorm.EXCEL), ("a.pdf", Vorm.PDF), ("map", Vorm.CSV)]
)
def test_whoever_stops_leaves_what_stood_there(workspace, tmp_path, name, vorm):
    target = tmp_path / name
    export_audit(workspace, ["VV015"], target, vorm)
    stood, before = (
        names_in(tmp_path),
        target.read_bytes() if target.is_file() else names_in(target),
    )

    def stop(done, _total, _label):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_audit(workspace, ["VV015", "VV016", "VV017"], target, vorm, None, stop)
    assert names_in(tmp_path) == stood
    assert (target.read_bytes() if target.is_file() else names_in(target)) == before


def test_a_disk_that_refuses_leaves_what_stood_there(workspace, tmp_path):
    with pytest.raises(Unavailable):
        export_audit(workspace, ["VV015"], tmp_path / "weg" / "a.xlsx", Vorm.EXCEL)
    with pytest.raises(Unavailable):
        export_audit(workspace, ["VV015"], tmp_path / "weg" / "map", Vorm.CSV)


def test_more_rows_than_a_sheet_takes_go_on_on_the_next(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 20)
    export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert "Fiches (2)" in book.sheetnames
    assert book["Fiches"].max_row == 20
    assert book["Fiches (2)"]["A1"].value == "Project"


def test_what_a_cell_would_round_or_move_stands_there_as_text(tmp_path):
    content = fiche("VV015", 2)
    first, second = (content.tables["mijlpalen"][f"VV015-M0{number}"].values for number in (1, 2))
    first["timing"], second["timing"] = date(1850, 1, 1), date(1900, 3, 1)
    first["streefwaarde"] = Decimal("1234567890123.123456789")
    second["streefwaarde"] = Decimal("0.1")
    with Workspace.open(new_store(tmp_path / "c.vvd", content)) as opened:
        export_audit(opened, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    head, *rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["Mijlpalen"].values
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert told[0]["Geplande timing"] == "01/01/1850"
    assert told[1]["Geplande timing"].date() == date(1900, 3, 1)
    assert [each["Streefwaarde"] for each in told] == ["1234567890123,123456789", 0.1]


def test_a_text_longer_than_a_cell_is_cut_in_the_workbook_only(tmp_path):
    long = fiche("VV015", belanghebbenden="é😀" * 20_000)
    with Workspace.open(new_store(tmp_path / "lang.vvd", long)) as workspace:
        export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
        export_audit(workspace, ["VV015"], tmp_path / "map", Vorm.CSV)
    cells = {
        row["Referentiecode"]: row
        for row in sheet(openpyxl.load_workbook(tmp_path / "a.xlsx"), "Fiches")
    }
    assert cells["1/VV015-BELANGHEBBENDEN"]["Waarde"].endswith("csv-uitvoer)")
    assert "é😀" * 20_000 in (tmp_path / "map" / "fiches.csv").read_text(encoding="utf-8-sig")


def test_several_forms_stand_beside_each_other_and_a_failure_tells_which_do(
    workspace, tmp_path, monkeypatch
):
    targets = targets_of(tmp_path / "dossier.xlsx", list(Vorm))
    assert [path.name for path in targets.values()] == [
        "dossier.xlsx",
        "dossier_csv",
        "dossier.pdf",
    ]

    def full(*_told):
        raise OSError(ENOSPC, "vol")

    monkeypatch.setattr("vvdesk.audit_export.exporting.write_folder", full)
    made = export_together(workspace, ["VV015"], targets)
    assert [each.vorm for each in made.done] == [Vorm.EXCEL]
    assert not made.is_whole
    assert isinstance(made.failure, Unavailable)
    with pytest.raises(Misused):
        export_together(workspace, [], targets)


def test_what_stands_in_the_way_of_one_form_is_told_before_another_is_written(workspace, tmp_path):
    (tmp_path / "dossier_csv").write_text("in de weg")
    before = names_in(tmp_path)
    with pytest.raises(Misused):
        export_together(workspace, ["VV015"], targets_of(tmp_path / "dossier", list(Vorm)))
    assert names_in(tmp_path) == before


def test_a_sample_is_kept_and_read_again(workspace, tmp_path):
    sample = draw(workspace, workspace.meetmoment(), Opzet("7", 2))
    write_sample(sample, tmp_path / "s")
    assert names_in(tmp_path / "s") == ["steekproef.csv", "steekproef.json"]
    assert read_sample(tmp_path / "s" / "steekproef.json") == sample
    (tmp_path / "kapot.json").write_text(json.dumps(["["])[:-1])
    with pytest.raises(Refused):
        read_sample(tmp_path / "kapot.json")
    with pytest.raises(Unavailable):
        read_sample(tmp_path / "weg.json")


def test_the_proposed_name_tells_the_meetmoment(tmp_path):
    assert proposed_target(tmp_path, "april 2021", None).name == "auditdossier_april-2021"


def test_the_workbook_is_a_whole_package(workspace, tmp_path):
    export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert package.testzip() is None
