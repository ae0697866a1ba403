import pytest

from vvdesk.dictionary import fields_of
from vvdesk.manual.appendices import field_reference, rule_reference
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.paths import resources
from vvdesk.rules import PLAN_RULES, RULES


@pytest.mark.parametrize(
    ("name", "made"), [("velden.md", field_reference), ("controles.md", rule_reference)]
)
def test_the_kept_appendix_is_what_the_program_makes(name, made):
    kept = (resources() / "manual" / name).read_text(encoding="utf-8")
    assert kept == made(), "make it again: python -m vvdesk.manual.appendices"


def test_every_field_stands_in_the_appendix_once():
    text = field_reference()
    for entity in (Fiche, Financiering, Mijlpaal, Agendering):
        for field in fields_of(entity):
            assert text.count(f"| {field.about.hint} |") == 1, field.name


def test_every_rule_stands_in_the_appendix_once():
    text = rule_reference()
    for rule in (*RULES, *PLAN_RULES):
        assert text.count(f"| {rule.code} |") >= 1
