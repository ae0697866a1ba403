"""Two coordinators at once in two real windows on one server, each in a process of its own.

What has to come of it is worked out by plain sums; the server itself is read by plain SQL.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_sample import (
    BAD,
    CENTRAL_VAK,
    ENTITEITEN,
    GOOD,
    IN_CONFLICT,
    SENT_AGAIN,
    Mail,
    make_mail,
    projects_of,
    vak_before,
    vak_sent,
)
from server_sample import add_fiches, administrator, person
from stores import fiche

from vvdesk.audit import first_broken
from vvdesk.copying import copy_store
from vvdesk.store.place import ServerUrl
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
ROOT = Path(__file__).parents[2]
PROJECTS = [project for each in ENTITEITEN for project in projects_of(each)]
TAKEN = {projects_of(each)[0]: "2" for each in IN_CONFLICT[:2]}
"""Conflicts in which what was received counts, by the key that says so."""
KEPT = {projects_of(each)[0]: "1" for each in IN_CONFLICT[2:]}
NOTA = "Afgesproken."
OWN = "Mijn tekst bewaren"
FIELDS = "VV101", "VV102", "VV103"
AGAIN = "het plan is opnieuw gemaakt"


class Window:
    """The window of one coordinator, in its own process.

    Args:
        login: Who works in it.
        process: That process.
    """

    def __init__(self, login: str, process: "subprocess.Popen[str]") -> None:
        self.login, self._process = login, process

    def begin(self, what: str, **how: Any) -> None:
        """Tell to do something; `ended` waits for it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps({'do': what, **how})}\n")
        self._process.stdin.flush()

    def ended(self) -> Any:
        """Wait until what was begun is done; return what it said."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the window of {self.login} ended"
        return json.loads(line).get("did")

    def do(self, what: str, **how: Any) -> Any:
        """Tell to do something, and wait for it."""
        self.begin(what, **how)
        return self.ended()


@contextmanager
def window(place: ServerUrl, home: Path) -> Iterator[Window]:
    """Show the window of a coordinator."""
    path = os.pathsep.join(str(each) for each in (ROOT, ROOT / "tests"))
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("coordinator_window.py")), str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={
            **os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen",
            "VVDESK_HOME": str(home),
        },
        text=True,
    )  # fmt: skip
    made = Window(place.user, process)
    with process:
        try:
            yield made
            process.stdin.close()
            assert process.wait(60) == 0
        finally:
            process.kill()


@pytest.fixture(scope="module")
def mail(tmp_path_factory) -> Mail:
    """Thirty inzendingen, and the central file that they are of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return make_mail(tmp_path_factory.mktemp("post"))


@contextmanager
def two_windows(place: ServerUrl, folder: Path) -> Iterator[tuple[Window, Window]]:
    """Show the windows of two coordinators, each with a login of their own and no more rights."""
    with ExitStack() as stack:
        logins = [stack.enter_context(person(place, "vvdesk_coordinator")) for _ in range(2)]
        here, there = (stack.enter_context(window(login, folder / login.user)) for login in logins)
        here.ended()
        there.ended()
        yield here, there


@pytest.fixture
def place(server, mail) -> ServerUrl:
    """A server with what the central file holds."""
    copy_store(mail.central, server)
    return server


@pytest.fixture
def both(place, tmp_path) -> Iterator[tuple[Window, Window]]:
    """Two coordinators who have a mail to bring in."""
    with two_windows(place, tmp_path) as windows:
        yield windows


@pytest.fixture(scope="module")
def small(copy_of, planned_server) -> Iterator[ServerUrl]:
    """A server with three fiches."""
    with copy_of(planned_server) as place:
        add_fiches(place, *map(fiche, FIELDS))
        yield place


@pytest.fixture(scope="module")
def typists(small, tmp_path_factory) -> Iterator[tuple[Window, Window]]:
    """Two coordinators who work in the same fiches."""
    with two_windows(small, tmp_path_factory.mktemp("thuis")) as windows:
        yield windows


@contextmanager
def asked(place: ServerUrl) -> Iterator[Any]:
    """Give what answers a question in plain SQL with its rows."""
    with administrator(place) as connection:
        yield lambda query: connection.execute(query).fetchall()


def vak_after(central: dict[str, int]) -> dict[str, int]:
    """Return project to the VAK that must stand there in the end."""
    handed_out = {project: vak_before(project) for project in PROJECTS}
    sent = {project: vak_sent(project) for each in GOOD for project in projects_of(each)}
    return handed_out | sent | central


def everything_came_in_once(place: ServerUrl, mail: Mail, nota: str = NOTA) -> None:
    """Look by plain SQL for every amount that was sent, and for every file."""
    with asked(place) as ask:
        held = dict(ask("SELECT project_code, vak FROM financiering"))
        assert held == vak_after(dict.fromkeys(KEPT, CENTRAL_VAK))
        decided = {
            code: (keuze, int(received), note)
            for code, keuze, received, note in ask(
                "SELECT project_code, keuze, ontvangen, nota FROM conflict"
            )
        }
        assert decided == {
            **{code: ("ontvangen", vak_sent(code), nota) for code in TAKEN},
            **{code: ("centraal", vak_sent(code), nota) for code in KEPT},
        }
        states = dict(ask("SELECT project_code, staat FROM fiche"))
        sent = {project for each in GOOD for project in projects_of(each)}
        assert {code for code, staat in states.items() if staat == "ingediend"} == sent
        names = [name for (name,) in ask("SELECT bestandsnaam FROM inzending")]
        assert len(names) == len(GOOD)
        twice = {mail.files[SENT_AGAIN].name, mail.again.name}
        assert set(names) - twice == {mail.files[each].name for each in GOOD} - twice
        ((different,),) = ask("SELECT count(DISTINCT inhoud_digest) FROM inzending")
        assert different == len(GOOD)
    with Workspace.open(place) as workspace, workspace.connection() as connection:
        assert first_broken(connection) is None


def test_two_who_share_the_mail_bring_all_of_it_in_at_the_same_time(both, place, mail):
    first = [*(mail.files[each] for each in GOOD[:12]), *mail.older, mail.again]
    halves = [
        [str(path) for path in mail.paths() if (path in first) is mine] for mine in (True, False)
    ]
    for each, half in zip(both, halves, strict=True):
        each.begin("drop", files=half)
    said = [each.ended() for each in both]
    assert [len(files) for files in said] == [15, 15]
    assert sum(rest[0] == "geweigerd" for rest in said[1].values()) == len(BAD)
    chosen = both[0].do("settle", choices=TAKEN | KEPT, nota=NOTA)
    assert chosen == dict.fromkeys(TAKEN, "Ontvangen") | dict.fromkeys(KEPT, "Nu centraal")
    for each in both:
        each.begin("carry_out")
    for each in both:
        assert each.ended() == "12 inzendingen zijn verwerkt."
    everything_came_in_once(place, mail)


def test_of_two_who_drop_the_same_mail_the_second_makes_the_plan_again(both, place, mail):
    files = [str(path) for path in mail.paths()]
    for each in both:
        each.begin("drop", files=files)
    said = [each.ended() for each in both]
    assert said[0] == said[1]
    for each in both:
        each.begin("settle", choices=TAKEN | KEPT, nota=NOTA)
    chosen = [each.ended() for each in both]
    assert chosen[0] == chosen[1]
    for each in both:
        each.begin("carry_out")
    news = [each.ended() for each in both]
    assert sorted(AGAIN in each for each in news) == [False, True], news
    first, second = sorted(zip(news, both, strict=True), key=lambda pair: AGAIN in pair[0])
    assert first[0] == "24 inzendingen zijn verwerkt."
    told = second[1].do("files")
    assert sum(rest[0] == "al ingelezen" for rest in told.values()) == len(GOOD) + 1
    everything_came_in_once(place, mail)


def test_a_field_that_a_colleague_changes_appears_in_the_other_window(typists):
    here, there = typists
    for each in typists:
        assert each.do("look_at", project="VV101", path="titel") == "Project VV101"
    here.do("type", text="Digisprong")
    here.do("press", keys="Ctrl+S")
    assert there.do("shows", text="Digisprong") == "Digisprong"
    assert there.do("status", text=here.login).startswith(f"{here.login} wijzigde VV101")


@pytest.mark.parametrize(("project", "keeps_own"), [("VV102", True), ("VV103", False)])
def test_of_a_field_that_both_type_both_texts_are_kept_until_the_second_chooses(
    typists, small, project, keeps_own
):
    here, there = typists
    for each in typists:
        each.do("look_at", project=project, path="titel")
    there.begin("type", text="Van ginder")
    here.do("type", text="Van hier")
    there.ended()
    # Each is stored by itself a moment after the last key; one of them was first.
    told = [each.do("comes_of_it") for each in typists]
    first, second = (here, there) if told[0] == "" else (there, here)
    texts = {here: "Van hier", there: "Van ginder"}
    said = second.do("hears", texts=[first.login, texts[first]])
    assert "Welke blijft?" in said
    assert second.do("stands") == texts[second]
    second.do("click", label=OWN if keeps_own else f"Die van {first.login} houden")
    stays = texts[second if keeps_own else first]
    for each in typists:
        assert each.do("shows", text=stays) == stays
    with asked(small) as ask:
        assert dict(ask("SELECT project_code, titel FROM fiche"))[project] == stays
