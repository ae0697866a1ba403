import pytest

from vvdesk.choices import Choices
from vvdesk.content import SINGLE, TABLES
from vvdesk.dictionary import Sectie, fields_of
from vvdesk.errors import Misused
from vvdesk.field_help import all_rules, field_help, field_paths
from vvdesk.rules import Severity

EVERY_PATH = [path for _section, path, _label in field_paths()]


def test_every_field_is_listed_once_and_by_section():
    fields = [field for entity in (*SINGLE, *TABLES) for field in fields_of(_entity(entity))]
    assert len(EVERY_PATH) == len(set(EVERY_PATH)) == len(fields)
    sections = [section for section, _path, _label in field_paths()]
    assert list(dict.fromkeys(sections)) == [each for each in Sectie if each in sections]


def _entity(name):
    return {**SINGLE, **TABLES}[name]


@pytest.mark.parametrize("path", EVERY_PATH)
def test_every_field_has_help_in_whole_sentences(path):
    told = field_help(path)
    for sentence in (told.hint, told.required, told.kind, told.excel, told.report):
        assert sentence.endswith((".", "?"))
    assert told.label
    assert told.sectie
    assert all(each.becomes for each in told.examples)


def test_what_may_be_typed_is_shown_with_what_becomes_of_it():
    told = field_help("financiering.vak")
    assert ("375 mio", "375.000.000 EUR") in [(each.typed, each.becomes) for each in told.examples]
    assert told.refused.startswith('"12,50" is geen bedrag')


def test_a_plain_text_needs_no_examples_and_refuses_nothing():
    told = field_help("titel")
    assert (told.examples, told.refused) == ((), "")


def test_help_lists_the_choices_where_they_are_known():
    lists = {"projectstatus": Choices("projectstatus", (("a", "Opgestart"), ("b", "Klaar")))}
    assert field_help("projectstatus", lists).choices == ("Opgestart", "Klaar")
    assert field_help("projectstatus").choices == ()
    assert field_help("titel", lists).choices == ()


def test_help_names_the_rules_that_look_at_a_field_of_a_row():
    told = field_help("mijlpalen.VV015-M01.timing")
    assert "VV-MIJ-02" in [each.code for each in told.rules]
    assert "VV-PRJ-06" in [each.code for each in told.rules]
    assert Severity.FOUT in [each.severity for each in told.rules]


def test_a_rule_on_agenderingen_is_not_told_at_a_mijlpaal_or_fiche():
    assert "VV-PRJ-08" in [each.code for each in field_help("agenderingen.VV015-A01.titel").rules]
    for path in ("titel", "mijlpalen.VV015-M01.titel"):
        assert "VV-PRJ-08" not in [each.code for each in field_help(path).rules]


def test_help_tells_where_a_field_ends_up():
    assert 'blad "Mijlpalen"' in field_help("mijlpalen.VV015-M01.status").excel
    assert 'kolom "Status"' in field_help("mijlpalen.VV015-M01.status").report
    assert 'regel "Uitvoering VAK"' in field_help("financiering.vak").report
    assert "niet in de gedrukte fiche" in field_help("themas").report
    assert "als link" in field_help("agenderingen.VV015-A01.url").report
    assert "Opmaak blijft" in field_help("omschrijving").excel


def test_every_rule_is_listed_in_the_order_of_codes():
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(codes)
    assert len(codes) > 25


def test_an_unknown_field_is_refused_by_name():
    with pytest.raises(Misused, match="geen veld"):
        field_help("kleur")
