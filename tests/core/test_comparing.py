"""What a page that compares shows: in the order of the report, in the words of each meetmoment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from compare_sample import NOW, SAME, THEN
from stores import fiche, mijlpaal

from vvdesk.choices import Choices
from vvdesk.compare.changes import Soort
from vvdesk.compare.shortening import condensed
from vvdesk.compare.wording import Part, Segment
from vvdesk.comparing import (
    CONFIRMED,
    Compared,
    Comparer,
    Group,
    count_differences,
    text_differences,
)
from vvdesk.content import Inhoud
from vvdesk.dictionary import Sectie
from vvdesk.rules import Finding, Gewogen, Severity, Verantwoording

M01 = "VV015-M01"


def groups(old: Inhoud, new: Inhoud, *findings: Gewogen) -> list[Group]:
    return Comparer({}, {}).groups(old, new, findings)


def changed(found: list[Group]) -> dict[str, Compared]:
    return {item.path: item for group in found for item in group.items if item.is_changed}


def only(old: Inhoud, new: Inhoud) -> Compared:
    (item,) = changed(groups(old, new)).values()
    return item


def with_mijlpaal(**values) -> Inhoud:
    made = fiche("VV015", mijlpalen=0)
    made.tables["mijlpalen"][M01] = mijlpaal(M01, 1, **values)
    return made


def finding(code: str, path: str, *fields: str, tekst: str | None = None) -> Gewogen:
    found = Finding(code, Severity.AANDACHTSPUNT, "Kijk na.", "VV015", path, fields)
    return Gewogen(found, Verantwoording.VRIJBLIJVEND, tekst)


def test_groups_stand_in_the_order_of_the_report() -> None:
    found = groups(fiche(), fiche())
    order = list(Sectie)
    places = [order.index(each.section) for each in found]
    assert places == sorted(places)
    assert {each.title for each in found} >= {"", "Mijlpaal VV015-M01", "Agendering VV015-A01"}
    assert count_differences(found) == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "measure"),
    [
        ("financiering__vak", 4_000_000, 5_000_000, "+1.000.000 EUR (+25,0 %)"),
        ("financiering__vak", 0, 12_500_000, "+12.500.000 EUR"),
        ("financiering__vek", 1_000, 500, "−500 EUR (−50,0 %)"),
        ("financiering__vak", None, 5, "ingevuld"),
        ("financiering__vak", None, 0, "ingevuld"),
        ("financiering__vak", 0, None, "leeggemaakt"),
        ("financiering__vak", 5, None, "leeggemaakt"),
        ("streefdatum", date(2021, 12, 31), date(2022, 6, 30), "6 maanden later"),
        ("streefdatum", date(2021, 12, 31), None, "leeggemaakt"),
        ("projectstatus", "opgestart", "gerealiseerd", ""),
        ("ministers", ("Ann", "Bea"), ("Bea", "Cas"), "erbij: Cas; weg: Ann"),
        ("ministers", ("Ann", "Bea"), ("Bea", "Ann"), "andere volgorde"),
    ],
)
def test_a_change_is_measured_in_words(name: str, old, new, measure: str) -> None:
    assert only(fiche(**{name: old}), fiche(**{name: new})).measure == measure


def test_a_choice_is_called_as_it_was_called_at_the_time() -> None:
    then, now = (
        Choices("projectstatus", (("opgestart", label), ("klaar", "Klaar")))
        for label in ("Opgestart", "In uitvoering")
    )
    comparer = Comparer({"projectstatus": then}, {"projectstatus": now})
    found = comparer.groups(fiche(), fiche(projectstatus="klaar"))
    item = changed(found)["projectstatus"]
    assert (item.old_text, item.new_text) == ("Opgestart", "Klaar")
    assert item.is_status
    assert not item.is_text


def test_rows_that_came_and_went_are_one_difference_each() -> None:
    old, new = fiche(mijlpalen=2), fiche(mijlpalen=1)
    new.tables["mijlpalen"]["VV015-M03"] = mijlpaal("VV015-M03", 3, titel="Elk kind\nonline")
    found = [each for each in groups(old, new) if each.is_whole]
    assert [(each.path, each.soort, each.subtitle) for each in found] == [
        ("mijlpalen.VV015-M03", Soort.TOEGEVOEGD, "Elk kind online"),
        ("mijlpalen.VV015-M02", Soort.WEGGEVALLEN, "Stap 2"),
    ]
    assert [each.label for each in found[0].items] == [
        "Beoogde realisaties", "Geplande timing", "Status",
    ]  # fmt: skip
    assert count_differences(groups(old, new)) == 2


def test_a_slipped_mijlpaal_asks_its_reason_at_the_day() -> None:
    old = with_mijlpaal(streefwaarde=Decimal(10))
    new = with_mijlpaal(
        streefwaarde=Decimal(8), timing=date(2024, 6, 30), reden="De levering liep uit."
    )
    found = changed(groups(old, new))
    timing = found[f"mijlpalen.{M01}.timing"]
    assert (timing.reason, timing.reason_text) == (
        f"mijlpalen.{M01}.reden", "De levering liep uit.",
    )  # fmt: skip
    assert not found[f"mijlpalen.{M01}.streefwaarde"].reason
    assert f"mijlpalen.{M01}.reden" not in found


def test_another_status_alone_asks_no_reason() -> None:
    found = changed(groups(with_mijlpaal(), with_mijlpaal(status="gerealiseerd", reden="Zo.")))
    assert set(found) == {f"mijlpalen.{M01}.status", f"mijlpalen.{M01}.reden"}
    assert not any(each.reason for each in found.values())


def test_a_reason_is_a_difference_as_any_where_none_is_asked() -> None:
    comparer = Comparer({}, {}, asks_reasons=False)
    new = with_mijlpaal(timing=date(2024, 6, 30), reden="Zo.")
    found = changed(comparer.groups(with_mijlpaal(), new))
    assert set(found) == {f"mijlpalen.{M01}.timing", f"mijlpalen.{M01}.reden"}


def test_a_text_that_stayed_the_same_can_be_confirmed_where_a_rule_points_at_it() -> None:
    same = fiche(voortgang=SAME)
    told = finding("VV-PRJ-07", "voortgang", "voortgang", "vorige:voortgang", tekst=CONFIRMED)
    found = groups(same, same, told, finding("VV-PRJ-01", "titel", "titel"))
    (item,) = (item for group in found for item in group.items if item.needs_a_look)
    assert item.to_confirm == told
    assert replace(item, findings=()).to_confirm is None
    assert replace(item, is_changed=True).to_confirm is None


def test_a_finding_on_a_row_that_went_stands_at_the_row() -> None:
    told = finding("VV-HIS-01", "mijlpalen.VV015-M02", "vorige:mijlpalen")
    found = groups(fiche(mijlpalen=2), fiche(mijlpalen=1), told)
    assert [each.path for each in found if each.findings] == ["mijlpalen.VV015-M02"]


def test_rich_texts_are_compared_by_their_words() -> None:
    item = only(fiche(omschrijving=THEN), fiche(omschrijving=NOW))
    parts = [each for each in text_differences(item) if each.part is not Part.EQUAL]
    assert parts == [
        Segment(Part.DELETED, "worden verder "),
        Segment(Part.INSERTED, "zijn sinds mei "),
    ]


def test_plain_texts_are_compared_by_their_words_and_may_be_empty() -> None:
    item = only(fiche(), fiche(oorzaak="De levering <b> liep uit."))
    assert text_differences(item) == [Segment(Part.INSERTED, "De levering <b> liep uit.")]


def test_long_stretches_that_stayed_are_cut_to_their_ends() -> None:
    long = Segment(Part.EQUAL, " ".join(f"woord{number}" for number in range(100)))
    came = Segment(Part.INSERTED, "nieuw")
    first, _came, middle, _again, last = condensed([long, came, long, came, long], around=20)
    assert first.text == " … woord98 woord99"
    assert middle.text == "woord0 woord1 … woord98 woord99"
    assert last.text == "woord0 woord1 … "


def test_short_or_equal_texts_are_shown_whole() -> None:
    short = [Segment(Part.EQUAL, "kort "), Segment(Part.DELETED, "x" * 500)]
    assert condensed(short) == short
    equal = [Segment(Part.EQUAL, "lang " * 200)]
    assert condensed(equal) == equal


def test_after_so_many_characters_the_rest_is_left_out() -> None:
    pieces = [Segment(part, "x" * 50) for part in (Part.DELETED, Part.INSERTED) * 5]
    *whole, cut = condensed(pieces, longest=120)
    assert whole == pieces[:2]
    assert cut == Segment(Part.DELETED, f"{'x' * 20} … ")
