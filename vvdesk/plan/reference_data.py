"""The reference data of a plan file as it is valid on one peildatum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vvdesk.choices import Choices
from vvdesk.plan.entries import (
    Drempel,
    Entiteit,
    Lot,
    Mijlpaalstatus,
    Minister,
    Projectstatus,
    Rubriek,
    Woordenlijst,
)


@dataclass(frozen=True)
class ReferenceData:
    """Wat op één peildatum gekozen kan worden, met de kleuren en de drempels die dan gelden.

    Every list keeps the order of the plan file. The `Choices` understand key, label, synonyms and,
    for a projectstatus, the label it has in another period. `mijlpaal_getekend_als` gives for each
    mijlpaalstatus the projectstatus whose colours and sign it is drawn with, also where that
    projectstatus itself cannot be chosen yet.
    """

    peildatum: date
    speerpunten: tuple[Rubriek, ...]
    clusters: tuple[Rubriek, ...]
    projectstatussen: tuple[Projectstatus, ...]
    mijlpaalstatussen: tuple[Mijlpaalstatus, ...]
    loten: tuple[Lot, ...]
    entiteiten: tuple[Entiteit, ...]
    ministers: tuple[Minister, ...]
    drempels: tuple[Drempel, ...]
    woordenlijsten: tuple[Woordenlijst, ...]
    mijlpaal_getekend_als: Mapping[str, Projectstatus]
    speerpunt: Choices
    cluster: Choices
    status: Choices
    mijlpaalstatus: Choices
    agenderingsoort: Choices
    lot: Choices
    entiteit: Choices
    minister: Choices
    thema: Choices

    def projectstatus(self, sleutel: str) -> Projectstatus:
        """Give the projectstatus with this key.

        Raises:
            KeyError: There is none on this peildatum.
        """
        return {status.sleutel: status for status in self.projectstatussen}[sleutel]

    def drempel(self, sleutel: str) -> int:
        """Give the value of a threshold; its unit stands in `drempels`.

        Raises:
            KeyError: The plan has no such threshold.
        """
        return {drempel.sleutel: drempel.waarde for drempel in self.drempels}[sleutel]

    def woorden(self, sleutel: str) -> tuple[str, ...]:
        """Give the words of a word list.

        Raises:
            KeyError: The plan has no such word list.
        """
        return {lijst.sleutel: lijst.woorden for lijst in self.woordenlijsten}[sleutel]
