"""The audit dossier as a document: seal and sample, then per project its fiche and its traces."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from vvdesk.anchors import field_code, html_id
from vvdesk.audit_export.rows import origin_link
from vvdesk.audit_export.source import Source
from vvdesk.charts.text import in_dutch, in_euro
from vvdesk.content import parse_path
from vvdesk.report.content import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Grid,
    GridRow,
    Line,
    Listing,
    Paragraph,
    RowKind,
    Section,
    SectionKind,
    Style,
    Words,
)
from vvdesk.report.fiche.chapter import FicheChapters
from vvdesk.report.fiche.field_words import not_filled_in
from vvdesk.richtext import Run
from vvdesk.sampling import Steekproef
from vvdesk.sampling.explaining import units
from vvdesk.tracing.origin import origin_words
from vvdesk.tracing.parts import Beslissing, Bevinding, Bron, Trace
from vvdesk.tracing.past import place_words
from vvdesk.tracing.whole_fiche import WholeFiche

TITLE: Final = "Auditdossier"
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_LONG: Final = 160
"""Signs; a longer text stands in full in the fiche, a few pages before."""


def build_dossier(source: Source, fiches: Iterable[WholeFiche]) -> Document:
    """Return the dossier; the same content gives the same document.

    Args:
        source: What the export is made of.
        fiches: In the order of the dossier.

    Raises:
        Cancelled: The user stopped, out of `fiches`.
    """
    chapters = FicheChapters(source.referentie)
    projects = tuple(_project(source, chapters, each) for each in fiches)
    first = tuple(_sealed(source))
    about = Section("Projecten", "projecten", projects, SectionKind.CHAPTER)
    return Document(
        title=TITLE,
        subtitle=_subtitle(source),
        plan=source.plan,
        meetmoment=source.meetmoment.naam,
        peildatum=source.meetmoment.peildatum,
        controlecode=source.controlecode,
        is_final=source.meetmoment.is_closed or source.manifest is not None,
        chapters=(Section("Zegel en keuze", "zegel", first, SectionKind.CHAPTER), about),
    )


def _subtitle(source: Source) -> str:
    if source.sample is not None:
        drawn = units(len(source.sample.eenheden), source.sample.opzet.eenheid)
        return f"Steekproef van {drawn}"
    return f"Keuze van {in_dutch(len(source.projects))} project" + (
        "" if len(source.projects) == 1 else "en"
    )


def _sealed(source: Source) -> Iterator[Block]:
    lines = tuple(Line(label, _run(_grouped(words))) for label, words in source.seal_lines())
    yield Section("Zegel", "zegel-gegevens", (Fields("Gegevens van het zegel", lines),))
    if source.sample is None:
        named = _run(f"Met de hand gekozen: {', '.join(source.projects)}.")
        yield Section("Keuze", "keuze", (Paragraph(named),))
    else:
        yield Section("Steekproef", "steekproef", tuple(_sample(source.sample)))
    yield Section("Hoe je dit leest", "leeswijzer", (_HOW_TO_READ,))


_HOW_TO_READ: Final = Paragraph(
    (
        Run(
            "Van elk project staat eerst de fiche, daarna het spoor van elke waarde: waar ze "
            "vandaan komt (bestand, blad en cel van de inzending, of wie ze invulde), wat erover "
            "beslist is en wat er op vorige meetmomenten stond. De referentiecode rechts is die "
            "van het rapport; in het venster Naspeuren leidt ze naar dezelfde waarde."
        ),
    ),
    Style.NOTE,
)


def _sample(sample: Steekproef) -> Iterator[Block]:
    facts = (
        ("Startwaarde", sample.opzet.seed),
        ("Methode", f"versie {sample.methode}"),
        ("Populatie", in_dutch(sample.populatie)),
        ("SHA-256 van de populatie", sample.populatie_sha256),
        ("Getrokken", in_dutch(len(sample.eenheden))),
    )
    lines = tuple(Line(label, _run(_grouped(words))) for label, words in facts)
    yield Fields("De steekproef", lines)
    yield Listing(tuple(_run(each) for each in sample.uitleg))
    strata = tuple(
        GridRow(
            (
                _run(each.naam),
                _run(in_dutch(each.aantal)),
                _run(in_euro(each.bedrag) if each.bedrag is not None else "–"),
                _run(in_dutch(each.getrokken)),
            )
        )
        for each in sample.strata
    )
    yield Grid("Strata", _STRATA, strata)
    names = {each.sleutel: each.naam for each in sample.strata}
    units = tuple(
        GridRow(
            (
                _run(str(each.rang)),
                _run(f"{each.code} {each.naam}".rstrip()),
                _run(names[each.stratum]),
                _run(each.sha256[:16]),
            ),
            each.referentie,
        )
        for each in sample.eenheden
    )
    yield Grid(
        "Getrokken eenheden, met het begin van de SHA-256 van startwaarde:code", _UNITS, units
    )


_STRATA: Final = (
    Column("Stratum", 45),
    Column("Aantal", 15, Align.RIGHT),
    Column("Bedrag", 25, Align.RIGHT),
    Column("Getrokken", 15, Align.RIGHT),
)
_UNITS: Final = (
    Column("Rang", 8, Align.RIGHT),
    Column("Eenheid", 42),
    Column("Stratum", 28),
    Column("SHA-256", 22),
)


def _project(source: Source, chapters: FicheChapters, whole: WholeFiche) -> Section:
    fiche = chapters.section(whole.inhoud)
    anchor = html_id(field_code(whole.meetmoment.id, whole.inhoud.project))
    parts = [Section("Spoor per waarde", f"{anchor}-spoor", tuple(_traces(whole)))]
    if whole.beslissingen:
        rows = tuple(row for _path, each in whole.beslissingen for row in _decision(each))
        grid = Grid(f"Beslissingen over {whole.inhoud.project}", _DECISIONS, rows, is_titled=False)
        parts.append(Section("Beslissingen bij het samenvoegen", f"{anchor}-beslissingen", (grid,)))
    if whole.bevindingen:
        rows = tuple(row for _path, each in whole.bevindingen for row in _finding(each))
        grid = Grid(f"Bevindingen bij {whole.inhoud.project}", _FINDINGS, rows, is_titled=False)
        parts.append(Section("Bevindingen en toelichtingen", f"{anchor}-bevindingen", (grid,)))
    evidence = tuple(_evidence(source, whole))
    parts.append(Section("Bewijsstukken", f"{anchor}-bewijs", evidence))
    return Section(fiche.title, fiche.anchor, (*fiche.blocks, *parts), fiche.kind, fiche.facets)


def _traces(whole: WholeFiche) -> Iterator[Block]:
    told = [each for each in whole.traces if each.tekst or _was_ever(each)]
    rows = tuple(row for each in told for row in _trace(each))
    if rows:
        yield Grid(f"Spoor van {whole.inhoud.project}", _TRACES, rows, is_titled=False)
    never = tuple(_never(each for each in whole.traces if each not in told))
    if never:
        yield Paragraph(_run("Nooit ingevuld:"), Style.NOTE)
        yield Listing(tuple(map(_run, never)))


def _never(traces: Iterable[Trace]) -> Iterator[str]:
    """Yield the fields with their codes, first those of the fiche, then a line per row."""
    labels: dict[str, list[str]] = {}
    for trace in traces:
        pad = parse_path(trace.pad)
        named = f"{pad.field.about.label} ({trace.code})"
        labels.setdefault(pad.row or trace.project, []).append(named)
    for row, names in labels.items():
        yield f"{row}: {', '.join(names)}"


def _was_ever(trace: Trace) -> bool:
    return (
        any(each.tekst for each in trace.standen)
        or any(link.gebeurtenissen for link in trace.herkomst)
        or bool(trace.beslissingen)
    )


_TRACES: Final = (Column("Veld", 26), Column("Waarde", 34), Column("Herkomst", 40))


def _trace(trace: Trace) -> Iterator[GridRow]:
    value = _run(_short(trace.tekst)) if trace.tekst else (not_filled_in(trace.code),)
    how = " ".join(each.zin for each in trace.herkomst)
    yield GridRow((_run(place_words(trace.pad)), value, _run(how)), trace.code)
    lines = tuple(_more(trace))
    if lines:
        yield GridRow((), "", RowKind.DETAIL, lines)


def _more(trace: Trace) -> Iterator[Line]:
    for each in trace.standen:
        if each.meetmoment_id < trace.meetmoment_id and each.tekst != trace.tekst:
            text = _short(each.tekst) if each.tekst else "niet ingevuld"
            yield Line(f"Op {each.meetmoment}", _run(text if each.bestaat else "bestond niet"))
    own = [event for event in trace.herkomst[0].gebeurtenissen if event.oud or event.reden]
    for event in own:
        changed = f"{_short(event.oud) or 'leeg'} → {_short(event.nieuw) or 'leeg'}"
        reason = f" Reden: {event.reden}" if event.reden else ""
        yield Line(f"Wijziging {event.n}", _run(f"{changed} ({event.wie}).{reason}"))
    for decision in trace.beslissingen:
        words = f"{decision.keuze}: {_short(decision.gekozen) or 'leeg'}. {decision.nota}"
        yield Line(f"Conflict {decision.nummer}", _run(words.rstrip()))


_DECISIONS: Final = (Column("Conflict", 30), Column("Ontvangen", 35), Column("Centraal", 35))


def _decision(each: Beslissing) -> Iterator[GridRow]:
    received, central = (_short(text) or "leeg" for text in (each.ontvangen, each.centraal))
    yield GridRow((_run(f"{each.nummer}. {each.plaats}"), _run(received), _run(central)))
    lines = [
        Line("Meegegeven", _run(_short(each.meegegeven) or "leeg")),
        Line("Ontvangen uit", _run(origin_words(each.bron))),
        Line("Keuze", _run(f"{each.keuze}: {_short(each.gekozen) or 'leeg'}")),
    ]
    if each.door:
        lines.append(Line("Door", _run(f"{each.door}, {each.op} (UTC): {each.nota}")))
    yield GridRow((), "", RowKind.DETAIL, tuple(lines))


_FINDINGS: Final = (Column("Waar", 25), Column("Bevinding", 55), Column("Staat", 20))


def _finding(each: Bevinding) -> Iterator[GridRow]:
    said = f"{each.regel}: {each.melding or 'niet meer gevonden'}"
    yield GridRow((_run(each.plaats or "Hele fiche"), _run(said), _run(each.staat)))
    if each.toelichting:
        who = f" ({each.wie}, {each.tijd} UTC)" if each.wie else ""
        line = Line("Toelichting", _run(f"{each.toelichting}{who}"))
        yield GridRow((), "", RowKind.DETAIL, (line,))


_EVIDENCE: Final = (Column("Bestand", 45), Column("Afzender", 30), Column("Ontvangen", 25))


def _evidence(source: Source, whole: WholeFiche) -> Iterator[Block]:
    files: dict[str, Bron] = {}
    for trace in whole.traces:
        if (bron := origin_link(trace).bron) is not None and bron.sha256:
            files.setdefault(bron.sha256, bron)
    for _path, decision in whole.beslissingen:
        files.setdefault(decision.bron.sha256, decision.bron)
    if not files:
        yield Paragraph(_run("Geen enkele waarde komt uit een ingelezen bestand."), Style.NOTE)
        return
    rows: list[GridRow] = []
    for sha256, bron in sorted(files.items(), key=lambda each: (each[1].bestand, each[0])):
        receipt = source.receipts.get(sha256)
        when = f"{receipt.ontvangen_op} (UTC), {receipt.ontvangen_door}" if receipt else "–"
        rows.append(GridRow((_run(bron.bestand), _run(bron.afzender or "–"), _run(when))))
        rows.append(GridRow((), "", RowKind.DETAIL, (Line("SHA-256", _run(_grouped(sha256))),)))
    yield Grid(f"Bewijsstukken van {whole.inhoud.project}", _EVIDENCE, tuple(rows), is_titled=False)


def _grouped(words: str) -> str:
    """Return a digest as four groups that an eye can compare, and that no line has to break."""
    return _DIGEST.sub(lambda found: " ".join(re.findall(".{16}", found[0])), words)


def _run(text: str) -> Words:
    return (Run(text),)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else f"{flat[:_LONG].rstrip()} …"
