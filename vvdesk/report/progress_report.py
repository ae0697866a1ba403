"""The progress report: legend, summary, every project, what moved, where totals come from."""

from collections.abc import Iterator

from vvdesk.anchors import group_code, html_id
from vvdesk.collector import collector_paused
from vvdesk.dashboard.figure_codes import group_of
from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.jobs import Progress, silent
from vvdesk.report.content import Document, Section, SectionKind
from vvdesk.report.cover_words import scope_words
from vvdesk.report.fiche.chapter import FicheChapters
from vvdesk.report.legend_chapter import legend_chapter
from vvdesk.report.moved.report import moved_chapter
from vvdesk.report.origin_chapter import origin_chapter
from vvdesk.report.reading import Source, read_source, speerpunt_labels, speerpunt_of
from vvdesk.report.request import Hoofdstuk, Request
from vvdesk.report.summary.chapter import nothing, summary_chapter
from vvdesk.report.totals import Totals
from vvdesk.store.workspace import Workspace

TITLE = "Voortgangsrapport"


def build_progress_report(
    workspace: Workspace, request: Request, progress: Progress = silent
) -> Document:
    """Return the progress report; arguments and errors as `building.build`."""
    earlier = Hoofdstuk.VERSCHUIVINGEN in request.hoofdstukken
    with collector_paused():
        source = read_source(workspace, request, progress, earlier=earlier)
        totals = Totals(source)
        chapters = tuple(_chapters(source, totals, request, progress))
    return Document(
        title=TITLE,
        subtitle=scope_words(source.referentie, source.speerpunten),
        plan=source.plan,
        meetmoment=source.moment.naam,
        peildatum=source.moment.peildatum,
        controlecode=source.controlecode,
        is_final=source.moment.is_closed,
        chapters=chapters,
        notices=() if source.contents else (nothing(totals),),
    )


def _chapters(
    source: Source, totals: Totals, request: Request, progress: Progress
) -> Iterator[Section]:
    wanted = request.hoofdstukken
    # First, for every total has its own place in it; the summary leads there.
    has_origin = Hoofdstuk.HERKOMST in wanted and source.contents
    origin = origin_chapter(totals) if has_origin else None
    if Hoofdstuk.LEGENDE in wanted:
        yield legend_chapter(source)
    if Hoofdstuk.SAMENVATTING in wanted:
        yield summary_chapter(totals)
    if Hoofdstuk.PROJECTEN in wanted:
        yield from _projects(source, progress)
    if Hoofdstuk.VERSCHUIVINGEN in wanted:
        yield moved_chapter(source)
    if origin is not None:
        yield origin


def _projects(source: Source, progress: Progress) -> Iterator[Section]:
    """Yield a chapter per speerpunt in the plan's order; projects without one come last."""
    chapters, labels = FicheChapters(source.referentie), speerpunt_labels(source.referentie)
    groups: dict[str, list[Section]] = {}
    for done, inhoud in enumerate(source.contents.values()):
        progress(done, len(source.contents), "Projecten opmaken")
        groups.setdefault(speerpunt_of(inhoud), []).append(chapters.section(inhoud))
    unknown = sorted(groups.keys() - labels.keys())
    known = [nummer for nummer in labels if nummer != NO_SPEERPUNT]
    for place, nummer in enumerate((*known, *unknown, NO_SPEERPUNT)):
        if nummer in groups:
            group = group_of(nummer)
            # A number that no code can name has its place for a name.
            anchor = html_id(group_code(source.moment.id, group)) if group else f"groep-{place}"
            title = labels.get(nummer, nummer)
            yield Section(title, anchor, tuple(groups[nummer]), SectionKind.SPEERPUNT)
