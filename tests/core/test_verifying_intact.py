"""No false alarm: whatever people did in a store, its momentopname is judged intact."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sealed_sample import sealed
from stores import ACTOR, fiche, mijlpaal, new_store

from vvdesk.content import read_contents
from vvdesk.editing import Editing, Work
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.model import Staat
from vvdesk.plan import load_plan
from vvdesk.sealing.verdict import NoKeys, Oordeel
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace
from vvdesk.undo import last_step, undo

FEW, MANY = 12, 1_000
A_FRESH_STORE_AFTER = 25
TEXTS = (
    None,
    "gewoon",
    'een "aanhaling" en een \\ schuine streep',
    "twee\nregels\tmet een tab",
    "é, ñ, œ, 中文, 🙂, \u200b en \u00ad",
    "=SOM(A1:A2)",
    "' OR 1=1 --",
    "\u007f\u0085\u2028",
    "lang " * 2_000,
)
AMOUNTS = (None, 0, 1, -1, 375_000_000, 2**53 + 1)
DAYS = (None, date(1999, 12, 31), date(2023, 12, 31), date(2050, 1, 1))
NUMBERS = (None, Decimal(0), Decimal("0.1"), Decimal("12.50"), Decimal("1e3"))
NAMES = ((), ("Ben Weyts",), ("Hilde Crevits", "Ben Weyts"))
RICH = (None, "<p>een</p>", "<p>een <strong>twee</strong></p><ul><li>drie &amp; vier</li></ul>")
VALUES: dict[str, tuple[Any, ...]] = {
    "titel": TEXTS,
    "oorzaak": TEXTS,
    "doelgroep": TEXTS[:3],
    "voortgang": RICH,
    "ministers": NAMES,
    "streefdatum": DAYS,
    "financiering.vak": AMOUNTS,
    "financiering.vek": AMOUNTS,
    "financiering.verschuiving_toelichting": TEXTS,
}
IN_ROWS: dict[str, tuple[Any, ...]] = {
    "titel": TEXTS,
    "timing": DAYS,
    "streefwaarde": NUMBERS,
    "eenheid": TEXTS[:3],
}


class Person:
    """Does what comes to mind, the same things for the same seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._chance, self._folder = Random(seed), folder
        self._stores = 0
        self.store = folder
        self.begin()

    def begin(self) -> None:
        """Take a fresh store."""
        self._stores += 1
        codes = self._chance.sample(range(10, 99), self._chance.randrange(1, 4))
        fiches = [fiche(f"VV0{code}", self._chance.randrange(4)) for code in codes]
        self.store = new_store(self._folder / f"centraal-{self._stores}.vvd", *fiches)

    def work(self) -> None:
        """Make some steps."""
        acts = (self._fill_in, self._fill_in, self._rows, self._move, self._take_back, self._next)
        with Workspace.open(self.store) as workspace:
            for _ in range(self._chance.randrange(1, 6)):
                self._chance.choice(acts)(workspace)

    def _in_a_fiche(self, workspace: Workspace, work: Work) -> tuple[int, str]:
        moment = workspace.meetmoment().id
        codes = sorted(read_contents(work.connection, moment))
        return moment, self._chance.choice(codes)

    def _fill_in(self, workspace: Workspace) -> None:
        with Editing(workspace, ACTOR).step("Invullen") as work:
            moment, code = self._in_a_fiche(workspace, work)
            for path in self._chance.sample(sorted(VALUES), 4):
                work.set(moment, code, path, self._chance.choice(VALUES[path]))
            for row_id in work.content(moment, code).tables["mijlpalen"]:
                name = self._chance.choice(sorted(IN_ROWS))
                value = self._chance.choice(IN_ROWS[name])
                work.set(moment, code, f"mijlpalen.{row_id}.{name}", value)
            work.explain(moment, code, "R01", "titel", "0", str(self._chance.choice(TEXTS[1:4])))

    def _rows(self, workspace: Workspace) -> None:
        with Editing(workspace, ACTOR).step("Rijen") as work:
            moment, code = self._in_a_fiche(workspace, work)
            rows = work.content(moment, code).tables["mijlpalen"]
            if rows and self._chance.random() < 0.4:
                work.remove_row(moment, code, "mijlpalen", self._chance.choice(sorted(rows)))
            else:
                work.add_row(moment, code, "mijlpalen", mijlpaal())

    def _move(self, workspace: Workspace) -> None:
        with Editing(workspace, ACTOR).step("Verplaatsen") as work:
            moment, code = self._in_a_fiche(workspace, work)
            for row_id in list(work.content(moment, code).tables["mijlpalen"]):
                place = self._chance.randrange(1, 9)
                work.move_row(moment, code, "mijlpalen", row_id, place)
            if work.content(moment, code).staat == Staat.CONCEPT.value:
                work.set_staat(moment, code, Staat.INGEDIEND)

    def _take_back(self, workspace: Workspace) -> None:
        found = last_step(workspace)
        if found is not None and found.naam in {"Invullen", "Rijen", "Verplaatsen"}:
            undo(workspace, ACTOR)

    def _next(self, workspace: Workspace) -> None:
        if self._chance.random() < 0.4:
            moment = workspace.meetmoment()
            close_meetmoment(workspace, None, ACTOR, "Klaar.")
            day = moment.peildatum + timedelta(days=200)
            plan = load_plan("vlaamse-veerkracht")
            open_next(workspace, plan, f"meetmoment {moment.id + 1}", day, ACTOR)


def judged_intact(folder: Path, seed: int, count: int) -> None:
    person = Person(folder, seed)
    for number in range(count):
        if number and number % A_FRESH_STORE_AFTER == 0:
            person.begin()
        person.work()
        with Workspace.open(person.store, read_only=True) as workspace:
            names = [moment.naam for moment in workspace.meetmomenten()]
        meetmoment = names[number % len(names)]
        made = sealed(folder, of=person.store, meetmoment=meetmoment)
        found = verify_file(made, NoKeys())
        assert found.verschillen == (), (seed, number)
        assert found.oordeel is Oordeel.ONBEVESTIGD
        made.unlink()


def test_what_was_sealed_is_judged_intact(tmp_path):
    judged_intact(tmp_path, 1, FEW)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 12))
def test_a_thousand_momentopnamen_are_judged_intact(tmp_path, seed):
    judged_intact(tmp_path, seed, MANY // 10)
