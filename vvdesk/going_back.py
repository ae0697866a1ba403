"""Back to what a kept version says, as one ordinary step: undoable, and in the audit trail.

Besides it, `vvdesk.store.versions.restore` puts a version beside the document as a file of its own.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from vvdesk.audit import Actor
from vvdesk.compare.changes import Change, compare_fiches
from vvdesk.content import Inhoud, Rij, read_contents
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.model import Meetmoment
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.store.file_format import FORMAT_VERSION, check_header
from vvdesk.store.versions import Version
from vvdesk.store.workspace import Workspace

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_REASONS = {
    "opening": "bij het openen",
    "bewaren": "zelf bewaard",
    "werk": "tijdens het werk",
    "import": "voor het inlezen",
    "merge": "voor het samenvoegen",
    "meetmoment": "voor een nieuw meetmoment",
    "sluiten": "voor het sluiten van een meetmoment",
    "indienen": "voor het indienen",
    "terug": "voor het terugzetten",
    "upgrade": "voor een nieuwer formaat",
}
_WEEK = 7


class KeptContent:
    """What a version says of one meetmoment.

    Attributes:
        fiches: Project code to content.
        referentie: What its choices were called.
    """

    def __init__(self, fiches: Mapping[str, Inhoud], referentie: Referentie) -> None:
        self.fiches = fiches
        self.referentie = referentie


def read_version(
    version: Version, meetmoment_id: int, projects: Collection[str] | None = None
) -> KeptContent:
    """Read what a version says.

    Args:
        version: Of the document at work.
        meetmoment_id: Which meetmoment.
        projects: Only these codes; None for all.

    Raises:
        Misused: The version is older than the meetmoment, or than the present format.
        Refused: The version itself is damaged.
        Unavailable: It is gone.
    """
    with _opened(version, meetmoment_id) as workspace, workspace.connection() as connection:
        return KeptContent(
            read_contents(connection, meetmoment_id, projects),
            read_referentie(connection, meetmoment_id),
        )


def compare_version(workspace: Workspace, version: Version, meetmoment_id: int) -> list[Change]:
    """Tell what differs between a version (the earlier) and the file as it is now.

    Returns:
        The differences, by project code, then in the order of the fiche. A fiche that the version
        does not have is left out: going back never takes a fiche away.

    Raises:
        Misused: As `read_version`, as for all others.
    """
    kept = read_version(version, meetmoment_id)
    with workspace.connection() as connection:
        now = read_contents(connection, meetmoment_id, kept.fiches)
    return [
        change
        for project, content in kept.fiches.items()
        for change in compare_fiches(content, now.get(project))
    ]


def go_back(
    workspace: Workspace,
    version: Version,
    meetmoment: Meetmoment,
    projects: Collection[str] | None,
    actor: Actor,
) -> int:
    """Bring the content of fiches back to what a version says, in one step.

    Args:
        workspace: The open file.
        version: One of its own.
        meetmoment: An open one.
        projects: Their codes; None for all that the version has.
        actor: Who goes back.

    Returns:
        The number of the step; 0 when nothing differed.

    Raises:
        Misused: As `read_version`; or the version lacks one of the projects.
        ReadOnly: The file or the meetmoment cannot be written.
        Unavailable: The disk refuses; nothing was changed.
    """
    kept = read_version(version, meetmoment.id, projects)
    with Editing(workspace, actor).step(step_name(version)) as work:
        bring_back(work, meetmoment.id, kept.fiches, version, projects)
        return work.stap if work.count else 0


def bring_back(
    work: Work,
    meetmoment_id: int,
    kept: Mapping[str, Inhoud],
    version: Version,
    projects: Collection[str] | None = None,
) -> None:
    """Give fiches the content that a version had, as part of a step.

    Fields, rows and the order of rows come back; where a fiche stands on its way to the report
    does not, nor does a toelichting.

    Args:
        work: Of the step.
        meetmoment_id: Of an open meetmoment.
        kept: What the version says; see `read_version`.
        version: Where that came from, for the audit trail.
        projects: Their codes; None for all of `kept`.

    Raises:
        Misused: The version lacks one of the projects.
        ReadOnly: The meetmoment is closed.
    """
    wanted = list(kept) if projects is None else sorted(projects)
    if missing := [code for code in wanted if code not in kept]:
        raise Misused(f"Deze versie heeft nog geen fiche van {', '.join(missing)}.")
    work.preload(meetmoment_id, wanted)
    for project in wanted:
        if work.content_or_none(meetmoment_id, project) is None:
            work.add_fiche(meetmoment_id, kept[project])
        else:
            _bring_back_fiche(work, meetmoment_id, kept[project], f"{step_name(version)}.")


def step_name(version: Version) -> str:
    """Return what going back is called: "Terug naar de versie van 22/11/2026 14:32"."""
    return f"Terug naar de versie van {version.time.astimezone():%d/%m/%Y %H:%M}"


def told_when(time: datetime, now: datetime) -> str:
    """Tell a moment in the words of `now`: "vandaag om 14:32", "gisteren om …", "maandag …"."""
    local = time.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    clock = f"om {local:%H:%M}"
    if days in {0, 1}:
        return f"{('vandaag', 'gisteren')[days]} {clock}"
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    if 0 < days < _WEEK:
        return f"{_DAYS[local.weekday()]} {day} {clock}"
    return f"{day} {local.year} {clock}"


def told_why(reason: str) -> str:
    """Tell in Dutch when versions with this reason are made."""
    return _REASONS.get(reason, f"bij {reason}")


@contextmanager
def _opened(version: Version, meetmoment_id: int) -> Iterator[Workspace]:
    if check_header(version.path) != FORMAT_VERSION:
        raise Misused(
            "Deze versie is in een ouder formaat bewaard. Open ze als kopie; dan wordt ze omgezet."
        )
    with Workspace.open(version.path, read_only=True) as workspace:
        if meetmoment_id not in {each.id for each in workspace.meetmomenten()}:
            raise Misused(
                "Deze versie is ouder dan dit meetmoment. Open ze als kopie om ze te bekijken."
            )
        yield workspace


def _bring_back_fiche(work: Work, meetmoment_id: int, kept: Inhoud, reden: str) -> None:
    for path, value in kept.values.items():
        work.set(meetmoment_id, kept.project, path, value, reden=reden)
    for name, rows in kept.tables.items():
        _bring_back_rows(work, (meetmoment_id, kept.project, name), rows, reden)


def _bring_back_rows(
    work: Work, place: tuple[int, str, str], kept: Mapping[str, Rij], reden: str
) -> None:
    meetmoment_id, project, name = place
    present = work.content(meetmoment_id, project).tables[name]
    for row_id in [each for each in present if each not in kept]:
        work.remove_row(meetmoment_id, project, name, row_id, reden)
    for row_id, row in kept.items():
        if row_id not in present:
            work.add_row(meetmoment_id, project, name, _copy(row))
            continue
        for field, value in row.values.items():
            path = f"{name}.{row_id}.{field}"
            work.set(meetmoment_id, project, path, value, reden=reden)
        if present[row_id].volgorde != row.volgorde:
            work.move_row(meetmoment_id, project, name, row_id, row.volgorde)


def _copy(row: Rij) -> Rij:
    values: dict[str, Any] = dict(row.values)
    return Rij(row.id, values, row.basislijn, row.volgorde)
