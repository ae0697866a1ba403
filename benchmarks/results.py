"""How the figures are shown and kept: a table on the screen, the same as Markdown, all as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.measuring import Figure

_HEADER = ("what", "ours", "peer", "ratio", "goal", "met", "the peer")
_MILLI = 1_000


def line(figure: Figure) -> str:
    """Return one figure for the screen."""
    cells = _cells(figure)
    head = f"{cells[0]:<66} {cells[1]:>10} {cells[2]:>10} {cells[3]:>9}"
    note = f"\n    {figure.note}" if figure.note else ""
    return f"{head} {cells[4]:>7} {cells[5]:<4} {cells[6]}{note}"


def heading() -> str:
    """Return what stands above the lines."""
    return f"{'what':<66} {'ours':>10} {'peer':>10} {'ratio':>9} {'goal':>7} met  the peer"


def keep(figures: Sequence[Figure], about: Mapping[str, str], folder: Path) -> None:
    """Write `latest.json` and `latest.md` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(each), "ratio": each.ratio, "met": each.met} for each in figures]
    text = json.dumps({"about": dict(about), "figures": rows}, indent=2, ensure_ascii=False)
    (folder / "latest.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / "latest.md").write_text(markdown(figures, about), encoding="utf-8")


def markdown(figures: Sequence[Figure], about: Mapping[str, str]) -> str:
    """Return the figures and the machine as a page."""
    lines = ["# Figures", "", f"| {' | '.join(_HEADER)} |", f"|{'---|' * len(_HEADER)}"]
    lines += [f"| {' | '.join(_cells(each))} |" for each in figures]
    lines += ["", *(f"- {each.what}: {each.note}" for each in figures if each.note)]
    lines += ["", "## Measured on", "", *(f"- {name}: {text}" for name, text in about.items())]
    return "\n".join([*lines, ""])


def _cells(figure: Figure) -> tuple[str, ...]:
    goal = "" if figure.goal is None else f"{'≥' if figure.faster else '≤'} {_plain(figure.goal)}"
    met = {None: "", True: "yes", False: "NO"}[figure.met]
    ours, peer = _amount(figure.ours, figure.unit), _amount(figure.peer, figure.unit)
    ratio = f"{figure.ratio:.2f} ×"
    return (figure.what, ours, peer, ratio, goal, met, f"{figure.peer_is} ({figure.runs} runs)")


def _amount(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.1f} {unit}"
    return f"{value * _MILLI:.2f} ms" if value < 1 else f"{value:.2f} s"


def _plain(goal: float) -> str:
    return f"{goal:.2f}".rstrip("0").rstrip(".")
