"""The manual's appendices: every field and every rule, made from their one description.

The made files are kept in `resources/manual/`, so that people read them without a program; a test
makes them again and fails on a difference. `python -m vvdesk.manual.appendices` writes them.
"""

from collections.abc import Iterator
from typing import Any

from vvdesk.dictionary import Field, Sectie, Stage, fields_of
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.paths import resources
from vvdesk.rules import PLAN_RULES, RULES

_MADE = "<!-- Dit bestand wordt gemaakt uit het programma; pas de beschrijving daar aan. -->"
_SEVERITIES = (
    "Een **fout** verhindert indienen, nooit bewaren. Een **waarschuwing** mag blijven staan met "
    "een toelichting; die vervalt zodra de waarde verandert. Een **aandachtspunt** reist mee."
)
_SHEETS = (
    ("Projecten", (Fiche, Financiering)),
    ("Mijlpalen", (Mijlpaal,)),
    ("Agendering", (Agendering,)),
)
_PREFIXES: dict[type[Any], str] = {
    Financiering: "financiering.",
    Mijlpaal: "mijlpalen.VV015-M01.",
    Agendering: "agenderingen.VV015-A01.",
}
_KINDS = {
    "whole euro": "bedrag in hele euro",
    "day": "datum (dd/mm/jjjj)",
    "number": "getal",
    "rich text": "tekst met opmaak",
    "lines": "tekst",
    "text": "tekst op één regel",
    "address": "webadres",
}


def field_reference() -> str:
    """Return the Dutch appendix with every field, by section of the fiche and by sheet."""
    return "\n".join([_MADE, "", "# Alle velden van de projectfiche", "", *_fields()]) + "\n"


def rule_reference() -> str:
    """Return the Dutch appendix with every rule: code, severity, what should hold, source."""
    lines = [_MADE, "", "# Alle controles", ""]
    lines += [
        _SEVERITIES,
        "",
        "| code | zwaarte | wat er moet kloppen | bron |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {rule.code} | {rule.severity.value} | {_cell(rule.summary)} | {_cell(rule.source)} |"
        for rule in sorted((*RULES, *PLAN_RULES), key=lambda rule: rule.code)
    ]
    return "\n".join(lines) + "\n"


def _fields() -> Iterator[str]:
    for sectie in Sectie:
        found = [
            (sheet, field)
            for sheet, entities in _SHEETS
            for entity in entities
            for field in fields_of(entity)
            if field.about.section is sectie
        ]
        yield from (f"## {sectie.value}", "")
        yield from (
            "| veld | wat je invult | soort | verplicht | blad | naam in dump |",
            "|---" * 6 + "|",
        )
        for sheet, field in found:
            yield _row(sheet, field)
        yield ""


def _row(sheet: str, field: Field) -> str:
    name = f"`{_PREFIXES.get(field.entity, '')}{field.name}`"
    required = "bij indienen" if field.about.required is Stage.SUBMISSION else "nee"
    kind = _KINDS.get(field.kind.name, "keuze" if not hasattr(field.kind, "of") else "namen")
    cells = (field.about.label, field.about.hint, kind, required, sheet, name)
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def write() -> None:
    """Write both appendices where the manual stands."""
    folder = resources() / "manual"
    (folder / "velden.md").write_text(field_reference(), encoding="utf-8")
    (folder / "controles.md").write_text(rule_reference(), encoding="utf-8")


if __name__ == "__main__":
    write()
