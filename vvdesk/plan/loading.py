"""From a plan file to the reference rows of one meetmoment."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from vvdesk.model import (
    Cluster,
    Drempel,
    Entiteit,
    Keuzewaarde,
    Minister,
    Speerpunt,
    Status,
    Thema,
)
from vvdesk.plan.entries import Mijlpaalstatus, Projectstatus
from vvdesk.plan.plan_file import PlanFile
from vvdesk.plan.reference_data import ReferenceData

Rows: TypeAlias = list[dict[str, Any]]

REFERENCE: tuple[type[Any], ...] = (
    Speerpunt, Cluster, Entiteit, Minister, Thema, Status, Keuzewaarde, Drempel,
)  # fmt: skip
"""Every entity that holds reference data, in the order of writing."""
_FLAGS = ("open", "groen", "gestart", "vraagt_verklaring", "vraagt_agendering")


def reference_rows(plan: PlanFile, peildatum: date, meetmoment_id: int) -> dict[type[Any], Rows]:
    """Return entity to rows, for everything of `plan` that is valid on `peildatum`."""
    data = plan.valid_at(peildatum)
    named = _named_rows(plan, data)
    named[Status] = [
        *(_projectstatus(each, peildatum) for each in data.projectstatussen),
        *(_mijlpaalstatus(each, data) for each in data.mijlpaalstatussen),
    ]
    named[Keuzewaarde] = [*_small_lists(data), *_word_lists(data)]
    named[Drempel] = [*_plan_range(plan), *_drempels(data)]
    return {entity: _placed(named[entity], meetmoment_id) for entity in REFERENCE}


def _named_rows(plan: PlanFile, data: ReferenceData) -> dict[type[Any], Rows]:
    return {
        Speerpunt: [_rubriek(each) for each in data.speerpunten],
        Cluster: [_rubriek(each) for each in data.clusters],
        Entiteit: [
            {"naam": each.naam, "afkorting": each.afkorting, "synoniemen": _lines(each.synoniemen)}
            for each in data.entiteiten
        ],
        Minister: [
            {
                "naam": each.naam,
                "synoniemen": _lines(each.synoniemen),
                "geverifieerd": int(each.geverifieerd),
            }
            for each in data.ministers
        ],
        Thema: [{"naam": each.label} for each in plan.themas],
    }


def _rubriek(each: Any) -> dict[str, Any]:
    return {"nummer": each.nummer, "titel": each.titel, "geverifieerd": int(each.geverifieerd)}


def _projectstatus(status: Projectstatus, peildatum: date) -> dict[str, Any]:
    label = status.label_at(peildatum) or status.labels[-1].tekst
    others = [each.tekst for each in status.labels if each.tekst != label]
    return {
        "lijst": "projectstatus",
        "sleutel": status.sleutel,
        "label": label,
        "andere_labels": _lines([*others, *status.synoniemen]),
        "kenmerken": _lines(flag for flag in _FLAGS if getattr(status, flag)),
        **_looks(status),
    }


def _mijlpaalstatus(status: Mijlpaalstatus, data: ReferenceData) -> dict[str, Any]:
    return {
        "lijst": "mijlpaalstatus",
        "sleutel": status.sleutel,
        "label": status.label,
        "andere_labels": _lines(status.synoniemen),
        "kenmerken": "open" if status.open else "",
        **_looks(data.mijlpaal_getekend_als[status.sleutel]),
    }


def _looks(status: Projectstatus) -> dict[str, Any]:
    colours = status.kleuren
    return {
        "rang": status.rang,
        "vorm": status.vorm,
        "vulling": colours.vulling,
        "rand": colours.rand,
        "licht_achtergrond": colours.licht_achtergrond,
        "licht_tekst": colours.licht_tekst,
        "donker_achtergrond": colours.donker_achtergrond,
        "donker_tekst": colours.donker_tekst,
    }


def _small_lists(data: ReferenceData) -> Rows:
    return [
        {"lijst": name, "sleutel": key, "label": label}
        for name, choices in (("agenderingsoort", data.agenderingsoort), ("lot", data.lot))
        for key, label in choices.entries
    ]


def _word_lists(data: ReferenceData) -> Rows:
    """Keep each word of a rule's list as a choice, so that a coordinator can change it."""
    return [
        {"lijst": f"woorden:{each.sleutel}", "sleutel": f"{place:03}", "label": word}
        for each in data.woordenlijsten
        for place, word in enumerate(each.woorden)
    ]


def _drempels(data: ReferenceData) -> Rows:
    return [
        {
            "sleutel": each.sleutel,
            "waarde": str(each.waarde),
            "eenheid": each.eenheid,
            "regel": each.regel,
            "uitleg": each.zin,
        }
        for each in data.drempels
    ]


def _plan_range(plan: PlanFile) -> Rows:
    codes = plan.projectcodes
    values = {
        "plan_eerste_jaar": (
            str(plan.eerste_jaar),
            "jaar",
            "VV-MIJ-01",
            "Het eerste jaar van het plan.",
        ),
        "plan_laatste_jaar": (
            str(plan.laatste_jaar),
            "jaar",
            "VV-MIJ-01",
            "Het laatste jaar van het plan.",
        ),
        "projectcode_eerste": (codes.all()[0], "code", "VV-PRJ-01", "De eerste projectcode."),
        "projectcode_laatste": (codes.all()[-1], "code", "VV-PRJ-01", "De laatste projectcode."),
    }
    return [
        {"sleutel": key, "waarde": value, "eenheid": unit, "regel": rule, "uitleg": why}
        for key, (value, unit, rule, why) in values.items()
    ]


def _placed(rows: Rows, meetmoment_id: int) -> Rows:
    return [
        {"meetmoment_id": meetmoment_id, "volgorde": place, **row} for place, row in enumerate(rows)
    ]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))
