"""The surroundings refuse while somebody works: what was typed stays, the bar says what to do."""

import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from driven_program import Driven, stored
from sqlalchemy import event
from stores import OV, fiche, new_store
from window_fakes import RecordingMessages

from ui.app import window_or_reason
from ui.crash import CrashWatch
from vvdesk import settings
from vvdesk.diagnostics import CommandLog
from vvdesk.errors import Unavailable
from vvdesk.paths import settings_dir

TYPED = "Alle scholen van Vlaanderen"


@pytest.fixture
def path(tmp_path):
    """A dossier with two fiches, closed, of somebody who is known."""
    settings.save(settings.Settings(naam="An Peeters", entiteit=OV), settings_dir())
    folder = tmp_path / "map"
    folder.mkdir()
    contents = fiche("VV015", mijlpalen=3, agenderingen=2), fiche("VV016")
    return new_store(folder / "ov.vvd", *contents, entiteit=OV)


@contextmanager
def full_disk(path: Path):
    """No file can grow any more, and the store cannot be written."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 4, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def shut_folder(path: Path):
    """Nothing can be made in the folder, as far as the database is concerned."""
    in_the_way = path.with_name(f"{path.name}-journal")
    in_the_way.mkdir()
    try:
        yield
    finally:
        in_the_way.rmdir()


@contextmanager
def replaced(path: Path):
    """Another copy stands in the file's place, as a program that synchronises does."""
    away = path.with_name("weg.vvd")
    path.rename(away)
    shutil.copyfile(away, path)
    try:
        yield
    finally:
        away.replace(path)


@contextmanager
def removed(path: Path):
    """The file is no longer where it was."""
    away = path.with_name("weg.vvd")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


@contextmanager
def busy(path: Path):
    """Another program holds the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def impatient(driven: Driven) -> None:
    """Let the database give up at once when another program holds the file."""
    engine = driven.file.live.desk.workspace._engine

    def hurry(connection, *_rest):
        connection.execute("PRAGMA busy_timeout=1")

    event.listen(engine, "checkout", hurry)


def begin(start, path, **answers) -> Driven:
    """Open the fiche VV015."""
    driven = start(path, messages=RecordingMessages(**answers))
    driven.file.page.show_fiche("VV015")
    driven.settle()
    impatient(driven)
    return driven


FAULTS = pytest.mark.parametrize("fault", [full_disk, shut_folder, replaced, removed, busy])


@FAULTS
def test_what_is_typed_stays_and_is_stored_once_the_fault_is_solved(start, path, fault):
    driven = begin(start, path)
    with fault(path):
        editor = driven.type("doelgroep", TYPED)
        assert not driven.file.live.flush()
        assert driven.said.startswith("Niet bewaard.")
        assert [each.text() for each in driven.window.notices.offers] == [
            "Opnieuw",
            "Kopie bewaren…",
        ]
        assert driven.program.status.text == "Niet bewaard"
        assert editor.text() == TYPED
        driven.press("Opnieuw")
        assert driven.said.startswith("Niet bewaard.")
        assert editor.text() == TYPED
    driven.press("Opnieuw")
    assert driven.said == ""
    assert "Automatisch bewaard" in driven.program.status.text
    assert driven.file.live.desk.fiche("VV015").values["doelgroep"] == TYPED
    assert driven.close()
    assert stored(path, "VV015", "doelgroep") == TYPED


def test_closing_refuses_with_a_sentence_and_a_copy_makes_it_possible(start, path, tmp_path):
    copy = tmp_path / "kopie.vvd"
    driven = begin(start, path, file_to_save=[copy])
    with replaced(path):
        driven.type("doelgroep", TYPED)
        assert not driven.close()
        assert "bewaar een kopie" in driven.said
        assert driven.messages.asked("confirm") == []
        driven.press("Kopie bewaren…")
        assert "Kopie bewaard" in driven.said
        assert driven.close()
    assert stored(copy, "VV015", "doelgroep") == TYPED


def test_a_copy_that_cannot_be_made_either_is_told_with_the_same_ways_out(start, path, tmp_path):
    driven = begin(start, path, file_to_save=[tmp_path / "geen" / "map.vvd", None])
    with shut_folder(path):
        driven.type("doelgroep", TYPED)
        driven.file.live.flush()
        driven.press("Kopie bewaren…")
        assert "map.vvd" in driven.said
        driven.press("Kopie bewaren…")
    driven.file.live.flush()
    assert driven.close()


@FAULTS
def test_who_closes_all_the_same_finds_the_text_again_the_next_time(start, path, fault):
    driven = begin(start, path)
    with fault(path):
        driven.type("doelgroep", TYPED)
        assert not driven.close()
        driven.press("Toch sluiten")
        assert driven.program.file is None
        assert driven.window.pages.currentWidget() is driven.program.start
        assert driven.close()
    again = begin(start, path)
    assert "hersteld" in again.said
    assert again.editor("doelgroep").text() == TYPED
    assert again.close()
    assert stored(path, "VV015", "doelgroep") == TYPED


@FAULTS
def test_going_on_elsewhere_with_a_refused_text_loses_nothing(start, path, fault):
    driven = begin(start, path)
    with fault(path):
        driven.type("doelgroep", TYPED)
        for name in ("next_section", "check", "projects", "compare", "versions", "undo", "save"):
            driven.act(name)
        driven.file.page.show_page("fiche")
        driven.settle()
    assert driven.file.live.flush()
    assert driven.close()
    assert stored(path, "VV015", "doelgroep") == TYPED


def test_the_same_refusal_is_told_once(start, path):
    driven = begin(start, path)
    told: list[str] = []
    show = driven.window.notices.show_notice
    driven.window.notices.show_notice = lambda notice: (told.append(notice.text), show(notice))
    with shut_folder(path):
        for sign in "abcdef":
            driven.type("doelgroep", sign)
            driven.file.live.flush()
    assert len(told) == 1
    driven.file.live.flush()
    assert driven.said == ""


def test_a_row_that_cannot_be_added_is_told_and_can_be_added_later(start, path):
    driven = begin(start, path)
    driven.file.page.jump("VV015", "mijlpalen.VV015-M02.titel")
    driven.settle()
    before = set(driven.file.live.desk.fiche("VV015").tables["mijlpalen"])
    with shut_folder(path):
        driven.act("row_add")
        assert driven.said
        assert set(driven.file.live.desk.fiche("VV015").tables["mijlpalen"]) == before
    driven.act("row_add")
    assert len(driven.file.live.desk.fiche("VV015").tables["mijlpalen"]) == len(before) + 1
    assert "Automatisch bewaard" in driven.program.status.text


def test_a_full_disk_when_a_version_is_made_is_told(start, path):
    driven = begin(start, path)
    driven.type("doelgroep", TYPED)
    driven.file.live.flush()
    with full_disk(path):
        driven.act("save")
        assert driven.said
        assert "versie gemaakt" not in driven.said
    driven.act("save")
    assert "versie gemaakt" in driven.said


def test_a_disk_that_takes_no_settings_hinders_nobody(start, path):
    driven = begin(start, path)
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        driven.act("dark")
        driven.act("zoom_in")
        driven.file.page.show_fiche("VV016")
        driven.settle()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert driven.close()


def test_leaving_the_window_stores_and_a_refusal_there_is_told(start, path):
    driven = begin(start, path)
    with shut_folder(path):
        driven.type("doelgroep", TYPED)
        driven.window.left.emit()
        assert driven.said.startswith("Niet bewaard.")
    driven.window.left.emit()
    assert stored(path, "VV015", "doelgroep") == TYPED


@pytest.mark.usefixtures("qapp")
def test_what_a_file_refuses_and_nobody_caught_is_a_sentence_and_no_crash(tmp_path):
    watch = CrashWatch(tmp_path, CommandLog(tmp_path), dict)
    told: list[str] = []
    watch.hindered.connect(told.append)
    watch.begin()
    try:
        error = Unavailable("De map is weg.")
        sys.excepthook(Unavailable, error, None)
    finally:
        watch.end()
    assert told == ["De map is weg."]
    assert not list(tmp_path.glob("fout-*"))


def test_a_file_of_a_later_vvdesk_can_be_looked_at_everywhere_and_changed_nowhere(
    start, path, qapp
):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE fiche ADD COLUMN kleur TEXT")
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    before = path.read_bytes()
    driven = start(path, messages=RecordingMessages(file_to_save=[None] * 5))
    driven.file.page.show_fiche("VV015")
    driven.settle()
    assert "nieuwere vvdesk (formaat 99)" in driven.banner()
    assert "Installeer de nieuwe versie" in driven.banner()
    for command, action in driven.house.actions:
        if action.isEnabled() and command.name not in {"quit", "start", "close_file"}:
            driven.act(command.name)
            for each in qapp.topLevelWidgets():
                if each is not driven.window and each.isVisible():
                    each.close()
    assert driven.close()
    assert path.read_bytes() == before


def test_a_fiche_that_cannot_be_read_now_is_told_and_can_be_read_later(start, path, monkeypatch):
    driven = begin(start, path)
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(str(error)))
    with busy(path), pytest.raises(Unavailable, match="bezet"):
        driven.file.page.show_fiche("VV016")
    assert driven.file.live.project == "VV015"
    driven.file.page.show_fiche("VV016")
    assert driven.file.live.project == "VV016"
    assert driven.close()


def test_a_home_in_which_nothing_can_be_made_is_told_before_there_is_a_window(
    qapp, tmp_path, monkeypatch
):
    (tmp_path / "bestand").touch()
    monkeypatch.setenv("VVDESK_HOME", str(tmp_path / "bestand" / "map"))
    messages = RecordingMessages()
    assert window_or_reason(qapp, "", messages) is None
    assert messages.asked("refuse") == ["vvdesk kan niet starten"]
    assert "kan niet gemaakt worden" in messages.said[0][2]
