"""The rules: what is wrong, doubtful or worth a look in a fiche, and how it was explained."""

from vvdesk.rules.catalogue import PLAN_RULES, RULES, rules_named
from vvdesk.rules.completeness import Volledigheid, completeness, completeness_by_section
from vvdesk.rules.examination import examine, examine_plan
from vvdesk.rules.maatstaf import Maatstaf
from vvdesk.rules.rule import Finding, Rule, Scope, Severity
from vvdesk.rules.situation import Situatie, situaties
from vvdesk.rules.toelichtingen import Gewogen, Verantwoording, blocks_submission, weigh

__all__ = [
    "PLAN_RULES",
    "RULES",
    "Finding",
    "Gewogen",
    "Maatstaf",
    "Rule",
    "Scope",
    "Severity",
    "Situatie",
    "Verantwoording",
    "Volledigheid",
    "blocks_submission",
    "completeness",
    "completeness_by_section",
    "examine",
    "examine_plan",
    "rules_named",
    "situaties",
    "weigh",
]
