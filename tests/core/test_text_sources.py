"""The words of a server are found as those of a file."""

import pytest
from server_sample import fill
from stores import ACTOR, fiche, mijlpaal, new_store

from vvdesk.editing import Editing
from vvdesk.store.workspace import Workspace
from vvdesk.text_index import TextIndex

pytestmark = pytest.mark.centraal
CODES = ["VV015", "VV016", "VV017"]
WORDS = ["digisprong", "crème", "vet", "schuin", "jambon", "vlaanderen", "p", "VV016", "stap"]


def samples():
    """Fiches with words in every kind of field."""
    rich = "<p>Een <strong>ve</strong>t woord &amp; <em>schuin</em></p><ul><li>crème</li></ul>"
    one = fiche("VV015", titel="Digisprong", omschrijving=rich, ministers=("Jan Jambon",))
    one.tables["mijlpalen"]["VV015-M09"] = mijlpaal("VV015-M09", 9, titel="Vlaanderen 100 % mee")
    return one, fiche("VV016"), fiche("VV017", agenderingen=0, mijlpalen=0)


def test_each_word_is_found_in_the_same_fiches(server, tmp_path):
    path, place = new_store(tmp_path / "a.vvd", *samples()), fill(server, *samples())
    with Workspace.open(place) as workspace:
        there, here = TextIndex.build(workspace, 1, CODES), TextIndex.build(path, 1, CODES)
        found = {word: there.find(word, prefix=True) for word in WORDS}
        assert found == {word: here.find(word, prefix=True) for word in WORDS}
        assert found["digisprong"] == {0}
        assert found["vet"] == {0}
        with Editing(workspace, ACTOR).step("Titel wijzigen") as work:
            work.set(1, "VV016", "titel", "Voortaan anders")
        there.renew(1)
        assert there.find("voortaan") == {1}
        there.close()
        here.close()
