"""The text of a published progress report, read into fiches."""

from collections.abc import Collection, Iterable
from pathlib import Path

from vvdesk.errors import Refused
from vvdesk.exchange.published_report.fiche import FicheReader
from vvdesk.exchange.published_report.labels import (
    CONTENTS_ENTRY,
    COVER_SPEERPUNT,
    HEADING,
    MEETMOMENT,
    bare,
    is_furniture,
)
from vvdesk.exchange.published_report.model import (
    Numbered,
    Problems,
    PublishedFiche,
    PublishedReport,
)
from vvdesk.exchange.published_report.names import numbered
from vvdesk.exchange.published_report.structure import RawFiche, Splitter
from vvdesk.exchange.published_report.text_file import Line, decoded, read_bytes, split

MIJLPAALSTATUSSEN = ("Op schema", "Nog niet gestart", "Gerealiseerd")
"""Seen in the reports; pass those of the meetmoment where they are known."""


def read_published_report(
    source: Path | bytes | str,
    known_entities: Collection[str] = (),
    mijlpaalstatussen: Collection[str] = MIJLPAALSTATUSSEN,
) -> PublishedReport:
    """Read the text of a published progress report.

    Args:
        source: A file, its bytes (UTF-8, at most 50 MB), or the text itself.
        known_entities: Names of entiteiten; they tell which commas separate names.
        mijlpaalstatussen: Labels of the status of a mijlpaal; they tell where a label that a page
            break cut in two is whole.

    Returns:
        The fiches, and a problem for all that could not be placed or is doubtful.

    Raises:
        Refused: Too large, not UTF-8, or without a single fiche.
        Unavailable: The file cannot be read.

    Source:
        The progress report of April 2021 for speerpunt 04, as published.
    """
    text = source if isinstance(source, str) else decoded(_bytes(source))
    problems = Problems()
    splitter = Splitter(split(text, problems), problems)
    if not any(fiche.code for fiche in splitter.fiches):
        raise Refused(
            "Dit is geen voortgangsrapport: er staat geen enkele projectfiche in. Verwacht: een "
            'titel zoals "VV015 - NAAM VAN HET PROJECT" met daaronder "BETROKKENEN". Kies de tekst '
            "van een gepubliceerd rapport."
        )
    reader = FicheReader(known_entities, mijlpaalstatussen, problems)
    fiches = tuple(reader.read(raw) for raw in _once(splitter.fiches, problems))
    _check_contents(splitter.loose, fiches, problems)
    return PublishedReport(
        meetmoment=_meetmoment(splitter.loose, problems),
        speerpunten=_speerpunten(splitter),
        fiches=fiches,
        problems=problems.all(),
    )


def _bytes(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else read_bytes(source)


def _once(raws: Iterable[RawFiche], problems: Problems) -> list[RawFiche]:
    """Return the first fiche of every project; tell which lines are left out."""
    found: dict[str, RawFiche] = {}
    for raw in raws:
        lines = f"De regels {raw.line} tot {raw.last_line} zijn niet ingelezen."
        if not raw.code:
            text = "Hier begint een fiche zonder projectcode en titel erboven."
            problems.add(raw.line, "", f"{text} {lines} Vul de titel aan, zoals VV015 - NAAM.")
        elif raw.code in found:
            text = f"Dit project stond al op regel {found[raw.code].line}."
            problems.add(raw.line, raw.code, f"{text} {lines} Laat maar één van beide staan.")
        else:
            found[raw.code] = raw
    return list(found.values())


def _check_contents(
    loose: Iterable[Line], fiches: Iterable[PublishedFiche], problems: Problems
) -> None:
    """Tell what outside the fiches is not known, and which projects of the contents are missing."""
    codes = {fiche.code for fiche in fiches}
    for line in loose:
        if not is_furniture(line.text):
            text = "Deze regel hoort bij geen projectfiche en is niet ingelezen."
            problems.add(line.number, line.text, text)
            continue
        entry = CONTENTS_ENTRY.fullmatch(line.words)
        heading = HEADING.fullmatch(entry["entry"]) if entry else None
        if heading and heading["code"] not in codes:
            text = "Dit project staat in de inhoudstafel, maar heeft geen fiche in de tekst."
            problems.add(line.number, heading["code"], text)


def _meetmoment(loose: Iterable[Line], problems: Problems) -> str:
    """Return the name of the meetmoment; the first one counts."""
    name = ""
    for line in loose:
        found = MEETMOMENT.fullmatch(bare(line.text))
        if found is None:
            continue
        name = name or found["naam"]
        if name.casefold() != found["naam"].casefold():
            text = f'Eerder in het rapport heet het meetmoment "{name}"; dat is aangehouden.'
            problems.add(line.number, line.text, text)
    if not name:
        problems.add(1, "", "Het rapport noemt geen meetmoment, zoals april 2021.")
    return name


def _speerpunten(splitter: Splitter) -> tuple[Numbered, ...]:
    """Return the speerpunten by number; a heading says the title better than the cover."""
    found: dict[str, Numbered] = {}
    covers = [COVER_SPEERPUNT.fullmatch(bare(line.text)) for line in splitter.loose]
    texts = [bare(line.text) for line in splitter.headings]
    for text in [*texts, *(cover["numbered"] for cover in covers if cover)]:
        speerpunt = None if CONTENTS_ENTRY.fullmatch(text) else numbered(text)
        if speerpunt is not None:
            found.setdefault(speerpunt.nummer, speerpunt)
    return tuple(found.values())
