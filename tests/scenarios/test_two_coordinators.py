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
from server_sample import administrator, person

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


@pytest.fixture
def place(server, mail) -> ServerUrl:
    """A server with what the central file holds."""
    copy_store(mail.central, server)
    return server


@pytest.fixture
def both(place, tmp_path) -> Iterator[tuple[Window, Window]]:
    """Two coordinators, each with a login of their own and no more rights than they need."""
    with ExitStack() as stack:
        made = []
        for name in ("hier", "ginder"):
            login = stack.enter_context(person(place, "vvdesk_coordinator"))
            made.append(stack.enter_context(window(login, tmp_path / name)))
        for each in made:
            each.ended()
        yield made[0], made[1]


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
    paths = [str(path) for path in mail.paths()]
    halves = [
        [str(mail.files[each]) for each in GOOD[:12]],
        [path for path in paths if path not in {str(mail.files[each]) for each in GOOD[:12]}],
    ]
    for each, half in zip(both, halves, strict=True):
        each.begin("drop", files=half)
    said = [each.ended() for each in both]
    assert [len(files) for files in said] == [12, 18]
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


def test_a_field_that_a_colleague_changes_appears_in_the_other_window(both, place):
    here, there = both
    for each in both:
        assert each.do("look_at", project="VV101", path="titel") == "Project VV101"
    here.do("type", text="Digisprong")
    here.do("press", keys="Ctrl+S")
    assert there.do("shows", text="Digisprong") == "Digisprong"
    assert there.do("status", text=here.login).startswith(f"{here.login} wijzigde VV101")


@pytest.mark.parametrize("keeps_own", [True, False])
def test_a_field_that_both_type_keeps_both_texts_until_the_second_chooses(both, place, keeps_own):
    here, there = both
    for each in both:
        each.do("look_at", project="VV101", path="titel")
    there.begin("type", text="Van ginder")
    here.do("type", text="Van hier")
    there.ended()
    # Each stores by itself a moment after the last key; one of them was first.
    told = [each.do("comes_of_it") for each in both]
    first, second = (here, there) if told[0] == "" else (there, here)
    texts = {here: "Van hier", there: "Van ginder"}
    said = second.do("hears", texts=[first.login, texts[first]])
    assert "Welke blijft?" in said
    assert second.do("stands") == texts[second]
    label = "Mijn tekst bewaren" if keeps_own else f"Die van {first.login} houden"
    second.do("click", label=label)
    stays = texts[second if keeps_own else first]
    for each in both:
        assert each.do("shows", text=stays) == stays
    with asked(place) as ask:
        assert ask("SELECT titel FROM fiche WHERE project_code = 'VV101'") == [(stays,)]
