"""An export after merging leads every value to the cell of the file that it came from."""

import hashlib

import openpyxl
import pytest
from merge_sample import central, merge, put, uitvraag
from openpyxl import load_workbook
from pypdf import PdfReader

from vvdesk.audit_export import Vorm, export_audit
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace
from vvdesk.tracing.whole_fiche import trace_fiches

VAK = 7_654_321


@pytest.fixture
def merged(tmp_path):
    store = central(tmp_path)
    sent = uitvraag(store, tmp_path / "ov.xlsx")
    put(sent, "Projecten", "Uitvoering VAK", 1, VAK)
    merge(store, sent)
    with Workspace.open(store) as workspace:
        yield workspace, sent


def test_the_origin_names_the_cell_where_the_value_stands(merged, tmp_path):
    workspace, sent = merged
    export_audit(workspace, ["VV015", "VV017"], tmp_path / "a.xlsx", Vorm.EXCEL)
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["Herkomst"].iter_rows(values_only=True))
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    (row,) = [each for each in told if each["Waarde"] and "7.654.321" in each["Waarde"]]
    assert row["Bestand"] == sent.name
    assert row["SHA-256 van het bestand"] == hashlib.sha256(sent.read_bytes()).hexdigest()
    assert load_workbook(sent)[row["Blad"]][row["Cel"]].value == VAK
    assert row["Ontvangen door"] == "tester"
    assert row["Ontvangen op (UTC)"]


def test_the_dossier_lists_the_evidence(merged, tmp_path):
    workspace, sent = merged
    export_audit(workspace, ["VV015"], tmp_path / "a.pdf", Vorm.PDF)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert sent.name in text
    assert hashlib.sha256(sent.read_bytes()).hexdigest() in "".join(text.split())


def test_traces_after_merging_are_the_same_as_one_by_one(merged):
    workspace, _sent = merged
    (whole,) = trace_fiches(workspace, workspace.meetmoment(), ["VV015"])
    for each in whole.traces[::5]:
        assert each == trace(workspace, each.code)
