"""The life of a plan at the desk of the coordinator, drawn by chance: merges and all around it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from merge_sample import column_of, fill_in
from stores import ACTOR, OV, fiche

from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import VvdeskError
from vvdesk.handing_out import hand_out
from vvdesk.meetmoment_lists import DREMPELS, ENTITEITEN, MEETMOMENT, MINISTERS
from vvdesk.meetmoment_settings import add, change, move, put_back, read_list, remove
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.merging import (
    Resolve,
    apply_plan,
    open_conflicts,
    plan_merge,
    samenvoegingen,
    settle_many,
    take_back_merge,
)
from vvdesk.model import Antwoordreden, Keuze, Staat
from vvdesk.plan import load_plan
from vvdesk.questions import answer, ask, close, questions, reopen
from vvdesk.states import approve, send_back
from vvdesk.states import reopen as reopen_fiches
from vvdesk.store.place import Place
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

SIGNS = (
    "gewoon",
    "twee\nregels\tmet een tab",
    "é, ñ, œ, 中文, 🙂, 𝔘𐍈, \u200b en \u00ad",
    "=SOM(A1:A2)",
    '"aanhaling" \\ schuin \' apostrof',
    "e\u0301 en \u00e9, \u202e om \u202c",
    "lang " * 3_000,
)
CELLS = (
    ("Projecten", "Uitvoering VAK", (0, 1, 400_000, -5, "veel", 2**40)),
    ("Projecten", "Uitvoering VEK", (0, 7, 1.0, None)),
    ("Projecten", "Oorzaak", SIGNS),
    ("Projecten", "Bijsturing", SIGNS),
    ("Mijlpalen", "Eenheid", ("scholen", "uren", None)),
    ("Mijlpalen", "Beoogde realisaties", SIGNS[:5]),
)
Resaved = Callable[[Path], Path]


def samples() -> tuple[Any, ...]:
    """Return the fiches that a life begins with."""
    return (fiche("VV015", 3, 2), fiche("VV017", 2, 1))


class Desk:
    """Does what coordinators do, the same things for the same seed.

    Args:
        store: A central file or a server with the fiches of `samples`.
        folder: For files that travel.
        seed: Decides everything.
        resaved: What another program does to a workbook before it comes back.
    """

    def __init__(
        self, store: Place, folder: Path, seed: int, resaved: Resaved = lambda path: path
    ) -> None:
        self._store, self._folder, self._resaved = store, folder, resaved
        self._chance, self._files = Random(seed), 0
        self.done: list[str] = []

    def live(self, acts: int) -> None:
        """Do some things; what is refused, or asks for a fiche that went, is not done."""
        kinds = (
            self._merge, self._merge, self._merge, self._type, self._type, self._decide, self._undo,
            self._take_back, self._ask, self._answer, self._approve, self._reopen, self._explain,
            self._settle, self._grow, self._next,
        )  # fmt: skip
        for _ in range(acts):
            act = self._chance.choice(kinds)
            with suppress(VvdeskError, IndexError), Workspace.open(self._store) as workspace:
                act(workspace)
                self.done.append(act.__name__)

    def _codes(self, workspace: Workspace) -> list[str]:
        with workspace.connection() as connection:
            return sorted(read_contents(connection, workspace.meetmoment().id))

    def _merge(self, workspace: Workspace) -> None:
        self._files += 1
        book = self._folder / f"inzending-{self._files}.xlsx"
        hand_out(workspace, None, OV, book, ACTOR)

        def write(pages: Any) -> None:
            for sheet, label, values in self._chance.sample(CELLS, 3):
                page = pages[sheet]
                row = 3 + self._chance.randrange(1, 3)
                page.cell(row, column_of(page, label)).value = self._chance.choice(values)

        fill_in(book, write)
        self._type(workspace)
        resolve = self._chance.choice((Resolve.ASK, Resolve.ASK, Resolve.INCOMING))
        plan = plan_merge(workspace, [self._resaved(book)], readers=0, resolve=resolve)
        apply_plan(workspace, plan, ACTOR)

    def _type(self, workspace: Workspace) -> None:
        moment, code = workspace.meetmoment().id, self._chance.choice(self._codes(workspace))
        with Editing(workspace, ACTOR).step("Invullen") as work:
            path = self._chance.choice(("oorzaak", "bijsturing"))
            work.set(moment, code, path, self._chance.choice(SIGNS))
            work.set(moment, code, "financiering.vak", self._chance.randrange(10))

    def _decide(self, workspace: Workspace) -> None:
        waiting = [each.id for each in open_conflicts(workspace)]
        if waiting:
            keuze = self._chance.choice((Keuze.CENTRAAL, Keuze.ONTVANGEN))
            settle_many(workspace, waiting[:2], keuze, "Nagevraagd.", ACTOR)

    def _undo(self, workspace: Workspace) -> None:
        undo(workspace, ACTOR)

    def _take_back(self, workspace: Workspace) -> None:
        merged = samenvoegingen(workspace)
        if merged:
            take_back_merge(workspace, self._chance.choice(merged).id, ACTOR)

    def _ask(self, workspace: Workspace) -> None:
        code = self._chance.choice(self._codes(workspace))
        ask(workspace, None, code, "financiering.vak", self._chance.choice(SIGNS[:5]), ACTOR)

    def _answer(self, workspace: Workspace) -> None:
        known = questions(workspace)
        if known:
            one = self._chance.choice(known).id
            kind = self._chance.randrange(3)
            if kind == 0:
                answer(workspace, one, Antwoordreden.BEVESTIGD, "Ja.", ACTOR)
            elif kind == 1:
                close(workspace, one, ACTOR, "Klaar.")
            else:
                reopen(workspace, one, ACTOR)

    def _approve(self, workspace: Workspace) -> None:
        moment, code = workspace.meetmoment().id, self._chance.choice(self._codes(workspace))
        with Editing(workspace, ACTOR).step("Indienen") as work:
            if work.content(moment, code).staat == Staat.CONCEPT.value:
                work.set_staat(moment, code, Staat.INGEDIEND, namens="Een entiteit")
        if self._chance.random() < 0.5:
            approve(workspace, None, [code], ACTOR, uitzondering="Alleen op dienst.")
        else:
            send_back(workspace, None, [code], ACTOR, "Nog eens nakijken.")

    def _reopen(self, workspace: Workspace) -> None:
        reopen_fiches(workspace, None, self._codes(workspace)[:1], ACTOR, "Toch een fout.")

    def _explain(self, workspace: Workspace) -> None:
        moment, code = workspace.meetmoment().id, self._chance.choice(self._codes(workspace))
        with Editing(workspace, ACTOR).step("Toelichten") as work:
            text = self._chance.choice(("", *SIGNS[:3]))
            work.explain(moment, code, "VV-PRJ-07", "voortgang", "0", text)

    def _settle(self, workspace: Workspace) -> None:
        kind = self._chance.randrange(4)
        if kind == 0:
            key = self._chance.choice(read_list(workspace, None, DREMPELS)).sleutel
            change(workspace, None, DREMPELS, key, "waarde", str(self._chance.randrange(90)), ACTOR)
        elif kind == 1:
            day = workspace.meetmoment().peildatum + timedelta(days=self._chance.randrange(1, 60))
            change(workspace, None, MEETMOMENT, "1", "deadline", f"{day:%d/%m/%Y}", ACTOR)
        elif kind == 2:
            day = workspace.meetmoment().peildatum + timedelta(days=self._chance.randrange(1, 60))
            change(workspace, None, ENTITEITEN, OV, "deadline", f"{day:%d/%m/%Y}", ACTOR)
        else:
            key = self._chance.choice(read_list(workspace, None, MINISTERS)).sleutel
            move(workspace, None, MINISTERS, key, self._chance.choice((-1, 1)), ACTOR)

    def _grow(self, workspace: Workspace) -> None:
        """Add somebody, give him another spelling, take him away, and perhaps let him come back."""
        key = add(workspace, None, MINISTERS, "Een Nieuweling", ACTOR)
        change(workspace, None, MINISTERS, key, "synoniemen", "Nieuweling E.", ACTOR)
        gone = remove(workspace, None, MINISTERS, key, ACTOR)
        kind = self._chance.randrange(3)
        if kind == 0:
            put_back(workspace, None, gone, ACTOR)
        elif kind == 1:
            add(workspace, None, MINISTERS, "Een Nieuweling", ACTOR)

    def _next(self, workspace: Workspace) -> None:
        moment = workspace.meetmoment()
        close_meetmoment(workspace, None, ACTOR, "Klaar.")
        day = moment.peildatum + timedelta(days=200)
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, f"meetmoment {moment.id + 1}", day, ACTOR)
