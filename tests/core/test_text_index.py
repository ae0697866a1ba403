"""Every word of the fiches can be searched while somebody types."""

import pytest
from stores import ACTOR, fiche, mijlpaal, new_store

from vvdesk.editing import Editing
from vvdesk.errors import Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.store.workspace import Workspace
from vvdesk.text_index import TextIndex

CODES = ["VV015", "VV016", "VV017"]


@pytest.fixture
def path(tmp_path):
    """A central file with three fiches."""
    told = fiche(
        "VV015",
        mijlpalen=0,
        omschrijving="<p>De <strong>laad</strong>palen van <em>Gent</em> &amp; Deinze</p>",
        ministers=("Ben Weyts",),
        financiering__verschuiving_toelichting="Van de kering bij Temse",
    )
    told.tables["mijlpalen"]["VV015-M01"] = mijlpaal("VV015-M01", 1, titel="Eén café\nin Ninove")
    other = fiche("VV016", voortgang='<p>Zie <a href="https://x.be/kaart">de kaart</a></p>')
    return new_store(tmp_path / "centraal.vvd", told, other, fiche("VV017"))


@pytest.fixture
def index(path):
    """The words of that file."""
    made = TextIndex.build(path, 1, CODES)
    yield made
    made.close()


@pytest.mark.parametrize(
    "word", ["laadpalen", "GENT", "weyts", "cafe", "Ninove", "een", "Temse", "Gent&Deinze"]
)
def test_a_word_is_found_wherever_it_stands_in_the_fiche(index, word):
    assert index.find(word) == {0}


def test_a_link_is_found_by_its_words_and_by_its_address(index):
    assert index.find("kaart") == {1}
    assert index.find("x.be/kaart") == {1}


@pytest.mark.parametrize("word", ["strong", "amp", "href", "li", "em"])
def test_markup_is_no_word(index, word):
    assert index.find(word) == set()


def test_the_beginning_of_a_word_counts_only_when_asked(index):
    assert index.find("laadp") == set()
    assert index.find("laadp", prefix=True) == {0}
    assert index.find("proj", prefix=True) == {0, 1, 2}


@pytest.mark.parametrize(
    "word", ['"', "*", "laadpalen) OR (x", "NEAR(", "^", "-", "", "'", "a\x00"]
)
def test_nothing_that_is_typed_is_syntax(index, word):
    assert index.find(word, prefix=True) <= {0, 1, 2}


def test_a_letter_that_the_index_parts_differently_finds_nothing(index, monkeypatch):
    monkeypatch.setattr("vvdesk.text_index._words", lambda _word: ["een-twee"])
    assert index.find("iets") == set()


def test_an_edited_fiche_is_found_by_its_new_words_only(index, path):
    assert index.find("gent") == {0}
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Stad") as work:
        work.set(1, "VV015", "omschrijving", "<p>Aalst</p>")
    index.renew(0)
    assert index.find("gent") == set()
    assert index.find("aalst") == {0}
    assert index.find("weyts") == {0}


def test_a_fiche_that_does_not_exist_is_found_nowhere(path):
    index = TextIndex.build(path, 1, [*CODES, "VV018"])
    index.renew(3)
    assert index.find("proj", prefix=True) == {0, 1, 2}
    index.close()


def test_only_so_many_answers_are_kept(index):
    for number in range(70):
        index.find(f"w{number}")
    assert len(index._known) < 70


def test_the_file_may_be_written_once_the_index_is_there(index, path):
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Titel") as work:
        work.set(1, "VV016", "titel", "Anders")
    assert index.find("anders") == set()


def test_reading_can_be_stopped(path):
    def stop(_done, _total, _label):
        raise Cancelled

    with pytest.raises(Cancelled):
        TextIndex.build(path, 1, CODES, stop)


def test_a_file_that_vanished_is_told(index, path):
    path.unlink()
    with pytest.raises(Unavailable, match="niet meer bereikbaar"):
        index.renew(0)


def test_a_table_that_vanished_is_told_and_leaves_the_index_usable(index, monkeypatch):
    monkeypatch.setattr("vvdesk.text_sources._copying", lambda: "INSERT INTO nergens VALUES (1)")
    with pytest.raises(Unavailable):
        index.renew(0)
    assert index.find("weyts") == set()
    assert index.find("schakelaar") == set()
    assert index.find("kaart") == {1}
