"""A coordinator's mail of thirty inzendingen, in the real window, with real events only.

The files are dropped on the open central file, the plan is read, conflicts are settled by keyboard,
all of it is carried out and taken back. What has to come of it is worked out by plain sums from
what the sample says that everybody sent; the file itself is read by plain SQL.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk_sample import (
    BAD,
    CENTRAL_VAK,
    ENTITEITEN,
    GOOD,
    IN_CONFLICT,
    SENT_AGAIN,
    SENT_TWICE_OVER,
    Mail,
    make_mail,
    number_of,
    projects_of,
    vak_before,
    vak_sent,
)
from mail_person import Gate, MailPerson
from stalls import Watch
from store_look import Held, decided, inzendingen, kept_plans, look
from stores import OV
from window_driver import running

import ui.pages.consolidation_work as work_module
from ui.pages.page_names import CONSOLIDATION, MERGES
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.settings import Settings

PROJECTS = [project for each in ENTITEITEN for project in projects_of(each)]
CENTRAL, RECEIVED, OWN, WHOLE = (projects_of(each)[0] for each in IN_CONFLICT)
"""The projects in conflict, by what is chosen for each."""
LABEL = "Uitvoering VAK"
OWN_VAK = 123_456
NOTES = {
    CENTRAL: "De minister besliste zo.",
    RECEIVED: "De entiteit heeft gelijk.",
    OWN: "Nagerekend met de begroting.",
    WHOLE: "Afgesproken met de entiteit.",
}
ROWS = 6
"""Rows of a file: two projects, each with one mijlpaal and one agendering."""


@pytest.fixture(scope="module")
def _mail(tmp_path_factory: pytest.TempPathFactory) -> Mail:
    """The mail, made once; it takes longer than all the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return make_mail(tmp_path_factory.mktemp("post"))


@pytest.fixture
def mail(_mail: Mail, tmp_path: Path) -> Mail:
    """A mail and a central file of one's own."""
    folder = Path(shutil.copytree(_mail.folder, tmp_path / "ontvangen"))
    assert _mail.again is not None
    return replace(
        _mail,
        central=Path(shutil.copy(_mail.central, tmp_path / "centraal.vvd")),
        folder=folder,
        files={each: folder / path.name for each, path in _mail.files.items()},
        older=[folder / path.name for path in _mail.older],
        again=folder / _mail.again.name,
    )


@pytest.fixture
def gate(monkeypatch) -> Gate:
    """Holds planning and carrying out half way, when it is closed."""
    made = Gate()
    for name in ("plan_merge", "apply_plan"):
        monkeypatch.setattr(work_module, name, made.before(getattr(work_module, name)))
    return made


@pytest.fixture
def coordinator(mail, gate, qapp, qtbot, monkeypatch) -> Iterator[MailPerson]:
    """Somebody who has the central file open."""
    assert gate
    settings.save(Settings(naam="An Peeters", entiteit=OV), settings_dir())
    with running(qapp, qtbot.waitUntil, monkeypatch, mail.central) as person:
        person.wait(lambda: person.program.file is not None)
        yield MailPerson(person)


def test_thirty_inzendingen_are_dropped_settled_carried_out_and_taken_back(
    mail, coordinator, record_property
):
    watch = Watch(coordinator.person.window)
    before = look(mail.central)
    with watch.during("neerleggen"):
        drop(mail, coordinator)
    with watch.during("plannen"):
        plan(coordinator, watch)
    every_file_says_where_it_stands(mail, coordinator)
    counters_and_lines_add_up(coordinator)
    totals_add_up(coordinator)
    error_copies_are_made_on_request(mail, coordinator)
    settle(coordinator)
    assert look(mail.central) == before, "nothing is written before the plan is carried out"
    confirm(coordinator)
    with watch.during("verwerken"):
        carry_out(coordinator, watch)
    after = look(mail.central)
    the_file_holds_what_was_sent_and_chosen(mail, before, after)
    the_plan_is_kept(mail, coordinator)
    with watch.during("terugnemen"):
        take_back(coordinator, watch)
    everything_is_as_it_was(mail, before, after)
    for name, stall in watch.stalls.items():
        record_property(name, stall.told())
        print(f"{name}: {stall.told()}")  # noqa: T201 - measured, and never judged by a test


def test_stopping_half_way_leaves_the_file_as_it_was(mail, coordinator, gate):
    before = look(mail.central)
    gate.close()
    coordinator.drop(mail.paths())
    coordinator.stop_at(gate)
    assert coordinator.news == "Gestopt. Er is niets gewijzigd."
    assert coordinator.files() == {}
    assert coordinator.person.heard == "Inzendingen toevoegen…", "where work can begin anew"
    coordinator.drop(mail.paths())
    coordinator.wait_until_done()
    settle(coordinator)
    confirm(coordinator)
    gate.close()
    coordinator.press("Ja, verwerk het plan")
    coordinator.stop_at(gate)
    assert coordinator.news == "Gestopt. Er is niets gewijzigd."
    assert look(mail.central) == before
    assert len(coordinator.files()) == 30, "the plan is still there"
    assert "Nog te kiezen" not in coordinator.choices().values()
    confirm(coordinator)
    coordinator.press("Ja, verwerk het plan")
    coordinator.wait_until_done()
    after = look(mail.central)
    the_file_holds_what_was_sent_and_chosen(mail, before, after)
    coordinator.press("Ongedaan maken")  # offered with the news that it was carried out
    coordinator.wait_until_done()
    assert coordinator.news == "De samenvoeging is ongedaan gemaakt."
    everything_is_as_it_was(mail, before, after)
    coordinator.drop([mail.files[GOOD[-1]], mail.files[IN_CONFLICT[0]]])
    coordinator.wait_until_done()
    told = coordinator.files().values()
    assert [words for words, *_rest in told] == ["2 fiches", "2 fiches · 1 conflict"]


def drop(mail: Mail, coordinator: MailPerson) -> None:
    """Drop everything at once; the window says what it will do with it, and begins."""
    said = coordinator.drop(mail.paths())
    assert said.startswith("30 inzendingen inlezen. ")
    assert coordinator.person.file.page.at_hand == CONSOLIDATION


def plan(coordinator: MailPerson, watch: Watch) -> None:
    """Wait for the plan; the keyboard is in it."""
    _listen(coordinator, watch)
    coordinator.wait_until_done()
    assert coordinator.person.heard == "Wat het plan wijzigt"


def every_file_says_where_it_stands(mail: Mail, coordinator: MailPerson) -> None:
    """Good, in conflict, older, twice and bad: each file in words, the bad ones with a reason."""
    told = coordinator.files()
    assert list(told) == [path.name for path in mail.paths()]
    twice = [mail.files[SENT_AGAIN].name, mail.again.name]
    for each in GOOD:
        words = "2 fiches · 1 conflict" if each in IN_CONFLICT else "2 fiches"
        if each != SENT_AGAIN:
            assert told[mail.files[each].name] == [words, each]
    assert sorted(told[name][0] for name in twice) == ["2 fiches", "al ingelezen"]
    for path, each in zip(mail.older, SENT_TWICE_OVER, strict=True):
        state, sender, sentence = told[path.name]
        assert (state, sender) == ("vraagt bevestiging", each)
        assert "oudere export" in sentence
        assert f'"{mail.files[each].name}"' in sentence
    for each, why in zip(BAD, ("dit is geen werkmap", "het einde", "mei 1999"), strict=True):
        state, *_sender, sentence = told[mail.files[each].name]
        assert state == "geweigerd"
        assert why in sentence
    assert coordinator.page.batch.heading.text() == "30 inzendingen, 24 bruikbaar"


def counters_and_lines_add_up(coordinator: MailPerson) -> None:
    """Every row that was read is told once; a line stands there for each field that changes."""
    conflicts = len(IN_CONFLICT)
    changed = 2 * len(GOOD) - conflicts
    unchanged = len(GOOD) * ROWS - changed - conflicts + ROWS  # and all of the one sent twice
    refused = (len(SENT_TWICE_OVER) + 1) * ROWS  # the older ones, and that of another meetmoment
    read = (len(GOOD) + 1 + len(SENT_TWICE_OVER) + 1) * ROWS
    assert coordinator.page.plan.counters.text() == (
        f"Rijen: 0 nieuw · {changed} gewijzigd · {unchanged} ongewijzigd · {conflicts} met conflict"
        f" · {refused} geweigerd = {read} gelezen"
    )
    assert changed + unchanged + conflicts + refused == read
    in_conflict = {(projects_of(each)[0], LABEL) for each in IN_CONFLICT}
    sent = {(project, LABEL) for each in GOOD for project in projects_of(each)}
    assert coordinator.lines("Conflict") == in_conflict
    assert coordinator.lines("Gewijzigd") == sent - in_conflict
    assert coordinator.page.plan.waiting() == "4 conflicten nog te kiezen."


def totals_add_up(coordinator: MailPerson) -> None:
    """Read the sums before and after; conflicts that nobody chose for stay as they are."""
    coordinator.press("Totalen tonen")
    shown = coordinator.totals()
    held = sum(_vak_now().values())
    after = sum((_vak_now() | _vak_sent() | _of_conflicts(CENTRAL_VAK)).values())
    numbers = sum(map(number_of, PROJECTS))
    assert shown == {
        "Beleidsruimte": [_euro(1_000_000 * numbers)] * 2 + ["+0 EUR"],
        "VAK": [_euro(held), _euro(after), f"+{_euro(after - held)}"],
        "VEK": [_euro(50_000 * numbers)] * 2 + ["+0 EUR"],
    }
    coordinator.press("Totalen verbergen")


def error_copies_are_made_on_request(mail: Mail, coordinator: MailPerson) -> None:
    """Only what can be read and written again can have an error copy."""
    coordinator.choose_file(mail.files[BAD[2]])
    coordinator.press("Foutkopie maken")
    coordinator.wait_until_done()
    copy = mail.folder / f"{mail.files[BAD[2]].stem}-fouten.xlsx"
    assert copy.name in coordinator.news
    assert [path.name for path in mail.folder.glob("*-fouten.xlsx")] == [copy.name]
    coordinator.choose_file(mail.files[BAD[1]])
    coordinator.press("Foutkopie maken")
    coordinator.wait_until_done()
    assert coordinator.news.startswith("Er zijn geen cellen geweigerd")
    coordinator.choose_file(mail.older[0])
    batch = coordinator.page.batch
    assert (batch.older.isVisible(), batch.copy.isVisible()) == (True, False), "it only asks"
    assert [path.name for path in mail.folder.glob("*-fouten.xlsx")] == [copy.name]


def settle(coordinator: MailPerson) -> None:
    """Choose by keyboard: what stands there, what came, a value of one's own, a whole entiteit."""
    person = coordinator.person
    person.tab_to("Wat het plan wijzigt")
    person.press("Home", "Shift+F8", "F8")  # around the end, to the first
    assert coordinator.page.plan.pane.shown.project == CENTRAL
    person.press("1")
    _note(coordinator, NOTES[CENTRAL])
    person.press("F8", "2")
    _note(coordinator, NOTES[RECEIVED])
    person.press("F8", "3")
    assert person.heard == f"Zelf: {LABEL}"
    person.type(str(OWN_VAK))
    person.press("Return")
    _note(coordinator, NOTES[OWN])
    person.press("F8", "2")
    _note(coordinator, NOTES[WHOLE])
    coordinator.press(f"Voor heel {IN_CONFLICT[3]}")
    assert coordinator.choices() == {
        CENTRAL: "Nu centraal",
        RECEIVED: "Ontvangen",
        OWN: f"Zelf: {_euro(OWN_VAK)}",
        WHOLE: "Ontvangen",
    }
    assert coordinator.page.plan.waiting() == ""
    assert f"VAK {_euro(sum(_vak_after().values()))}" in coordinator.page.plan.summary.text()


def confirm(coordinator: MailPerson) -> None:
    """Ask for it; the question tells the consequence, and the keyboard is on the safe answer."""
    coordinator.press("Verwerk plan")
    assert coordinator.person.heard == "Nog niet"
    changed = 2 * len(GOOD) - 1  # one conflict stays as it is
    assert coordinator.page.confirm.text.text() == (
        f"24 inzendingen worden verwerkt en {changed} velden wijzigen. 6 bestanden komen niet mee. "
        "Vooraf wordt een versie bewaard."
    )


def carry_out(coordinator: MailPerson, watch: Watch) -> None:
    """Say yes, and wait for it."""
    coordinator.press("Ja, verwerk het plan")
    _listen(coordinator, watch)
    coordinator.wait_until_done()
    assert coordinator.news == "24 inzendingen zijn verwerkt."
    assert coordinator.files() == {}
    coordinator.person.press("Ctrl+Z")  # a whole merge is not taken back by accident
    assert coordinator.news == "24 inzendingen zijn verwerkt."


def the_file_holds_what_was_sent_and_chosen(mail: Mail, before: Held, after: Held) -> None:
    """Compare what plain SQL finds with plain sums."""
    assert after.vak == _vak_after()
    assert after.sums == before.sums | {"vak": sum(_vak_after().values())}
    assert after.statuses == before.statuses
    handed_in = {project for each in GOOD for project in projects_of(each)}
    assert after.staten == {
        project: "ingediend" if project in handed_in else "concept" for project in PROJECTS
    }
    assert after.head[0] > before.head[0]
    assert decided(mail.central) == {
        CENTRAL: ("centraal", CENTRAL_VAK, NOTES[CENTRAL]),
        RECEIVED: ("ontvangen", vak_sent(RECEIVED), NOTES[RECEIVED]),
        OWN: ("eigen", OWN_VAK, NOTES[OWN]),
        WHOLE: ("ontvangen", vak_sent(WHOLE), NOTES[WHOLE]),
    }
    twice = {mail.files[SENT_AGAIN].name, mail.again.name}
    sent = {mail.files[each].name for each in GOOD} - twice
    came = inzendingen(mail.central)
    assert len(came) == 24
    assert set(came) - twice == sent


def the_plan_is_kept(mail: Mail, coordinator: MailPerson) -> None:
    """In the file itself, and as a document for whoever wants one."""
    (kept,) = kept_plans(mail.central)
    assert len(kept["werkboeken"]) == 30
    coordinator.press("Plan bewaren…")
    coordinator.wait_until_done()
    document = mail.central.parent / "samenvoeging-1.html"
    assert coordinator.news == f'Het plan staat in "{document.name}".'
    told = document.read_text(encoding="utf-8")
    for text in (*NOTES.values(), *(path.name for path in mail.paths())):
        assert text in told, text


def take_back(coordinator: MailPerson, watch: Watch) -> None:
    """Take all of it back at once, from the list of what was merged."""
    coordinator.press("Eerdere samenvoegingen")
    page = coordinator.person.file.page.page(MERGES)
    coordinator.press("Ongedaan maken…")
    assert coordinator.person.heard == "Laten staan", "the keyboard is on the safe answer"
    coordinator.press("Ja, maak ongedaan")
    page.job._job.progressed.connect(watch.report)
    coordinator.person.wait(lambda: not page.job.is_busy)
    assert page.job.notices.text == "De samenvoeging is ongedaan gemaakt."


def everything_is_as_it_was(mail: Mail, before: Held, after: Held) -> None:
    """Values, states and statuses are back; the trail grew, and no conflict waits."""
    now = look(mail.central)
    assert replace(now, head=before.head, whole=before.whole) == before
    assert now.head[0] > after.head[0]
    assert {keuze for keuze, _value, _nota in decided(mail.central).values()} == {"vervallen"}


def _note(coordinator: MailPerson, text: str) -> None:
    coordinator.person.tab_to("Nota")
    coordinator.person.type(text)


def _listen(coordinator: MailPerson, watch: Watch) -> None:
    job = coordinator.page.job._job
    assert job is not None
    job.progressed.connect(watch.report)


def _of_conflicts(value: int) -> dict[str, int]:
    return {projects_of(each)[0]: value for each in IN_CONFLICT}


def _vak_now() -> dict[str, int]:
    return {project: vak_before(project) for project in PROJECTS} | _of_conflicts(CENTRAL_VAK)


def _vak_sent() -> dict[str, int]:
    return {project: vak_sent(project) for each in GOOD for project in projects_of(each)}


def _vak_after() -> dict[str, int]:
    return _vak_now() | _vak_sent() | {CENTRAL: CENTRAL_VAK, OWN: OWN_VAK}


def _euro(amount: int) -> str:
    """Write an amount as the window does: dots between thousands."""
    return f"{amount:,} EUR".replace(",", ".")
