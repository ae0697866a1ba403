"""Writes a generated plan into a store, through the same door as everybody: `vvdesk.editing`."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.generator import Omvang, histories, meetmomenten_of, plan_of
from vvdesk.audit import Actor
from vvdesk.content import Inhoud
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment, create_store, open_next
from vvdesk.plan import PlanFile, load_plan
from vvdesk.store.workspace import Workspace

PLAN = "vlaamse-veerkracht"
ACTOR = Actor("meting", "bank")
_PROJECTS_IN_A_STEP = 250


def write_store(path: Path, omvang: Omvang, entiteit: str | None = None) -> None:
    """Make a `.vvd` with a plan of this size; all meetmomenten but the last are closed.

    Args:
        path: Must not exist yet.
        omvang: How large.
        entiteit: Only the projects of this one, as its dossier; None for a central file.
    """
    plan = plan_of(omvang, load_plan(PLAN))
    moments = meetmomenten_of(omvang, plan)
    create_store(path, plan, moments[0].naam, moments[0].peildatum, ACTOR, entiteit=entiteit)
    with Workspace.open(path) as workspace:
        # Opened while still empty: nothing is carried forward, every fiche is written once.
        for moment in moments[1:]:
            open_next(workspace, plan, moment.naam, moment.peildatum, ACTOR)
        _fill(workspace, omvang, plan, entiteit)
        for moment in moments[:-1]:
            close_meetmoment(workspace, moment.naam, ACTOR, None)


def _fill(workspace: Workspace, omvang: Omvang, plan: PlanFile, entiteit: str | None) -> None:
    editing = Editing(workspace, ACTOR)
    wanted = (
        each
        for each in histories(omvang, plan)
        if entiteit is None or each[0].values["trekkende_entiteit"] == entiteit
    )
    for some in _chunks(wanted, _PROJECTS_IN_A_STEP):
        with editing.step("Fiches invullen") as work:
            for moment in range(1, omvang.meetmomenten + 1):
                work.preload(moment, [each[0].project for each in some])
                for history in some:
                    work.add_fiche(moment, history[moment - 1])


def _chunks(found: Iterator[list[Inhoud]], size: int) -> Iterator[Sequence[list[Inhoud]]]:
    while some := list(islice(found, size)):
        yield some
