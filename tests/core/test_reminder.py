"""A reminder for who has not handed in: what is missing, until when, ready to be sent."""

from dataclasses import replace
from datetime import date
from email import policy
from email.parser import BytesParser

import pytest
from stores import OV

import vvdesk.reminder as reminder_module
from vvdesk.errors import Misused, Unavailable
from vvdesk.reception import BoardRow, FicheStand, Ontvangst, Tally
from vvdesk.reminder import Reminder, reminder_of, write_reminder

TODAY = date(2026, 11, 22)
CONCEPT = FicheStand("VV015", "Digisprong", OV, "1", "concept", 1, 2)
RETURNED = replace(
    CONCEPT, project="VV017", titel="", staat="teruggestuurd", reden="VAK klopt niet"
)
APPROVED = replace(CONCEPT, project="VV019", staat="goedgekeurd")


def row(*fiches, deadline=None):
    tally = Tally.of(fiches)
    return BoardRow(
        OV, OV, "DOV", deadline, Ontvangst.NIET_ONTVANGEN, None, 0, "", tuple(fiches), tally
    )


def test_it_names_what_never_came_and_what_was_sent_back_with_the_reason():
    told = reminder_of(row(CONCEPT, RETURNED, APPROVED), "november 2026", TODAY)
    assert told.subject == f"Herinnering november 2026 – {OV}"
    assert f"Van {OV} ontvingen we voor meetmoment november 2026 deze projectfiche" in told.text
    assert "- VV015 Digisprong\n" in told.text
    assert "Deze fiche stuurden we terug en wacht op een aanpassing:" in told.text
    assert "- VV017 (reden: VAK klopt niet)\n" in told.text
    assert "VV019" not in told.text
    assert "zodra je kunt" in told.text


def test_it_says_until_when_and_since_when_it_is_late():
    soon = reminder_of(row(CONCEPT, deadline=date(2026, 12, 1)), "november 2026", TODAY)
    late = reminder_of(row(CONCEPT, deadline=date(2026, 11, 1)), "november 2026", TODAY)
    assert "uiterlijk op 1 december." in soon.text
    assert "De uiterste dag was 1 november. Bezorg" in late.text


def test_a_long_list_is_cut_and_counted():
    many = [replace(CONCEPT, project=f"VV{number:03}") for number in range(100, 140)]
    told = reminder_of(row(*many), "november 2026", TODAY).text
    assert "deze 40 projectfiches" in told
    assert told.count("- VV1") == 30
    assert "- en nog 10 andere" in told


def test_who_handed_everything_in_gets_no_reminder():
    with pytest.raises(Misused, match="ontbreekt niets"):
        reminder_of(row(APPROVED), "november 2026", TODAY)


def test_the_file_opens_as_a_mail_that_is_still_being_written(tmp_path):
    target = tmp_path / "herinnering.eml"
    write_reminder(Reminder("Herinnering\nnovember – één", "Beste,\n\nTot dan.\n"), target)
    found = BytesParser(policy=policy.default).parsebytes(target.read_bytes())
    assert (found["X-Unsent"], found["To"]) == ("1", None)
    assert found["Subject"] == "Herinnering november – één"
    assert found.get_content().splitlines() == ["Beste,", "", "Tot dan."]


def test_a_file_that_is_not_well_on_the_disk_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(
        reminder_module, "replace_file", lambda target, _write, verify: verify(target)
    )
    target = tmp_path / "herinnering.eml"
    target.write_bytes(b"Subject: iets anders\r\n\r\n")
    with pytest.raises(Unavailable, match="niet goed op de schijf"):
        write_reminder(Reminder("Herinnering", "Beste"), target)
