"""What a momentopname says against itself when nobody signed it and every digest was made again."""

from dataclasses import replace
from pathlib import Path

import pytest
from merge_sample import central, change, merge, put, uitvraag
from seal_forger import Trusting, edited, manifest_in, rehashed, with_manifest
from sealed_sample import sealed
from stores import ACTOR

from vvdesk.editing import Editing
from vvdesk.meetmoment_lists import DREMPELS
from vvdesk.meetmoment_settings import change as settle_list
from vvdesk.meetmoment_settings import read_list
from vvdesk.merging import open_conflicts, settle_many
from vvdesk.model import Antwoordreden, Keuze, Staat
from vvdesk.questions import answer, ask
from vvdesk.sealing.manifest import Aard
from vvdesk.sealing.minisign import SecretKey
from vvdesk.sealing.page_slack import zero_slack
from vvdesk.sealing.verdict import BEWIJSSTUKKEN, FICHES, SPOOR, NoKeys, Oordeel, Verdict
from vvdesk.sealing.verifying import verify_file
from vvdesk.states import send_back
from vvdesk.store.workspace import Workspace

KEY = SecretKey.generate()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file in which a little of everything happened."""
    folder = tmp_path_factory.mktemp("centraal")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        path = central(folder)
        book = uitvraag(path, folder / "ov.xlsx")
        put(book, "Projecten", "Uitvoering VAK", 1, 400_000)
        put(book, "Projecten", "Uitvoering VEK", 1, 30)
        change(path, "VV015", financiering__vak=5, financiering__vek=6)
        merge(path, book)
        with Workspace.open(path) as workspace:
            settle_many(workspace, [open_conflicts(workspace)[0].id], Keuze.ONTVANGEN, "Ja.", ACTOR)
            one = ask(workspace, None, "VV015", "financiering.vak", "Klopt dat?", ACTOR)
            answer(workspace, one, Antwoordreden.BEVESTIGD, "Ja.", ACTOR)
            ask(workspace, None, "VV016", "financiering.vak", "En dit?", ACTOR)
            settle_list(workspace, None, DREMPELS, some_threshold(workspace), "waarde", "7", ACTOR)
            with Editing(workspace, ACTOR).step("Indienen") as work:
                work.set_staat(1, "VV016", Staat.INGEDIEND, "Klaar.")
                work.explain(1, "VV015", "VV-PRJ-07", "voortgang", "0", "Nog in onderzoek.")
            send_back(workspace, None, ["VV016"], ACTOR, "Vul de oorzaak aan.")
    return path


def some_threshold(workspace: Workspace) -> str:
    return read_list(workspace, None, DREMPELS)[0].sleutel


@pytest.fixture(scope="module")
def made(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The momentopname of it; nobody signed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return sealed(tmp_path_factory.mktemp("zegel"), of=store)


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    target = tmp_path / "momentopname.vvs"
    target.write_bytes(made.read_bytes())
    return target


def forged(path: Path, *statements: str) -> Path:
    """Do all that somebody can do who knows the format and has no key."""
    made = rehashed(edited(path, *statements))
    zero_slack(made)
    return made


def found_by(verdict: Verdict) -> set[str]:
    return {each.onderdeel for each in verdict.verschillen}


def test_as_it_was_sealed_nothing_contradicts(own):
    found = verify_file(own, NoKeys())
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert found.verschillen == ()
    assert found.opmerkingen == ()
    assert found.to_json()["opmerkingen"] == []


TOLD_BY_THE_TRAIL = [
    "UPDATE vraag SET antwoord = 'Nee.' WHERE antwoord IS NOT NULL",
    "UPDATE vraag SET tekst = 'Iets anders?' WHERE antwoord IS NULL",
    "UPDATE vraag SET staat = 'gesloten' WHERE antwoord IS NULL",
    "UPDATE vraag SET gesteld_door = 'iemand anders' WHERE antwoord IS NULL",
    "DELETE FROM vraag WHERE antwoord IS NULL",
    (
        "INSERT INTO vraag SELECT 'verzonnen', meetmoment_id, project_code, pad, tekst, staat, "
        "gesteld_door, gesteld_op, meegegeven_op, reden, antwoord, beantwoord_door, beantwoord_op, "
        "gesloten_door, gesloten_op, slotnota FROM vraag WHERE antwoord IS NULL"
    ),
    "UPDATE conflict SET nota = 'Niets nagevraagd.' WHERE keuze = 'ontvangen'",
    "DELETE FROM conflict WHERE keuze = 'open'",
    "UPDATE conflict SET keuze = 'centraal' WHERE keuze = 'open'",
    "UPDATE drempel SET waarde = '99' WHERE waarde = '7'",
    "DELETE FROM minister WHERE volgorde = (SELECT max(volgorde) FROM minister)",
    "UPDATE uitvraag SET gemaakt_door = 'iemand anders'",
    "UPDATE uitvraag SET entiteit = 'Een andere entiteit'",
    "DELETE FROM uitvraag",
    "UPDATE inzending SET tellers = json_set(tellers, '$.changed', 99)",
    "UPDATE inzending SET stap = stap + 1",
    "UPDATE samenvoeging SET titel = '30 inzendingen'",
    "UPDATE samenvoeging SET teruggenomen_door_stap = 4",
    "UPDATE meetmoment SET peildatum = '2021-04-01'",
    "UPDATE meetmoment SET gesloten_op = '2021-05-01T10:00:00+00:00'",
    "UPDATE toelichting SET wie = 'iemand anders'",
    "DELETE FROM toelichting",
    "UPDATE overgang SET wie = 'iemand anders' WHERE naar = 'ingediend'",
    "UPDATE overgang SET reden = NULL WHERE naar = 'teruggestuurd'",
    "DELETE FROM overgang WHERE naar = 'teruggestuurd'",
    "UPDATE stap SET wie = 'iemand anders' WHERE n = 3",
    "UPDATE stap SET tijd = '2021-01-01T00:00:00+00:00' WHERE n = 3",
    "DELETE FROM stap WHERE n = 3",
    "INSERT INTO stap VALUES (90, 'Verzonnen', '2021-01-01T00:00:00+00:00', 'iemand', NULL)",
]


@pytest.mark.parametrize("statement", TOLD_BY_THE_TRAIL)
def test_what_the_trail_tells_cannot_be_changed_beside_it(own, statement):
    found = verify_file(forged(own, statement), NoKeys(), evidence=False)
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert SPOOR in found_by(found)
    assert "spreekt ze tegen" in found.zin or "manifest" in found.zin.lower()


def test_an_interim_seal_cannot_be_called_definitive(own):
    closed = "UPDATE meetmoment SET fase = 'gesloten', gesloten_op = '2021-05-01T10:00:00+00:00'"
    lying = forged(own, closed)
    with_manifest(lying, replace(manifest_in(lying), aard=Aard.DEFINITIEF))
    zero_slack(lying)
    found = verify_file(lying, NoKeys(), evidence=False)
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert "meetmoment 1, fase" in [each.plaats for each in found.verschillen]


FINDINGS = [
    "UPDATE bevinding SET melding = 'Niets bijzonders.' WHERE volgnummer = 1",
    "UPDATE bevinding SET ernst = 'aandachtspunt' WHERE ernst = 'waarschuwing'",
    "DELETE FROM bevinding WHERE volgnummer = (SELECT max(volgnummer) FROM bevinding)",
    (
        "INSERT INTO bevinding VALUES "
        "(1, 900, 'VV015', 'VV-PRJ-07', 'titel', 'fout', 'Verzonnen.', 'open', NULL)"
    ),
]


@pytest.mark.parametrize("statement", FINDINGS)
def test_a_finding_that_the_rules_do_not_give_is_found(own, statement):
    found = verify_file(forged(own, statement), NoKeys())
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found_by(found) == {FICHES}
    assert all(each.plaats.startswith("bevinding") for each in found.verschillen)


def test_findings_of_another_version_are_something_to_know(own):
    other = forged(own, FINDINGS[0])
    with_manifest(other, replace(manifest_in(other), programma="vvdesk 9.9.9"))
    zero_slack(other)
    found = verify_file(other, NoKeys())
    assert found.verschillen == ()
    assert "vvdesk 9.9.9" in found.opmerkingen[0]
    assert found.opmerkingen[0] in next(e.tekst for e in found.controles if e.naam == FICHES)
    assert found.to_json()["opmerkingen"] == list(found.opmerkingen)


def test_reference_data_that_the_rules_need_cannot_be_spoiled(own):
    found = verify_file(
        forged(own, "UPDATE drempel SET waarde = 'x' WHERE sleutel = 'projectcode_laatste'"),
        NoKeys(),
    )
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.verschillen[0].plaats == "referentiegegevens"


def test_reference_data_other_than_in_the_plan_is_something_to_know(own):
    statement = "UPDATE cluster SET titel = 'Een andere titel' WHERE volgorde = 2"
    found = verify_file(forged(own, statement), NoKeys())
    assert found.oordeel is Oordeel.ONBEVESTIGD
    assert "Een andere titel" in found.opmerkingen[0]
    assert "het spoor vertelt daar niets van" in found.opmerkingen[0]


def test_a_plan_is_never_a_path(own, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("geen plan", encoding="utf-8")
    lying = forged(own, f"UPDATE plan SET code = '{path}'")  # noqa: S608 - a path of this test
    with_manifest(lying, replace(manifest_in(lying), plan=str(path)))
    zero_slack(lying)
    assert verify_file(lying, NoKeys()).opmerkingen == ()


LETTERS = [
    "afzender = 'iemand anders'",
    "export_id = 'verzonnen'",
    "export_volgnummer = 40",
    "geexporteerd_op = '2021-01-01T00:00:00+00:00'",
    "entiteit = 'Departement Werk en Sociale Economie'",
    "entiteit = NULL",
]


@pytest.mark.parametrize("letter", LETTERS)
def test_who_sent_an_inzending_stands_in_its_file_too(own, letter):
    found = verify_file(forged(own, f"UPDATE inzending SET {letter}"), NoKeys())  # noqa: S608 - written above
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found_by(found) == {BEWIJSSTUKKEN}


def test_a_project_without_a_fiche_is_found(own):
    found = verify_file(forged(own, "INSERT INTO project VALUES ('VV998')"), NoKeys())
    assert [each.plaats for each in found.verschillen] == ["project VV998"]


def test_who_signed_is_believed_about_findings(store, tmp_path):
    path = sealed(tmp_path, of=store, signer=KEY)
    assert verify_file(path, Trusting(KEY)).oordeel is Oordeel.GELDIG
