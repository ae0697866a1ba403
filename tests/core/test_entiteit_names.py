import pytest

from vvdesk import entiteit_names as module
from vvdesk.entiteit_names import entiteit_names
from vvdesk.errors import Unavailable
from vvdesk.plan import load_plan


def test_they_are_those_of_the_plan():
    plan = load_plan("vlaamse-veerkracht")
    assert entiteit_names() == sorted({each.naam for each in plan.entiteiten}, key=str.casefold)


@pytest.mark.parametrize("text", [None, "[[", "plan = 1", '[[entiteit]]\nsleutel = "x"'])
def test_a_file_that_is_missing_or_damaged_gives_none(tmp_path, monkeypatch, text):
    (tmp_path / "plannen").mkdir()
    if text is not None:
        (tmp_path / "plannen" / "vlaamse-veerkracht.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "resources", lambda: tmp_path)
    assert entiteit_names() == []


def test_an_incomplete_installation_gives_none(monkeypatch):
    def refuse():
        raise Unavailable

    monkeypatch.setattr(module, "resources", refuse)
    assert entiteit_names() == []
