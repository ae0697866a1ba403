"""The relanceplannen of one theme, for a wide public: who, for whom, with how much, to what end.

Every figure has its reference code. What a public page does without is left out: an empty doelgroep
or contactpersoon is no news to a reader, so only whoever publishes the overview is told.

Source:
    DOMAIN.md: what a thematic overview shows, after the published article on digitale inclusie.
"""

from collections import Counter
from typing import Final

from sqlalchemy import select

from vvdesk.choices import folded
from vvdesk.content import Inhoud
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Fiche
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.report.content import Document, Section, SectionKind
from vvdesk.report.reading import read_source
from vvdesk.report.request import Request
from vvdesk.report.theme.overview import Overview
from vvdesk.report.theme.plan import missing_of, plan_section, title_of
from vvdesk.report.theme.words import enumerated
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.themes import numbered_themes, theme_group

_PLANS: Final = "De relanceplannen"


def themes(workspace: Workspace, meetmoment: str | None = None) -> list[str]:
    """Return the themes that occur at a meetmoment, in the plan's order.

    Args:
        workspace: The open file.
        meetmoment: Its name; None for the latest.

    Raises:
        Misused: There is no such meetmoment.
    """
    return list(theme_counts(workspace, meetmoment))


def theme_counts(workspace: Workspace, meetmoment: str | None = None) -> dict[str, int]:
    """Return theme to how many projects have it; arguments and errors as `themes`."""
    moment = workspace.meetmoment(meetmoment)
    table = Fiche.__table__.c
    query = select(table.themas).where(table.meetmoment_id == moment.id)
    with workspace.connection() as connection:
        listed = read_referentie(connection, moment.id).lists["thema"].keys()
        found = Counter(name for names in connection.scalars(query) for name in names or ())
    return {name: found[name] for name in _in_order(found, listed)}


def build_theme(workspace: Workspace, request: Request, progress: Progress = silent) -> Document:
    """Return the overview of one theme.

    Args:
        workspace: The open file.
        request: Which theme, of which meetmoment and speerpunten; a theme need not be named when
            there is only one.
        progress: Called per query.

    Raises:
        Misused: There is no such meetmoment or speerpunt, or no project has the theme.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    source = read_source(workspace, request, progress, earlier=False)
    plans = list(source.contents.values())
    thema = _chosen(request.thema, plans, source.referentie)
    plans = sorted(
        (each for each in plans if _has(each, thema)),
        key=lambda each: (folded(title_of(each)), each.project),
    )
    # A code names the theme in the whole plan; a part of it has none.
    known = numbered_themes(source.referentie, source.contents)
    group = "" if source.speerpunten else theme_group(thema, known)
    overview = Overview(thema, plans, source.moment.id, group)
    sections = tuple(plan_section(each, source.moment.id) for each in plans)
    chapters = (
        overview.section(),
        Section(_PLANS, "relanceplannen", sections, SectionKind.CHAPTER),
    )
    return Document(
        f"Relanceplannen: {thema}",
        overview.subtitle,
        source.plan,
        source.moment.naam,
        source.moment.peildatum,
        source.controlecode,
        source.moment.is_closed,
        chapters,
        has_cover=False,
        notices=tuple(_notices(plans)),
    )


def _in_order(found: Counter[str], listed: tuple[str, ...]) -> list[str]:
    """Put the themes of the plan's list first, in its order; others by name."""
    known = [name for name in listed if name in found]
    return [*known, *sorted((name for name in found if name not in known), key=folded)]


def _chosen(asked: str | None, plans: list[Inhoud], referentie: Referentie) -> str:
    """Return the theme that was asked for, in the spelling of the fiches."""
    found = Counter(name for each in plans for name in each.values["themas"])
    names = _in_order(found, referentie.lists["thema"].keys())
    if not names:
        raise Misused(
            f"Geen enkel project van {referentie.meetmoment} heeft een thema. Vul bij de projecten "
            "het veld Thema's in, of kies een ander meetmoment."
        )
    if asked is None and len(names) == 1:
        return names[0]
    wanted = folded(asked or "")
    for name in names:
        if folded(name) == wanted:
            return name
    said = f'Geen enkel project heeft het thema "{asked}".' if asked else "Kies een thema."
    raise Misused(f"{said} Er {_are(names)}: {enumerated(names)}.")


def _are(names: list[str]) -> str:
    return "is 1 thema" if len(names) == 1 else f"zijn {len(names)} thema's"


def _has(inhoud: Inhoud, thema: str) -> bool:
    return any(folded(name) == folded(thema) for name in inhoud.values["themas"])


def _notices(plans: list[Inhoud]) -> list[str]:
    return [
        f"{title_of(each)} ({each.project}): niet ingevuld: {enumerated(missing)}."
        for each in plans
        if (missing := missing_of(each))
    ]
