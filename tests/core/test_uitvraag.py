import csv
import hashlib
from datetime import date
from email import policy
from email.parser import BytesParser

import pytest
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, fiche, names_in, new_store

import vvdesk.uitvraag as module
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.meetmoment_lists import ENTITEITEN, MEETMOMENT
from vvdesk.meetmoment_settings import change, read_list
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Staat, Uitvraag, Vraag
from vvdesk.store.workspace import Workspace
from vvdesk.uitvraag import free_folder, hand_out_all, kind_named, offered
from vvdesk.uitvraag_names import file_names, plain_name


@pytest.fixture
def workspace(tmp_path):
    path = new_store(
        tmp_path / "centraal.vvd",
        fiche("VV015", titel="Digisprong"),
        fiche("VV017"),
        fiche("VV016", trekkende_entiteit=DWSE),
        fiche("VV020", trekkende_entiteit=None),
    )
    with Workspace.open(path) as opened:
        change(opened, None, MEETMOMENT, "", "deadline", "30/04/2021", ACTOR)
        change(opened, None, ENTITEITEN, DWSE, "deadline", "07/05/2021", ACTOR)
        yield opened


def handed_out(workspace):
    with workspace.session() as session:
        return sorted(row.entiteit for row in session.scalars(select(Uitvraag)))


def ask(workspace, project):
    row = {
        "id": f"v-{project}", "meetmoment_id": 1, "project_code": project, "pad": "",
        "tekst": "Hoezo?", "staat": "open", "gesteld_door": "An", "gesteld_op": "2021-04-01",
    }  # fmt: skip
    with Editing(workspace, ACTOR).step("x") as work:
        work.manage(Vraag, [row], {})


def mail_in(path):
    return BytesParser(policy=policy.SMTP).parsebytes(path.read_bytes())


def body_of(path):
    return " ".join(mail_in(path).get_body().get_content().split())


def test_every_entiteit_with_projects_gets_a_file_and_a_mail(workspace, tmp_path):
    done = hand_out_all(workspace, None, tmp_path / "uit", "xlsx", ACTOR)
    assert {each.entiteit: each.projects for each in done} == {
        OV: ("VV015", "VV017"),
        DWSE: ("VV016",),
    }
    made = [path.name for each in done for path in (each.path, each.mail)]
    assert names_in(tmp_path / "uit") == sorted([*made, "overzicht_april-2021.csv"])
    assert not any(each.problem for each in done)
    assert handed_out(workspace) == sorted([OV, DWSE])


def test_who_has_no_trekkende_entiteit_is_told_and_not_forgotten(workspace):
    found = offered(workspace)
    assert found.orphans == ("VV020",)
    assert {each.entiteit: each.deadline for each in found.ontvangers} == {
        OV: date(2021, 4, 30),
        DWSE: date(2021, 5, 7),
    }


def test_the_mail_says_what_is_asked_by_when_and_how_it_comes_back(workspace, tmp_path):
    ask(workspace, "VV015")
    done = hand_out_all(workspace, None, tmp_path, "xlsx", ACTOR)
    ov = next(each for each in done if each.entiteit == OV)
    assert ov.questions == 1
    mail = mail_in(ov.mail)
    assert mail["X-Unsent"] == "1"
    assert OV in mail["Subject"]
    assert "30 april 2021" in mail["Subject"]
    text = body_of(ov.mail)
    for said in (
        "VV015 Digisprong",
        "2 projectfiches",
        "31 maart 2021",
        "tegen 30 april 2021",
        "staat 1 vraag van ons",
        "Lees mij",
        ov.path.name,
    ):
        assert said in text
    (attachment,) = mail.iter_attachments()
    assert attachment.get_content() == ov.path.read_bytes()


def test_a_dossier_goes_out_with_its_own_way_back(workspace, tmp_path):
    done = hand_out_all(workspace, None, tmp_path, "vvd", ACTOR, entiteiten=["dwse"])
    assert [each.entiteit for each in done] == [DWSE]
    assert "kies Indienen" in body_of(done[0].mail)
    with Workspace.open(done[0].path) as dossier, dossier.connection() as connection:
        assert dossier.plan.entiteit == DWSE
        assert list(read_contents(connection, 1)) == ["VV016"]


def test_without_mails_there_are_none(workspace, tmp_path):
    done = hand_out_all(workspace, None, tmp_path / "uit", "xlsx", ACTOR, mails=False)
    assert all(each.mail is None for each in done)
    assert not list((tmp_path / "uit").glob("*.eml"))


def test_the_overview_opens_in_a_spreadsheet_and_holds_no_formula(workspace, tmp_path):
    change(workspace, None, ENTITEITEN, OV, "afkorting", "=1+1", ACTOR)
    hand_out_all(workspace, None, tmp_path, "xlsx", ACTOR)
    text = (tmp_path / "overzicht_april-2021.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    ov = next(row for row in rows if row["Entiteit"] == OV)
    assert ov["Projecten"] == "VV015 VV017"
    assert ov["Indienen tegen"] == "30/04/2021"
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_nothing_is_ever_overwritten_and_that_is_said_before_anything_is_made(workspace, tmp_path):
    hand_out_all(workspace, None, tmp_path / "uit", "xlsx", ACTOR)
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in tmp_path.glob("uit/*")}
    count = len(handed_out(workspace))
    with pytest.raises(Misused, match=r"staat al een uitvraag: .* Kies een lege map"):
        hand_out_all(workspace, None, tmp_path / "uit", "xlsx", ACTOR)
    after = {path: hashlib.sha256(path.read_bytes()).digest() for path in tmp_path.glob("uit/*")}
    assert after == before
    assert len(handed_out(workspace)) == count


def test_one_entiteit_that_fails_does_not_hold_up_the_others(workspace, tmp_path, monkeypatch):
    real = module.write_uitvraag

    def failing(store, moment, entiteit, *rest):
        if entiteit == OV:
            raise Unavailable("De schijf weigert.")
        return real(store, moment, entiteit, *rest)

    monkeypatch.setattr(module, "write_uitvraag", failing)
    done = {each.entiteit: each for each in hand_out_all(workspace, None, tmp_path, "xlsx", ACTOR)}
    assert (done[OV].path, done[OV].problem) == (None, "De schijf weigert.")
    assert done[DWSE].path.is_file()
    assert handed_out(workspace) == [DWSE]
    assert "De schijf weigert." in (tmp_path / "overzicht_april-2021.csv").read_text("utf-8-sig")


def test_a_mail_that_fails_leaves_its_file(workspace, tmp_path, monkeypatch):
    def refuse(_draft, _target):
        raise Unavailable("Vol.")

    monkeypatch.setattr(module, "write_mail_draft", refuse)
    done = hand_out_all(workspace, None, tmp_path, "xlsx", ACTOR)
    assert all(each.path.is_file() and each.mail is None for each in done)
    assert all("Vol." in each.problem for each in done)


@pytest.mark.parametrize("kind", ["xlsx", "vvd"])
@pytest.mark.parametrize("calls", [1, 3, 6])
def test_who_stops_halfway_finds_everything_as_it_was(workspace, tmp_path, kind, calls):
    seen = []

    def stop(done, total, _label):
        seen.append((done, total))
        if len(seen) == calls:
            raise Cancelled

    with pytest.raises(Cancelled):
        hand_out_all(workspace, None, tmp_path / "uit", kind, ACTOR, stop)
    assert not (tmp_path / "uit").exists()
    assert handed_out(workspace) == []


def test_progress_goes_up_to_the_number_of_fiches(workspace, tmp_path):
    seen = []
    hand_out_all(
        workspace, None, tmp_path / "uit", "xlsx", ACTOR, lambda *each: seen.append(each[:2])
    )
    assert seen == sorted(seen)
    assert seen[-1] == (3, 3)


def test_a_closed_meetmoment_is_not_handed_out(workspace, tmp_path):
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly, match="gesloten"):
        hand_out_all(workspace, None, tmp_path / "uit", "xlsx", ACTOR)
    assert not (tmp_path / "uit").exists()


def test_an_entiteit_that_is_unknown_or_has_no_projects_is_told(workspace, tmp_path):
    with pytest.raises(Misused, match="niet bekend"):
        hand_out_all(workspace, None, tmp_path, "xlsx", ACTOR, entiteiten=["Ruimtevaart"])
    empty = next(
        row.sleutel for row in read_list(workspace, None, ENTITEITEN) if row.naam not in {OV, DWSE}
    )
    with pytest.raises(Misused, match="geen projecten"):
        hand_out_all(workspace, None, tmp_path, "xlsx", ACTOR, entiteiten=[empty])


def test_a_folder_that_cannot_be_made_is_told(workspace, tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(Unavailable):
        hand_out_all(workspace, None, tmp_path / "bestand" / "uit", "xlsx", ACTOR)


def test_names_are_legal_everywhere_and_all_different():
    hostile = ["CON", 'A/B\\C:*?"<>|', "ov", "OV", "…", "x" * 300]
    names = file_names(hostile, "september 2021", "xlsx")
    assert names[:4] == [
        "CON_september-2021_uitvraag.xlsx",
        "A-B-C_september-2021_uitvraag.xlsx",
        "ov_september-2021_uitvraag.xlsx",
        "OV_september-2021_uitvraag-2.xlsx",
    ]
    assert names[4].startswith("zonder-naam_")
    assert max(map(len, names)) < 120
    assert len({name.casefold() for name in names}) == len(names)
    assert plain_name("Één & ander") == "Één-ander"


def test_a_free_folder_is_new_or_empty(tmp_path):
    first = free_folder(tmp_path, "april 2021")
    assert first == tmp_path / "uitvraag_april-2021"
    first.mkdir()
    assert free_folder(tmp_path, "april 2021") == first
    (first / "x").write_text("x")
    assert free_folder(tmp_path, "april 2021") == tmp_path / "uitvraag_april-2021 (2)"


def test_a_kind_is_named_with_or_without_its_dot():
    assert (kind_named(".XLSX"), kind_named("vvd")) == ("xlsx", "vvd")
    with pytest.raises(Misused, match="xlsx of vvd"):
        kind_named("pdf")


def test_the_mail_says_which_fiches_come_back_and_why(workspace, tmp_path):
    with Editing(workspace, ACTOR).step("Terugsturen") as work:
        work.set_staat(1, "VV015", Staat.TERUGGESTUURD, "De stand van zaken ontbreekt.")
    done = hand_out_all(workspace, None, tmp_path / "uit", "xlsx", ACTOR)
    texts = {each.entiteit: body_of(each.mail) for each in done}
    assert "- VV015: De stand van zaken ontbreekt." in texts[OV]
    assert "terug om aan te passen" not in texts[DWSE]
