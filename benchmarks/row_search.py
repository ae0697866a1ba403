"""Rows about searching in all texts: every key that is typed, and reading them at each scale."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from statistics import quantiles

from benchmarks.measuring import Bench, Contestant, Figure
from benchmarks.proportion import grown
from vvdesk.mijlpaal_life import all_mijlpalen, life
from vvdesk.searching import SearchIndex, excerpts, parse_query
from vvdesk.searching.reading import TextReader, project_codes
from vvdesk.store.workspace import Workspace

_TYPED = ("onderwijs", "VV00015", "digitale vers", "vertraagd", "kempen sport", "waterstof")
"""What is typed, key by key; the beginnings find nearly everything, the ends little or nothing."""
_SLICE = 100
_SHOWN = 16
"""Texts of which a window shows a piece at once."""
_LIVES = 20


def typing(bench: Bench) -> Iterator[Figure]:
    """Time every key typed in the search over all texts, at the largest scale asked for."""
    omvang = bench.scaled(1 if bench.quick else bench.scales[-1])
    with Workspace.open(bench.store(omvang), read_only=True) as workspace:
        with closing(SearchIndex.build(workspace)) as index:
            ours = _p95(partial(_found, workspace, index), bench.runs)
            size = f"{len(index):,}".replace(",", ".")
        with closing(_plain_index(workspace)) as plain:
            floor = _p95(partial(_asked, plain), bench.runs)
    what = f"a key in the search over {size} texts, the first {_SHOWN} read and marked, p95"
    note = f"{ours * 1000:.0f} ms; at most 50 is asked."
    peer_is = "the same words asked of an FTS5 table of the same texts, all rows fetched, p95"
    yield Figure("search-key", what, ours, floor, peer_is, 3.0, runs=bench.runs, note=note)


def growth(bench: Bench) -> Iterator[Figure]:
    """Time reading all texts, listing all mijlpalen and following some of them at each scale."""
    for what, look in (
        ("all texts read to search in", _build),
        ("the list of all mijlpalen", all_mijlpalen),
        (f"the lives of {_LIVES} mijlpalen", _lives),
    ):
        yield from grown(bench, "search-growth", what, partial(_scaled, bench, look))


def _scaled(bench: Bench, look: Callable[[Workspace], object], factor: int) -> Contestant:
    store = bench.store(bench.scaled(factor))

    def run(_given: object) -> None:
        with Workspace.open(store, read_only=True) as workspace:
            look(workspace)

    return Contestant(run, clock=time.process_time)


def _build(workspace: Workspace) -> None:
    SearchIndex.build(workspace).close()


def _lives(workspace: Workspace) -> None:
    with workspace.connection() as connection:
        some = project_codes(connection)[:1]
    prefix = f"{some[0]}-M"
    for number in range(_LIVES):
        life(workspace, f"{prefix}{number % 2 + 1:02}")


def _p95(ask: Callable[[str], object], runs: int) -> float:
    """Return the seconds within which 95 of 100 keys are answered."""
    taken = []
    for _run in range(runs):
        for text in _TYPED:
            for end in range(1, len(text) + 1):
                start = time.perf_counter()
                ask(text[:end])
                taken.append(time.perf_counter() - start)
    return quantiles(taken, n=20)[-1]


def _found(workspace: Workspace, index: SearchIndex, text: str) -> None:
    query = parse_query(text, is_typing=True)
    excerpts(workspace, index.find(query).treffers[:_SHOWN], query)


def _asked(plain: sqlite3.Connection, text: str) -> None:
    words = " ".join(f'"{word}"' for word in text.split())
    query = "SELECT rowid FROM tekst WHERE tekst MATCH ?"
    plain.execute(query, (f"{words}*",)).fetchall()


def _plain_index(workspace: Workspace) -> sqlite3.Connection:
    """Make the table that the search is held against: the same texts and nothing else."""
    plain = sqlite3.connect(":memory:")
    plain.execute(
        "CREATE VIRTUAL TABLE tekst USING fts5(woorden, content='', prefix='2 3', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    moments = [each.id for each in workspace.meetmomenten()]
    with workspace.connection() as connection:
        projects, reader = project_codes(connection), TextReader(connection, moments)
        for start in range(0, len(projects), _SLICE):
            texts = reader.texts(projects[start : start + _SLICE])
            plain.executemany(
                "INSERT INTO tekst (woorden) VALUES (?)", [(each.woorden,) for each in texts]
            )
    plain.commit()
    return plain
