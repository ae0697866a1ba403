import json
from dataclasses import replace

import pytest

from vvdesk import json_files, settings
from vvdesk.json_files import LARGEST_FILE, read_json, turn_to_write, write_json
from vvdesk.settings import FILE_NAME, Settings


def test_without_a_file_the_defaults_hold(tmp_path):
    assert settings.load(tmp_path) == Settings()
    assert settings.load(tmp_path / "nergens") == Settings()
    assert Settings().is_first_start


def test_what_was_saved_comes_back(tmp_path):
    chosen = Settings(naam="An Peeters", zoom=150, look="donker", side_panels=("hulp", "problems"))
    assert settings.save(chosen, tmp_path / "instellingen")
    assert settings.load(tmp_path / "instellingen") == chosen
    assert not chosen.is_first_start


def test_what_a_later_vvdesk_wrote_stays(tmp_path):
    (tmp_path / FILE_NAME).write_text('{"naam": "An", "geluid": "uit"}', encoding="utf-8")
    settings.save(replace(settings.load(tmp_path), zoom=125), tmp_path)
    kept = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert kept["geluid"] == "uit"
    assert (kept["naam"], kept["zoom"]) == ("An", 125)


@pytest.mark.parametrize("damage", ["", "{", "[]", "\x00\x00", "[" * 100_000, '"tekst"'])
def test_a_damaged_file_gives_defaults_and_is_kept_aside(tmp_path, damage):
    path = tmp_path / FILE_NAME
    path.write_text(damage, encoding="utf-8")
    assert settings.load(tmp_path) == Settings()
    assert not path.exists()
    assert (tmp_path / "venster.json.kapot").read_text(encoding="utf-8") == damage


def test_bytes_that_are_no_text_are_kept_aside(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    assert settings.load(tmp_path) == Settings()
    assert (tmp_path / "venster.json.kapot").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zoom", 10),
        ("zoom", True),
        ("zoom", "100"),
        ("look", "paars"),
        ("look", ["licht"]),
        ("naam", 5),
        ("naam", "x" * 20_000),
        ("side_panels", "hulp"),
        ("side_panels", [1]),
    ],
)
def test_a_value_that_does_not_fit_gives_the_default_of_that_setting_alone(tmp_path, name, value):
    write_json(tmp_path / FILE_NAME, {"entiteit": "DOV", name: value})
    assert settings.load(tmp_path) == Settings(entiteit="DOV")


def test_a_refusing_disk_is_told_and_nothing_stays_behind(tmp_path):
    (tmp_path / "bezet").write_text("geen map", encoding="utf-8")
    assert not settings.save(Settings(naam="An"), tmp_path / "bezet")
    assert [path.name for path in tmp_path.iterdir()] == ["bezet"]


def test_a_target_that_cannot_be_replaced_is_tried_again_and_then_told(tmp_path, monkeypatch):
    (tmp_path / FILE_NAME).mkdir()
    monkeypatch.setattr(json_files, "_RETRY_AFTER", (0.0, 0.0))
    assert not write_json(tmp_path / FILE_NAME, {})
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_reader_that_looks_for_a_moment_does_not_stop_the_writer(tmp_path, monkeypatch):
    refusals = [PermissionError()]
    real = json_files.Path.replace

    def replace_later(self, target):
        if refusals:
            raise refusals.pop()
        return real(self, target)

    monkeypatch.setattr(json_files, "_RETRY_AFTER", (0.0,))
    monkeypatch.setattr(json_files.Path, "replace", replace_later)
    assert write_json(tmp_path / "a.json", {"x": 1})
    assert read_json(tmp_path / "a.json") == {"x": 1}


def test_a_writer_that_is_refused_for_long_gives_up(tmp_path, monkeypatch):
    def refuse(_self, _target):
        raise PermissionError

    monkeypatch.setattr(json_files, "_RETRY_AFTER", (0.0,))
    monkeypatch.setattr(json_files.Path, "replace", refuse)
    assert not write_json(tmp_path / "a.json", {"x": 1})
    assert list(tmp_path.iterdir()) == []


def test_a_file_larger_than_we_write_is_not_believed(tmp_path):
    (tmp_path / "a.json").write_text('{"x": "' + "a" * LARGEST_FILE + '"}', encoding="utf-8")
    assert read_json(tmp_path / "a.json") == {}


def test_a_damaged_file_that_cannot_be_moved_is_left(tmp_path):
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "a.json.kapot").mkdir()
    assert read_json(tmp_path / "a.json") == {}
    assert (tmp_path / "a.json").exists()


def test_only_one_window_has_its_turn(tmp_path, monkeypatch):
    monkeypatch.setattr(json_files, "_PATIENCE", 0.0)
    with turn_to_write(tmp_path / "a.json") as first, turn_to_write(tmp_path / "a.json") as second:
        assert (first, second) == (True, False)
    with turn_to_write(tmp_path / "a.json") as again:
        assert again


def test_the_mark_of_a_killed_window_is_cleared(tmp_path, monkeypatch):
    (tmp_path / ".a.json.bezig").touch()
    monkeypatch.setattr(json_files, "_ABANDONED_AFTER", -1.0)
    with turn_to_write(tmp_path / "a.json") as ours:
        assert ours


def test_a_folder_that_cannot_be_made_gives_no_turn(tmp_path):
    (tmp_path / "bezet").write_text("geen map", encoding="utf-8")
    with turn_to_write(tmp_path / "bezet" / "a.json") as ours:
        assert not ours
