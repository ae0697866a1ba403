import re
from collections import Counter

import pytest
from sqlalchemy import select
from stores import ACTOR, new_store

from vvdesk import richtext
from vvdesk.content import read_contents
from vvdesk.errors import ReadOnly, Refused
from vvdesk.importing import import_report
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Wijziging
from vvdesk.paths import resources
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.versions import versions
from vvdesk.store.workspace import Workspace
from vvdesk.validation import validate_store

REPORT = "voortgangsrapport-april-2021-speerpunt-04.txt"
SAMPLE = resources() / "voorbeeld" / "april-2021.txt"
CODES = ["VV015", "VV016", "VV017", "VV018", "VV019", "VV112", "VV176", "VV177", "VV178"]


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(new_store(tmp_path / "a.vvd")) as opened:
        yield opened


def contents(workspace):
    with workspace.connection() as connection:
        return read_contents(connection, 1)


def check_golden_figures(workspace):
    """Compare with the figures of DOMAIN.md, Golden figures."""
    found = contents(workspace)
    assert list(found) == CODES
    counts = [len(inhoud.tables["mijlpalen"]) for inhoud in found.values()]
    assert counts == [4, 3, 3, 9, 4, 3, 2, 1, 3]
    assert [len(each.tables["agenderingen"]) for each in found.values()] == [
        4,
        3,
        4,
        4,
        2,
        2,
        3,
        0,
        0,
    ]
    statuses = Counter(
        row.values["status"] for each in found.values() for row in each.tables["mijlpalen"].values()
    )
    assert statuses == {"op_schema": 31, "nog_niet_gestart": 1}
    projects = Counter(inhoud.values["projectstatus"] for inhoud in found.values())
    assert projects == {"na_agendering": 7, "opgestart": 2}
    sums = [
        sum(inhoud.values[f"financiering.{name}"] for inhoud in found.values())
        for name in ("beleidsruimte", "vak", "vek")
    ]
    assert sums == [1_054_000_000, 4_000_000, 1_000_000]
    assert len({name for each in found.values() for name in each.values["ministers"]}) == 3
    assert len({inhoud.values["trekkende_entiteit"] for inhoud in found.values()}) == 3
    assert len({inhoud.values["cluster"] for inhoud in found.values()}) == 4
    assert {inhoud.values["speerpunt"] for inhoud in found.values()} == {"04"}


def check_no_markup(workspace):
    for inhoud in contents(workspace).values():
        for path, value in inhoud.paths():
            if path in {"omschrijving", "voortgang"}:
                assert richtext.is_canonical(value)
                value = richtext.to_plain(value)  # noqa: PLW2901 - the visible text is what counts
            if isinstance(value, str):
                assert not re.search(r"<\w|\*\*|\]\(|&\w+;", value), (inhoud.project, path)


def check_expected_findings(workspace):
    """Compare with the expectation under the rule table of DOMAIN.md."""
    found = [each.finding for each in validate_store(workspace)]
    by_code = {
        code: [each for each in found if each.code == code] for code in {f.code for f in found}
    }
    assert set(by_code) == {"VV-MIJ-06", "VV-MIJ-07", "VV-MIJ-08", "VV-FIN-04"}
    assert "fout" not in {each.severity.value for each in found}
    assert [each.project for each in by_code["VV-MIJ-08"]] == [
        "VV015",
        "VV017",
        "VV019",
        "VV112",
        "VV178",
    ]
    assert len({each.path for each in by_code["VV-MIJ-06"]}) == 32
    assert [each.project for each in by_code["VV-FIN-04"]] == [
        code for code in CODES if code != "VV176"
    ]


def test_the_published_report_becomes_nine_complete_fiches(workspace, seeds):
    outcome = import_report(workspace, seeds / REPORT, ACTOR)
    assert outcome.problems == ()
    assert list(outcome.added) == CODES
    check_golden_figures(workspace)
    check_no_markup(workspace)
    check_expected_findings(workspace)


def test_every_word_of_the_published_report_is_in_the_store(workspace, seeds):
    import_report(workspace, seeds / REPORT, ACTOR)
    text = (seeds / REPORT).read_text(encoding="utf-8")
    body = text[text.index("BETROKKENEN") : text.rindex("DEPARTEMENT\nKANSELARIJ") - 2]
    stored = Counter(
        word
        for inhoud in contents(workspace).values()
        for path, value in inhoud.paths()
        for word in _words(_visible(path, value))
    )
    labels = Counter(_words(" ".join(line for line in body.splitlines() if line.isupper())))
    missing = Counter(_words(_without_labels(body))) - stored - labels
    assert not missing


def _visible(path, value):
    if value is None:
        return ""
    if path in {"omschrijving", "voortgang"}:
        return richtext.to_plain(value)
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _without_labels(body):
    labels = (
        "Bevoegde minister(s)",
        "Trekkende entiteit VO",
        "Betrokken entiteit(en) VO",
        "Projectstatus",
        "Webpagina trekkende entiteit m.b.t. project",
        "Belanghebbenden",
        "Cluster Relanceplan",
        "Speerpunt Relanceplan",
        "Beschrijving voortgang",
        "Beleidsruimte (begroot)",
        "Uitvoering VAK",
        "Uitvoering VEK",
        "Opgestart na agendering VR",
        "Opgestart\n",
        "Op schema",
        "schema",
        "\tOp\t",
        "Nog niet gestart",
        "EUR",
        "#",
    )
    body = re.sub(
        r"^(VV\d{3} - |(Cluster|Speerpunt) Relanceplan\t).*$", "", body, flags=re.MULTILINE
    )
    for label in labels:
        body = body.replace(label, " ")
    body = re.sub(r"</?p>", " ", body)
    body = re.sub(r"\b\d\d/\d\d/\d{4}(?=\t)", " ", body)
    body = re.sub(r"\b\d{1,3}(\.\d{3})+|\b0\b", " ", body)
    return re.sub(r"^\d\d?\. (?=[A-Z])", "", body.replace("\t", " "), flags=re.MULTILINE)


def _words(text):
    return re.findall(r"[^\W\d_]{2,}", text)


def test_the_sample_report_has_the_same_figures_and_traps(workspace):
    assert import_report(workspace, SAMPLE, ACTOR).problems == ()
    check_golden_figures(workspace)
    check_no_markup(workspace)


def test_the_same_report_again_changes_nothing(workspace):
    import_report(workspace, SAMPLE, ACTOR)
    before = contents(workspace)
    again = import_report(workspace, SAMPLE, ACTOR)
    assert list(again.unchanged) == CODES
    assert contents(workspace) == before


def test_every_value_tells_its_file_and_line(workspace):
    import_report(workspace, SAMPLE, ACTOR)
    with workspace.session() as session:
        rows = session.scalars(select(Wijziging).where(Wijziging.project_code == "VV176")).all()
    assert rows
    assert all('"bestand":"april-2021.txt"' in row.herkomst for row in rows)
    assert all(re.search(r'"cel":"regel \d+"', row.herkomst) for row in rows)


def test_a_version_is_kept_before_an_import(workspace):
    import_report(workspace, SAMPLE, ACTOR)
    import_report(workspace, SAMPLE, ACTOR)
    assert "import" in [version.reason for version in versions(workspace.path)]


def test_a_corrected_report_brings_the_fiches_along(workspace, tmp_path):
    import_report(workspace, SAMPLE, ACTOR)
    text = SAMPLE.read_text(encoding="utf-8").replace("4.000.000 EUR", "4.500.000 EUR")
    corrected = tmp_path / "verbeterd.txt"
    corrected.write_text(text, encoding="utf-8")
    outcome = import_report(workspace, corrected, ACTOR)
    assert outcome.changed == ("VV176",)
    assert contents(workspace)["VV176"].values["financiering.vak"] == 4_500_000
    assert len(contents(workspace)["VV176"].tables["mijlpalen"]) == 2


def test_names_that_the_plan_lacks_come_from_the_report(workspace, tmp_path):
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("20. Voorsprongfonds Hoger Onderwijs", "36. Proefcluster")
    text = text.replace("Departement Cultuur, Jeugd en Media", "Agentschap Proefnemingen")
    report = tmp_path / "anders.txt"
    report.write_text(text, encoding="utf-8")
    import_report(workspace, report, ACTOR)
    found = contents(workspace)
    with workspace.connection() as connection:
        lists = read_referentie(connection, 1).lists
    assert found["VV112"].values["cluster"] == "36"
    assert lists["cluster"].label("36") == "36. Proefcluster"
    assert found["VV178"].values["trekkende_entiteit"] == "Agentschap Proefnemingen"


def test_a_status_that_does_not_exist_is_reported_with_its_line(workspace, tmp_path):
    lines = SAMPLE.read_text(encoding="utf-8").replace("Nog niet gestart", "Vertraagd").split("\n")
    report = tmp_path / "status.txt"
    report.write_text("\n".join(lines), encoding="utf-8")
    problems = import_report(workspace, report, ACTOR).problems
    assert [problem.found for problem in problems] == ["Vertraagd"]
    assert "Kies uit:" in problems[0].explanation
    near = lines[problems[0].line - 2 : problems[0].line + 2]
    assert any("Vertraagd" in line for line in near)


@pytest.mark.parametrize("content", [b"", b"hallo", b"\xff\xfe\x00", "één regel".encode("cp1252")])
def test_a_text_that_is_no_report_is_refused_and_changes_nothing(workspace, tmp_path, content):
    report = tmp_path / "x.txt"
    report.write_bytes(content)
    with pytest.raises(Refused):
        import_report(workspace, report, ACTOR)
    assert contents(workspace) == {}


def test_a_report_of_another_meetmoment_is_refused(workspace, tmp_path):
    text = SAMPLE.read_text(encoding="utf-8").replace("april 2021", "september 2023")
    report = tmp_path / "x.txt"
    report.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="september 2023"):
        import_report(workspace, report, ACTOR)


def test_a_closed_meetmoment_takes_no_report(workspace):
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly):
        import_report(workspace, SAMPLE, ACTOR)


def test_a_cancelled_import_leaves_nothing(workspace):
    def stop(done, *_):
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_report(workspace, SAMPLE, ACTOR, stop)
    assert contents(workspace) == {}
