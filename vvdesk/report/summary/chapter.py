"""The summary of the progress report: what a reader of one page should know."""

from collections.abc import Iterator, Sequence

from vvdesk.dashboard.charts import charts_of
from vvdesk.report.content import (
    Block,
    Paragraph,
    Piece,
    Section,
    SectionKind,
    Style,
    Words,
)
from vvdesk.report.cover_words import scope_words
from vvdesk.report.summary.attention import attention_part
from vvdesk.report.summary.key_figures import counted, key_figures
from vvdesk.report.summary.mijlpalen import mijlpalen_part
from vvdesk.report.summary.money import money_part
from vvdesk.report.summary.projects import projects_part
from vvdesk.report.totals import Totals
from vvdesk.richtext import Run
from vvdesk.rules.maatstaf import GEREALISEERD
from vvdesk.values import dag_to_text


def summary_chapter(totals: Totals) -> Section:
    """Return the summary; of no fiches at all it says just that."""
    if totals.dashboard.is_empty or not totals.source.contents:
        blocks: tuple[Block, ...] = (Paragraph((Run(nothing(totals)),), Style.LEAD),)
    else:
        charts = charts_of(totals.dashboard)
        blocks = (
            Paragraph(tuple(_lead(totals)), Style.LEAD),
            *_first(totals),
            key_figures(totals),
            projects_part(totals, charts),
            mijlpalen_part(totals, charts),
            money_part(totals, charts),
            attention_part(totals),
        )
    return Section("Samenvatting", "samenvatting", blocks, SectionKind.CHAPTER)


def nothing(totals: Totals) -> str:
    """Return the sentence for a report about no fiche at all."""
    source = totals.source
    about = scope_words(source.referentie, source.speerpunten)
    of_what = f" ({about})" if source.speerpunten else ""
    return f"Voor meetmoment {source.moment.naam} is er nog geen enkele projectfiche{of_what}."


def _lead(totals: Totals) -> Iterator[Piece]:
    count = len(totals.source.contents)
    day = dag_to_text(totals.source.moment.peildatum)
    yield Run(f"Op {day} {'is er' if count == 1 else 'zijn er'} ")
    yield totals.number("fiches", count)
    yield Run(" project: " if count == 1 else " projecten: ")
    yield from _enumerated(_statuses(totals))
    yield Run(". ")
    yield from _mijlpalen(totals)
    yield from _money(totals)


def _statuses(totals: Totals) -> Iterator[Words]:
    for key in totals.projectstatussen():
        count, _change = totals.projects_with(key)
        if count:
            label = totals.project_badge(key).look.label
            status = f"op “{label}”" if key else label.casefold()
            yield totals.number(f"status:{key}", count), Run(f" {status}")


def _mijlpalen(totals: Totals) -> Iterator[Piece]:
    count = totals.dashboard.mijlpaalstatus.total
    if not count:
        yield Run("Er is nog geen mijlpaal. ")
        return
    done, overdue = f"mijlpaalstatus:{GEREALISEERD}", "voorbij"
    yield Run("Er is " if count == 1 else "Er zijn ")
    yield totals.number("mijlpalen", count)
    if count == 1:
        reached = "" if totals.count(done) else "nog niet "
        late = "" if totals.count(overdue) else "niet "
        yield Run(f" mijlpaal; die is {reached}gerealiseerd en {late}over tijd. ")
        return
    yield Run(" mijlpalen; ")
    yield from counted(totals, done, "is", "zijn")
    yield Run(" gerealiseerd en ")
    yield from counted(totals, overdue, "is", "zijn")
    yield Run(" over tijd. ")


def _money(totals: Totals) -> Iterator[Piece]:
    geld = totals.dashboard.geld_totaal
    if geld.ruimte.euro is None:
        yield Run("Van geen enkel project is de beleidsruimte ingevuld.")
        return
    yield Run("Van de beleidsruimte van ")
    yield totals.euro(geld.ruimte)
    yield Run(" is ")
    yield totals.euro(geld.vak)
    yield Run(" vastgelegd (VAK) en ")
    yield totals.euro(geld.vek)
    yield Run(" betaald (VEK).")


def _first(totals: Totals) -> Iterator[Paragraph]:
    """Yield why there are no differences, of the first meetmoment."""
    if totals.source.vorig is None:
        words = "Dit is het eerste meetmoment: er is nog geen vorige stand om te vergelijken."
        yield Paragraph((Run(words),), Style.NOTE)


def _enumerated(parts: Iterator[Words]) -> Iterator[Piece]:
    found: Sequence[Words] = list(parts)
    for place, part in enumerate(found):
        if place:
            yield Run(" en " if place == len(found) - 1 else ", ")
        yield from part
