"""Rows about validation: every rule on one fiche, and on the whole plan over all meetmomenten."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from vvdesk.content import Inhoud, read_contents
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Maatstaf, Situatie, examine, examine_plan
from vvdesk.store.workspace import Workspace

_PROJECT = "VV007"
_FICHE_RUNS = 60
_Contents = Mapping[str, Inhoud]


def one_fiche(bench: Bench) -> Iterator[Figure]:
    """Time all rules on one fiche against loading it and what it was."""
    last = bench.real.meetmomenten
    with (
        Workspace.open(bench.store(bench.real), read_only=True) as workspace,
        workspace.connection() as connection,
    ):
        now, before = _two(connection, last)
        maatstaf = Maatstaf.of(read_referentie(connection, last))

        def ours(_given: object) -> None:
            examine(Situatie.of(now[_PROJECT], before[_PROJECT], maatstaf))

        def peer(_given: object) -> None:
            _two(connection, last)

        runs = bench.runs if bench.quick else _FICHE_RUNS
        taken, floor = in_turn(Contestant(ours), Contestant(peer), runs=runs)
    rows = len(now[_PROJECT].tables["mijlpalen"])
    what = f"all rules on one fiche with {rows} mijlpalen"
    peer_is = "loading its rows and those of the meetmoment before"
    yield Figure("rules", what, taken, floor, peer_is, 0.5, runs=runs)


def whole_plan(bench: Bench) -> Iterator[Figure]:
    """Time all rules on all fiches of all meetmomenten against loading them."""
    moments = range(1, bench.real.meetmomenten + 1)
    with (
        Workspace.open(bench.store(bench.real), read_only=True) as workspace,
        workspace.connection() as connection,
    ):
        loaded = [read_contents(connection, moment) for moment in moments]
        measures = [Maatstaf.of(read_referentie(connection, moment)) for moment in moments]

        def peer(_given: object) -> None:
            for moment in moments:
                read_contents(connection, moment)

        runs = bench.runs
        taken, floor = in_turn(
            Contestant(lambda _given: _examined(loaded, measures)),
            Contestant(peer),
            runs=runs,
        )
    what = f"all rules on {bench.real.projects} fiches × {len(moments)} meetmomenten"
    yield Figure("rules", what, taken, floor, "loading the same rows", 1.0, runs=runs)


def _two(connection: Connection, moment: int) -> tuple[_Contents, _Contents]:
    now = read_contents(connection, moment, [_PROJECT])
    return now, read_contents(connection, moment - 1, [_PROJECT])


def _examined(loaded: Sequence[_Contents], measures: Sequence[Maatstaf]) -> int:
    """Hold every rule against every fiche; return the number of findings."""
    found = 0
    before: _Contents = {}
    for contents, maatstaf in zip(loaded, measures, strict=True):
        situaties = [
            Situatie.of(inhoud, before.get(code), maatstaf) for code, inhoud in contents.items()
        ]
        found += sum(len(examine(situatie)) for situatie in situaties)
        found += len(examine_plan(situaties))
        before = contents
    return found
