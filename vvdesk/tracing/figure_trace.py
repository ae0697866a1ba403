"""The trace of a figure over several fiches: how it is computed, and what it consists of."""

from typing import Any, Final

from vvdesk.anchors import Verwijzing, group_code
from vvdesk.dashboard.figure_codes import CHANGE, FINANCIERING
from vvdesk.tracing.figure_words import DIFFERENCE
from vvdesk.tracing.figures_of import Figures
from vvdesk.tracing.parts import Deel, Onderwerp, Trace, Veld

_OF_A_STATUS: Final = ("STATUS-", "MIJLPAAL-")
_ROW: Final = ("BELEIDSRUIMTE", "VAK", "VEK")


def trace_figure(now: Figures, what: str, shared: dict[str, Any]) -> Trace:
    """Tell of one figure; `shared` is what every trace says."""
    return Trace(
        onderwerp=Onderwerp.CIJFER,
        titel=f"{now.title(what)}: {now.scope}",
        waarde=now.value(what),
        tekst=now.words(what),
        berekening=now.explained(what),
        delen=tuple(now.parts(what)),
        niet_ingevuld=tuple(now.missing(what)),
        **shared,
    )


def trace_change(
    now: Figures, then: Figures, what: str, names: tuple[str, str], shared: dict[str, Any]
) -> Trace:
    """Tell how much more a figure is than at the previous meetmoment.

    Args:
        now: The figures at the meetmoment of the code.
        then: Those at the one before it.
        what: Which figure, without `-VERSCHIL`.
        names: Of both meetmomenten.
        shared: What every trace says.
    """
    found: Verwijzing = shared["verwijzing"]
    known_then = then.knows(what) or not what.startswith(_OF_A_STATUS)
    # A meetmoment that did not know a status yet counted nothing with it.
    values = now.value(what), then.value(what) if known_then else 0
    known = [0 if value is None else value for value in values]
    codes = [
        group_code(moment, found.group, what)
        for moment in (found.meetmoment_id, found.meetmoment_id - 1)
    ]
    difference = None if None in values else known[0] - known[1]
    parts = (
        Deel(codes[0], names[0], now.words(what), values[0]),
        Deel(
            codes[1] if known_then else "",
            names[1],
            then.words(what) if known_then else "0",
            None if values[1] is None else -known[1],
        ),
    )
    return Trace(
        onderwerp=Onderwerp.CIJFER,
        titel=f"{now.title(what)}, verschil met {names[1]}: {now.scope}",
        waarde=difference,
        tekst="" if difference is None else now.change_words(what, difference),
        berekening=DIFFERENCE.format(now=names[0], then=names[1]),
        delen=tuple(part for part in parts if part.waarde is not None),
        niet_ingevuld=tuple(part for part in parts if part.waarde is None),
        **{key: value for key, value in shared.items() if key != "verwijzing"},
    )


def trace_group(now: Figures, names: list[str], found: Verwijzing, shared: dict[str, Any]) -> Trace:
    """Tell all figures, or some, each with its own code."""
    fields = tuple(
        Veld(now.title(what), group_code(found.meetmoment_id, found.group, what), now.words(what))
        for what in names
    )
    return Trace(
        onderwerp=Onderwerp.GROEP, titel=f"Cijfers van {now.scope}", velden=fields, **shared
    )


def names_in(now: Figures, what: str) -> list[str]:
    """Return the figures that a code without one of its own stands for."""
    return [*_ROW] if what == FINANCIERING else now.names()


def without_change(what: str) -> str | None:
    """Return the figure of which a code tells the change; None when it tells none."""
    return what.removesuffix(CHANGE) if what.endswith(CHANGE) else None
