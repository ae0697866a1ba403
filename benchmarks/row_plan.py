"""Rows about the rows of a plan: made, filtered, searched and added up, from the heap on disk."""

from collections.abc import Callable, Iterator

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.plans import made_plan
from vvdesk.merging import ChangeKind, Choice, MergePlan, plan_totals
from vvdesk.model import Keuze
from vvdesk.store.workspace import Workspace

_FACTOR = 100
_WORD = "najaar"
_ALLOWED = 0.05
"""Seconds for what follows a key at once."""


def rows(bench: Bench) -> Iterator[Figure]:
    """Time what the page asks of a plan of a hundred times the real size."""
    factor = 1 if bench.quick else _FACTOR
    with (
        Workspace.open(bench.store(bench.real), read_only=True) as workspace,
        made_plan(workspace, factor) as plan,
    ):
        found = plan.rows
        size = f"{len(found):,}".replace(",", ".")
        pairs = [(each.kind, each.entiteit) for each in found]
        texts = [f"{each.label} {each.received}".casefold() for each in found]
        entiteit = pairs[len(pairs) // 2][1]

        def filtered(_given: object) -> int:
            return len(found.where(kinds=[ChangeKind.CONFLICT], entiteiten=[entiteit]))

        def plainly(_given: object) -> int:
            kind = ChangeKind.CONFLICT
            return sum(each == (kind, entiteit) for each in pairs)

        taken, floor = in_turn(Contestant(filtered), Contestant(plainly), runs=bench.runs)
        peer_is = "one pass over as many pairs in a list"
        what = f"filter {size} rows of a plan on kind and entiteit"
        yield Figure("plan-rows", what, taken, floor, peer_is, None, runs=bench.runs)
        taken, floor = in_turn(
            Contestant(lambda _given: len(found.find(_WORD))),
            Contestant(lambda _given: sum(_WORD in each for each in texts)),
            runs=bench.runs,
        )
        peer_is = "the same word in as many texts that lie ready in memory"
        what = f"look for a word in {size} rows of a plan (in a job that can be stopped)"
        yield Figure("plan-rows", what, taken, floor, peer_is, None, runs=bench.runs)
        for what, act in _deeds(workspace, plan):
            (taken,) = in_turn(Contestant(act), runs=bench.runs)
            label = f"{what}, in a plan of {size} rows"
            yield Figure("plan-rows", label, taken, _ALLOWED, "what is allowed", 1.0)


def _deeds(
    workspace: Workspace, plan: MergePlan
) -> Iterator[tuple[str, Callable[[object], object]]]:
    places = plan.choices.places
    choice = Choice(Keuze.ONTVANGEN)

    def choose(_given: object) -> object:
        plan.choices.choose(*places[len(places) // 2], choice)
        return plan_totals(workspace, plan)

    yield f"choose one of {len(places)} conflicts, and the totals after it", choose
    yield "count the rows of every kind", lambda _given: plan.rows.counts()
    found = plan.rows
    at = len(found) // 3
    yield "read a screenful of rows from the heap", lambda _given: found[at : at + 40]
