"""The files of a report: names, what would be replaced, and the truth about what was made."""

import json

import pytest

from vvdesk.errors import Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.publishing import Published
from vvdesk.report.request import Request, Vorm
from vvdesk.report_choices import Choice, Uitgave
from vvdesk.report_files import (
    FILE_NAME,
    MOST_FILES,
    free_name,
    make,
    proposed_name,
    remember,
    remembered,
    standing_there,
    targets_of,
)

BOTH = (Vorm.PDF, Vorm.WORD)


def publisher(error=None, after=1):
    """Make files until `after` of them stand; then `error`."""

    def publish_all(_workspace, _request, targets, _template, _progress, finished):
        made = []
        for at, path in enumerate(targets.values()):
            if error is not None and at == after:
                raise error
            path.write_text("nieuw")
            made.append(Published(path, ("Opgelet.",)))
            finished(made[-1])
        return made

    return publish_all


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (Choice(Uitgave.VOORTGANG, "april 2021"), "voortgangsrapport_april-2021"),
        (
            Choice(Uitgave.VOORTGANG, "april 2021", ("04",)),
            "voortgangsrapport_april-2021_speerpunt-04",
        ),
        (
            Choice(Uitgave.VERSCHUIVINGEN, "april 2021", ("04", "05")),
            "verschoven-en-gewijzigd_april-2021_speerpunt-04-05",
        ),
        (
            Choice(Uitgave.THEMA, "april 2021", ("04",), "Digitale inclusie"),
            "thematisch-overzicht_april-2021_digitale-inclusie",
        ),
        (Choice(Uitgave.WERKBOEK, "april 2021", ("04",)), "werkboek_april-2021"),
        (Choice(Uitgave.OPENDATA, "april 2021"), "opendata_april-2021"),
    ],
)
def test_a_name_says_what_is_in_it(asked, name):
    assert proposed_name(asked) == name


def test_all_forms_stand_beside_each_other_under_one_name(tmp_path):
    names = {each.name for each in targets_of(tmp_path / "rapport.PDF", BOTH).values()}
    assert names == {"rapport.pdf", "rapport.docx"}
    assert targets_of(tmp_path / "rapport v1.2", [Vorm.PDF]) == {
        Vorm.PDF: tmp_path / "rapport v1.2.pdf"
    }


def test_only_what_nobody_agreed_to_counts_as_standing_there(tmp_path):
    targets = targets_of(tmp_path / "rapport.pdf", BOTH)
    for path in targets.values():
        path.touch()
    assert standing_there(targets, tmp_path / "rapport.pdf") == [tmp_path / "rapport.docx"]
    assert standing_there(targets, tmp_path / "rapport") == list(targets.values())
    assert free_name(targets) == tmp_path / "rapport (2).pdf"
    (tmp_path / "rapport (2).docx").touch()
    assert free_name(targets) == tmp_path / "rapport (3).pdf"


def test_everything_is_made(tmp_path):
    made = make(publisher(), None, Request(), targets_of(tmp_path / "rapport", BOTH))
    assert [each.path.name for each in made.done] == ["rapport.pdf", "rapport.docx"]
    assert (made.left, made.failure) == ({}, None)


@pytest.mark.parametrize("error", [Unavailable("vol"), Cancelled()])
def test_what_stands_before_a_failure_is_told(tmp_path, error):
    targets = targets_of(tmp_path / "rapport", BOTH)
    targets[Vorm.PDF].write_text("oud")
    made = make(publisher(error), None, Request(), targets)
    assert made.done == (Published(targets[Vorm.PDF], ("Opgelet.",)),)
    assert made.left == {Vorm.WORD: tmp_path / "rapport.docx"}
    assert made.failure is (error if isinstance(error, Unavailable) else None)


@pytest.mark.parametrize("error", [Unavailable("vol"), Cancelled()])
def test_a_failure_before_anything_stands_is_a_failure(tmp_path, error):
    targets = targets_of(tmp_path / "rapport", BOTH)
    targets[Vorm.PDF].write_text("oud")
    with pytest.raises(type(error)):
        make(publisher(error, after=0), None, Request(), targets)
    assert targets[Vorm.PDF].read_text() == "oud"


def test_choices_are_remembered_per_file_and_the_template_per_person(tmp_path):
    one = Choice(Uitgave.THEMA, "april 2021", thema="Zorg")
    assert remember(tmp_path, "een", one, tmp_path / "eigen.docx")
    assert remembered(tmp_path, "een", "april 2021") == (one, tmp_path / "eigen.docx")
    other, template = remembered(tmp_path, "twee", "september 2021")
    assert other == Choice(Uitgave.VOORTGANG, "september 2021")
    assert template == tmp_path / "eigen.docx"
    remember(tmp_path, "een", one, None)
    assert remembered(tmp_path, "een", "april 2021")[1] is None


def test_what_is_remembered_stays_small_and_survives_damage(tmp_path):
    asked = Choice(Uitgave.THEMA, "april 2021")
    for number in range(MOST_FILES + 3):
        remember(tmp_path, f"bestand {number}", asked, None)
    kept = json.loads((tmp_path / FILE_NAME).read_text())
    assert len(kept["bestanden"]) == MOST_FILES
    assert f"bestand {MOST_FILES + 2}" in kept["bestanden"]
    (tmp_path / FILE_NAME).write_text('{"bestanden": [1], "sjabloon": 3}')
    found, template = remembered(tmp_path, "bestand 9", "april 2021")
    assert (found.uitgave, template) == (Uitgave.VOORTGANG, None)
