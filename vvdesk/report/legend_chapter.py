"""The chapter that explains what a reader meets in a report: statuses, codes, empty fields."""

from collections.abc import Iterator
from itertools import islice

from vvdesk.dashboard.figure_codes import group_of
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Column,
    Figure,
    Grid,
    GridRow,
    Legend,
    Paragraph,
    Section,
    SectionKind,
)
from vvdesk.report.looks import (
    MIJLPAALSTATUS,
    PROJECTSTATUS,
    meaning,
    status_keys,
    status_look,
)
from vvdesk.report.reading import Source, speerpunt_labels
from vvdesk.richtext import Run


def legend_chapter(source: Source) -> Section:
    """Return the legend; it names the statuses that the meetmoment knows."""
    parts = (
        *_statuses(source, PROJECTSTATUS, "Status van een project", "legende-projecten"),
        *_statuses(source, MIJLPAALSTATUS, "Status van een mijlpaal", "legende-mijlpalen"),
        _codes(source),
        _empty(),
    )
    return Section("Legende", "legende", parts, SectionKind.CHAPTER)


def _statuses(source: Source, name: str, title: str, anchor: str) -> tuple[Section, ...]:
    entries = tuple(
        (status_look(source.referentie, name, key), meaning(name, key))
        for key in status_keys(source.referentie, name)
    )
    return (Section(title, anchor, (Legend(entries),)),) if entries else ()


def _codes(source: Source) -> Section:
    number = source.moment.id
    rows = tuple(GridRow(((Run(code),), (Run(words),))) for code, words in _examples(source))
    columns = (Column("Code", 25), Column("Betekenis", 75))
    return Section(
        "Referentiecodes",
        "legende-codes",
        (
            Paragraph(
                (
                    Run(
                        "Elk veld en elk totaal van het plan of van een speerpunt heeft een code. "
                        "Daarmee vind je het veld terug waar het cijfer vandaan komt, en bij een "
                        "som de delen ervan. Wie het rapport maakt, ziet met dezelfde code wie het "
                        "veld wanneer invulde. Het getal vooraan is het nummer van het meetmoment: "
                        f"{number} is {source.moment.naam}."
                    ),
                )
            ),
            Grid("Voorbeelden van referentiecodes", columns, rows, is_titled=False),
        ),
    )


def _examples(source: Source) -> Iterator[tuple[str, str]]:
    """Yield codes that stand in this report, each with what it means."""
    number = source.moment.id
    for project in islice(source.contents, 1):
        yield source.code(project), f"Project {project} op meetmoment {number}."
        yield source.code(project, "financiering.vak"), "Het veld VAK van dat project."
    rows = (row for inhoud in source.contents.values() for row in inhoud.tables["mijlpalen"])
    for row in islice(rows, 1):
        project = row.partition("-")[0]
        yield (
            source.code(project, f"mijlpalen.{row}"),
            f"Een mijlpaal van project {project}; een mijlpaal houdt zijn nummer.",
        )
    first = source.speerpunten[0] if source.speerpunten else None
    of_group = "het hele plan" if first is None else speerpunt_labels(source.referentie)[first]
    yield source.total_code("VAK", group_of(first)), f"De som van VAK: {of_group}."


def _empty() -> Section:
    return Section(
        "Lege velden",
        "legende-leeg",
        (
            Paragraph(
                (
                    Run("Staat er "),
                    Figure(NOT_FILLED_IN, is_empty=True),
                    Run(
                        ", dan vulde niemand iets in. Zo'n veld telt in geen enkele som mee. "
                        "0 EUR is wel ingevuld: het bedrag is nul. Een schuine streep (/) bij de "
                        "beslissingen zegt dat er geen nodig is."
                    ),
                )
            ),
        ),
    )
