"""Handing in: what blocks it, what it leaves behind, and what is shut until it is taken back."""

import hashlib

import pytest
from stores import ACTOR, OV, fiche, mijlpaal, names_in, new_store

import vvdesk.handing_in as handing_in_module
from vvdesk.__main__ import main
from vvdesk.content import read_contents
from vvdesk.control_code import control_code, is_control_code_of
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Unavailable
from vvdesk.handing_in import Blocked, hand_in, last_handed_in, proposed_name, take_back
from vvdesk.handing_out import export, hand_out
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Staat
from vvdesk.readiness import overview
from vvdesk.rules import Finding, Gewogen, Severity, Verantwoording
from vvdesk.store.workspace import Workspace
from vvdesk.undo import last_step, undo
from vvdesk.validation import explain


@pytest.fixture
def workspace(tmp_path):
    """A dossier of two fiches; VV015 has one waarschuwing to explain."""
    contents = fiche("VV015", mijlpalen=3), fiche("VV016")
    with Workspace.open(new_store(tmp_path / "ov.vvd", *contents, entiteit=OV)) as opened:
        yield opened


@pytest.fixture
def ready(workspace):
    """The same dossier with the waarschuwing explained."""
    explain(workspace, None, "VV015", "VV-MIJ-08", "Zo beslist.", ACTOR)
    return workspace


def edit(workspace, project="VV015", **values):
    with Editing(workspace, ACTOR).step("Wijzigen") as work:
        for name, value in values.items():
            work.set(1, project, name.replace("__", "."), value)


def states(workspace):
    with workspace.connection() as connection:
        return {code: each.staat for code, each in read_contents(connection, 1).items()}


def test_the_overview_tells_per_fiche_what_is_missing_and_what_blocks(workspace):
    edit(workspace, "VV016", financiering__vak=5_000_000)
    seen = overview(workspace)
    first, second = seen.fiches
    assert (seen.entiteit, seen.meetmoment, seen.deadline) == (OV, "april 2021", None)
    assert (first.project, first.titel, first.is_handed_in) == ("VV015", "Project VV015", False)
    assert "omschrijving" in first.volledigheid.missing
    assert [each.finding.code for each in first.to_explain] == ["VV-MIJ-08"]
    assert first.blocking == first.to_explain
    assert first.aandachtspunten
    assert [each.finding.path for each in second.fouten] == ["financiering.vak"]
    assert seen.blocking == first.blocking + second.blocking


def test_what_was_typed_and_is_no_value_blocks_too(ready):
    found = Finding("VV-INV-01", Severity.FOUT, "Geen datum.", "VV016", "streefdatum")
    unread = {"VV016": [Gewogen(found, Verantwoording.OP_TE_LOSSEN, None)]}
    assert overview(ready).with_unread(unread).blocking[0].finding is found
    assert not overview(ready).blocking


def test_a_waarschuwing_without_toelichting_and_a_fout_are_refused_by_name(workspace, tmp_path):
    edit(workspace, "VV016", financiering__vak=5_000_000)
    with pytest.raises(Blocked) as refused:
        hand_in(workspace, None, tmp_path / "in.xlsx", ACTOR)
    assert "VV015: 1 waarschuwing zonder geldige toelichting; VV016: 1 fout." in str(refused.value)
    assert refused.value.exit_code == 1
    assert "in.xlsx" not in names_in(tmp_path)
    assert set(states(workspace).values()) == {"concept"}


def test_handing_in_writes_the_workbook_and_shuts_every_fiche(ready, tmp_path):
    handed = hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    assert handed.projects == ("VV015", "VV016")
    assert handed.code == control_code(handed.path)
    assert states(ready) == {"VV015": "ingediend", "VV016": "ingediend"}
    remembered = last_handed_in(ready)
    assert (remembered.bestand, remembered.code) == ("in.xlsx", handed.code)
    assert remembered.wie == ACTOR.wie
    seen = overview(ready)
    assert seen.is_handed_in
    assert not seen.blocking


def test_nothing_of_a_dossier_that_was_handed_in_can_be_changed(ready, tmp_path):
    edit(ready, financiering__vak=1)
    hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    for attempt in (
        lambda work: work.set(1, "VV015", "titel", "Anders"),
        lambda work: work.add_row(1, "VV015", "mijlpalen", mijlpaal()),
        lambda work: work.remove_row(1, "VV015", "mijlpalen", "VV015-M01"),
        lambda work: work.move_row(1, "VV015", "mijlpalen", "VV015-M01", 9),
        lambda work: work.remove_fiche(1, "VV015"),
    ):
        with (
            pytest.raises(ReadOnly, match=r"VV015 is ingediend\. Neem de inzending terug"),
            Editing(ready, ACTOR).step("x") as work,
        ):
            attempt(work)
    undo(ready, ACTOR)  # the handing in itself: as good as taking it back
    undo(ready, ACTOR)
    assert states(ready)["VV015"] == "concept"


def test_undo_does_not_reach_behind_handing_in(ready, tmp_path):
    edit(ready, financiering__vak=1)
    earlier = last_step(ready).n
    hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    with pytest.raises(ReadOnly, match="is ingediend"):
        undo(ready, ACTOR, earlier)


@pytest.mark.parametrize("staat", [Staat.GOEDGEKEURD, Staat.GEPUBLICEERD])
def test_what_was_decided_is_shut_everywhere_what_was_handed_in_only_in_its_dossier(
    workspace, central, staat
):
    with Editing(workspace, ACTOR).step("x") as work:
        work.set_staat(1, "VV015", staat)
    with pytest.raises(ReadOnly, match=staat.value), Editing(workspace, ACTOR).step("x") as work:
        work.set(1, "VV015", "titel", "Anders")
    with Workspace.open(central) as opened:
        with Editing(opened, ACTOR).step("x") as work:
            work.set_staat(1, "VV015", Staat.INGEDIEND)
            assert work.set(1, "VV015", "titel", "Anders")
        with Editing(opened, ACTOR).step("x") as work:
            work.set_staat(1, "VV015", staat)
        with pytest.raises(ReadOnly, match=staat.value), Editing(opened, ACTOR).step("x") as work:
            work.set(1, "VV015", "titel", "Nog anders")


def test_a_dossier_can_be_made_of_fiches_that_were_decided_already(central, tmp_path):
    with Workspace.open(central) as opened:
        with Editing(opened, ACTOR).step("x") as work:
            work.set_staat(1, "VV015", Staat.GOEDGEKEURD)
        hand_out(opened, None, OV, tmp_path / "ov.vvd", ACTOR)
    with Workspace.open(tmp_path / "ov.vvd") as dossier:
        assert states(dossier)["VV015"] == "goedgekeurd"
        with pytest.raises(Misused, match="Al goedgekeurd door de coördinator: VV015"):
            take_back(dossier, None, ACTOR, "Fout")


def test_taking_back_opens_the_fiches_and_a_later_inzending_has_a_higher_number(ready, tmp_path):
    first = hand_in(ready, None, tmp_path / "een.xlsx", ACTOR)
    take_back(ready, None, ACTOR, "  Een bedrag\nvergeten. ")
    assert set(states(ready).values()) == {"concept"}
    edit(ready, "VV016", financiering__vak=7)
    second = hand_in(ready, None, tmp_path / "twee.xlsx", ACTOR)
    assert second.code != first.code
    assert last_handed_in(ready).bestand == "twee.xlsx"


@pytest.mark.parametrize(("reden", "said"), [(" ", "in één regel"), ("Oeps", "niets ingediend")])
def test_taking_back_needs_a_reason_and_an_inzending(ready, reden, said):
    with pytest.raises(Misused, match=said):
        take_back(ready, None, ACTOR, reden)
    assert last_handed_in(ready) is None


def test_handing_in_twice_is_told(ready, tmp_path):
    hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    with pytest.raises(Misused, match="al ingediend"):
        hand_in(ready, None, tmp_path / "weer.xlsx", ACTOR)


def test_a_fiche_that_was_sent_back_is_handed_in_again_alone(ready, tmp_path):
    hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    with Editing(ready, ACTOR).step("Terugsturen") as work:
        work.set_staat(1, "VV016", Staat.TERUGGESTUURD)
    edit(ready, "VV016", titel="Beter")
    hand_in(ready, None, tmp_path / "weer.xlsx", ACTOR)
    assert set(states(ready).values()) == {"ingediend"}


def test_a_central_file_an_empty_dossier_and_a_closed_meetmoment_are_refused(
    central, ready, tmp_path
):
    with Workspace.open(central) as opened, pytest.raises(Misused, match="centraal bestand"):
        hand_in(opened, None, tmp_path / "in.xlsx", ACTOR)
    with (
        Workspace.open(new_store(tmp_path / "leeg.vvd", entiteit=OV)) as opened,
        pytest.raises(Misused, match="geen projecten"),
    ):
        hand_in(opened, None, tmp_path / "in.xlsx", ACTOR)
    close_meetmoment(ready, None, ACTOR, None)
    with pytest.raises(ReadOnly, match="gesloten"):
        hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    with pytest.raises(ReadOnly, match="gesloten"):
        take_back(ready, None, ACTOR, "Fout")


def test_a_dossier_that_was_opened_to_read_writes_no_workbook(ready, tmp_path):
    with (
        Workspace.open(ready.path, read_only=True) as opened,
        pytest.raises(ReadOnly, match="om te lezen"),
    ):
        hand_in(opened, None, tmp_path / "in.xlsx", ACTOR)
    assert "in.xlsx" not in names_in(tmp_path)


def test_cancelling_hands_nothing_in(ready, tmp_path):
    def stop(_done, _total, _label, /):
        raise Cancelled

    with pytest.raises(Cancelled):
        hand_in(ready, None, tmp_path / "in.xlsx", ACTOR, stop)
    assert set(states(ready).values()) == {"concept"}
    assert "in.xlsx" not in names_in(tmp_path)


def test_a_change_during_handing_in_is_noticed_and_nothing_is_shut(ready, tmp_path, monkeypatch):
    def meanwhile(path):
        edit(ready, "VV016", financiering__vak=9)
        return control_code(path)

    monkeypatch.setattr(handing_in_module, "control_code", meanwhile)
    with pytest.raises(Unavailable, match=r"niet ingediend. Verstuur dat bestand niet"):
        hand_in(ready, None, tmp_path / "in.xlsx", ACTOR)
    assert set(states(ready).values()) == {"concept"}


def test_the_proposed_name_is_short_and_plain(ready, central):
    assert proposed_name(ready) == "DOV_april-2021_inzending.xlsx"
    with Workspace.open(central) as opened:
        assert proposed_name(opened) == "centraal_april-2021_inzending.xlsx"


def test_a_controlecode_is_eighty_bits_of_the_file_in_four_groups(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"abc")
    code = control_code(path)
    assert len(code) == 19
    assert code.count("-") == 3
    number = 0
    for sign in code.replace("-", ""):
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(sign)
    assert number.to_bytes(10) == hashlib.sha256(b"abc").digest()[:10]


def test_a_code_heard_over_the_phone_is_understood(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"abc")
    code = control_code(path)
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert is_control_code_of(spoken, path)
    path.write_bytes(b"abd")
    assert not is_control_code_of(spoken, path)
    for wrong in ("Z3RQ", "UUUU-UUUU-UUUU-UUUU"):
        with pytest.raises(Misused, match="geen controlecode"):
            is_control_code_of(wrong, path)
    with pytest.raises(Unavailable):
        control_code(tmp_path / "weg.xlsx")


def test_an_export_can_hold_some_projects_only(ready, tmp_path):
    part = export(ready, None, None, tmp_path / "deel.xlsx", ACTOR, projects=["VV016"])
    whole = export(ready, None, None, tmp_path / "alles.xlsx", ACTOR)
    every = export(
        ready, None, None, tmp_path / "ook.xlsx", ACTOR, projects=["VV016", "VV015", "VV999"]
    )
    assert (part.projects, whole.projects) == (("VV016",), ("VV015", "VV016"))
    assert part.envelope.export_id != whole.envelope.export_id == every.envelope.export_id
    with pytest.raises(Misused, match=r"geen projecten van .* met code VV999"):
        export(ready, None, None, tmp_path / "niets.xlsx", ACTOR, projects=["VV999"])


def test_the_command_line_lists_what_blocks_and_ends_with_1(workspace, tmp_path, capsys):
    workspace.close()
    target = tmp_path / "in.xlsx"
    assert main(["hand-in", str(workspace.path), "--out", str(target)]) == 1
    said = capsys.readouterr().out
    assert "waarschuwing  VV015, Mijlpaal VV015-M01 › Geplande timing: Alle 3 mijlpalen" in said
    assert "Er is niets ingediend." in said
    assert not target.exists()


def test_the_command_line_hands_in_and_takes_back(ready, tmp_path, capsys):
    ready.close()
    dossier, target = str(ready.path), tmp_path / "in.xlsx"
    assert main(["hand-in", dossier, "--out", str(target)]) == 0
    assert capsys.readouterr().out == (
        f'"in.xlsx" is ingediend: 2 projecten.\nControlecode: {control_code(target)}\n'
    )
    assert main(["set", dossier, "VV015", "titel", "Anders"]) == 3
    assert "Neem de inzending terug" in capsys.readouterr().err
    assert main(["take-back", dossier, "--reason", "Bedrag vergeten"]) == 0
    assert "teruggenomen" in capsys.readouterr().out
    assert main(["set", dossier, "VV015", "titel", "Anders"]) == 0
    assert main(["take-back", dossier, "--reason", "Nog eens"]) == 2
