"""What vvdesk stores: one typed entity per noun of the administration.

Agendering: a decision or document on the government's agenda. Basiswaarde: what was handed out,
the base of a merge. Conflict: two values for one field, until somebody decides. Cluster,
Speerpunt, Thema: groupings of projects. Drempel: a threshold of a rule. Entiteit: a department or
agency. Fiche (projectfiche): what is reported on one project at one meetmoment. Financiering: its
money. Inzending: a workbook handed in. Meetmoment: a measurement date. Mijlpaal: an intended
result. Minister: a member of the government. Plan: the recovery plan. Stap: one human action.
Status: a status with its colours and rank. Toelichting: why a warning may stand. Uitvraag: what
was handed out. Overgang: how a fiche went to another state. Samenvoeging: a plan that was carried
out. Vraag: a question of the coordinator. Wijziging: one row of the audit trail.
"""

from vvdesk.model.agendering import Agendering
from vvdesk.model.base import Entity
from vvdesk.model.choices import Antwoordreden, Fase, Handeling, Keuze, Staat, Vraagstaat
from vvdesk.model.fiche import Fiche, Project
from vvdesk.model.financiering import Financiering
from vvdesk.model.inzending import (
    Basiswaarde,
    Conflict,
    Inzending,
    Samenvoeging,
    Toelichting,
    Uitvraag,
)
from vvdesk.model.meetmoment import Meetmoment
from vvdesk.model.mijlpaal import Mijlpaal
from vvdesk.model.overgang import Overgang
from vvdesk.model.plan import (
    Cluster,
    Drempel,
    Entiteit,
    Keuzewaarde,
    Minister,
    Plan,
    Speerpunt,
    Status,
    Thema,
)
from vvdesk.model.vraag import Vraag
from vvdesk.model.wijziging import Stap, Wijziging

__all__ = [
    "Agendering", "Antwoordreden", "Basiswaarde", "Cluster", "Conflict", "Drempel", "Entiteit",
    "Entity", "Fase", "Fiche", "Financiering", "Handeling", "Inzending", "Keuze", "Keuzewaarde",
    "Meetmoment", "Mijlpaal", "Minister", "Overgang", "Plan", "Project", "Samenvoeging",
    "Speerpunt", "Staat", "Stap", "Status", "Thema", "Toelichting", "Uitvraag", "Vraag",
    "Vraagstaat", "Wijziging",
]  # fmt: skip
