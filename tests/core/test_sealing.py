"""Sealing: what goes into a momentopname, what stays out, and what it says of itself."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sealed_sample import sealed
from sqlalchemy import select
from stores import ACTOR, fiche, names_in, new_store

from vvdesk.audit import first_broken, head
from vvdesk.content import read_contents
from vvdesk.content_digest import content_digest
from vvdesk.control_code import code_of
from vvdesk.copying import copy_store
from vvdesk.dump import dump_text
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.model import Conflict, Entity, Inzending, Meetmoment, Staat, Vraag
from vvdesk.plan import load_plan
from vvdesk.rules import examine, examine_plan, situaties
from vvdesk.sealing.making import Sealed, proposed_name, seal, seals_of
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.minisign import SecretKey
from vvdesk.sealing.scope import Scope
from vvdesk.sealing.seal_reading import manifest_of, signature_of
from vvdesk.store.file_format import SEALED_APPLICATION_ID, schema_digest
from vvdesk.store.roles import Rol
from vvdesk.store.schema import make_file
from vvdesk.store.sealed_format import SEALED_SCHEMA_DIGESTS
from vvdesk.store.sealed_tables import create_sealed_tables
from vvdesk.store.workspace import Workspace

ODD = 'É € "\\" \U0001f600 \x7f \u200b \u2028'
EVIDENCE = bytes(range(256)) * 40


@pytest.fixture
def two(central: Path) -> Path:
    """A central file: april 2021 is closed, and in september 2021 much happened."""
    with Workspace.open(central) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        _ledger(workspace, 1)
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        close_meetmoment(workspace, "april 2021", ACTOR, None)
        editing = Editing(workspace, ACTOR)
        with editing.step("Rare waarden") as work:
            work.set(2, "VV015", "titel", ODD)
            work.set(2, "VV015", "financiering.beleidsruimte", 4_300_000_000_000)
            work.add_fiche(2, fiche("VV999"))
        _ledger(workspace, 2)
        with editing.step("Goedkeuren") as work:
            work.set_staat(2, "VV015", Staat.GOEDGEKEURD)
    return central


def _ledger(workspace: Workspace, moment: int) -> None:
    """Write an inzending with its file, a conflict of it that is decided, and a question."""
    own = {"id": moment, "meetmoment_id": moment}
    inzending = {
        **own, "bestandsnaam": "a.xlsx", "sha256": hashlib.sha256(EVIDENCE).hexdigest(),
        "inhoud_digest": "0", "export_volgnummer": 0, "ontvangen_op": "nu",
        "ontvangen_door": "ik", "stap": 1, "tellers": "{}", "bestand": EVIDENCE,
    }  # fmt: skip
    conflict = {
        **own, "project_code": "VV015", "pad": "titel", "basis": '"a"', "centraal": '"b"',
        "ontvangen": '"c"', "inzending_id": moment, "blad": "Fiche", "cel": "D4",
    }  # fmt: skip
    vraag = {
        **own, "id": f"v{moment}", "project_code": "VV015", "pad": "titel", "tekst": "Waarom?",
        "gesteld_door": "ik", "gesteld_op": "nu",
    }  # fmt: skip
    with Editing(workspace, ACTOR).step(f"Grootboek {moment}") as work:
        work.manage(Inzending, [inzending], {"bestand": "a.xlsx"}, meetmoment_id=moment)
        work.manage(Conflict, [conflict], {"pad": "titel"}, meetmoment_id=moment)
        work.manage(Vraag, [vraag], {"tekst": "Waarom?"}, meetmoment_id=moment)
    with Editing(workspace, ACTOR).step(f"Beslissen {moment}") as work:
        work.change(Conflict, {"id": moment}, {"keuze": "centraal", "nota": "zo is het"})


def _seal(central: Path, target: Path, meetmoment: str | None = None, **how: Any) -> Sealed:
    with Workspace.open(central) as workspace:
        return seal(workspace, ACTOR, workspace.meetmoment(meetmoment), target, **how)


@pytest.fixture
def plain(two: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The momentopname of april 2021, for plain SQL."""
    made = _seal(two, tmp_path / "april.vvs", "april 2021")
    with closing(sqlite3.connect(made.path)) as connection:
        yield connection


def _manifest(path: Path) -> Manifest:
    with Workspace.open(path) as workspace:
        found = manifest_of(workspace)
    assert found is not None
    return found


def test_a_momentopname_says_what_the_central_file_says(two: Path, tmp_path: Path) -> None:
    made = _seal(two, tmp_path / "alles.vvs")
    with Workspace.open(made.path) as copy, Workspace.open(two, read_only=True) as source:
        assert copy.is_sealed
        for naam in ("april 2021", "september 2021"):
            assert dump_text(copy, naam) == dump_text(source, naam)
        with copy.connection() as connection:
            assert first_broken(connection) is None
            assert connection.execute(select(Inzending.bestand)).scalars().all() == [EVIDENCE] * 2


def test_what_belongs_to_a_later_meetmoment_stays_out(plain: sqlite3.Connection) -> None:
    for table in Entity.metadata.sorted_tables:
        if "meetmoment_id" in table.c and table.name != "wijziging":
            query = f"SELECT max(meetmoment_id) FROM {table.name}"  # noqa: S608 - our own tables
            assert plain.execute(query).fetchone()[0] in {1, None}, table.name
    assert plain.execute("SELECT naam FROM meetmoment").fetchall() == [("april 2021",)]
    codes = {code for (code,) in plain.execute("SELECT code FROM project")}
    assert "VV015" in codes
    assert "VV999" not in codes
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name in ("inzending", "conflict", "vraag"):
        assert plain.execute(f"SELECT count(*) FROM {name}").fetchone() == (1,)  # noqa: S608


def test_the_trail_ends_with_the_last_row_about_what_is_sealed(plain: sqlite3.Connection) -> None:
    query = "SELECT rij, veld, nieuw FROM wijziging ORDER BY n DESC LIMIT 1"
    assert plain.execute(query).fetchone() == ("meetmoment.1", "fase", '"gesloten"')
    assert plain.execute("SELECT count(*) FROM wijziging WHERE rij = 'conflict.1'").fetchone()[0]
    assert not plain.execute("SELECT count(*) FROM wijziging WHERE rij = 'conflict.2'").fetchone()[
        0
    ]
    last, stap = plain.execute("SELECT max(n), max(stap) FROM wijziging").fetchone()
    assert plain.execute("SELECT count(*) FROM wijziging").fetchone() == (last,)
    assert plain.execute("SELECT max(n) FROM stap").fetchone() == (stap,)


def test_a_row_about_a_later_meetmoment_stays_when_the_chain_needs_it(
    two: Path, tmp_path: Path
) -> None:
    with Workspace.open(two) as workspace, Editing(workspace, ACTOR).step("Nog eens") as work:
        work.change(Conflict, {"id": 1}, {"nota": "toch anders"})
    made = _seal(two, tmp_path / "a.vvs", "april 2021")
    with closing(sqlite3.connect(made.path)) as connection:
        about = connection.execute("SELECT DISTINCT meetmoment_id FROM wijziging").fetchall()
        query = "SELECT naam FROM stap ORDER BY n DESC LIMIT 1"
        assert connection.execute(query).fetchone() == ("Nog eens",)
    assert set(about) == {(None,), (1,), (2,)}
    with Workspace.open(made.path) as workspace, workspace.connection() as connection:
        assert first_broken(connection) is None


def test_every_table_of_a_store_has_a_place_in_a_momentopname() -> None:
    scope = Scope(7, 90, "0", 8, is_whole_trail=False)
    conditions = {
        table.name: scope.condition(table.name) for table in Entity.metadata.sorted_tables
    }
    assert conditions.pop("plan") is None
    assert conditions.pop("meetmoment") == "id <= 7"
    assert conditions.pop("stap") == "n <= 8"
    assert conditions.pop("wijziging") == "n <= 90"
    assert "fiche" in (conditions.pop("project") or "")
    for name, condition in conditions.items():
        assert condition == "meetmoment_id <= 7"
        assert "meetmoment_id" in Entity.metadata.tables[name].c


def test_a_closed_meetmoment_is_sealed_for_good_and_an_open_one_as_it_stands(
    two: Path, tmp_path: Path
) -> None:
    april = _seal(two, tmp_path / "a.vvs", "april 2021").manifest
    september = _seal(two, tmp_path / "b.vvs").manifest
    assert (april.aard, april.meetmoment_id, april.meetmoment) == (Aard.DEFINITIEF, 1, "april 2021")
    assert (september.aard, september.peildatum) == (Aard.TUSSENTIJDS, "2021-08-31")


def test_a_meetmoment_that_was_closed_after_it_was_read_is_sealed_for_good(
    central: Path, tmp_path: Path
) -> None:
    with Workspace.open(central) as workspace:
        moment = workspace.meetmoment()
        close_meetmoment(workspace, None, ACTOR, None)
        assert not moment.is_closed
        made = seal(workspace, ACTOR, moment, tmp_path / "a.vvs")
    assert made.manifest.aard is Aard.DEFINITIEF


def test_the_manifest_names_every_fiche_amount_and_report_code(two: Path, tmp_path: Path) -> None:
    manifest = _manifest(_seal(two, tmp_path / "a.vvs").path)
    with Workspace.open(two, read_only=True) as workspace, workspace.connection() as connection:
        for moment in (1, 2):
            contents = read_contents(connection, moment)
            assert list(manifest.fiches[moment]) == list(contents)
            code = code_of(bytes.fromhex(content_digest(contents)))
            assert manifest.rapportcodes[moment] == code
            for name, total in manifest.bedragen[moment].items():
                filled = [each.values[f"financiering.{name}"] for each in contents.values()]
                assert total == sum(value for value in filled if value is not None)
        plan = workspace.plan
    assert manifest.plan == plan.code
    assert manifest.bestand_id == plan.bestand_id
    assert (manifest.gemaakt_door, manifest.programma) == (ACTOR.wie, ACTOR.programma)


def test_the_head_of_the_trail_stands_in_the_manifest(two: Path, tmp_path: Path) -> None:
    made = _seal(two, tmp_path / "a.vvs", "april 2021")
    with Workspace.open(made.path) as workspace, workspace.connection() as connection:
        assert head(connection) == (made.manifest.spoor_rijen, made.manifest.spoor_hash)


def test_the_digests_are_those_of_anybody_who_reads_the_rows(two: Path, tmp_path: Path) -> None:
    made = _seal(two, tmp_path / "a.vvs")
    with closing(sqlite3.connect(made.path)) as connection:
        for name, digest in made.manifest.tabellen.items():
            assert digest.sha256 == _plain_digest(connection, name), name
    kept = {each.place: each.sha256 for each in made.manifest.bijlagen}
    sha256 = hashlib.sha256(EVIDENCE).hexdigest()
    assert kept == {"inzending/1/bestand": sha256, "inzending/2/bestand": sha256}


def _plain_digest(connection: sqlite3.Connection, table: str) -> str:
    """Digest a table with nothing of ours."""
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    keys = [name for name, place in sorted(columns, key=lambda each: each[1]) if place]
    order = ", ".join(keys)
    lines = []
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608
        plain = [len(each) if isinstance(each, bytes) else each for each in row]
        lines.append(json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_findings_of_every_meetmoment_go_along_with_how_they_were_explained(
    two: Path, tmp_path: Path
) -> None:
    with Workspace.open(two) as workspace, workspace.connection() as connection:
        all_of_them = list(situaties(connection, 2))
        found = [each for situatie in all_of_them for each in examine(situatie)]
        found += examine_plan(all_of_them)
    warning = next(each for each in found if each.may_be_explained and each.project != "VV015")
    with Workspace.open(two) as workspace, Editing(workspace, ACTOR).step("Toelichten") as work:
        place = (2, warning.project, warning.code, warning.path, warning.fingerprint)
        work.explain(*place, "Dat klopt zo.")
    made = _seal(two, tmp_path / "a.vvs")
    with closing(sqlite3.connect(made.path)) as connection:
        query = (
            "SELECT project_code, regel, plaats, melding FROM bevinding WHERE meetmoment_id = 2 "
            "ORDER BY volgnummer"
        )
        rows = connection.execute(query).fetchall()
        assert rows == [(each.project, each.code, each.path, each.message) for each in found]
        assert connection.execute("SELECT 1 FROM bevinding WHERE meetmoment_id = 1").fetchone()
        query = "SELECT staat FROM bevinding WHERE toelichting = 'Dat klopt zo.'"
        assert connection.execute(query).fetchall() == [("toegelicht",)]


def test_reports_go_along_as_files(two: Path, tmp_path: Path) -> None:
    report = tmp_path / "rapport.pdf"
    report.write_bytes(b"%PDF-1.7 een rapport")
    made = _seal(two, tmp_path / "a.vvs", reports=[report])
    sha256 = hashlib.sha256(report.read_bytes()).hexdigest()
    with closing(sqlite3.connect(made.path)) as connection:
        rows = connection.execute("SELECT * FROM rapport").fetchall()
    assert rows == [(1, "rapport.pdf", sha256, report.read_bytes())]
    assert sha256 in {each.sha256 for each in made.manifest.bijlagen if each.tabel == "rapport"}


def test_sealing_the_same_state_again_gives_the_same_content(two: Path, tmp_path: Path) -> None:
    first = _seal(two, tmp_path / "a.vvs", "april 2021").manifest
    _seal(two, tmp_path / "tussen.vvs")
    again = _seal(two, tmp_path / "b.vvs", "april 2021").manifest
    assert (first.tabellen, first.bijlagen, first.inhoud) == (
        again.tabellen,
        again.bijlagen,
        again.inhoud,
    )
    whole, anew = (_seal(two, tmp_path / f"{each}.vvs").manifest for each in "cd")
    assert whole.inhoud == anew.inhoud
    assert whole.inhoud != first.inhoud


def test_the_same_state_at_the_same_moment_gives_the_same_bytes(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vvdesk.sealing.building.now", lambda: "2021-12-01T10:14:00+00:00")
    with Workspace.open(two, read_only=True) as workspace:
        moment = workspace.meetmoment()
        files = [seal(workspace, ACTOR, moment, tmp_path / f"{each}.vvs").path for each in "ab"]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_every_momentopname_names_the_one_before_and_the_store_remembers_them(
    two: Path, tmp_path: Path
) -> None:
    made = [_seal(two, tmp_path / f"{each}.vvs", "april 2021") for each in "ab"]
    assert [each.manifest.vorige for each in made] == [None, made[0].manifest.sha256]
    assert [each.notices for each in made] == [(), ()]
    with Workspace.open(two, read_only=True) as workspace:
        notes = seals_of(workspace)
        with workspace.connection() as connection:
            assert first_broken(connection) is None
    assert [each.bestandsnaam for each in notes] == ["a.vvs", "b.vvs"]
    last = made[1].manifest
    assert (notes[1].wie, notes[1].meetmoment) == (ACTOR.wie, "april 2021")
    assert (notes[1].aard, notes[1].sleutel) == (Aard.DEFINITIEF, None)
    assert (notes[1].controlecode, notes[1].sha256) == (last.controlecode, last.sha256)


def test_a_key_signs_the_text_of_the_manifest(two: Path, tmp_path: Path) -> None:
    key = SecretKey.generate()
    made = _seal(two, tmp_path / "a.vvs", "april 2021", signer=key)
    with Workspace.open(made.path) as workspace:
        signature = signature_of(workspace)
    assert signature is not None
    comment = key.public.verify(made.manifest.text.encode(), signature)
    assert made.manifest.controlecode in comment
    assert made.manifest.sleutel == key.key_id
    with Workspace.open(two, read_only=True) as workspace:
        assert seals_of(workspace)[0].sleutel == key.key_id


def test_the_file_stands_alone_and_says_what_it_is(two: Path, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    made = _seal(two, folder / "a.vvs")
    assert names_in(folder) == ["a.vvs"]
    data = made.path.read_bytes()
    assert int.from_bytes(data[68:72], "big") == SEALED_APPLICATION_ID
    assert (data[18], data[19]) == (1, 1)
    with closing(sqlite3.connect(made.path)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        with pytest.raises(sqlite3.DatabaseError, match="gesloten"):
            connection.execute("UPDATE fiche SET titel = 'x' WHERE meetmoment_id = 1")
        with pytest.raises(sqlite3.DatabaseError, match="wijzigingsspoor"):
            connection.execute("DELETE FROM wijziging")


def test_the_schema_of_a_momentopname_is_the_expected_one(tmp_path: Path) -> None:
    path = tmp_path / "leeg"
    make_file(path)
    with closing(sqlite3.connect(path)) as connection:
        create_sealed_tables(connection)
        assert {3: schema_digest(connection)} == SEALED_SCHEMA_DIGESTS


def test_a_store_that_is_only_read_is_sealed_all_the_same(two: Path, tmp_path: Path) -> None:
    with Workspace.open(two, read_only=True) as workspace:
        made = seal(workspace, ACTOR, workspace.meetmoment(), tmp_path / "a.vvs")
        assert seals_of(workspace) == []
    assert "niet genoteerd" in made.notices[0]
    assert _manifest(made.path) == made.manifest


def test_a_file_of_an_earlier_format_is_sealed_in_the_present_one(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "files" / "formaat-2.vvd"
    with Workspace.open(old, read_only=True) as workspace:
        moment = workspace.meetmoment()
        made = seal(workspace, ACTOR, moment, tmp_path / "a.vvs")
        with Workspace.open(made.path) as copy:
            assert dump_text(copy, moment.naam) == dump_text(workspace, moment.naam)


def test_only_a_central_file_is_sealed_and_only_into_a_momentopname(tmp_path: Path) -> None:
    momentopname = sealed(tmp_path)
    with Workspace.open(momentopname) as workspace, pytest.raises(Misused, match="zelf een moment"):
        seal(workspace, ACTOR, workspace.meetmoment(), tmp_path / "b.vvs")
    dossier = new_store(tmp_path / "dossier.vvd", entiteit="Departement Onderwijs en Vorming")
    with Workspace.open(dossier) as workspace, pytest.raises(Misused, match="dossier"):
        seal(workspace, ACTOR, workspace.meetmoment(), tmp_path / "b.vvs")
    central = new_store(tmp_path / "centraal.vvd", fiche())
    for name in ("b.vvd", "b.sqlite", "b"):
        with pytest.raises(Misused, match=r"\.vvs"):
            _seal(central, tmp_path / name)
    with pytest.raises(Misused, match="bestaat niet"):
        _seal(central, tmp_path / "b.vvs", reports=[tmp_path / "weg.pdf"])
    assert not (tmp_path / "b.vvs").exists()


@pytest.mark.parametrize(
    ("naam", "aard", "expected"),
    [
        ("november 2021", Aard.DEFINITIEF, "momentopname_november-2021.vvs"),
        (
            "November 2021",
            Aard.TUSSENTIJDS,
            "momentopname_november-2021_tussentijds-2026-11-22.vvs",
        ),
        ("1e meting: A/B", Aard.DEFINITIEF, "momentopname_1e-meting-a-b.vvs"),
    ],
)
def test_the_proposed_name_tells_what_it_is(naam: str, aard: Aard, expected: str) -> None:
    moment = Meetmoment(id=1, naam=naam, peildatum=date(2021, 11, 30))
    assert proposed_name(moment, aard, date(2026, 11, 22)) == expected


@pytest.mark.centraal
def test_a_server_is_sealed_as_the_same_file_would_be(
    two: Path, server: Any, tmp_path: Path
) -> None:
    copy_store(two, server)
    for meetmoment in ("april 2021", "september 2021"):
        from_file = _seal(two, tmp_path / "bestand.vvs", meetmoment).manifest
        from_server = _seal(server, tmp_path / "server.vvs", meetmoment).manifest
        assert from_server.tabellen == from_file.tabellen
        assert from_server.inhoud == from_file.inhoud
        assert from_server.fiches == from_file.fiches
    with Workspace.open(server) as workspace:
        assert len(seals_of(workspace)) == 2


@pytest.mark.centraal
def test_an_auditor_of_a_server_seals_without_leaving_a_trace(
    two: Path, server: Any, login: Any, tmp_path: Path
) -> None:
    copy_store(two, server)
    made = _seal(login(Rol.AUDITOR), tmp_path / "a.vvs")
    assert "niet genoteerd" in made.notices[0]
    with Workspace.open(server) as workspace:
        assert seals_of(workspace) == []
