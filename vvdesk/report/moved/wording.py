"""Which mijlpalen say something else, and which promise less, than at the previous meetmoment."""

from collections.abc import Iterator
from typing import Any, Final

from vvdesk.compare.shortening import condensed
from vvdesk.compare.wording import word_differences
from vvdesk.content import Rij
from vvdesk.number_words import counted
from vvdesk.report.content import Column, GridRow, Revision, Words
from vvdesk.report.moved.pairs import Mijlpaalpaar, Paren
from vvdesk.report.moved.words import (
    Deel,
    explained,
    grid,
    lead,
    named_row,
    note,
    part,
    since,
    told,
    valued,
    words,
)
from vvdesk.rules.situation import Mijlpaalrij
from vvdesk.rules.wording import reworded

_TARGET, _UNIT = "streefwaarde", "eenheid"
_LABELS: Final = {_TARGET: "Streefwaarde", _UNIT: "Eenheid"}


def rewordings(paren: Paren) -> Deel:
    """Return which mijlpalen were reworded, word by word; a typing error is only counted."""
    changed = [each for each in paren.mijlpalen if (each.nu.values["titel"] or "") != _was(each)]
    procent = paren.maatstaf.herformulering
    told_anew = [
        each for each in changed if reworded(each.nu.values["titel"] or "", _was(each), procent)
    ]
    columns = (Column("Mijlpaal", 14), Column("Tekst", 52), Column("Reden", 34))
    table = grid(
        f"Mijlpalen die anders geformuleerd zijn {since(paren)}",
        columns,
        [_reworded_row(paren, each) for each in told_anew],
    )
    slight = len(changed) - len(told_anew)
    others = counted(slight, "mijlpaal", "mijlpalen")
    aside = (
        f"Bij {'nog ' if told_anew else ''}{others} verschillen alleen spaties, hoofdletters of "
        "enkele letters; die staan hier niet."
    )
    asides = [note(aside)] if slight else []
    number = len(told_anew)
    sentence = (
        f"{counted(number, 'mijlpaal zegt', 'mijlpalen zeggen')} iets anders dan in "
        f"{paren.vorig.naam}. Wat wegviel is doorstreept, wat erbij kwam onderstreept."
        if number
        else f"Geen enkele mijlpaal is anders geformuleerd {since(paren)}."
    )
    section = part("Anders geformuleerde mijlpalen", "formulering", lead(sentence), *table, *asides)
    return Deel(section, "mijlpalen anders geformuleerd", number)


def lowered_targets(paren: Paren) -> Deel:
    """Return which mijlpalen promise less, or count in something else, with the reason."""
    found = [(each, name) for each in paren.mijlpalen for name in _weakened(each)]
    columns = (
        Column("Mijlpaal", 46), Column("Wat", 18), Column("Was", 18), Column("Is", 18),
    )  # fmt: skip
    table = grid(
        f"Lagere streefwaarden en andere eenheden {since(paren)}",
        columns,
        [row for each, name in found for row in _weakened_rows(paren, each, name)],
    )
    number = len({each.nu.id for each, _name in found})
    sentence = (
        f"{counted(number, 'mijlpaal belooft', 'mijlpalen beloven')} minder dan in "
        f"{paren.vorig.naam}, of {'telt' if number == 1 else 'tellen'} in een andere eenheid."
        if number
        else f"Geen enkele streefwaarde daalde en geen enkele eenheid veranderde {since(paren)}."
    )
    section = part("Lagere streefwaarden, andere eenheden", "streefwaarden", lead(sentence), *table)
    return Deel(section, "mijlpalen met een lagere streefwaarde of een andere eenheid", number)


def _was(each: Mijlpaalpaar) -> str:
    return each.toen.values["titel"] or ""


def _reworded_row(paren: Paren, each: Mijlpaalpaar) -> GridRow:
    segments = condensed(word_differences(_was(each), each.nu.values["titel"] or ""))
    return GridRow(
        (
            # The title stands beside it already, word by word.
            named_row(paren.now(each.project, each.path), Rij(each.nu.id, {"titel": None})),
            tuple(Revision(segment.text, segment.part) for segment in segments),
            _reason(paren, each),
        ),
        paren.now(each.project, f"{each.path}.titel"),
    )


def _weakened(each: Mijlpaalpaar) -> Iterator[str]:
    """Yield the fields that promise less, as VV-HIS-03 sees it."""
    now, before = each.nu.values, each.toen.values
    if _is_less(now[_TARGET], before[_TARGET], is_falling=Mijlpaalrij(each.toen).is_dalend):
        yield _TARGET
    if before[_UNIT] and now[_UNIT] != before[_UNIT]:
        yield _UNIT


def _is_less(now: Any, before: Any, *, is_falling: bool) -> bool:
    if before is None or now == before:
        return False
    return now is None or bool(now > before if is_falling else now < before)


def _weakened_rows(paren: Paren, each: Mijlpaalpaar, name: str) -> tuple[GridRow, GridRow]:
    path, project = f"{each.path}.{name}", each.project
    row = GridRow(
        (
            named_row(paren.now(project, each.path), each.nu),
            words(_LABELS[name]),
            valued(path, each.toen.values[name], paren.then(project, path)),
            valued(path, each.nu.values[name], paren.now(project, path)),
        ),
        paren.now(project, path),
    )
    return row, explained(each.nu.values["reden"], paren.now(project, f"{each.path}.reden"))


def _reason(paren: Paren, each: Mijlpaalpaar) -> Words:
    return told(each.nu.values["reden"], paren.now(each.project, f"{each.path}.reden"))
