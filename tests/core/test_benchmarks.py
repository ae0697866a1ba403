import json
from pathlib import Path

import pytest

from benchmarks.__main__ import ROWS, main
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from benchmarks.ready_text import pieces_of, put_together
from benchmarks.results import markdown


def test_a_quick_row_is_printed_and_kept_with_its_ratio(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["--quick", "--only", "load", "--folder", str(tmp_path)]) == 0
    kept = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    [figure] = kept["figures"]
    assert figure["ratio"] == pytest.approx(figure["ours"] / figure["peer"])
    assert "load 12 fiches" in capsys.readouterr().out
    assert "load 12 fiches" in (tmp_path / "latest.md").read_text(encoding="utf-8")
    assert {"machine", "disk", "python", "sqlite"} <= kept["about"].keys()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest.json", "latest.md"]


def test_an_unknown_row_is_refused_by_name(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--only", "onbestaand"])
    said = capsys.readouterr().err
    assert all(name in said for name in ("onbestaand", *ROWS))


def test_a_goal_is_a_maximum_unless_it_says_how_many_times_faster():
    slower = Figure("x", "x", ours=3.0, peer=2.0, peer_is="y", goal=1.2)
    faster = Figure("x", "x", ours=1.0, peer=33.0, peer_is="y", goal=10.0, faster=True)
    without = Figure("x", "x", ours=1.0, peer=1.0, peer_is="y", goal=None)
    assert (slower.ratio, slower.met) == (1.5, False)
    assert (faster.ratio, faster.met) == (33.0, True)
    assert without.met is None
    page = markdown([slower, faster], {"machine": "een toestel"})
    assert "1.50 ×" in page
    assert "≥ 10" in page
    assert "een toestel" in page


def test_contestants_take_turns_after_one_round_that_does_not_count():
    order: list[str] = []
    ours = Contestant(lambda given: order.append(f"ours {given}"), lambda: len(order))
    peer = Contestant(lambda _given: order.append("peer"))
    assert len(in_turn(ours, peer, runs=2)) == 2
    assert order == ["ours 0", "peer", "ours 2", "peer", "ours 4", "peer"]


def test_the_rows_about_the_window_start_it_in_a_process_of_its_own(tmp_path: Path):
    asked = [
        "--quick",
        "--only",
        "window-start",
        "--only",
        "window-open",
        "--folder",
        str(tmp_path),
    ]
    assert main(asked) == 0
    kept = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    assert [figure["row"] for figure in kept["figures"]] == ["window-start", "window-open"]
    assert all(figure["ratio"] > 1 for figure in kept["figures"])


def test_a_row_about_publications_holds_them_against_plain_writing(tmp_path: Path):
    asked = ["--quick", "--scale", "1", "--only", "opendata", "--folder", str(tmp_path)]
    assert main(asked) == 0
    kept = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    [figure] = kept["figures"]
    assert figure["row"] == "opendata"
    assert figure["ours"] > figure["peer"] > 0


def test_rows_about_the_momentopname_hold_it_against_hashing_and_opening(tmp_path: Path):
    asked = ["--quick", "--scale", "1", "--folder", str(tmp_path)]
    for name in ("seal", "verify", "open-sealed"):
        asked += ["--only", name]
    assert main(asked) == 0
    kept = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    rows = [figure["row"] for figure in kept["figures"]]
    assert rows == [*["seal"] * 2, *["seal-memory"] * 2, *["verify"] * 4, "open-sealed"]
    assert all(figure["ratio"] > 0 for figure in kept["figures"])


def test_growth_is_held_against_the_scale_before(tmp_path: Path):
    def job(factor: int) -> Contestant:
        clock = iter(range(0, 100 * factor, factor))
        return Contestant(lambda _given: None, clock=lambda: float(next(clock)))

    bench = Bench(tmp_path, quick=True, scales=(1, 10, 100))
    figures = list(grown(bench, "x", "iets doen", job))
    assert [figure.what for figure in figures] == ["iets doen: ×1 to ×10", "iets doen: ×10 to ×100"]
    assert all(figure.ratio == 1.0 and figure.met for figure in figures)


def test_a_page_from_ready_strings_is_the_same_page(tmp_path: Path):
    page = '<p class="a">Eén &amp; twee<br>&lt;drie&gt;</p>\n'
    pieces = pieces_of(page)
    assert "Eén & twee" in [text for _, text in pieces]
    put_together(pieces, tmp_path / "x.html")
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == page
