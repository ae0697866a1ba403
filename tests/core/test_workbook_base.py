"""What a workbook remembers: the base of every row, and the exact form of rich texts."""

import json
from decimal import Decimal

import pytest
from workbook_sample import contents, envelope, fiche, referentie, row

from vvdesk.content import single_fields
from vvdesk.errors import NewerFormat, Refused
from vvdesk.exchange.reader.model import Cell, ForeignWorkbook, Sheet
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.rich_cells import CellRun, to_cell
from vvdesk.exchange.workbook.base_sheet import BASE_SHEET, parse_base
from vvdesk.exchange.workbook.envelope import META_SHEET, parse_meta
from vvdesk.exchange.workbook.writer import write_workbook


def base_of(inhoud):
    return {
        path: single_fields()[path].kind.to_json(value) for path, value in inhoud.values.items()
    }


def remembered(path, inhoud, bases):
    write_workbook(path, {inhoud.project: inhoud}, referentie(), envelope(), bases)
    sheets = {sheet.name: sheet for sheet in read_workbook(path).sheets}
    return parse_base(sheets[BASE_SHEET])


def test_the_base_of_every_row_comes_back(tmp_path):
    given = contents()
    bases = {code: base_of(inhoud) for code, inhoud in given.items()}
    bases["VV015-M01"] = {"titel": "Onderdeel 1", "nulwaarde": "0", "timing": "2023-12-31"}
    write_workbook(tmp_path / "a.xlsx", given, referentie(), envelope(), bases)
    sheets = {sheet.name: sheet for sheet in read_workbook(tmp_path / "a.xlsx").sheets}
    found = parse_base(sheets[BASE_SHEET])
    assert len(found) == 9 + 32 + 22
    assert found["VV015-M01"].base == bases["VV015-M01"]
    assert found["VV015-M01"].project == "VV015"
    assert found["VV015-M02"].base is None
    for code in given:
        filled = {name: value for name, value in bases[code].items() if value not in (None, "", [])}
        assert found[code].base == filled


def test_an_empty_base_is_not_an_unknown_base(tmp_path):
    assert remembered(tmp_path / "a.xlsx", fiche(), {"VV015": {"titel": None}})["VV015"].base == {}
    assert remembered(tmp_path / "b.xlsx", fiche(), None)["VV015"].base is None


def test_zero_is_a_base(tmp_path):
    found = remembered(tmp_path / "a.xlsx", fiche(), {"VV015": {"financiering.vak": 0}})
    assert found["VV015"].base == {"financiering.vak": 0}


def test_a_long_base_is_cut_in_pieces_and_joined(tmp_path):
    base = {"omschrijving": "<p>" + "é=+ " * 25_000 + "x</p>", "titel": "=a"}
    assert remembered(tmp_path / "a.xlsx", fiche(), {"VV015": base})["VV015"].base == base


def test_the_exact_rich_text_is_kept_where_it_differs_from_its_base(tmp_path):
    now, before = "<p>Nu</p>", "<p>Vroeger</p>"
    changed = remembered(
        tmp_path / "a.xlsx", fiche(omschrijving=now), {"VV015": {"omschrijving": before}}
    )["VV015"]
    assert changed.written == {"omschrijving": now}
    assert changed.written_value("omschrijving") == now
    same = remembered(
        tmp_path / "b.xlsx", fiche(omschrijving=now), {"VV015": {"omschrijving": now}}
    )["VV015"]
    assert same.written == {}
    assert same.written_value("omschrijving") == now


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>a</strong></p>",
        "<p><strong>alles vet</strong></p>",
        "<p>a<br>b</p><p>c</p>",
        '<p><a href="https://vlaanderen.be">hier</a></p>',
        "<ol><li>een</li><li>twee<ul><li>diep</li></ul></li></ol><p>2021. Een jaar</p>",
    ],
)
@pytest.mark.parametrize("has_base", [True, False])
def test_an_untouched_cell_reads_back_to_exactly_what_was_written(tmp_path, html, has_base):
    bases = {"VV015": {"omschrijving": "<p>anders</p>"}} if has_base else None
    inhoud = fiche(omschrijving=html)
    basis = remembered(tmp_path / "a.xlsx", inhoud, bases)["VV015"]
    projecten = read_workbook(tmp_path / "a.xlsx").sheets[1]
    cell = next(
        cell
        for (_, column), cell in projecten.cells.items()
        if projecten.cells.get((3, column)) is not None
        and projecten.cells[3, column].value == "Projectomschrijving"
        and cell is not projecten.cells[3, column]
        and cell.value != "PROJECTOMSCHRIJVING"
    )
    runs = cell.runs or (CellRun(str(cell.value)),)
    assert basis.rich_value("omschrijving", runs) == html


def test_a_touched_cell_says_what_it_says():
    found = parse_base(
        as_sheet([["rij", "project"], ["VV015", "VV015", Decimal(1), '{"voortgang":"<p>a</p>"}']])
    )["VV015"]
    assert found.rich_value("voortgang", to_cell("<p>b</p>")) == "<p>b</p>"
    assert found.rich_value("voortgang", ()) is None
    assert found.rich_value("omschrijving", (CellRun("nieuw"),)) == "<p>nieuw</p>"


def as_sheet(rows, name=BASE_SHEET):
    cells = {
        (at, column): Cell(
            "number" if isinstance(value, Decimal) else "text", value, "@", None, None, exact=True
        )
        for at, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    }
    return Sheet(name, "veryHidden", cells)


@pytest.mark.parametrize(
    "line",
    [
        ["VV015", "", Decimal(0)],
        ["", "VV015", Decimal(0)],
        ["VV015", "VV015", "veel"],
        ["VV015", "VV015", Decimal(1), "{"],
        ["VV015", "VV015", Decimal(1), "[1]"],
        ["VV015", "VV015", Decimal(1), '{"titel":{}}'],
        ["VV015", "VV015", Decimal(1), '{"titel":1.5}'],
        ["VV015", "VV015", Decimal(1), '{"titel":true}'],
        ["VV015", "VV015", Decimal(10**9)],
        ["VV015", "VV015", Decimal(1), "[" * 100_000],
    ],
)
def test_a_damaged_base_is_refused_with_its_row(line):
    with pytest.raises(Refused, match=r"_basis is beschadigd in rij 2"):
        parse_base(as_sheet([["rij"], line]))


def test_a_row_id_stands_once():
    line = ["VV015", "VV015", Decimal(0)]
    with pytest.raises(Refused, match="rij 3"):
        parse_base(as_sheet([["rij"], line, line]))


def test_rows_of_tables_are_remembered_under_their_own_id(tmp_path):
    inhoud = fiche()
    row(inhoud, "agenderingen", 1, titel="Nota")
    found = remembered(tmp_path / "a.xlsx", inhoud, {"VV015-A01": {"titel": "Nota"}})
    assert list(found) == ["VV015", "VV015-A01"]
    assert json.loads(json.dumps(found["VV015-A01"].base)) == {"titel": "Nota"}


def foreign(rows=None, properties=None):
    sheets = () if rows is None else (as_sheet(rows, META_SHEET),)
    return ForeignWorkbook("a.xlsx", "0" * 64, sheets, properties or {})


ENTRIES = [list(entry) for entry in envelope().entries()]
PROPERTIES = dict(envelope().properties())


def changed(name, text):
    return [[key, text if key == name else value] for key, value in ENTRIES]


def test_the_envelope_is_found_in_either_place():
    assert parse_meta(foreign(ENTRIES)) == envelope()
    assert parse_meta(foreign(None, PROPERTIES)) == envelope()
    assert parse_meta(foreign(ENTRIES, PROPERTIES)) == envelope()


def test_an_envelope_without_entiteit_or_deadline_comes_back():
    bare = envelope(entiteit=None, deadline=None, contact="")
    assert parse_meta(foreign([list(entry) for entry in bare.entries()])) == bare


def test_a_workbook_of_somebody_else_is_refused():
    with pytest.raises(Refused, match=r'"a.xlsx" is geen werkboek van vvdesk'):
        parse_meta(foreign())
    with pytest.raises(Refused, match="geen werkboek"):
        parse_meta(foreign([["formaat", "iets anders"]]))


def test_a_newer_format_is_refused_as_such():
    with pytest.raises(NewerFormat, match="nieuwere vvdesk"):
        parse_meta(foreign(changed("formaatversie", "2")))


def test_two_places_that_contradict_each_other_are_refused():
    with pytest.raises(Refused, match="spreekt zichzelf tegen"):
        parse_meta(foreign(changed("meetmoment", "juni 2022"), PROPERTIES))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("formaatversie", "een"),
        ("vorm", "brief"),
        ("export_id", "x"),
        ("volgnummer", "drie"),
        ("peildatum", "31/03/2021"),
        ("deadline", "morgen"),
    ],
)
def test_a_damaged_envelope_names_the_entry(name, text):
    with pytest.raises(Refused, match=f'"{name}"'):
        parse_meta(foreign(changed(name, text)))
