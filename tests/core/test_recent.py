from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from vvdesk import json_files
from vvdesk.day_words import day_in_words, moment_in_words, time_left_in_words
from vvdesk.json_files import read_json, turn_to_write, write_json
from vvdesk.recent import FILE_NAME, MOST_ENTRIES, Entry, Recent, missing

NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


def entry(path="/werk/ov.vvd", project="VV015", minute=0, **values):
    changed = (NOW + timedelta(minutes=minute)).isoformat()
    return Entry(path=str(path), project=project, changed=changed, **values)


def projects(recent):
    return [each.project for each in recent.entries()]


def test_the_newest_stands_first_and_pinned_before_that(tmp_path):
    recent = Recent(tmp_path)
    for minute, code in enumerate(("VV015", "VV016", "VV017")):
        assert recent.note(entry(project=code, minute=minute))
    assert projects(recent) == ["VV017", "VV016", "VV015"]
    assert recent.pin(entry().key, pinned=True)
    assert projects(recent) == ["VV015", "VV017", "VV016"]
    assert projects(Recent(tmp_path)) == ["VV015", "VV017", "VV016"]


def test_a_fiche_stands_there_once_and_stays_pinned(tmp_path):
    recent = Recent(tmp_path)
    recent.note(entry(volledig=10))
    recent.pin(entry().key, pinned=True)
    recent.note(entry(volledig=86, minute=5))
    (only,) = recent.entries()
    assert (only.volledig, only.pinned) == (86, True)
    recent.pin(only.key, pinned=False)
    assert not recent.entries()[0].pinned


def test_without_a_time_it_is_now_and_a_path_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    recent = Recent(tmp_path)
    recent.note(Entry(path="ov.vvd"))
    (only,) = recent.entries()
    assert only.path == str(tmp_path / "ov.vvd")
    assert only.changed_at is not None
    assert abs(only.changed_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_oldest_goes_when_the_list_is_full_unless_it_is_pinned(tmp_path):
    recent = Recent(tmp_path)
    for number in range(MOST_ENTRIES):
        recent.note(entry(project=f"VV{number:03}", minute=number))
    recent.pin(entry(project="VV000").key, pinned=True)
    recent.note(entry(project="VV100", minute=100))
    assert len(recent.entries()) == MOST_ENTRIES
    assert "VV000" in projects(recent)
    assert "VV001" not in projects(recent)


def test_what_is_dropped_is_gone_and_pinning_it_does_not_bring_it_back(tmp_path):
    recent = Recent(tmp_path)
    recent.note(entry())
    assert recent.drop(entry().key)
    assert recent.drop(entry().key)
    recent.pin(entry().key, pinned=True)
    assert Recent(tmp_path).entries() == []


def test_a_file_that_was_found_elsewhere_takes_its_fiches_along(tmp_path):
    recent = Recent(tmp_path)
    for code in ("VV015", "VV016"):
        recent.note(entry(project=code))
    recent.note(entry("/werk/ander.vvd"))
    recent.move("/werk/ov.vvd", "/nieuw/ov.vvd")
    assert sorted((each.path, each.project) for each in recent.entries()) == [
        ("/nieuw/ov.vvd", "VV015"),
        ("/nieuw/ov.vvd", "VV016"),
        ("/werk/ander.vvd", "VV015"),
    ]


def test_two_windows_lose_nothing(tmp_path):
    one, other = Recent(tmp_path), Recent(tmp_path)
    one.note(entry(project="VV015"))
    other.note(entry(project="VV016"))
    one.pin(entry(project="VV016").key, pinned=True)
    assert sorted(projects(one)) == ["VV015", "VV016"]
    other.refresh()
    assert other.entries() == one.entries()


def test_windows_that_write_at_the_same_moment_lose_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(json_files, "_PATIENCE", 30.0)
    windows = [Recent(tmp_path) for _ in range(4)]

    def work(number):
        return all(windows[number].note(entry(project=f"VV{number}{at}")) for at in range(5))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
    assert len(Recent(tmp_path).entries()) == 20


def test_what_the_disk_refused_is_written_with_the_next_change(tmp_path, monkeypatch):
    monkeypatch.setattr(json_files, "_PATIENCE", 0.0)
    recent = Recent(tmp_path)
    with turn_to_write(tmp_path / FILE_NAME):
        assert not recent.note(entry(project="VV015"))
        assert projects(recent) == ["VV015"]
    recent.refresh()
    assert projects(recent) == ["VV015"]
    assert recent.note(entry(project="VV016", minute=1))
    assert projects(Recent(tmp_path)) == ["VV016", "VV015"]


def test_a_list_that_cannot_be_written_holds_in_this_window(tmp_path):
    (tmp_path / FILE_NAME).mkdir()
    recent = Recent(tmp_path)
    assert not recent.note(entry())
    assert projects(recent) == ["VV015"]


@pytest.mark.parametrize(
    "rows",
    [
        "geen lijst",
        ["geen fiche"],
        [{}],
        [{"path": ""}],
        [{"path": 5}],
        [{"path": "/a", "volledig": "veel"}],
        [{"path": "/a", "pinned": 1}],
    ],
)
def test_what_is_no_entry_is_left_out(tmp_path, rows):
    write_json(tmp_path / FILE_NAME, {"fiches": rows})
    assert Recent(tmp_path).entries() == []


def test_an_entry_of_a_later_vvdesk_is_read_for_what_we_know(tmp_path):
    write_json(tmp_path / FILE_NAME, {"fiches": [{"path": "/a", "kleur": "groen"}]})
    (only,) = Recent(tmp_path).entries()
    assert only == Entry(path="/a")


def test_a_damaged_list_is_kept_aside(tmp_path):
    (tmp_path / FILE_NAME).write_text("{", encoding="utf-8")
    assert Recent(tmp_path).entries() == []
    assert (tmp_path / "recent.json.kapot").exists()
    assert read_json(tmp_path / FILE_NAME) == {}


def test_missing_files_are_found_and_each_is_looked_at_once(tmp_path):
    here = tmp_path / "ov.vvd"
    here.touch()
    looked = []
    found = missing(
        [str(here), str(here), str(tmp_path / "weg.vvd"), str(tmp_path), "x\0y"],
        lambda done, total, label: looked.append((done, total, label)),
    )
    assert found == {str(tmp_path / "weg.vvd"), str(tmp_path), "x\0y"}
    assert [done for done, _total, _label in looked] == [0, 1, 2, 3]


def test_a_share_that_is_gone_counts_as_missing(monkeypatch):
    def refuse(_path):
        raise OSError

    monkeypatch.setattr("vvdesk.recent.Path.is_file", refuse)
    assert missing(["/werk/ov.vvd"]) == {"/werk/ov.vvd"}


def test_days_and_moments_of_an_entry_may_be_unknown():
    assert Entry("/a").deadline_day is None
    assert Entry("/a").changed_at is None
    assert Entry("/a", deadline="2026-12-01").deadline_day == date(2026, 12, 1)
    assert Entry("/a", changed="2026-11-22T10:00:00").changed_at == datetime(
        2026, 11, 22, 10, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(), "vandaag om 14:32"),
        (timedelta(hours=15), "gisteren om 23:32"),
        (timedelta(days=2), "vrijdag om 14:32"),
        (timedelta(days=6), "maandag om 14:32"),
        (timedelta(days=7), "op 15 november"),
        (timedelta(days=-1), "op 23 november"),
        (timedelta(days=365), "op 22 november 2025"),
    ],
)
def test_a_moment_is_said_as_people_say_it(back, words):
    assert moment_in_words(NOW - back, NOW) == words


def test_a_moment_is_told_in_the_time_of_here():
    here = timezone(timedelta(hours=10))
    assert moment_in_words(NOW, NOW.astimezone(here)) == "vandaag om 00:32"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (22, "nog tot vandaag"),
        (23, "nog tot morgen (23 november)"),
        (30, "nog 8 dagen (30 november)"),
        (21, "1 dag te laat (21 november)"),
        (12, "10 dagen te laat (12 november)"),
    ],
)
def test_the_time_left_is_said_with_its_day(day, words):
    assert time_left_in_words(date(2026, 11, day), date(2026, 11, 22)) == words


def test_a_day_of_another_year_has_its_year():
    assert day_in_words(date(2027, 1, 5), date(2026, 11, 22)) == "5 januari 2027"


def test_the_address_of_a_server_is_kept_as_it_is_and_never_missing(tmp_path):
    address = "postgresql+psycopg://an@db.voorbeeld.be/veerkracht?sslmode=verify-full"
    recent = Recent(tmp_path)
    recent.note(entry(path=address, project=""))
    (only,) = Recent(tmp_path).entries()
    assert only.path == address
    assert missing([address, str(tmp_path / "weg.vvd")]) == {str(tmp_path / "weg.vvd")}
