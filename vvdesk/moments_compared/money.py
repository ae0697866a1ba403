"""The amounts of both sides: their totals, and the projects that the difference comes from."""

from typing import Final

from vvdesk.anchors import field_code
from vvdesk.charts.chart import Cell, Table
from vvdesk.charts.text import in_dutch, signed
from vvdesk.content import Inhoud
from vvdesk.moments_compared.differences import AMOUNTS, projects_of
from vvdesk.moments_compared.measures import amount_words
from vvdesk.moments_compared.parts import Bedrag, MomentsCompared, Som
from vvdesk.moments_compared.sides import Gelezen

NAMES: Final = dict(zip(AMOUNTS, ("Beleidsruimte", "VAK", "VEK"), strict=True))


def sums(left: Gelezen, right: Gelezen) -> tuple[Som, ...]:
    """Return the totals of beleidsruimte, VAK and VEK."""
    found = []
    for path in AMOUNTS:
        was, nu = ([each.values[path] for each in side.contents.values()] for side in (left, right))
        known = [sum(each for each in values if each is not None) for values in (was, nu)]
        blank = [sum(each is None for each in values) for values in (was, nu)]
        found.append(Som(path, NAMES[path], *known, *blank))
    return tuple(found)


def moved_amounts(left: Gelezen, right: Gelezen) -> tuple[Bedrag, ...]:
    """Return every amount that is not the same on both sides, by project.

    Their differences add up to that of the totals: those of projects that came or went are among
    them, unless such an amount was not filled in or is 0.
    """
    found = []
    for code in projects_of(left, right):
        was, nu = left.contents.get(code), right.contents.get(code)
        there = nu or left.contents[code]
        found += [
            _amount((left, was), (right, nu), there, path)
            for path in AMOUNTS
            if _moved(path, was, nu)
        ]
    return tuple(found)


def sums_table(compared: MomentsCompared) -> Table:
    """Return the totals as a table, amounts in whole euro."""
    headers = (
        "Bedrag (EUR)", _headed(compared, left=True), _headed(compared, left=False), "Verschil",
        "Niet ingevuld links", "Niet ingevuld rechts",
    )  # fmt: skip
    rows = tuple(
        (
            Cell(som.label),
            _number(som.was),
            _number(som.nu),
            Cell(signed(som.nu - som.was), som.nu - som.was),
            _number(som.leeg_was),
            _number(som.leeg_nu),
        )
        for som in compared.sommen
    )
    return Table("Bedragen: totalen", headers, rows)


def amounts_table(compared: MomentsCompared) -> Table:
    """Return the amounts behind the difference as a table; each cell bears its reference code."""
    headers = (
        "Project", "Titel", "Bedrag", _headed(compared, left=True),
        _headed(compared, left=False), "Verschil",
    )  # fmt: skip
    rows = tuple(
        (
            Cell(each.project),
            Cell(each.titel),
            Cell(NAMES[each.path]),
            Cell(amount_words(each.was, stands=each.stond), each.was, each.code_was),
            Cell(amount_words(each.nu, stands=each.staat), each.nu, each.code_nu),
            _difference(each),
        )
        for each in compared.bedragen
    )
    return Table("Bedragen: per project", headers, rows)


def _headed(compared: MomentsCompared, *, left: bool) -> str:
    kant, other = compared.links, compared.rechts
    if not left:
        kant, other = other, kant
    if kant.meetmoment != other.meetmoment:
        return kant.meetmoment
    return f"{kant.meetmoment}, {'links' if left else 'rechts'}"


def _difference(each: Bedrag) -> Cell:
    is_known = (each.was is not None or not each.stond) and (each.nu is not None or not each.staat)
    if not is_known:
        return Cell("niet te berekenen")
    return Cell(signed(each.verschil), each.verschil)


def _number(value: int) -> Cell:
    return Cell(in_dutch(value), value)


def _moved(path: str, was: Inhoud | None, nu: Inhoud | None) -> bool:
    before = None if was is None else was.values[path]
    after = None if nu is None else nu.values[path]
    if was is None or nu is None:
        return bool(before or after)
    return bool(before != after)


def _amount(
    one: tuple[Gelezen, Inhoud | None],
    other: tuple[Gelezen, Inhoud | None],
    there: Inhoud,
    path: str,
) -> Bedrag:
    was, nu = one[1], other[1]
    codes = [
        field_code(side.kant.meetmoment_id, there.project, path) if inhoud is not None else ""
        for side, inhoud in (one, other)
    ]
    return Bedrag(
        there.project,
        there.values["titel"] or "",
        there.values["speerpunt"] or "",
        path,
        was is not None,
        nu is not None,
        None if was is None else was.values[path],
        None if nu is None else nu.values[path],
        *codes,
    )
