"""What a person may want to know of one field: what to fill in, what checks it, where it ends up.

Everything follows from the dictionary, the rules and the layouts; no field has a text of its own,
so that help can never tell something else than the program does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vvdesk import kinds
from vvdesk.content import SINGLE, TABLES, Pad, parse_path
from vvdesk.dictionary import Field, Sectie, fields_of
from vvdesk.exchange.published_report import labels
from vvdesk.exchange.workbook.sheets import BLADEN, Blad
from vvdesk.kinds import ChoiceLists, Kind
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.rules import PLAN_RULES, RULES, Rule, Scope, Severity
from vvdesk.values import Unreadable

SINGLE_LINE = "tekst op één regel"
_ROW_SCOPES = {Scope.MIJLPAAL: "mijlpalen", Scope.AGENDERING: "agenderingen"}
_EXAMPLES: dict[Kind, tuple[str, ...]] = {
    kinds.EURO: ("375000000", "375 000 000", "375 mio", "801 KEUR"),
    kinds.DAG: ("31/12/23", "31-12-2023", "31122023", "12/2023", "Q4 2023"),
    kinds.GETAL: ("12", "12,5", "-3"),
    kinds.URL: ("https://www.vlaanderen.be", "www.vlaanderen.be"),
}
_REFUSED: dict[Kind, str] = {
    kinds.EURO: "12,50",
    kinds.DAG: "31/02/2024",
    kinds.GETAL: "ongeveer 12",
    kinds.URL: "projectpagina",
}
_EXPLAINED: dict[Kind, str] = {
    kinds.TEKST: f"Een {SINGLE_LINE}.",
    kinds.REGELS: "Een tekst. Nieuwe regels mogen; opmaak niet.",
    kinds.OPMAAK: "Een tekst met opmaak: vet, cursief, lijsten en links. Plakken uit Word kan; "
    "lettertypes en kleuren gaan weg.",
    kinds.CODE: "Een code die vvdesk zelf geeft.",
    kinds.URL: "Een webadres of mailadres, beginnend met https://, http:// of mailto:.",
    kinds.EURO: "Een bedrag in hele euro. Afkortingen mogen: KEUR is duizend, mio is miljoen. "
    "0 is een antwoord; een leeg veld is dat niet.",
    kinds.DAG: "Een datum. Een maand of een kwartaal betekent de laatste dag ervan. "
    '"vandaag" mag ook.',
    kinds.GETAL: "Een getal, met een komma voor de decimalen.",
    kinds.MINISTERS: "Eén of meer namen van ministers, met een puntkomma ertussen.",
    kinds.ENTITEITEN: "Eén of meer entiteiten, met een puntkomma ertussen.",
    kinds.THEMAS: "Eén of meer thema's, met een puntkomma ertussen.",
}
_CHOICE = "Een keuze uit een lijst. Typ de eerste letters of kies met de pijltjes."
_REPORT_SECTIONS = (
    ("", labels.BETROKKENEN, Sectie.BETROKKENEN),
    ("", labels.SITUERING, Sectie.PROJECTSITUERING),
    ("", labels.VOORTGANG, Sectie.ALGEMENE_VOORTGANG),
    ("financiering.", labels.FINANCIERING, Sectie.PROJECTFINANCIERING),
)
_IN_NO_REPORT = (
    "Het staat niet in de gedrukte fiche. Het reist wel mee in het werkboek, en het telt mee voor "
    "controles en vergelijking."
)


@dataclass(frozen=True, slots=True)
class Example:
    """Something that may be typed, and what the form makes of it."""

    typed: str
    becomes: str


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule that looks at the field.

    Attributes:
        code: `VV-FIN-02`.
        severity: How heavy it weighs.
        sentence: What holds when it is content, in Dutch.
    """

    code: str
    severity: Severity
    sentence: str


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """All that help tells of one field; every text is Dutch.

    Attributes:
        path: As in a dump, with an example of a row for tables.
        label: The report's own label.
        sectie: The section of the fiche.
        hint: What stands below the field.
        required: Whether and when it must be answered.
        kind: What may be typed, in sentences.
        examples: What may be typed and what becomes of it; empty where that says nothing.
        refused: The message for something that cannot be read; empty where everything can.
        choices: The labels of the list, when there is one and it is known here.
        rules: What checks it, in the order of codes.
        excel: On which sheet and in which column it stands.
        report: Where it is printed.
    """

    path: str
    label: str
    sectie: str
    hint: str
    required: str
    kind: str
    examples: tuple[Example, ...]
    refused: str
    choices: tuple[str, ...]
    rules: tuple[RuleTold, ...]
    excel: str
    report: str


def field_help(path: str, lists: ChoiceLists | None = None) -> FieldHelp:
    """Return the help of the field at `path`.

    Args:
        path: As in a dump: `titel`, `financiering.vak`, `mijlpalen.VV015-M01.timing`.
        lists: The choices of the meetmoment at hand; None tells no choices.

    Raises:
        Misused: No field is called so.
    """
    pad = parse_path(path)
    about, kind = pad.field.about, pad.field.kind
    known = (lists or {}).get(getattr(kind, "list_name", ""))
    return FieldHelp(
        path=path,
        label=about.label,
        sectie=about.section.value,
        hint=about.hint,
        required=_required(pad.field),
        kind=_EXPLAINED.get(kind, _CHOICE),
        examples=tuple(_examples(kind, lists)),
        refused=_refused(kind, lists),
        choices=known.labels() if known else (),
        rules=tuple(_rules(pad)),
        excel=_excel(pad),
        report=_report(pad),
    )


def field_paths() -> Iterator[tuple[Sectie, str, str]]:
    """Yield section, path and label of every field there is, in the order of the fiche.

    A field of a table gets the path of an example row: `mijlpalen.VV015-M01.timing`.
    """
    rows = {"mijlpalen": "VV015-M01.", "agenderingen": "VV015-A01."}
    found = [
        (field.about.section, f"{name}.{rows.get(name, '')}{field.name}".lstrip("."), field)
        for name, entity in (*SINGLE.items(), *TABLES.items())
        for field in fields_of(entity)
    ]
    order = list(Sectie)
    for section, path, field in sorted(found, key=lambda each: order.index(each[0])):
        yield section, path, field.about.label


def all_rules() -> list[Rule]:
    """Return every rule, in the order of codes; two rules may share a code."""
    return sorted((*RULES, *PLAN_RULES), key=lambda rule: rule.code)


def _required(field: Field) -> str:
    if field.about.required is None:
        return "Niet verplicht."
    return "Verplicht bij het indienen. Bewaren kan altijd, ook als het nog leeg is."


def _examples(kind: Kind, lists: ChoiceLists | None) -> Iterator[Example]:
    for typed in _EXAMPLES.get(kind, ()):
        yield Example(typed, kind.to_text(kind.typed(typed, lists), lists))


def _refused(kind: Kind, lists: ChoiceLists | None) -> str:
    try:
        kind.typed(_REFUSED.get(kind, ""), lists)
    except Unreadable as error:
        return str(error)
    return ""


def _rules(pad: Pad) -> Iterator[RuleTold]:
    for rule in all_rules():
        collection = _ROW_SCOPES.get(rule.scope)
        if collection is None:
            name = f"{pad.collection}.{pad.field.name}".lstrip(".")
        else:
            name = pad.field.name if collection == pad.collection else ""
        if name in rule.fields:
            yield RuleTold(rule.code, rule.severity, rule.summary)


def _excel(pad: Pad) -> str:
    blad = _blad(pad)
    kept = " Opmaak blijft er staan." if pad.field.kind is kinds.OPMAAK else ""
    return f'Op het blad "{blad.name}", in de kolom "{pad.field.about.label}".{kept}'


def _blad(pad: Pad) -> Blad:
    collection = pad.collection if pad.collection in TABLES else ""
    return next(blad for blad in BLADEN if blad.collection == collection)


def _report(pad: Pad) -> str:
    where = _report_place(pad)
    return f"Het staat {where}." if where else _IN_NO_REPORT


def _report_place(pad: Pad) -> str:
    name, label = str(pad), pad.field.about.label
    for prefix, known, sectie in _REPORT_SECTIONS:
        if name.removeprefix(prefix) in known and name.startswith(prefix):
            return f'bij "{sectie.value}", in de regel "{label}"'
    if name == "titel":
        return "in de titel van de fiche, achter de projectcode"
    if name == "omschrijving":
        return f'bij "{Sectie.PROJECTOMSCHRIJVING.value}", als doorlopende tekst'
    if pad.field.entity is Agendering and pad.field.name in {"titel", "url"}:
        part = "als eigen regel" if pad.field.name == "titel" else "als link onder de titel"
        return f'bij "{Sectie.AGENDERING.value}", {part}'
    if pad.field.entity is Mijlpaal and label.casefold() in labels.TABLE_HEADER:
        section = Sectie.GEDETAILLEERDE_VOORTGANG.value
        return f'bij "{section}", in de kolom "{label}" van de tabel'
    return ""
