"""The sample data: formed as the published report, in words of its own, with edits that fit."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from vvdesk import paths
from vvdesk.content import parse_path
from vvdesk.plan import PlanFile, load_plan

SAMPLE = paths.resources() / "voorbeeld"
REPORT = SAMPLE / "april-2021.txt"
SEPTEMBER = SAMPLE / "september-2021"
PROJECTS = ["VV015", "VV016", "VV017", "VV018", "VV019", "VV112", "VV176", "VV177", "VV178"]
MIJLPALEN = [4, 3, 3, 9, 4, 3, 2, 1, 3]
LINES_OF_EUROS = re.compile(
    r"^(Beleidsruimte \(begroot\)|Uitvoering VAK|Uitvoering VEK)\t(.*) EUR$", re.MULTILINE
)
DATED_ROW = re.compile(
    r"^(?P<title>[^\t]+)\t(?P<day>\d\d/\d\d/\d{4})\t(?P<status>[^\t]+)\t", re.MULTILINE
)
PROSE = re.compile(r"[^.!?\n\t]{40,}[.!?]")


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return load_plan("vlaamse-veerkracht")


@pytest.fixture(scope="module")
def blocks() -> dict[str, str]:
    """The text of each project, by code."""
    _front, *rest = re.split(
        r"^(VV\d{3}) - [^\t\n]*$", REPORT.read_text("utf-8"), flags=re.MULTILINE
    )
    return dict(zip(rest[::2], rest[1::2], strict=True))


def edits(name: str) -> list[dict[str, str]]:
    lines = (SEPTEMBER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def day(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def amount(text: str) -> int:
    return int(re.sub(r"[. ]|EUR", "", text))


def test_the_report_has_nine_projects_with_their_mijlpalen(blocks: dict[str, str]) -> None:
    assert list(blocks) == PROJECTS
    assert [len(DATED_ROW.findall(text)) for text in blocks.values()] == MIJLPALEN


def test_the_report_adds_up_to_the_published_amounts(blocks: dict[str, str]) -> None:
    sums = dict.fromkeys(("Beleidsruimte (begroot)", "Uitvoering VAK", "Uitvoering VEK"), 0)
    for label, text in LINES_OF_EUROS.findall("".join(blocks.values())):
        sums[label] += amount(text)

    assert list(sums.values()) == [1_054_000_000, 4_000_000, 1_000_000]


def test_the_report_keeps_the_traps_of_a_published_text(blocks: dict[str, str]) -> None:
    assert "Op\t\n" in blocks["VV019"]
    assert "\t\tschema\t" in blocks["VV019"]
    assert "---\t--\t--\t--" in blocks["VV017"]
    assert blocks["VV018"].count("\nPROJECTOMSCHRIJVING\n") == 2
    assert re.search(r"betreffende\]\(#\)\n\nAGENDERING VLAAMSE REGERING\n\n\[de ", blocks["VV176"])
    assert "**bemiddelingscapaciteit**" in blocks["VV016"]
    assert "<p>" in blocks["VV015"]
    assert "Webpagina" not in blocks["VV017"]


def test_names_in_the_report_are_names_of_the_plan(blocks: dict[str, str], plan: PlanFile) -> None:
    data = plan.valid_at(date(2021, 3, 31))
    known = {
        "Bevoegde minister(s)": data.minister,
        "Trekkende entiteit VO": data.entiteit,
        "Cluster Relanceplan": data.cluster,
        "Speerpunt Relanceplan": data.speerpunt,
        "Projectstatus": data.status,
    }
    found = {name: set[str | None]() for name in known}
    for label, choices in known.items():
        for value in re.findall(
            rf"^{re.escape(label)}(?:\t|\n\n)(.+)$", "".join(blocks.values()), re.MULTILINE
        ):
            found[label].add(choices.key_for(value))

    assert {label: len(keys) for label, keys in found.items()} == {
        "Bevoegde minister(s)": 3,
        "Trekkende entiteit VO": 3,
        "Cluster Relanceplan": 4,
        "Speerpunt Relanceplan": 1,
        "Projectstatus": 2,
    }
    assert not any(None in keys for keys in found.values())


def test_no_sentence_of_the_published_report_stands_in_the_sample(seeds: Path) -> None:
    published = (seeds / "voortgangsrapport-april-2021-speerpunt-04.txt").read_text("utf-8")
    facts = re.compile(r"\[[^\]]*\]\(#\)|^[^\t\n]*\t\d\d/\d\d/\d{4}\t|^.*\.{5}\t\d+$", re.MULTILINE)
    sentences = {found.strip().casefold() for found in PROSE.findall(facts.sub("", published))}
    texts = [path.read_text("utf-8").casefold() for path in SAMPLE.rglob("*") if path.is_file()]

    assert len(sentences) > 50
    assert not [x for x in sentences if any(x in text for text in texts)]


def test_every_entiteit_of_the_report_has_edits_of_its_own(plan: PlanFile) -> None:
    entiteit = plan.valid_at(date(2021, 8, 31)).entiteit
    names = {path.stem for path in SEPTEMBER.glob("*.jsonl")} - {"centraal"}

    assert names == {
        "departement-cultuur-jeugd-en-media",
        "departement-onderwijs-en-vorming",
        "departement-werk-en-sociale-economie",
    }
    assert all(name in entiteit for name in names)
    assert all(len(edits(name)) >= 25 for name in names)
    projects = [{edit["project"] for edit in edits(name)} for name in names]
    assert sum(len(part) for part in projects) == len(set[str]().union(*projects))
    assert set[str]().union(*projects) == set(PROJECTS)


def test_every_edit_is_whole_and_points_to_something_that_exists(plan: PlanFile) -> None:
    data = plan.valid_at(date(2021, 8, 31))
    counts = dict(zip(PROJECTS, MIJLPALEN, strict=True))
    for path in SEPTEMBER.glob("*.jsonl"):
        for edit in edits(path.stem):
            assert list(edit) == ["project", "field", "value", "reason"]
            assert edit["value"]
            if match := re.fullmatch(r"mijlpalen\.(VV\d{3})-M(\d\d)\.(\w+)", edit["field"]):
                assert match[1] == edit["project"]
                assert 1 <= int(match[2]) <= counts[match[1]]
            if edit["field"].endswith(".status"):
                assert edit["value"] in data.mijlpaalstatus.labels()
            if edit["field"] == "projectstatus":
                assert edit["value"] in data.status.labels()


def test_every_value_can_be_read_by_its_field(plan: PlanFile) -> None:
    data = plan.valid_at(date(2021, 8, 31))
    lists = {
        "projectstatus": data.status,
        "mijlpaalstatus": data.mijlpaalstatus,
        "thema": data.thema,
    }
    for path in SEPTEMBER.glob("*.jsonl"):
        for edit in edits(path.stem):
            kind = parse_path(edit["field"]).field.kind
            assert kind.read(edit["value"], lists) == kind.typed(edit["value"], lists)


def test_the_edits_show_history(plan: PlanFile) -> None:
    peildatum = plan.meetmoment("september 2021")
    assert peildatum is not None
    fields: dict[str, str] = {}
    for path in SEPTEMBER.glob("departement-*.jsonl"):
        for edit in edits(path.stem):
            assert (
                fields.setdefault(f"{edit['project']} {edit['field']}", edit["value"])
                == edit["value"]
            )

    slipped = [name for name in fields if name.endswith(".timing")]
    realised = [day(value) for name, value in fields.items() if name.endswith(".realisatiedatum")]
    shifts = [amount(value) for name, value in fields.items() if name.endswith(".verschuiving")]
    assert len(slipped) == 5
    assert all(name.replace(".timing", ".reden") in fields for name in slipped)
    assert len(realised) == sum(value == "Gerealiseerd" for value in fields.values()) == 5
    assert max(realised) <= peildatum.peildatum
    assert len(shifts) == 4
    assert sum(shifts) == 0


def test_the_money_stays_within_its_bounds(blocks: dict[str, str]) -> None:
    for path in SEPTEMBER.glob("departement-*.jsonl"):
        money = {
            code: [amount(text) for _x, text in LINES_OF_EUROS.findall(blocks[code])]
            for code in PROJECTS
        }
        before = {code: list(amounts) for code, amounts in money.items()}
        shifted = dict.fromkeys(PROJECTS, 0)
        for edit in edits(path.stem):
            part = edit["field"].removeprefix("financiering.")
            if part in ("beleidsruimte", "vak", "vek"):
                money[edit["project"]][("beleidsruimte", "vak", "vek").index(part)] = amount(
                    edit["value"]
                )
            elif part == "verschuiving":
                shifted[edit["project"]] = amount(edit["value"])
        for code, (beleidsruimte, vak, vek) in money.items():
            assert vek <= vak <= max(beleidsruimte, 0)
            assert (before[code][1], before[code][2]) <= (vak, vek)
            assert beleidsruimte - before[code][0] == shifted[code]


def test_exactly_one_central_edit_conflicts() -> None:
    submitted = {
        (edit["project"], edit["field"]): edit["value"]
        for path in SEPTEMBER.glob("departement-*.jsonl")
        for edit in edits(path.stem)
    }
    both = [edit for edit in edits("centraal") if (edit["project"], edit["field"]) in submitted]
    differing = [x for x in both if submitted[x["project"], x["field"]] != x["value"]]

    assert len(both) == 2
    assert [(edit["project"], edit["field"]) for edit in differing] == [
        ("VV018", "financiering.vak")
    ]
