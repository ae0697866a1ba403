"""What a coordinator may type wrong on the command line, and what it then says."""

import pytest
from stores import fiche, new_store

from vvdesk.__main__ import main

TOO_LARGE = str(10**20)


@pytest.fixture
def path(tmp_path):
    return new_store(tmp_path / "centraal.vvd", fiche("VV015"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["undo", "CENTRAAL", "--step", TOO_LARGE], "Geef een nummer uit de lijst."),
        (["undo", "CENTRAAL", "--step", "twee"], "Geef een geheel getal."),
        (["undo", "CENTRAAL", "--step", "99"], "Er is geen stap met nummer 99."),
        (["undo-merge", "CENTRAAL", TOO_LARGE], "Geef een nummer uit de lijst."),
        (["undo-merge", "CENTRAAL"], "Er is geen samenvoeging om ongedaan te maken."),
        (["decide", "CENTRAAL", TOO_LARGE, "current", "--note", "x"], "geen open conflict"),
        (["approve", "CENTRAAL", "VV015' OR 1=1 --"], "heeft geen fiche in dit meetmoment."),
        (["question", "CENTRAAL", "VV015", "titel", "x" * 40_000], "is te lang (40000 tekens)"),
        (["close-question", "CENTRAAL", "%"], 'Er is geen vraag met kenmerk "%".'),
        (["close-question", "CENTRAAL", ""], 'Er is geen vraag met kenmerk "".'),
    ],
)
def test_what_does_not_fit_is_wrong_usage_and_told_in_a_sentence(path, capsys, arguments, said):
    typed = [str(path) if each == "CENTRAAL" else each for each in arguments]
    assert main(typed) == 2
    assert said in capsys.readouterr().err


def test_a_folder_with_an_impossible_name_is_told(path, tmp_path, capsys):
    folder = tmp_path / ("n" * 300)
    assert main(["handout", str(path), "--all", "--out", str(folder)]) == 3
    assert "te lang. Kies een kortere naam." in capsys.readouterr().err


def test_words_that_are_sql_are_words(path, capsys):
    said = "'; DROP TABLE vraag; --"
    assert main(["question", str(path), "VV015", "titel", said]) == 0
    assert main(["questions", str(path), "--json"]) == 0
    assert said in capsys.readouterr().out
