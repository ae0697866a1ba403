"""The open data of a store: valid for other programs, and equal to what the store says."""

import hashlib
import json
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from stores import ACTOR, OV, fiche, mijlpaal, new_store

from vvdesk.content import TABLES, read_contents, single_fields
from vvdesk.dashboard.figures import figures
from vvdesk.dictionary import fields_of
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.opendata import conditions, write_opendata
from vvdesk.opendata.csv_form import read_csv
from vvdesk.opendata.json_form import value_from_json
from vvdesk.opendata.tables import TABLES as CSV_TABLES
from vvdesk.opendata.writing import FILE_NAMES
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

NASTY = [
    "=1+1",
    "-punt; @SUM(1)\n=cmd|' /C calc'!A0",
    'Zij zei "ja", <b>nee</b> & O\'Neill',
    "komma, puntkomma; tab en é 🎉 ﬁ",
    "</script><!-- ]]>",
]


def write(store, folder, meetmoment=None, **options):
    with Workspace.open(store, read_only=True) as workspace:
        return write_opendata(workspace, meetmoment, folder, **options)


def rows(folder, name):
    return list(read_csv((folder / f"{name}.csv").read_bytes()))


def document(folder):
    return json.loads((folder / "projectfiches.json").read_text(encoding="utf-8"))


def checked(folder):
    """Let frictionless judge the folder, and jsonschema the document."""
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    schema = json.loads((folder / "projectfiches.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    problems = list(Draft202012Validator(schema).iter_errors(document(folder)))
    assert not problems, problems[0]


def contents(store, moment=1):
    with Workspace.open(store, read_only=True) as workspace, workspace.connection() as connection:
        return read_contents(connection, moment)


def nasty_store(path):
    """A store with every sign that is special somewhere, and every field filled in."""
    made = fiche("VV015", 2, 1, financiering__verschuiving=-5, streefdatum=date(2021, 9, 1))
    for at, (pad, field) in enumerate(single_fields().items()):
        if field.kind.name in {"text", "lines"} and pad != "contactpersoon":
            made.values[pad] = field.kind.read(NASTY[at % len(NASTY)])
    made.values["omschrijving"] = "<p>- eerst <strong>vet</strong></p><ul><li>=2+2</li></ul>"
    made.values["ministers"] = ("=Jan; Piet", "Ben Weyts")
    made.values["betrokken_entiteiten"] = ("Onbekend Huis",)
    made.values["themas"] = ("+ thema",)
    made.values["cluster"], made.values["speerpunt"] = "77", "88"
    row = made.tables["mijlpalen"]["VV015-M01"].values
    row |= {"titel": NASTY[1], "status": "bestaat_niet", "nulwaarde": Decimal("-0.5"), "lot": "x"}
    row |= {"streefwaarde": Decimal("12345678901234567890.123"), "timing": date(9999, 12, 31)}
    document = made.tables["agenderingen"]["VV015-A01"].values
    document |= {"url": "https://voorbeeld.be/é?a=1&b=;=2", "soort": "iets_anders"}
    return new_store(path, made, fiche("VV016", 0, 0, projectstatus=None, titel=None))


def two_moments(store):
    """Open a second meetmoment with a change, and close the first."""
    with Workspace.open(store) as workspace:
        close_meetmoment(workspace, "april 2021", ACTOR, "klaar")
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        with Editing(workspace, ACTOR).step("Invullen") as work:
            work.set(2, "VV015", "financiering.vak", 99)
    return store


def test_the_sample_passes_frictionless_and_its_schema(central, tmp_path):
    made = write(central, tmp_path / "open")
    checked(tmp_path / "open")
    assert set(made.files) == FILE_NAMES == {each.name for each in made.path.iterdir()}
    assert (made.rows["projecten"], made.rows["mijlpalen"], made.rows["agenderingen"]) == (
        9,
        32,
        22,
    )
    assert made.meetmomenten == ("april 2021",)


def test_two_meetmomenten_pass_too_and_the_first_alone_can_be_asked(central, tmp_path):
    two_moments(central)
    made = write(central, tmp_path / "alle", every_moment=True)
    checked(tmp_path / "alle")
    assert made.meetmomenten == ("april 2021", "september 2021")
    assert [row["is_definitief"] for row in rows(tmp_path / "alle", "meetmomenten")] == [
        "true",
        "false",
    ]
    assert made.rows["projecten"] == 18
    first = write(central, tmp_path / "eerste", "april 2021", every_moment=True)
    assert first.meetmomenten == ("april 2021",)
    assert not [notice for notice in first.notices if "voorlopig" in notice]


def test_nasty_texts_and_unknown_keys_pass_and_stay_what_they_are(tmp_path):
    store = nasty_store(tmp_path / "centraal.vvd")
    write(store, tmp_path / "open")
    checked(tmp_path / "open")
    first, second = rows(tmp_path / "open", "projecten")
    told = contents(store)["VV015"].values
    assert first["titel"] == told["titel"]
    assert first["belanghebbenden"] == told["belanghebbenden"]
    assert first["omschrijving"].startswith("- eerst vet")
    assert (second["titel"], second["projectstatus"]) == (None, None)
    numbers = rows(tmp_path / "open", "mijlpalen")[0]
    assert numbers["streefwaarde"] == "12345678901234567890.123"
    assert numbers["nulwaarde"] == "-0.5"
    assert "bestaat_niet" in {
        row["sleutel"] for row in rows(tmp_path / "open", "mijlpaalstatussen")
    }


def test_no_cell_can_be_run_by_a_spreadsheet_whatever_its_separator(tmp_path):
    write(nasty_store(tmp_path / "centraal.vvd"), tmp_path / "open")
    for path in (tmp_path / "open").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        for separator in (",", ";", "\t"):
            for line in text.splitlines():
                for cell in line.split(separator):
                    bare = cell.lstrip('"')
                    is_number = bare.lstrip("-").replace(".", "").isdigit()
                    assert not bare.startswith(("=", "+", "-", "@")) or is_number, (path, cell)


def test_the_json_read_back_is_the_store(tmp_path):
    store = nasty_store(tmp_path / "centraal.vvd")
    write(store, tmp_path / "open")
    published = document(tmp_path / "open")["meetmomenten"][0]["projecten"]
    stored = contents(store)
    assert [each["code"] for each in published] == list(stored)
    for each in published:
        inhoud = stored[each["code"]]
        for path, field in single_fields().items():
            prefix, _, name = path.rpartition(".")
            value = (each[prefix] if prefix else each)[name]
            assert value_from_json(field, value) == inhoud.values[path], path
        for name, entity in TABLES.items():
            assert [row["id"] for row in each[name]] == list(inhoud.tables[name])
            for row in each[name]:
                for field in fields_of(entity):
                    back = value_from_json(field, row[field.name])
                    assert back == inhoud.tables[name][row["id"]].values[field.name]


def test_totals_are_those_of_the_overview(central, tmp_path):
    write(central, tmp_path / "open")
    with Workspace.open(central, read_only=True) as workspace:
        overview = figures(workspace)
    money = rows(tmp_path / "open", "financiering")
    for column, som in (
        ("beleidsruimte", overview.geld_totaal.ruimte),
        ("vak", overview.geld_totaal.vak),
        ("vek", overview.geld_totaal.vek),
    ):
        assert sum(int(row[column]) for row in money if row[column]) == som.euro
    assert som.euro == 1_000_000
    statuses = [row["status"] for row in rows(tmp_path / "open", "mijlpalen")]
    counts = overview.mijlpaalstatus.counts
    assert {key: statuses.count(key) for key in counts} == counts


def test_every_field_of_the_dictionary_has_a_column():
    columns = {table.name: [column.name for column in table.columns] for table in CSV_TABLES}
    for path in single_fields():
        prefix, _, name = path.rpartition(".")
        assert name in columns[prefix or "projecten"]
    for name, entity in TABLES.items():
        assert {field.name for field in fields_of(entity)} <= set(columns[name])
    assert "staat" not in columns["projecten"]


def test_a_meetmoment_without_fiches_gives_empty_tables(tmp_path):
    made = write(new_store(tmp_path / "centraal.vvd"), tmp_path / "open")
    checked(tmp_path / "open")
    assert made.rows["projecten"] == 0
    assert document(tmp_path / "open")["meetmomenten"][0]["projecten"] == []


def test_the_same_store_gives_the_same_bytes_also_zipped(central, tmp_path):
    made = [write(central, tmp_path / name) for name in ("een", "twee")]
    for name in FILE_NAMES:
        assert (made[0].path / name).read_bytes() == (made[1].path / name).read_bytes()
    zips = [write(central, tmp_path / f"{name}.zip", is_zipped=True) for name in ("een", "twee")]
    assert zips[0].path.read_bytes() == zips[1].path.read_bytes()
    shutil.unpack_archive(zips[0].path, tmp_path / "uit")
    checked(tmp_path / "uit" / "vlaamse-veerkracht-april-2021")


def test_a_fiche_without_a_leader_or_rows_is_published_as_it_is(tmp_path):
    store = new_store(tmp_path / "centraal.vvd", fiche("VV020", 0, 0, trekkende_entiteit=None))
    write(store, tmp_path / "open")
    (row,) = rows(tmp_path / "open", "projecten")
    assert row["trekkende_entiteit"] is None
    checked(tmp_path / "open")


def test_names_of_people_who_worked_on_it_are_in_no_file(central, tmp_path):
    made = write(central, tmp_path / "open")
    for name in made.files:
        text = (made.path / name).read_text(encoding="utf-8")
        assert ACTOR.wie not in text
        assert ACTOR.machine not in text


def test_the_reference_code_of_a_row_is_the_one_of_the_report(central, tmp_path):
    write(central, tmp_path / "open")
    assert rows(tmp_path / "open", "projecten")[0]["verwijzing"] == "1/VV015"
    assert rows(tmp_path / "open", "mijlpalen")[0]["verwijzing"] == "1/VV015-M01"
    assert document(tmp_path / "open")["meetmomenten"][0]["projecten"][0]["verwijzing"] == "1/VV015"


def test_dcat_describes_every_distribution_with_size_checksum_and_licence(central, tmp_path):
    terms = conditions("cc-by-4.0", "Departement Kanselarij", "info@voorbeeld.be", "https://o.be/d")
    made = write(central, tmp_path / "open", terms=terms)
    told = json.loads((made.path / "dcat.jsonld").read_text(encoding="utf-8"))
    assert told["@type"] == "dcat:Dataset"
    assert told["dcat:theme"] == {
        "@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"
    }
    assert told["dct:language"]["@id"].endswith("/language/NLD")
    assert told["dct:publisher"]["foaf:name"]["@value"] == "Departement Kanselarij"
    assert told["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:info@voorbeeld.be"}
    assert told["dct:temporal"]["dcat:endDate"]["@value"] == "2021-03-31"
    described = {each["dcat:downloadURL"]["@id"]: each for each in told["dcat:distribution"]}
    left_out = {"datapackage.json", "dcat.jsonld", "LEESMIJ.txt", "projectfiches.schema.json"}
    assert set(described) == {f"https://o.be/d/{name}" for name in FILE_NAMES - left_out}
    for address, each in described.items():
        data = (made.path / address.rpartition("/")[2]).read_bytes()
        assert each["dcat:byteSize"]["@value"] == str(len(data))
        checksum = each["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert checksum == hashlib.sha256(data).hexdigest()
        assert each["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    prefixes = set(told["@context"])
    assert {key.partition(":")[0] for key in told if ":" in key} <= prefixes


def test_without_an_address_everything_in_dcat_is_relative_to_its_own_folder(central, tmp_path):
    made = write(central, tmp_path / "open")
    told = json.loads((made.path / "dcat.jsonld").read_text(encoding="utf-8"))
    assert told["dcat:distribution"][0]["dcat:accessURL"] == {"@id": "meetmomenten.csv"}
    licence = told["dcat:distribution"][0]["dct:license"]["@id"]
    assert licence == "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
    assert "dct:issued" not in told


def test_a_closed_meetmoment_is_no_longer_provisional(central, tmp_path):
    with Workspace.open(central) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
    made = write(central, tmp_path / "open")
    assert "voorlopig" not in (made.path / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert "dct:issued" in json.loads((made.path / "dcat.jsonld").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["gratis en voor niets", "ftp://x", "javascript:alert(1)"])
def test_a_licence_nobody_knows_is_refused_with_the_choices(text):
    with pytest.raises(Misused, match="modellicentie-gratis-hergebruik"):
        conditions(text)


def test_a_wrong_address_or_contact_is_refused():
    with pytest.raises(Misused, match="webadres"):
        conditions(adres="morgen")
    with pytest.raises(Misused, match="mailadres"):
        conditions(contact="bel maar even")
    other = conditions("https://voorbeeld.be/licentie", adres="https://voorbeeld.be/")
    assert (other.licentie.naam, other.adres) == ("andere", "https://voorbeeld.be/")


def test_a_milestone_keeps_its_number_and_first_planning_over_meetmomenten(tmp_path):
    made = fiche("VV015", 0, 0)
    made.tables["mijlpalen"]["VV015-M07"] = mijlpaal("VV015-M07", 1, timing=date(2022, 1, 1))
    store = two_moments(new_store(tmp_path / "centraal.vvd", made))
    write(store, tmp_path / "open", every_moment=True)
    first, second = rows(tmp_path / "open", "mijlpalen")
    assert (first["mijlpaal"], first["basislijn"]) == ("VV015-M07", None)
    assert (second["mijlpaal"], second["basislijn"]) == ("VV015-M07", "2022-01-01")
    assert rows(tmp_path / "open", "projecten")[0]["trekkende_entiteit"] == OV
