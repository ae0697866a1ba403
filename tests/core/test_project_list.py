"""The projects of a meetmoment as a list: read, filtered, grouped, ordered, counted."""

from datetime import date

import pytest
from stores import ACTOR, DWSE, OV, fiche, new_store

from vvdesk.desk import Desk
from vvdesk.editing import Editing
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.plan.referentie import read_referentie
from vvdesk.project_counts import Counts, count_projects, search_form
from vvdesk.project_list import Volgorde, Wens, read_list
from vvdesk.store.workspace import Workspace
from vvdesk.text_index import TextIndex

FICHES = (
    fiche("VV015", titel="Digitale één-op-één", speerpunt="04", cluster="03"),
    fiche("VV016", titel="Zorg", speerpunt="05", cluster="03", trekkende_entiteit=DWSE),
    fiche("VV017", titel=None, speerpunt="04", cluster="04", projectstatus="na_agendering"),
    fiche("VV018", titel="Brug", projectstatus=None, trekkende_entiteit=None),
    fiche("VV019", titel="Kering", speerpunt="04", cluster="03", voortgang="<p>De Schelde</p>"),
)


@pytest.fixture
def workspace(tmp_path):
    """A central file with five projects."""
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *FICHES)) as opened:
        yield opened


@pytest.fixture
def projects(workspace):
    """Its list."""
    with workspace.connection() as connection:
        return read_list(connection, 1, read_referentie(connection, 1).lists)


def codes(projects, rows):
    return [projects.codes[row] for row in rows]


def found(projects, text, index=None):
    return codes(projects, projects.listed(Wens(text), index))


def test_the_list_says_what_the_fiches_say(projects):
    assert len(projects) == 5
    assert projects.codes == ["VV015", "VV016", "VV017", "VV018", "VV019"]
    assert projects.columns["titel"] == ["Digitale één-op-één", "Zorg", "", "Brug", "Kering"]
    assert projects.text("status", 0) == "Opgestart"
    assert projects.text("speerpunt", 0).startswith("04. ")
    assert projects.text("entiteit", 1) == DWSE
    assert projects.text("status", 3) == ""
    assert projects.columns["staat"] == ["concept"] * 5
    assert (projects.row("VV017"), projects.row("VV999")) == (2, None)


def test_a_meetmoment_without_fiches_has_an_empty_list(tmp_path):
    path = new_store(tmp_path / "leeg.vvd")
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        projects = read_list(connection, 1, read_referentie(connection, 1).lists)
    assert len(projects) == 0
    assert projects.listed(Wens("iets")) == []
    assert projects.arranged([]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["VV015", "VV016", "VV017", "VV018", "VV019"]),
        ("016", ["VV016"]),
        ("een-op", ["VV015"]),
        ("ÉÉN", ["VV015"]),
        ("werk en", ["VV016"]),
        ("agendering", ["VV017"]),
        ("concept brug", ["VV018"]),
        ("schelde", []),
        ("[*", []),
    ],
)
def test_words_are_found_in_code_title_entiteit_and_status(projects, text, expected):
    assert found(projects, text) == expected


def test_words_are_found_in_any_text_once_there_is_an_index(projects, workspace):
    index = TextIndex.build(workspace.path, 1, projects.codes)
    assert found(projects, "schel", index) == ["VV019"]
    assert found(projects, "schelde opgestart", index) == ["VV019"]
    assert found(projects, "schel opgestart", index) == []
    index.close()


def test_one_letter_looks_in_the_list_only(projects, workspace):
    index = TextIndex.build(workspace.path, 1, projects.codes)
    assert found(projects, "q", index) == found(projects, "q")
    index.close()


def test_words_are_found_in_findings(projects):
    projects.count({"VV016": Counts(90, 1, 0, search_form("VV-MIJ-02 De timing ontbreekt."))})
    assert found(projects, "mij-02") == ["VV016"]
    assert found(projects, "zorg timing") == ["VV016"]


@pytest.mark.parametrize(
    ("wens", "expected"),
    [
        (Wens(status="na_agendering"), ["VV017"]),
        (Wens(entiteit=DWSE), ["VV016"]),
        (Wens(staat="ingediend"), []),
        (Wens(with_fouten=True), ["VV016"]),
        (Wens(incomplete=True), ["VV016", "VV017"]),
        (Wens(incomplete=True, entiteit=OV), ["VV017"]),
        (Wens("zorg", incomplete=True), ["VV016"]),
    ],
)
def test_facets_narrow_the_list(projects, wens, expected):
    projects.count({"VV016": Counts(90, 2, 0, ""), "VV017": Counts(99, 0, 1, "")})
    projects.count({"VV018": Counts(100, 0, 0, "")})
    assert codes(projects, projects.listed(wens)) == expected


def test_what_nobody_counted_is_not_called_wrong_or_incomplete(projects):
    assert projects.listed(Wens(with_fouten=True)) == []
    assert projects.listed(Wens(incomplete=True)) == []


def test_projects_stand_by_speerpunt_and_cluster_in_the_plans_order(projects):
    groups = projects.arranged(range(5))
    shown = [
        (group.key, each.key, codes(projects, each.rows))
        for group in groups
        for each in group.clusters
    ]
    assert shown == [
        ("04", "03", ["VV015", "VV019"]),
        ("04", "04", ["VV017"]),
        ("05", "03", ["VV016"]),
        ("", "", ["VV018"]),
    ]
    assert [group.count for group in groups] == [3, 1, 1]
    assert groups[0].label.startswith("04. ")
    assert groups[-1].label == "Zonder speerpunt"
    assert groups[-1].clusters[0].label == "Zonder cluster"


@pytest.mark.parametrize(
    ("volgorde", "descending", "expected"),
    [
        (Volgorde.CODE, False, ["VV015", "VV016", "VV017", "VV018"]),
        (Volgorde.CODE, True, ["VV018", "VV017", "VV016", "VV015"]),
        (Volgorde.STATUS, False, ["VV017", "VV015", "VV016", "VV018"]),
        (Volgorde.ENTITEIT, False, ["VV018", "VV015", "VV017", "VV016"]),
        (Volgorde.VOLLEDIG, False, ["VV015", "VV018", "VV016", "VV017"]),
        (Volgorde.BEVINDINGEN, True, ["VV016", "VV017", "VV015", "VV018"]),
        (Volgorde.STAAT, False, ["VV015", "VV016", "VV017", "VV018"]),
    ],
)
def test_projects_of_a_cluster_can_be_ordered(tmp_path, volgorde, descending, expected):
    same = [
        fiche("VV015", projectstatus="opgestart"),
        fiche("VV016", projectstatus="opgestart", trekkende_entiteit=DWSE),
        fiche("VV017", projectstatus="nog_niet_gestart"),
        fiche("VV018", projectstatus=None, trekkende_entiteit=None),
    ]
    path = new_store(tmp_path / "een.vvd", *same)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        projects = read_list(connection, 1, read_referentie(connection, 1).lists)
    projects.count({"VV016": Counts(90, 2, 0, ""), "VV017": Counts(99, 0, 1, "")})
    (group,) = projects.arranged(range(4), volgorde, descending=descending)
    assert codes(projects, group.clusters[0].rows) == expected


def test_an_edited_fiche_moves_and_is_found_by_its_new_words(projects):
    assert found(projects, "zorg") == ["VV016"]
    assert projects.arranged([1])[0].key == "05"
    edited = fiche("VV016", titel="Opvang", speerpunt="04", cluster="03", trekkende_entiteit=DWSE)
    assert projects.renew(edited)
    assert not projects.renew(edited)
    assert not projects.renew(fiche("VV999"))
    assert found(projects, "zorg") == []
    assert found(projects, "opvang") == ["VV016"]
    assert projects.arranged([1])[0].key == "04"


def test_words_made_in_another_thread_know_what_was_edited_meanwhile(projects):
    words = projects.search_words()
    projects.renew(fiche("VV016", titel="Opvang"))
    projects.take_words(words)
    assert found(projects, "opvang") == ["VV016"]


def test_only_counts_that_differ_are_news(projects):
    count = Counts(90, 1, 0, "")
    assert projects.count({"VV016": count, "VV999": count}) == [1]
    assert projects.count({"VV016": count}) == []


def test_projects_are_counted_in_portions(workspace):
    taken, rests, told = [], [], []
    count_projects(
        workspace,
        1,
        ["VV015", "VV016", "VV017", "VV018", "VV019", "VV999"],
        taken.append,
        lambda: rests.append(1),
        lambda done, total, _label: told.append((done, total)),
    )
    assert [sorted(each) for each in taken] == [["VV015", "VV016", "VV017", "VV018"], ["VV019"]]
    assert (len(rests), told) == (2, [(0, 6), (4, 6), (6, 6)])
    count = taken[0]["VV018"]
    assert count.percentage < 100
    assert "vv-prj-07 de beschrijving" in count.words


def test_an_explained_waarschuwing_does_not_count(workspace):
    desk = Desk(workspace, ACTOR)
    with desk.step("Titel", "VV015") as work:
        work.set(1, "VV015", "agenderingen.VV015-A01.titel", "VR 2020 1112 DOC 1400")
    before, after = {}, {}
    count_projects(workspace, 1, ["VV015"], before.update)
    weighed = next(each for each in desk.findings("VV015") if each.finding.may_be_explained)
    desk.explain(weighed, "Zo afgesproken.")
    count_projects(workspace, 1, ["VV015"], after.update)
    assert before["VV015"].waarschuwingen == after["VV015"].waarschuwingen + 1


def test_counts_are_held_against_the_meetmoment_before(workspace):
    open_next(workspace, load_plan("vlaamse-veerkracht"), "juni 2021", date(2021, 6, 30), ACTOR)
    with Editing(workspace, ACTOR).step("Timing") as work:
        work.set(2, "VV015", "mijlpalen.VV015-M01.timing", date(2024, 12, 31))
    alone, compared = {}, {}
    count_projects(workspace, 1, ["VV015"], alone.update)
    count_projects(workspace, 2, ["VV015"], compared.update)
    assert "31/12/2024" in compared["VV015"].words
    assert "31/12/2024" not in alone["VV015"].words


def test_counting_can_be_stopped(workspace):
    def stop(_done, _total, _label):
        raise Cancelled

    taken = []
    with pytest.raises(Cancelled):
        count_projects(workspace, 1, ["VV015"], taken.append, progress=stop)
    assert taken == []
