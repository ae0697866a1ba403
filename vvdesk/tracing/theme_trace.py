"""The trace of a figure over the projects of one theme."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from vvdesk.anchors import Verwijzing, field_code, group_code
from vvdesk.content import Inhoud
from vvdesk.errors import Misused
from vvdesk.kinds import EURO
from vvdesk.plan.referentie import Referentie
from vvdesk.tracing.figure_words import SUM
from vvdesk.tracing.parts import Deel, Onderwerp, Trace, Veld
from vvdesk.tracing.themes import FIELD, numbered_themes

_AMOUNTS: Final = {
    "BELEIDSRUIMTE": ("financiering.beleidsruimte", "Beleidsruimte (begroot)"),
    "VAK": ("financiering.vak", "Uitvoering VAK"),
    "VEK": ("financiering.vek", "Uitvoering VEK"),
}
_PROJECTS: Final = "PROJECTEN"
_EMPTY: Final = "-LEEG"
_NAMES: Final = (_PROJECTS, *_AMOUNTS, *(f"{name}{_EMPTY}" for name in _AMOUNTS))


def trace_theme(
    found: Verwijzing,
    meetmoment: str,
    referentie: Referentie,
    contents: Mapping[str, Inhoud],
    shared: dict[str, Any],
) -> Trace:
    """Tell of a code about a theme.

    Args:
        found: The code.
        meetmoment: The name of its meetmoment.
        referentie: Of that meetmoment.
        contents: Its fiches.
        shared: What every trace says.

    Raises:
        Misused: There is no such theme or figure.
    """
    themes = numbered_themes(referentie, contents)
    number = int(found.group[1:])
    if number > len(themes):
        known = ", ".join(f"T{at} {name}" for at, name in enumerate(themes, start=1))
        raise Misused(
            f"Meetmoment {meetmoment} heeft geen thema {found.group}. "
            + (f"Kies uit: {known}." if themes else "Er zijn geen thema's.")
        )
    theme = themes[number - 1]
    chosen = {code: each for code, each in contents.items() if theme in each.values[FIELD]}
    if not found.what:
        return _group(found, theme, chosen, shared)
    if found.what not in _NAMES:
        raise Misused(
            f'"{found.what}" is geen cijfer over een thema. Kies uit: {", ".join(_NAMES)}.'
        )
    return _figure(found, theme, chosen, shared)


def _group(
    found: Verwijzing, theme: str, chosen: Mapping[str, Inhoud], shared: dict[str, Any]
) -> Trace:
    fields = tuple(
        Veld(_title(what), group_code(found.meetmoment_id, found.group, what), _words(what, chosen))
        for what in _NAMES
    )
    titel = f"Cijfers van het thema {theme}"
    return Trace(onderwerp=Onderwerp.GROEP, titel=titel, velden=fields, **shared)


def _figure(
    found: Verwijzing, theme: str, chosen: Mapping[str, Inhoud], shared: dict[str, Any]
) -> Trace:
    what = found.what
    path, is_empty = _path(what)
    is_sum = bool(path) and not is_empty

    def parts(wanted: Callable[[Inhoud], bool], amount: Callable[[Inhoud], int | None]) -> Any:
        return tuple(
            Deel(
                field_code(found.meetmoment_id, code, path),
                f"{code} {each.values['titel'] or 'zonder titel'}",
                EURO.to_text(each.values[path]) if path else "",
                amount(each),
            )
            for code, each in chosen.items()
            if wanted(each)
        )

    if is_sum:
        told = SUM
        delen = parts(lambda each: each.values[path] is not None, lambda each: each.values[path])
        missing = parts(lambda each: each.values[path] is None, lambda _each: None)
    else:
        told = "Het aantal projecten van dit thema."
        if is_empty:
            told = "Het aantal projecten van dit thema waarvan dit bedrag niet ingevuld is."
        delen = parts(lambda each: not path or each.values[path] is None, lambda _each: 1)
        missing = ()
    return Trace(
        onderwerp=Onderwerp.CIJFER,
        titel=f"{_title(what)}: {theme}",
        waarde=_value(what, chosen),
        tekst=_words(what, chosen),
        berekening=told,
        delen=delen,
        niet_ingevuld=missing,
        **shared,
    )


def _path(what: str) -> tuple[str, bool]:
    """Return the field that a figure is about, and whether it counts where it is empty."""
    name = what.removesuffix(_EMPTY)
    return _AMOUNTS[name][0] if name in _AMOUNTS else "", name != what


def _title(what: str) -> str:
    if what == _PROJECTS:
        return "Aantal projecten"
    name = what.removesuffix(_EMPTY)
    return _AMOUNTS[name][1] + (": niet ingevuld" if name != what else "")


def _value(what: str, chosen: Mapping[str, Inhoud]) -> int | None:
    path, is_empty = _path(what)
    if not path:
        return len(chosen)
    amounts = [each.values[path] for each in chosen.values()]
    known = [amount for amount in amounts if amount is not None]
    if is_empty:
        return len(amounts) - len(known)
    return sum(known) if known else None


def _words(what: str, chosen: Mapping[str, Inhoud]) -> str:
    value = _value(what, chosen)
    if value is None:
        return ""
    return EURO.to_text(value) if what in _AMOUNTS else str(value)
