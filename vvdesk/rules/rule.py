"""What a rule is, and what it finds: a code, a severity, a Dutch sentence and the place to look."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from inspect import getdoc
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

from vvdesk.values import normal_number

_SOURCE: Final = "Bron:"


class Severity(StrEnum):
    """Hoe zwaar een bevinding weegt bij het indienen; bewaren kan altijd."""

    FOUT = "fout"
    """Blocks handing in."""
    WAARSCHUWING = "waarschuwing"
    """Allows handing in once somebody explained it in one line."""
    AANDACHTSPUNT = "aandachtspunt"
    """Travels along."""


class Scope(Enum):
    """What a rule is called for, and with which arguments."""

    FICHE = "fiche"
    """Once per fiche: `(situatie)`."""
    MIJLPAAL = "mijlpaal"
    """Once per mijlpaal: `(situatie, mijlpaal)`, and `vorige` when it compares."""
    AGENDERING = "agendering"
    """Once per agendering: `(situatie, agendering)`."""
    PLAN = "plan"
    """Once for all fiches together: `(situaties)`."""


class Melding(NamedTuple):
    """What a rule yields when the place is not simply its first field.

    Attributes:
        plaats: For a rule on a row the field's name; else the path, as in a dump, or the project's
            code for a rule over the plan.
        tekst: The Dutch sentence.
    """

    plaats: str
    tekst: str


Hits: TypeAlias = Iterable[str | Melding]
"""What a rule returns: silence is consent, two problems are two yields."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Eén bevinding: wat er schort, waar, en hoe zwaar dat weegt.

    Attributes:
        code: The rule: `VV-MIJ-02`. Never part of the message.
        severity: How heavy it is at this meetmoment.
        message: Dutch: what is wrong with which value, what was expected, what to do.
        project: The project's code; empty when it concerns the whole plan.
        path: The field as in a dump (`mijlpalen.VV015-M01.timing`), a row that is no longer there
            (`mijlpalen.VV015-M01`), or empty for the fiche or plan as a whole.
        fields: What it is about: paths, or for a rule on a row the names of fields in that row;
            `vorige:` stands before what the previous meetmoment said.
        values: What those hold, in the same order.
        may_be_lifted: A coordinator may lift this fout with a reason.
    """

    code: str
    severity: Severity
    message: str
    project: str
    path: str
    fields: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()
    may_be_lifted: bool = False

    @property
    def may_be_explained(self) -> bool:
        """Tell whether who reports may let it stand with a toelichting."""
        return self.severity is Severity.WAARSCHUWING

    @property
    def fingerprint(self) -> str:
        """Identify rule, place and the values it is about: it changes when one of them does."""
        told = json.dumps(
            [self.code, self.path, self.fields, self.values],
            ensure_ascii=False,
            default=_plain,
            separators=(",", ":"),
        )
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, eq=False)
class Rule:
    """Eén controle uit de tabel van de monitoring.

    Attributes:
        code: Family and number; never reused.
        severity: How heavy it weighs, unless the switch is on.
        scope: What it is called for.
        fields: What it looks at; the first is where a message points. Paths for a rule on a fiche
            (`mijlpalen.timing`: that field of every mijlpaal), names for a rule on a row.
        check: The function.
        compares: It also looks at the same fields of the previous meetmoment. A rule on mijlpalen
            that compares is called only for one that was there then.
        status: A rule on mijlpalen is called only for those with this status; None for all.
        switchable: `Maatstaf.streefwaarde_is_fout` makes it a fout.
        may_be_lifted: A coordinator may lift it with a reason.
    """

    code: str
    severity: Severity
    scope: Scope
    fields: tuple[str, ...]
    check: Callable[..., Hits]
    compares: bool
    status: str | None
    switchable: bool
    may_be_lifted: bool

    @cached_property
    def read(self) -> Callable[[object], tuple[Any, ...]]:
        """Return what reads `fields` of a row; for rules on rows."""
        first = attrgetter(self.fields[0])
        return attrgetter(*self.fields) if len(self.fields) > 1 else lambda row: (first(row),)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The names of what it looks at when there is a previous meetmoment."""
        return self.fields + tuple(f"vorige:{each}" for each in self.fields)

    @property
    def name(self) -> str:
        """The function's name, in Dutch: what holds when the rule is content."""
        return self.check.__name__

    @property
    def summary(self) -> str:
        """The Dutch sentence of the manual: what holds when the rule is content."""
        return _documented(self.check)[0]

    @property
    def source(self) -> str:
        """Where the rule comes from, in Dutch."""
        return _documented(self.check)[1]


def rule(
    code: str,
    severity: Severity,
    *fields: str,
    scope: Scope = Scope.FICHE,
    compares: bool = False,
    status: str | None = None,
    switchable: bool = False,
    may_be_lifted: bool = False,
) -> Callable[[Callable[..., Hits]], Rule]:
    """Make a rule of a generator of messages; its Dutch docstring ends with a line `Bron: …`.

    Args:
        code: See `Rule`, as for all others.
        severity: How heavy it weighs.
        fields: What it looks at, the place of its message first.
        scope: What it is called for.
        compares: Whether it also looks at the previous meetmoment.
        status: Of which mijlpalen it looks at; None for all.
        switchable: Whether a coordinator can make it a fout.
        may_be_lifted: Whether a coordinator can lift it.
    """

    def made(check: Callable[..., Hits]) -> Rule:
        return Rule(
            code, severity, scope, fields, check, compares, status, switchable, may_be_lifted
        )

    return made


def _documented(check: Callable[..., Hits]) -> tuple[str, str]:
    summary, _, source = (getdoc(check) or "").partition(_SOURCE)
    return " ".join(summary.split()), " ".join(source.split())


def _plain(value: object) -> str:
    """Write a value as dumps do, for what JSON itself does not know."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{normal_number(value):f}"
    raise TypeError(f"no fingerprint for {type(value).__name__}")
