"""Reference data of a plan: read from a file a coordinator can edit, valid on a given day."""

from vvdesk.plan.entries import (
    Colours,
    Drempel,
    Entiteit,
    Keuze,
    Label,
    Lot,
    Meetmomentdatum,
    Mijlpaalstatus,
    Minister,
    Period,
    Projectcodes,
    Projectstatus,
    Rubriek,
    Woordenlijst,
)
from vvdesk.plan.plan_file import PlanFile, load_plan, plan_names
from vvdesk.plan.reference_data import ReferenceData

__all__ = [
    "Colours",
    "Drempel",
    "Entiteit",
    "Keuze",
    "Label",
    "Lot",
    "Meetmomentdatum",
    "Mijlpaalstatus",
    "Minister",
    "Period",
    "PlanFile",
    "Projectcodes",
    "Projectstatus",
    "ReferenceData",
    "Rubriek",
    "Woordenlijst",
    "load_plan",
    "plan_names",
]
