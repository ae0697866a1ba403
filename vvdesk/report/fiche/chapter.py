"""One project in the progress report: its seven sections, with the labels of the published report.

Source:
    Voortgangsrapport meetmoment april 2021: seven sections, their labels and their order.
"""

from collections.abc import Iterator
from typing import Final

from vvdesk.anchors import field_code, html_id
from vvdesk.content import Inhoud
from vvdesk.dictionary import Sectie
from vvdesk.plan.referentie import Referentie
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Block,
    Fields,
    Paragraph,
    Prose,
    Section,
    SectionKind,
)
from vvdesk.report.fiche.field_words import FieldWords, not_filled_in
from vvdesk.report.fiche.tables import agenderingen, mijlpalen
from vvdesk.report.looks import WITHOUT_STATUS
from vvdesk.report.reading import WITHOUT_SPEERPUNT

TITLE: Final = "titel"
ASKED: Final = {
    Sectie.BETROKKENEN: (
        "ministers",
        "trekkende_entiteit",
        "webpagina",
        "betrokken_entiteiten",
        "belanghebbenden",
    ),
    Sectie.PROJECTSITUERING: ("cluster", "speerpunt"),
    Sectie.ALGEMENE_VOORTGANG: ("projectstatus", "voortgang"),
    Sectie.PROJECTFINANCIERING: (
        "financiering.beleidsruimte",
        "financiering.vak",
        "financiering.vek",
    ),
}
"""The fields that the published report shows, whether anything was filled in or not."""
ASIDE: Final = {
    Sectie.ALGEMENE_VOORTGANG: ("oorzaak", "bijsturing", "streefdatum"),
    Sectie.PROJECTFINANCIERING: (
        "financiering.verschuiving",
        "financiering.verschuiving_toelichting",
    ),
}
"""The fields that the published report does not know: they stand there when they say something."""
ALONE: Final = "omschrijving"
"""The field that is a section by itself."""
LEFT_OUT: Final = dict.fromkeys(
    ("themas", "beleidsdomein", "doelgroep", "contactpersoon", "doelstellingen", "meer_weten"),
    "Staat in het thematisch overzicht, dat voor een breed publiek is.",
)
"""The fields that do not stand in the progress report, with the reason."""


class FicheChapters:
    """Makes the sections of projects.

    Args:
        referentie: The reference data of the meetmoment.
    """

    def __init__(self, referentie: Referentie) -> None:
        self._words = FieldWords(referentie)
        self._moment_id = referentie.meetmoment_id
        self._speerpunten = dict(referentie.lists["speerpunt"].entries)

    def section(self, inhoud: Inhoud) -> Section:
        """Return the section of one project."""
        code = inhoud.project
        anchor = html_id(field_code(self._moment_id, code))
        parts = tuple(
            Section(sectie.value, f"{anchor}-{_ANCHORS[sectie]}", tuple(self._part(sectie, inhoud)))
            for sectie in _ANCHORS
        )
        title = f"{code} – {inhoud.values[TITLE] or 'zonder titel'}"
        return Section(title, anchor, parts, SectionKind.PROJECT, self._facets(inhoud))

    def _facets(self, inhoud: Inhoud) -> dict[str, str]:
        status, speerpunt = inhoud.values["projectstatus"], inhoud.values["speerpunt"]
        label = self._words.look("projectstatus", status).label if status else WITHOUT_STATUS
        return {
            "status": label,
            "entiteit": inhoud.values["trekkende_entiteit"] or NOT_FILLED_IN,
            "speerpunt": self._speerpunten.get(speerpunt, speerpunt or WITHOUT_SPEERPUNT),
        }

    def _part(self, sectie: Sectie, inhoud: Inhoud) -> Iterator[Block]:
        if sectie in ASKED:
            paths = list(ASKED[sectie])
            paths += [path for path in ASIDE.get(sectie, ()) if inhoud.values[path] is not None]
            lines = tuple(self._words.line(inhoud, path) for path in paths)
            yield Fields(f"{sectie.value} van {inhoud.project}", lines)
        elif sectie is Sectie.PROJECTOMSCHRIJVING:
            yield self._alone(inhoud)
        elif sectie is Sectie.AGENDERING:
            yield agenderingen(inhoud, self._words, self._moment_id)
        else:
            yield mijlpalen(inhoud, self._words, self._moment_id)

    def _alone(self, inhoud: Inhoud) -> Block:
        line = self._words.line(inhoud, ALONE)
        if isinstance(line.content, Prose):
            return Prose(line.content.blocks, line.code)
        return Paragraph((not_filled_in(line.code),))


_ANCHORS: Final = {
    Sectie.BETROKKENEN: "betrokkenen",
    Sectie.PROJECTSITUERING: "situering",
    Sectie.PROJECTOMSCHRIJVING: "omschrijving-deel",
    Sectie.AGENDERING: "agendering",
    Sectie.ALGEMENE_VOORTGANG: "voortgang-deel",
    Sectie.GEDETAILLEERDE_VOORTGANG: "mijlpalen",
    Sectie.PROJECTFINANCIERING: "financiering",
}
"""The sections in order. None is called as a field: that name is for the place of the field."""
