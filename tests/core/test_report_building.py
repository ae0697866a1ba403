"""The progress report as a whole: what stands in it, in which order, and what it refuses."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stores import ACTOR, fiche, new_store

from vvdesk.charts.palette import LIGHT
from vvdesk.content import read_contents
from vvdesk.content_digest import content_digest
from vvdesk.control_code import code_of
from vvdesk.errors import Misused
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.report.building import build
from vvdesk.report.content import Document, Picture, Section, SectionKind
from vvdesk.report.plain import plain_text
from vvdesk.report.progress_report import build_progress_report
from vvdesk.report.request import ALL_CHAPTERS, Hoofdstuk, Request, Soort
from vvdesk.store.workspace import Workspace

WITHOUT_MOVES = ALL_CHAPTERS - {Hoofdstuk.VERSCHUIVINGEN}


def built(path: Path, *speerpunten: str, **asked: Any) -> Document:
    request = Request(speerpunten=speerpunten, **{"hoofdstukken": WITHOUT_MOVES, **asked})
    with Workspace.open(path) as workspace:
        return build_progress_report(workspace, request)


def titles(document: Document) -> list[str]:
    return [each.title for each in document.chapters]


def project_codes(document: Document) -> list[str]:
    return [
        section.title[:5]
        for _level, section in document.sections()
        if section.kind is SectionKind.PROJECT
    ]


def drawings(document: Document) -> list[str]:
    return [
        block.chart.svg(LIGHT, 600)
        for _level, section in document.sections()
        for block in section.blocks
        if isinstance(block, Picture)
    ]


def several(tmp_path: Path) -> Path:
    return new_store(
        tmp_path / "centraal.vvd",
        fiche("VV001", speerpunt="05"),
        fiche("VV002", speerpunt=None),
        fiche("VV003", speerpunt="04"),
        fiche("VV004", speerpunt="04"),
    )


def test_the_cover_says_what_the_report_is_about(central: Path) -> None:
    document = built(central, "04")
    assert (document.title, document.subtitle) == (
        "Voortgangsrapport",
        "Speerpunt 04. Investeren in mensen en talenten",
    )
    assert document.plan == "Relanceplan Vlaamse Veerkracht"
    assert (document.meetmoment, document.peildatum) == ("april 2021", date(2021, 3, 31))
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", document.controlecode)
    assert document.has_cover
    assert document.notices == ()
    assert built(central).subtitle == "Overzicht van alle projecten"


def test_several_speerpunten_and_none_are_named_in_the_subtitle(tmp_path: Path) -> None:
    path = several(tmp_path)
    assert built(path, "5", "04").subtitle == (
        "Speerpunten 04. Investeren in mensen en talenten en "
        "05. Het Vlaamse zorg- en welzijnssysteem versterken"
    )
    assert built(path, "zonder").subtitle == "Projecten zonder speerpunt"
    assert built(path, "04", "zonder").subtitle == (
        "Speerpunt 04. Investeren in mensen en talenten en projecten zonder speerpunt"
    )


def test_chapters_stand_in_order_and_only_those_that_were_asked_for(tmp_path: Path) -> None:
    path = several(tmp_path)
    assert titles(built(path)) == [
        "Legende",
        "Samenvatting",
        "04. Investeren in mensen en talenten",
        "05. Het Vlaamse zorg- en welzijnssysteem versterken",
        "Zonder speerpunt",
        "Herkomst",
    ]
    only = built(path, hoofdstukken=frozenset({Hoofdstuk.SAMENVATTING}))
    assert titles(only) == ["Samenvatting"]
    assert built(path, hoofdstukken=frozenset()).chapters == ()


def test_projects_stand_in_their_speerpunt_by_code(tmp_path: Path) -> None:
    path = several(tmp_path)
    assert project_codes(built(path)) == ["VV003", "VV004", "VV001", "VV002"]
    assert project_codes(built(path, "05")) == ["VV001"]
    assert project_codes(built(path, "zonder", "5")) == ["VV001", "VV002"]
    kinds = [each.kind for each in built(path).chapters]
    assert kinds.count(SectionKind.SPEERPUNT) == 3


def test_the_controlecode_is_of_the_whole_meetmoment_whatever_the_report_is_about(
    tmp_path: Path,
) -> None:
    path = several(tmp_path)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        code = code_of(bytes.fromhex(content_digest(read_contents(connection, 1))))
    assert {built(path).controlecode, built(path, "04").controlecode} == {code}


def test_the_report_is_a_draft_until_the_meetmoment_is_closed(central: Path) -> None:
    assert not built(central).is_final
    with Workspace.open(central) as workspace:
        close_meetmoment(workspace, "april 2021", ACTOR, None)
    assert built(central).is_final


def test_the_same_store_gives_the_same_report(central: Path) -> None:
    one, other = built(central), built(central)
    assert plain_text(one) == plain_text(other)
    assert drawings(one) == drawings(other)
    assert len(drawings(one)) == 3
    assert one.chapters[2:] == other.chapters[2:]


def test_a_meetmoment_without_fiches_says_so(tmp_path: Path) -> None:
    document = built(new_store(tmp_path / "leeg.vvd"))
    sentence = "Voor meetmoment april 2021 is er nog geen enkele projectfiche."
    assert titles(document) == ["Legende", "Samenvatting"]
    assert sentence in plain_text(document)
    assert document.notices == (sentence,)


def test_a_speerpunt_without_projects_says_so(central: Path) -> None:
    document = built(central, "05")
    assert project_codes(document) == []
    assert "Speerpunt 05." in document.notices[0]


def test_a_speerpunt_that_does_not_exist_is_refused_with_those_that_do(central: Path) -> None:
    with pytest.raises(Misused, match=r'Speerpunt "99" bestaat niet .* Kies uit: 01, 02, .*07'):
        built(central, "99")


def test_making_it_tells_how_far_it_is_and_can_be_stopped(central: Path) -> None:
    told = []

    def progress(done: int, total: int, label: str, /) -> None:
        told.append((done, total, label))

    with Workspace.open(central) as workspace:
        build_progress_report(workspace, Request(hoofdstukken=WITHOUT_MOVES), progress)
    assert all(0 <= done <= total for done, total, _label in told)
    assert [each for each in told if each[2] == "Projecten opmaken"] == [
        (done, 9, "Projecten opmaken") for done in range(9)
    ]

    def stop(done: int, _total: int, label: str, /) -> None:
        if label == "Projecten opmaken" and done == 4:
            raise Cancelled

    with Workspace.open(central) as workspace, pytest.raises(Cancelled):
        build_progress_report(workspace, Request(hoofdstukken=WITHOUT_MOVES), stop)


def test_anchors_are_unique_and_fit_for_a_page(central: Path) -> None:
    anchors = [section.anchor for _level, section in built(central).sections()]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", each) for each in anchors)


def test_the_legend_names_every_status_of_the_meetmoment_and_how_to_read_a_code(
    central: Path,
) -> None:
    document = built(central, "04", hoofdstukken=frozenset({Hoofdstuk.LEGENDE}))
    [legend] = document.chapters
    assert [each.title for each in legend.blocks if isinstance(each, Section)] == [
        "Status van een project", "Status van een mijlpaal", "Referentiecodes", "Lege velden",
    ]  # fmt: skip
    said = plain_text(document)
    for label in ("Opgestart na agendering VR", "Op schema", "1/VV015-VAK", "1/S04-VAK"):
        assert label in said
    assert "Stopgezet" not in said


def test_what_moved_stands_between_the_projects_and_the_origin_of_totals(central: Path) -> None:
    with Workspace.open(central) as workspace:
        document = build(workspace, Request())
        alone = build(workspace, Request(Soort.VERSCHUIVINGEN))
    before, moved, after = document.chapters[2:]
    assert (before.anchor, after.anchor) == ("m1-s04", "herkomst")
    assert moved.title.startswith("Verschuivingen")
    assert alone.controlecode == document.controlecode
    assert alone.title != document.title


def test_a_speerpunt_that_the_meetmoment_does_not_know_has_a_chapter_too(tmp_path: Path) -> None:
    path = new_store(
        tmp_path / "centraal.vvd",
        fiche("VV001", speerpunt="vier"),
        fiche("VV002", speerpunt="v i e r"),
        fiche("VV003", speerpunt="77"),
        fiche("VV004"),
    )
    document = built(path)
    shown = [each for each in document.chapters if each.kind is SectionKind.SPEERPUNT]
    assert [each.title for each in shown] == ["77", "v i e r", "vier", "Zonder speerpunt"]
    anchors = [section.anchor for _level, section in document.sections()]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", each) for each in anchors)
