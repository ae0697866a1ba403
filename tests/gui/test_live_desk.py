"""What is typed becomes a draft, then a stored value; nothing of it is ever lost."""

from stores import ACTOR

from ui.desk import UNREAD, LiveDesk, SaveState, Typing
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.kinds import DAG, EURO, TEKST
from vvdesk.meetmomenten import close_meetmoment

TITEL, VAK = "titel", "financiering.vak"


def typing(text, kind=TEKST):
    """Stand for a field in which `text` stands."""
    return Typing(lambda: text, lambda: kind.typed(text))


def stored(desk, path=TITEL):
    return desk.desk.fiche(desk.project).values[path]


def test_what_was_typed_is_stored_by_itself_a_moment_later(desk, qtbot):
    with qtbot.waitSignals([desk.save_state_changed, desk.stored, desk.edited], timeout=5000):
        desk.touch(TITEL, typing("Digisprong"))
    assert stored(desk) == "Digisprong"
    assert desk.saved_at is not None


def test_the_window_says_that_it_waits_and_that_it_stored(desk):
    states = []
    desk.save_state_changed.connect(lambda state, _why: states.append(state))
    desk.touch(TITEL, typing("Digi"))
    desk.touch(TITEL, typing("Digisprong"))
    assert desk.is_typing(TITEL)
    assert desk.flush()
    assert states[0] is SaveState.WAITING
    assert states[-1] is SaveState.STORED
    assert not desk.is_typing(TITEL)


def test_an_unreadable_text_is_kept_as_typed_and_the_rest_is_stored(desk):
    desk.touch(VAK, typing("drie euro", EURO))
    desk.touch(TITEL, typing("Digisprong"))
    assert not desk.flush()
    assert stored(desk) == "Digisprong"
    assert stored(desk, VAK) == 0
    assert desk.draft(VAK).text == "drie euro"
    (problem, *_rest) = desk.problems("VV015")
    assert (problem.finding.code, problem.finding.path, problem.blocks) == (UNREAD, VAK, True)


def test_a_better_text_takes_the_refusal_away(desk):
    desk.touch(VAK, typing("drie", EURO))
    desk.flush()
    desk.touch(VAK, typing("3", EURO))
    assert desk.flush()
    assert desk.draft(VAK) is None
    assert stored(desk, VAK) == 3


def test_taking_a_draft_back_lets_the_stored_value_hold(desk):
    desk.refuse(VAK, "drie", "is geen bedrag")
    desk.take_back_draft(VAK)
    assert desk.draft(VAK) is None
    assert not [each for each in desk.problems("VV015") if each.finding.code == UNREAD]


def test_another_fiche_in_hand_stores_first(desk):
    desk.touch(TITEL, typing("Digisprong"))
    desk.show("VV016")
    desk.show("VV015")
    assert stored(desk) == "Digisprong"


def test_who_never_pauses_has_a_draft_on_disk_all_the_same(desk, dossier, tmp_path, qtbot):
    def typed_on():
        desk.touch(TITEL, typing("Digisprong"))
        return any((tmp_path / "klad").glob("*.json"))

    qtbot.waitUntil(typed_on, timeout=5000)
    assert stored(desk) == "Project VV015"
    second = LiveDesk(Desk(dossier, ACTOR), Drafts(tmp_path / "klad", dossier.plan.bestand_id))
    second.show("VV015")
    assert stored(second) == "Digisprong"


def test_a_draft_that_was_overtaken_is_shown_and_not_stored(desk, dossier, tmp_path):
    desk.refuse(TITEL, "Mijn tekst", "")
    desk.desk.set("VV015", {TITEL: "Van iemand anders"}, "Titel wijzigen")
    second = LiveDesk(Desk(dossier, ACTOR), Drafts(tmp_path / "klad", dossier.plan.bestand_id))
    second.show("VV015")
    assert stored(second) == "Van iemand anders"
    assert second.draft(TITEL).text == "Mijn tekst"
    assert "intussen gewijzigd" in second.draft(TITEL).refused


def test_a_draft_that_was_not_overtaken_is_stored_and_told(desk, dossier, tmp_path):
    desk.refuse(TITEL, "Mijn tekst", "")
    notices = []
    second = LiveDesk(Desk(dossier, ACTOR), Drafts(tmp_path / "klad", dossier.plan.bestand_id))
    second.noted.connect(notices.append)
    second.show("VV015")
    assert stored(second) == "Mijn tekst"
    assert [each.text for each in notices] == [
        "Wat je typte toen vvdesk stopte, is hersteld: 1 veld."
    ]


def test_a_refusing_store_keeps_the_text_and_says_so(desk, dossier):
    close_meetmoment(dossier, "april 2021", ACTOR, "klaar")
    told = []
    desk.save_state_changed.connect(lambda state, why: told.append((state, why)))
    desk.touch(TITEL, typing("Te laat"))
    assert not desk.flush()
    assert told[-1][0] is SaveState.REFUSED
    assert "gesloten" in told[-1][1]
    assert desk.is_typing(TITEL)
    assert desk.draft(TITEL).text == "Te laat"


def test_undo_shows_where_it_happened_in_whichever_fiche(desk, qtbot):
    desk.set({TITEL: "Digisprong"}, "Titel wijzigen")
    desk.show("VV016")
    with qtbot.waitSignal(desk.jump_requested) as jumped:
        desk.undo()
    assert jumped.args == ["VV015", TITEL]
    assert desk.project == "VV015"
    assert stored(desk) == "Project VV015"
    desk.redo()
    assert stored(desk) == "Digisprong"


def test_undoing_nothing_is_said_and_does_no_harm(desk, qtbot):
    with qtbot.waitSignal(desk.noted) as noted:
        desk.undo()
    assert "niets" in noted.args[0].text


def test_a_step_that_fails_halfway_changes_nothing(desk):
    before = stored(desk)
    assert not desk.set({TITEL: "Half", "mijlpalen.VV015-M99.titel": "?"}, "Wijzigen")
    assert stored(desk) == before


def test_a_toelichting_is_kept_with_its_finding(desk):
    found = next(each for each in desk.problems("VV015") if each.finding.may_be_explained)
    assert desk.explain(found, "Zo is het afgesproken.")
    again = next(
        each
        for each in desk.problems("VV015")
        if each.finding.fingerprint == found.finding.fingerprint
    )
    assert again.tekst == "Zo is het afgesproken."


def test_a_day_typed_short_is_stored_in_full(desk):
    path = "mijlpalen.VV015-M01.timing"
    desk.touch(path, typing("30/6/24", DAG))
    assert desk.flush()
    row = desk.desk.fiche("VV015").tables["mijlpalen"]["VV015-M01"]
    assert row.values["timing"].isoformat() == "2024-06-30"


def test_refreshing_reads_what_changed_elsewhere(desk, dossier):
    Desk(dossier, ACTOR).set("VV015", {TITEL: "Elders"}, "Titel wijzigen")
    desk.refresh()
    assert stored(desk) == "Elders"
