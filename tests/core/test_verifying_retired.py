"""A key that was retired: what a seal says of its date, and what this person noted of the key."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from seal_forger import NAME, Trusting, manifest_in, with_manifest
from sealed_sample import sealed

from vvdesk.__main__ import main
from vvdesk.paths import settings_dir
from vvdesk.sealing import building
from vvdesk.sealing.key_in_use import in_use
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.minisign import SecretKey
from vvdesk.sealing.page_slack import zero_slack
from vvdesk.sealing.seal_words import banner_line, day, facts
from vvdesk.sealing.verdict import HANDTEKENING, NoKeys, Oordeel
from vvdesk.sealing.verifying import verify_file

KEY = SecretKey.generate()
MADE = "2026-11-22T12:00:00+00:00"
CHANGED = 3


@pytest.fixture
def signed(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "now", lambda: MADE)
    return sealed(tmp_path, signer=KEY)


def signature_check(verdict):
    return next(each for each in verdict.controles if each.naam == HANDTEKENING)


def test_a_seal_that_is_dated_before_the_last_day_of_its_key_is_valid_with_a_remark(signed):
    found = verify_file(signed, Trusting(KEY, until="2026-12-31"))
    assert found.oordeel is Oordeel.GELDIG
    assert found.sleutel_tot == "2026-12-31"
    assert found.zin.endswith("met een sleutel die niet meer gebruikt wordt sinds 31/12/2026.")
    assert signature_check(found).is_goed is True
    (remark,) = found.opmerkingen
    assert remark in signature_check(found).tekst
    assert "Volgens jouw lijst werd deze sleutel gebruikt tot 31/12/2026" in remark
    assert "het woord van die computer" in remark
    assert "sleutel gebruikt tot 31/12/2026" in banner_line(found)
    assert ("Sleutel gebruikt tot", "31/12/2026, volgens jouw lijst") in [
        (each.naam, each.waarde) for each in facts(found)
    ]


def test_the_last_day_itself_still_counts(signed):
    made = date.fromisoformat(MADE[:10])
    assert verify_file(signed, Trusting(KEY, until=made.isoformat())).oordeel is Oordeel.GELDIG
    before = (made - timedelta(days=1)).isoformat()
    assert verify_file(signed, Trusting(KEY, until=before)).oordeel is Oordeel.ONBEVESTIGD


def test_a_seal_that_is_dated_after_the_last_day_of_its_key_is_not_green(signed):
    found = verify_file(signed, Trusting(KEY, until="2026-06-30"))
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert found.verschillen == ()
    assert "werd toen niet meer gebruikt (tot 30/06/2026)" in found.zin
    assert signature_check(found).is_goed is None
    assert "zegt van zichzelf dat ze later gemaakt is" in found.opmerkingen[0]
    assert found.ondertekenaar == NAME
    assert f"de sleutel van {NAME} werd maar gebruikt tot 30/06/2026" in banner_line(found)
    said = found.to_json()
    assert said["oordeel"] == "onbevestigd"
    assert said["sleutel_gebruikt_tot"] == "2026-06-30"
    assert said["opmerkingen"] == list(found.opmerkingen)


def test_a_key_that_is_used_asks_for_no_remark(signed):
    found = verify_file(signed, Trusting(KEY))
    assert found.oordeel is Oordeel.GELDIG
    assert found.opmerkingen == ()
    assert found.to_json()["sleutel_gebruikt_tot"] is None
    assert "Sleutel gebruikt tot" not in [each.naam for each in facts(found)]


def test_a_retired_key_makes_a_changed_file_no_better(signed):
    other = replace(manifest_in(signed), gemaakt_op="2020-01-01T00:00:00+00:00")
    zero_slack(with_manifest(signed, other))
    for until in ("2026-06-30", "2026-12-31"):
        assert verify_file(signed, Trusting(KEY, until=until)).oordeel is Oordeel.GEWIJZIGD


def test_a_seal_without_a_date_that_can_be_read_is_not_known_to_be_from_before(signed):
    odd = replace(manifest_in(signed), gemaakt_op="0001-01-01T00:00:00+23:00")
    assert in_use(odd, "2026-12-31").is_after
    assert not in_use(odd, "").is_after
    assert NoKeys().retired_on(KEY.key_id) == ""


def test_verify_tells_of_a_retired_key(capsys, signed):
    trusted = KeyFolder(settings_dir()).trusted
    trusted.add(KEY.public.text(), "Kanselarij")
    trusted.retire(KEY.key_id, date(2026, 6, 30))
    assert main(["verify", str(signed)]) == 0
    said = capsys.readouterr().out
    assert "werd toen niet meer gebruikt" in said.splitlines()[0]
    assert f"gebruikt tot {day('2026-06-30')}" in said
    assert main(["verify", str(signed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sleutel_gebruikt_tot"] == "2026-06-30"


def test_a_key_that_is_given_is_looked_up_in_the_list_too(capsys, signed):
    public = signed.parent / "zegel.pub"
    public.write_text(KEY.public.text(), encoding="utf-8")
    assert main(["verify", str(signed), "--key", str(public)]) == 0
    trusted = KeyFolder(settings_dir()).trusted
    trusted.add(KEY.public.text(), "Kanselarij")
    trusted.retire(KEY.key_id, date(2026, 6, 30))
    assert main(["verify", str(signed), "--key", str(public)]) == CHANGED
    assert "niet meer gebruikt" in capsys.readouterr().out
