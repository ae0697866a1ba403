"""Which projects describe their progress as they did at the previous meetmoment."""

from typing import Final

from vvdesk.content import Inhoud
from vvdesk.number_words import counted
from vvdesk.report.content import Column, GridRow
from vvdesk.report.moved.pairs import Paren
from vvdesk.report.moved.words import Deel, grid, lead, named_fiche, part, since, words
from vvdesk.rules import Situatie, examine, rules_named

_REPEATED: Final = "VV-PRJ-07"
_VOORTGANG: Final = "voortgang"


def unchanged_texts(paren: Paren) -> Deel:
    """Return which projects describe their progress as last time; who confirmed it is said so."""
    repeated = [code for code in paren.fiches if code in paren.source.stand.repeated]
    confirmed = _confirmed(paren, repeated)
    columns = (Column("Project", 46), Column("Tekst", 20), Column("Bevestigd", 34))
    rows = [
        GridRow(
            (
                named_fiche(paren.now(code), paren.source.contents[code]),
                words(_how_equal(*paren.fiches[code])),
                words(confirmed.get(code) or "niet bevestigd"),
            ),
            paren.now(code, _VOORTGANG),
        )
        for code in repeated
    ]
    number = len(repeated)
    held = "zijn" if len(confirmed) > 1 else "is"
    sentence = (
        f"{counted(number, 'project beschrijft', 'projecten beschrijven')} de voortgang (bijna) "
        f"zoals in {paren.vorig.naam}; {len(confirmed) or 'geen'} daarvan {held} bevestigd."
        if number
        else f"Geen enkel project herhaalt hoe het de voortgang in {paren.vorig.naam} beschreef."
    )
    table = grid(f"Voortgang die (bijna) dezelfde is {since(paren)}", columns, rows)
    section = part("Teksten die bleven", "ongewijzigd", lead(sentence), *table)
    return Deel(section, "projecten met (bijna) dezelfde tekst over de voortgang", number)


def _how_equal(nu: Inhoud, toen: Inhoud) -> str:
    same = nu.values[_VOORTGANG] == toen.values[_VOORTGANG]
    return "letterlijk dezelfde" if same else "bijna dezelfde"


def _confirmed(paren: Paren, repeated: list[str]) -> dict[str, str]:
    """Return project to what was written about its repeated text, where that still holds."""
    told = {
        row.project_code: row
        for row in paren.source.toelichtingen
        if row.regel == _REPEATED and row.plaats == _VOORTGANG and row.tekst.strip()
    }
    found = {}
    for code in repeated:
        if code not in told:
            continue
        situatie = Situatie.of(*paren.fiches[code], paren.maatstaf)
        for each in examine(situatie, rules_named(_REPEATED)):
            if each.fingerprint == told[code].vingerafdruk:
                found[code] = " ".join(told[code].tekst.split())
    return found
