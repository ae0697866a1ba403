"""What is not published, and why: everything else that a fiche says is in the open data.

The audit trail, names of users, inzendingen, questions and toelichtingen belong to no fiche; they
are never read here.
"""

import re
from collections.abc import Mapping
from typing import Final

from vvdesk.content import Inhoud
from vvdesk.richtext import typed_address

CONTACT: Final = "contactpersoon"
NOT_PUBLISHED: Final[Mapping[str, str]] = {
    "staat": "Waar een fiche staat op weg naar het rapport is interne werking.",
    "versie": "Telt hoe vaak een fiche gewijzigd is; dat is interne werking.",
}
"""Columns of a fiche that no table has, with the reason in Dutch."""
CONTACT_RULE: Final = (
    "De contactpersoon wordt alleen gepubliceerd als het een webadres, een contactformulier "
    "of een functioneel mailadres is (zoals info@ of digisprong@). Een naam van een persoon, ook "
    "in een mailadres, blijft weg."
)
_MAIL: Final = re.compile(
    r"(?:mailto:)?(?P<box>[^@\s:;,<>]+)@[^@\s;,<>]+\.[^@\s;,<>]+", re.IGNORECASE
)
_FORM: Final = re.compile(
    r"(?:via )?(?:het )?contactformulier(?: (?:op|van) \S+\.[a-z]{2,})?", re.IGNORECASE
)
_FUNCTIONS: Final = frozenset(
    {
        "agentschap", "communicatie", "contact", "departement", "dienst", "helpdesk", "info",
        "loket", "meldpunt", "onthaal", "project", "programma", "relance", "relanceplan",
        "secretariaat", "steunpunt", "support", "team", "vragen",
    }
)  # fmt: skip


def public_contact(text: str | None) -> str | None:
    """Return a contactpersoon as it may be published; None when it may name a person.

    Web addresses and contact forms name nobody. A mail address counts as functional when its box
    is one word (`digisprong@`), or several of which one names a function (`info.onderwijs@`);
    `voornaam.achternaam@` is a person. Any other text may name somebody, so it is not published.

    Args:
        text: As filled in.
    """
    bare = (text or "").strip()
    if bare.casefold().startswith(("http://", "https://", "www.")) and " " not in bare:
        return bare if typed_address(bare) else None
    if _FORM.fullmatch(bare):
        return bare
    mail = _MAIL.fullmatch(bare)
    if mail is None:
        return None
    words = [word for word in re.split(r"[._+-]", mail["box"].casefold()) if word]
    is_functional = len(words) == 1 or bool(_FUNCTIONS.intersection(words))
    return bare if is_functional else None


def without_persons(inhoud: Inhoud) -> bool:
    """Take out of a fiche what may name a person; tell whether something went."""
    given: str | None = inhoud.values[CONTACT]
    public = inhoud.values[CONTACT] = public_contact(given)
    return public != given
