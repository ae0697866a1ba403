"""Every rule there is: what applies is decided here, by name, and nowhere else."""

from vvdesk.rules import financiering, historiek, mijlpaal, project
from vvdesk.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *project.RULES,
    *mijlpaal.RULES,
    *historiek.RULES,
    *financiering.RULES,
)
"""The rules on one fiche, in the order of their codes' families; every code once."""

PLAN_RULES: tuple[Rule, ...] = (*project.PLAN_RULES, *financiering.PLAN_RULES)
"""The rules over the whole plan; each shares its code with a rule on one fiche."""


def rules_named(code: str) -> tuple[Rule, ...]:
    """Return the rules with this code, that on one fiche first; empty when there is none."""
    return tuple(each for each in (*RULES, *PLAN_RULES) if each.code == code)
