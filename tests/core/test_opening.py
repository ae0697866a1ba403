"""Opening a file for work falls back to reading, with the reason."""

import pytest
from stores import fiche, new_store

from vvdesk.errors import ReadOnly, Refused, Unavailable
from vvdesk.opening import open_for_work
from vvdesk.store.workspace import Workspace


def test_a_free_file_is_opened_to_write(tmp_path):
    with open_for_work(new_store(tmp_path / "ov.vvd", fiche())) as workspace:
        assert workspace.read_only is None


def test_a_file_that_somebody_works_in_is_opened_to_read_with_who_and_since_when(tmp_path):
    path = new_store(tmp_path / "ov.vvd", fiche())
    with Workspace.open(path), open_for_work(path) as second:
        assert "in gebruik door" in second.read_only
        with pytest.raises(ReadOnly), second.writing():
            pass


def test_a_file_that_is_not_there_is_refused_as_such(tmp_path):
    with pytest.raises((Unavailable, Refused), match="weg"):
        open_for_work(tmp_path / "weg.vvd")
