"""What a seal says of the fiches of a meetmoment, so that a difference can be named precisely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vvdesk.content import Inhoud
from vvdesk.content_digest import combined_digest, fiche_digest
from vvdesk.control_code import code_of

AMOUNTS: Final = ("beleidsruimte", "vak", "vek")
"""The columns of `financiering` that are summed."""


@dataclass(frozen=True, slots=True)
class FicheFigures:
    """The figures of one meetmoment.

    Attributes:
        fiches: Project code to the digest of its fiche.
        rapportcode: The controlecode that reports of it bear.
        bedragen: Field to the sum of what was filled in, in whole euro.
    """

    fiches: dict[str, str]
    rapportcode: str
    bedragen: dict[str, int]


def figures_of(contents: Mapping[str, Inhoud]) -> FicheFigures:
    """Return the figures of fiches of one meetmoment.

    Args:
        contents: Project code to content.
    """
    fiches = {code: fiche_digest(inhoud) for code, inhoud in sorted(contents.items())}
    sums = {
        name: sum(each.values[f"financiering.{name}"] or 0 for each in contents.values())
        for name in AMOUNTS
    }
    return FicheFigures(fiches, _code(fiches), sums)


def combined(parts: Sequence[FicheFigures]) -> FicheFigures:
    """Return the figures of a meetmoment.

    Args:
        parts: Those of some of its fiches each; together all of them.
    """
    fiches = {code: digest for each in parts for code, digest in each.fiches.items()}
    sums = {name: sum(each.bedragen[name] for each in parts) for name in AMOUNTS}
    return FicheFigures(fiches, _code(fiches), sums)


def _code(fiches: Mapping[str, str]) -> str:
    return code_of(bytes.fromhex(combined_digest(fiches)))
