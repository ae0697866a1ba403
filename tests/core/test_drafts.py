"""Texts that were typed and not stored survive the program."""

from vvdesk.drafts import Draft, Drafts, Place

TIMING = Place(1, "VV015", "mijlpalen.VV015-M01.timing")
DRAFT = Draft("eind 2024", '"2023-12-31"', "is geen datum")


def test_a_saved_draft_is_there_for_the_next_program(tmp_path):
    drafts = Drafts(tmp_path, "abc")
    drafts.put(TIMING, DRAFT)
    drafts.save()
    again = Drafts(tmp_path, "abc")
    assert again.get(TIMING) == DRAFT
    assert again.of(1, "VV015") == {TIMING.path: DRAFT}
    assert again.of(2, "VV015") == {}


def test_documents_keep_their_drafts_apart(tmp_path):
    drafts = Drafts(tmp_path, "abc")
    drafts.put(TIMING, DRAFT)
    drafts.save()
    assert Drafts(tmp_path, "def").get(TIMING) is None


def test_the_last_draft_takes_its_file_along(tmp_path):
    drafts = Drafts(tmp_path, "abc")
    drafts.put(TIMING, DRAFT)
    drafts.save()
    drafts.drop(TIMING)
    drafts.drop(TIMING)
    drafts.save()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_of_drafts_is_as_good_as_none(tmp_path):
    (tmp_path / "abc.json").write_text('[[1, "VV015"]]')
    assert Drafts(tmp_path, "abc").of(1, "VV015") == {}


def test_a_disk_that_refuses_does_not_stop_the_work(tmp_path):
    (tmp_path / "dicht").write_text("no folder")
    drafts = Drafts(tmp_path / "dicht", "abc")
    drafts.put(TIMING, DRAFT)
    drafts.save()
    assert drafts.get(TIMING) == DRAFT
