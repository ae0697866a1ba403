"""The life of a mijlpaal in Dutch: summed up in sentences, and whole as lines of text."""

from collections.abc import Iterator, Sequence
from datetime import date

from vvdesk.compare.changes import Shift
from vvdesk.mijlpaal_life.parts import Levensloop, Levensmoment
from vvdesk.mijlpaal_life.relations import Verwanten
from vvdesk.number_words import counted
from vvdesk.values import dag_to_text

_EMPTY = "niet ingevuld"


def summed_up(
    momenten: Sequence[Levensmoment],
    first: date | None,
    times: tuple[int, int],
    moved: Shift | None,
    related: Verwanten,
) -> Iterator[str]:
    """Yield the life in some sentences.

    Args:
        momenten: All of them.
        first: The first planning.
        times: How often it was put off, and pulled forward.
        moved: From first to last.
        related: In which mijlpalen it lives on, and out of which it came.
    """
    present = [each for each in momenten if each.is_aanwezig]
    yield _standing(momenten, present)
    yield _moving(present, first, times, moved)
    if related.uit:
        yield f"Komt uit {_listed(related.uit)}."
    last = present[-1]
    if last.lot:
        lot = last.tekst("lot")
        note = last.tekst("lot_toelichting")
        told = f" Toelichting: {_ended(note)}" if note else ""
        yield f"Lot op {last.meetmoment}: {lot}.{told}"
    elif not momenten[-1].is_aanwezig:
        yield f"Na {last.meetmoment} weg zonder lot: niemand zei wat ermee gebeurde."
    if related.naar:
        yield f"Gaat verder als {_listed(related.naar)}."
    if related.onbekend:
        yield f"Bij het lot genoemd, maar in geen enkele fiche: {_listed(related.onbekend)}."


def moved_words(moment: Levensmoment) -> str:
    """Return how far the timing moved since the meetmoment before: "6 maanden later"."""
    return str(moment.verschoven) if moment.verschoven else ""


def present_words(moment: Levensmoment) -> str:
    """Return what is said of a meetmoment at which the mijlpaal does not stand."""
    if moment.is_aanwezig:
        return ""
    return "staat niet in de fiche" if moment.heeft_fiche else "het project heeft geen fiche"


def target_words(moment: Levensmoment) -> str:
    """Return the streefwaarde with its unit: "500 toestellen (nulwaarde 20)"."""
    target, zero = moment.tekst("streefwaarde"), moment.tekst("nulwaarde")
    if not target:
        return ""
    since = f" (nulwaarde {zero})" if zero else ""
    return f"{target} {moment.tekst('eenheid')}".rstrip() + since


def reason_words(moment: Levensmoment) -> str:
    """Return why something changed, and the lot with what was said of it."""
    parts = [moment.tekst("reden")]
    if moment.lot:
        note = moment.tekst("lot_toelichting")
        parts.append(f"Lot: {moment.tekst('lot')}" + (f" – {note}" if note else ""))
    return "\n".join(part for part in parts if part)


def told_words(moment: Levensmoment) -> str:
    """Return what was decided, and how many findings there are."""
    told = [f"{each.plaats}: {each.nota or each.keuze}" for each in moment.beslissingen]
    found = len(moment.bevindingen)
    if found:
        explained = sum(bool(each.toelichting) for each in moment.bevindingen)
        word = "bevinding" if found == 1 else "bevindingen"
        told.append(f"{found} {word}, {explained} uitgelegd")
    return "\n".join(told)


def life_lines(levensloop: Levensloop) -> Iterator[str]:
    """Yield the whole life as text, to copy or to print."""
    yield f"Mijlpaal {levensloop.mijlpaal}: {_one_line(levensloop.titel) or 'zonder titel'}"
    yield f"Project {levensloop.project} {levensloop.projecttitel}".rstrip()
    yield ""
    yield from levensloop.zinnen
    for each in levensloop.momenten:
        yield ""
        yield f"{each.meetmoment} (peildatum {dag_to_text(each.peildatum)})  {each.code}"
        yield from (f"  {line}" for line in _moment_lines(each))


def _moment_lines(moment: Levensmoment) -> Iterator[str]:
    if not moment.is_aanwezig:
        yield present_words(moment).capitalize() + "."
        return
    if moment.basislijn:
        yield f"Basislijn: {dag_to_text(moment.basislijn)}"
    for each in moment.waarden:
        if not each.tekst and not each.is_gewijzigd:
            continue
        was = f" (was: {_one_line(each.vorige) or _EMPTY})" if each.is_gewijzigd else ""
        moved = f", {moment.verschoven}" if each.veld == "timing" and moment.verschoven else ""
        yield f"{each.label}: {_one_line(each.tekst) or _EMPTY}{moved}{was}  [{each.code}]"
    for decision in moment.beslissingen:
        chosen = _one_line(decision.gekozen) or _EMPTY
        yield f"Beslissing over {decision.plaats}: {chosen}. {decision.nota}".rstrip()
    for finding in moment.bevindingen:
        said = finding.melding or "niet meer gevonden"
        told = f" Toelichting: {finding.toelichting}" if finding.toelichting else ""
        yield f"{finding.regel} ({finding.staat}): {said}{told}"


def _standing(momenten: Sequence[Levensmoment], present: Sequence[Levensmoment]) -> str:
    first, last = present[0].meetmoment, present[-1].meetmoment
    count = f"{len(present)} van {len(momenten)} meetmomenten"
    if first == last:
        return f"Staat alleen op {first} in de fiche ({count})."
    between = [each for each in momenten if _is_between(each, present)]
    gaps = f", maar niet op {_listed([each.meetmoment for each in between])}" if between else ""
    return f"Staat van {first} tot {last} in de fiche ({count}){gaps}."


def _is_between(moment: Levensmoment, present: Sequence[Levensmoment]) -> bool:
    is_inside = present[0].meetmoment_id < moment.meetmoment_id < present[-1].meetmoment_id
    return is_inside and not moment.is_aanwezig


def _moving(
    present: Sequence[Levensmoment],
    first: date | None,
    times: tuple[int, int],
    moved: Shift | None,
) -> str:
    planned = [each.timing for each in present if each.timing]
    if first is None or not planned:
        return "Er is nooit een timing ingevuld."
    later, earlier = times
    now = dag_to_text(planned[-1])
    if not later and not earlier and moved is None:
        return f"Nooit verschoven: de planning bleef {now}."
    parts = [f"{later} keer later gezet" if later else "", _pulled(earlier)]
    often = " en ".join(part for part in parts if part)
    since = f"Eerst gepland op {dag_to_text(first)}, nu op {now}"
    if moved is None:
        return f"{since}: terug op de eerste planning, na {often}."
    days = "" if moved.months is None else f" ({counted(abs(moved.days), 'dag', 'dagen')})"
    return f"{since}: {moved}{days}" + (f", {often}." if often else ".")


def _pulled(earlier: int) -> str:
    return f"{earlier} keer vervroegd" if earlier else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _ended(text: str) -> str:
    line = _one_line(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."
