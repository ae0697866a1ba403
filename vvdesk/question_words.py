"""What a question of the coordinator is called by people, and what may stand in one."""

from typing import Final

from vvdesk import kinds
from vvdesk.choices import folded
from vvdesk.content import TABLES, Inhoud, parse_path, path_value
from vvdesk.errors import Misused
from vvdesk.model import Antwoordreden, Vraagstaat
from vvdesk.row_ids import belongs_to
from vvdesk.values import Unreadable

REASONS: Final = {
    Antwoordreden.AANGEPAST: "Aangepast",
    Antwoordreden.BEVESTIGD: "Bevestigd",
    Antwoordreden.LATER: "Later",
    Antwoordreden.NIET_VAN_TOEPASSING: "Niet van toepassing",
}
"""An answer in one word, as people choose it."""
MEANINGS: Final = {
    Antwoordreden.AANGEPAST: "we hebben de fiche verbeterd",
    Antwoordreden.BEVESTIGD: "het klopt zoals het er staat",
    Antwoordreden.LATER: "we weten het nu nog niet; zeg wanneer wel",
    Antwoordreden.NIET_VAN_TOEPASSING: "de vraag gaat niet over dit project; zeg waarom",
}
"""What each of them says."""
STATES: Final = {
    Vraagstaat.OPEN: "Open",
    Vraagstaat.BEANTWOORD: "Beantwoord",
    Vraagstaat.GESLOTEN: "Gesloten",
}
"""Where a question stands, in a word."""
WHOLE: Final = "De hele fiche"
"""What a question without a field is about."""
LONGEST: Final = 4_000
"""Characters in a question or an answer; more than that is a document."""
_SPEAKS_FOR_ITSELF: Final = frozenset({Antwoordreden.AANGEPAST, Antwoordreden.BEVESTIGD})
_ROWS: Final = {"mijlpalen": "Mijlpaal", "agenderingen": "Agendering"}
_ROW_PARTS: Final = 2


def place_name(pad: str) -> str:
    """Name a place for people: `Mijlpaal VV015-M01 › Geplande timing`; a strange path as it is."""
    if not pad:
        return WHOLE
    collection, _dot, rest = pad.partition(".")
    row_id, _dot, field = rest.partition(".")
    if collection in TABLES and not field:
        return f"{_ROWS[collection]} {row_id}"
    try:
        label = parse_path(pad).field.about.label
    except Misused:
        return pad
    return f"{_ROWS[collection]} {row_id} › {label}" if collection in TABLES else label


def is_place(pad: str, project: str) -> bool:
    """Tell whether a fiche of this project could have such a field or row."""
    if not pad:
        return True
    parts = pad.split(".")
    if parts[0] in TABLES:
        own = len(parts) >= _ROW_PARTS and belongs_to(parts[1], project, parts[0])
        if not own or len(parts) == _ROW_PARTS:
            return own
    try:
        parse_path(pad)
    except Misused:
        return False
    return True


def has_place(inhoud: Inhoud, pad: str) -> bool:
    """Tell whether a fiche, read at least in outline, has this field or row."""
    collection, _dot, rest = pad.partition(".")
    is_there = collection not in TABLES or rest.partition(".")[0] in inhoud.tables[collection]
    return is_there and is_place(pad, inhoud.project)


def check_place(inhoud: Inhoud, pad: str) -> None:
    """Go on only when the fiche has this field or row; the empty path is the whole fiche.

    Raises:
        Misused: It has not; the message says what a path looks like.
    """
    collection, _dot, row_id = pad.partition(".")
    if not pad or (collection in TABLES and row_id in inhoud.tables[collection]):
        return
    path_value(inhoud, parse_path(pad))


def reason_named(text: str) -> Antwoordreden:
    """Return the reason that people call so, or that has this name.

    Raises:
        Unreadable: No reason is called so.
    """
    known = {folded(label): reason for reason, label in REASONS.items()}
    known |= {folded(reason.value): reason for reason in REASONS}
    found = known.get(folded(text))
    if found is None:
        choices = ", ".join(REASONS.values())
        raise Unreadable(text[:40], "is geen antwoord in één woord.", f"Kies uit: {choices}.")
    return found


def why_no_answer(reden: Antwoordreden, tekst: str) -> str | None:
    """Return why this is not yet an answer, in Dutch; None when it is one."""
    if tekst or reden in _SPEAKS_FOR_ITSELF:
        return None
    return f'Bij "{REASONS[reden]}" hoort een zin: {MEANINGS[reden].partition("; ")[2]}.'


def cleaned(text: str, what: str) -> str:
    """Return a text as it is kept: on one line, without signs that no file keeps.

    Raises:
        Misused: It has such a sign, or is too long.
    """
    try:
        found = str(kinds.TEKST.read(text) or "")
    except Unreadable as error:
        raise Misused(f"{what}: {error}") from error
    if len(found) > LONGEST:
        raise Misused(
            f"{what} is te lang ({len(found)} tekens, hoogstens {LONGEST}). Maak de tekst korter."
        )
    return found
