"""Hostile and mangled workbooks through the real reading and planning: nothing goes unsaid."""

import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.files.hostile import Kind, load_kinds, make
from tests.files.hostile_parts import Parts, pack
from tests.scenarios import resaved
from tests.scenarios.independent_look import SHEETS, Table, look
from tests.scenarios.planning import Desk, Verdict
from tests.scenarios.resaved import WRONG_CELLS, spoil_row
from tests.scenarios.silence import silences

KINDS = load_kinds()
LONGEST, MOST_MEMORY = 5.0, 500 * 2**20
FLIPS, MANY_FLIPS = 80, 20_000
TITLES = {"Projecten": 1, "Mijlpalen": 2}
"""Sheet to the text in its rows on which damage is done: a titel, not the code or the id."""
HARMLESS = {
    "meta_properties_gone": "the sheet _meta says the same",
    "str_sheet_made_visible": "nothing that was hidden is read from what is shown",
    "str_foreign_sheet": "it is empty",
    "str_chart_sheet": "it holds no cells",
    "geo_link_on_whole_sheet": "a link on a cell is no value",
}
"""What the reader notices, but no merge has to speak about."""
CASES = [
    (sheet, kind)
    for sheet in TITLES
    for kind in KINDS.values()
    if sheet == "Projecten" or kind.name.startswith(("val_", "str_", "geo_"))
]
"""Damage to the file as a whole is done once, damage to a sheet on both sheets."""
_SEED = 20210331


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A central file, the workbook that it handed out, and a reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("huis")))
        with Desk(tmp_path_factory.mktemp("bureau")) as found:
            assert not found.plan(found.good).told["warnings"]
            yield found


@pytest.fixture(scope="module")
def good(desk: Desk) -> dict[str, Table]:
    """What stands in the workbook that was handed out."""
    return look(desk.good)


def aim_at(sheet: str, patch: pytest.MonkeyPatch) -> None:
    """Let the damage be done on that sheet, and in a titel."""
    patch.setattr(Parts, "sheet", property(lambda parts: parts.sheets[sheet]))
    patch.setattr(
        Parts,
        "words",
        property(lambda parts: [c for c in parts.row if c.get("t") == "s"][TITLES[sheet]]),
    )


def judged(desk: Desk, good: dict[str, Table], path: Path) -> Verdict:
    """Plan a file; check what holds for every file, whatever is wrong with it."""
    verdict = desk.plan(path)
    assert verdict.seconds <= LONGEST
    assert desk.peak <= MOST_MEMORY
    if verdict.is_accepted:
        assert silences(good, look(path), verdict) == []
    else:
        sentence = verdict.told["message"]
        assert sentence.endswith(".")
        assert "Error" not in sentence
        assert not verdict.told["changes"]
    return verdict


def is_unchanged(verdict: Verdict, desk: Desk) -> bool:
    """Tell whether a workbook says just what was handed out."""
    reference = desk.plan(desk.good).told
    same = ("changes", "conflicts", "digest", "counters")
    return verdict.is_accepted and all(verdict.told[key] == reference[key] for key in same)


@pytest.mark.parametrize(("sheet", "kind"), CASES, ids=lambda case: getattr(case, "name", case))
def test_no_kind_of_damage_changes_a_value_silently(
    sheet: str,
    kind: Kind,
    desk: Desk,
    good: dict[str, Table],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aim_at(sheet, monkeypatch)
    path = make(kind, desk.good, tmp_path / f"{kind.name}.xlsx")
    verdict = judged(desk, good, path)
    if kind.verdict == "refused":
        assert not verdict.is_accepted
    elif kind.name in HARMLESS:
        assert is_unchanged(verdict, desk)
    elif kind.verdict == "flagged":
        assert verdict.told["warnings"] or verdict.told["changes"] or not verdict.is_accepted
    elif kind.same:
        assert is_unchanged(verdict, desk)
        assert not verdict.told["warnings"]
    else:
        assert verdict.is_accepted


@pytest.mark.parametrize("change", resaved.CHANGES, ids=lambda change: change.__name__)
def test_what_people_and_programs_do_to_a_workbook_is_no_change(
    change: Callable[[Path, Path], None], desk: Desk, good: dict[str, Table], tmp_path: Path
) -> None:
    path = tmp_path / f"{change.__name__}.xlsx"
    change(desk.good, path)
    verdict = judged(desk, good, path)
    assert is_unchanged(verdict, desk)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("wrong", WRONG_CELLS, ids=lambda wrong: f"{wrong[0]}-{wrong[1][:9]}")
def test_a_wrong_cell_in_any_column_costs_no_more_than_that_cell(
    wrong: tuple[str, str], name: str, desk: Desk, good: dict[str, Table], tmp_path: Path
) -> None:
    path = tmp_path / "fout.xlsx"
    spoil_row(desk.good, path, name, *wrong)
    verdict = judged(desk, good, path)
    assert verdict.is_accepted
    assert (
        verdict.told["counters"]["unchanged"]
        == desk.plan(desk.good).told["counters"]["unchanged"] - 1
    )


def flip(source: Path, target: Path, chance: random.Random) -> None:
    """Change one bit of one part, with a right checksum."""
    with zipfile.ZipFile(source) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    sizes = [len(data) for _, data in members]
    at = chance.choices(range(len(members)), sizes)[0]
    name, data = members[at]
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    members[at] = (name, bytes(changed))
    target.write_bytes(pack(members))


def flips(desk: Desk, good: dict[str, Table], folder: Path, seeds: range) -> None:
    """Judge flipped copies, one per seed."""
    for seed in seeds:
        path = folder / f"omgeklapt-{seed}.xlsx"
        flip(desk.good, path, random.Random(seed))
        judged(desk, good, path)
        path.unlink()


def test_a_flipped_bit_changes_nothing_silently(
    desk: Desk, good: dict[str, Table], tmp_path: Path
) -> None:
    flips(desk, good, tmp_path, range(_SEED, _SEED + FLIPS))


@pytest.mark.torture
@pytest.mark.parametrize("part", range(20))
def test_many_flipped_bits_change_nothing_silently(
    part: int, desk: Desk, good: dict[str, Table], tmp_path: Path
) -> None:
    count = MANY_FLIPS // 20
    flips(desk, good, tmp_path, range(part * count, (part + 1) * count))
