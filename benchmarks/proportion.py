"""Growth of a job: each scale against the one before, which may cost no more than in proportion."""

from collections.abc import Callable, Iterator

from benchmarks.measuring import Bench, Contestant, Figure, in_turn

LINEAR = 1.05
"""In proportion, with what machines differ from run to run."""
_RUNS = 3
"""Of jobs that take many seconds at the larger scales."""


def grown(bench: Bench, row: str, what: str, job: Callable[[int], Contestant]) -> Iterator[Figure]:
    """Time a job at each scale, one scale at a time so that only one lies in memory.

    Args:
        bench: Says at which scales.
        row: The name that `--only` takes.
        what: What is done.
        job: Gives the job at a scale; best with the processor's clock, for other programs on the
            machine weigh more on the longer runs.

    Yields:
        A figure per step up.
    """
    runs = min(bench.runs, _RUNS)
    before: tuple[int, float] | None = None
    for factor in bench.scales:
        (taken,) = in_turn(job(factor), runs=runs)
        if before is not None:
            times = factor / before[0]
            label = f"{what}: ×{before[0]} to ×{factor}"
            peer_is = f"{times:g} × the time at ×{before[0]}"
            yield Figure(row, label, taken, times * before[1], peer_is, LINEAR, runs=runs)
        before = factor, taken
