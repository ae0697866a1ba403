"""The few closed lists that are logic, not reference data."""

from enum import StrEnum


class Fase(StrEnum):
    """Waar een meetmoment staat."""

    OPEN = "open"
    GESLOTEN = "gesloten"


class Staat(StrEnum):
    """Waar een projectfiche staat op weg naar het rapport."""

    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    TERUGGESTUURD = "teruggestuurd"
    GOEDGEKEURD = "goedgekeurd"
    GEPUBLICEERD = "gepubliceerd"


class Handeling(StrEnum):
    """Wat een regel van het wijzigingsspoor vertelt."""

    WIJZIGEN = "wijzigen"
    TOEVOEGEN = "toevoegen"
    VERWIJDEREN = "verwijderen"
    TOELICHTEN = "toelichten"
    BESLISSEN = "beslissen"
    VRAGEN = "vragen"
    BEHEREN = "beheren"


class Keuze(StrEnum):
    """Wat er met een conflict gebeurt."""

    OPEN = "open"
    CENTRAAL = "centraal"
    ONTVANGEN = "ontvangen"
    EIGEN = "eigen"
    VERVALLEN = "vervallen"
    """The inzending that brought it was taken back."""


class Vraagstaat(StrEnum):
    """Waar een vraag van de coördinator staat."""

    OPEN = "open"
    BEANTWOORD = "beantwoord"
    GESLOTEN = "gesloten"


class Antwoordreden(StrEnum):
    """Hoe een entiteit op een vraag antwoordt, in één woord."""

    AANGEPAST = "aangepast"
    BEVESTIGD = "bevestigd"
    LATER = "later"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"
