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
    BEHEREN = "beheren"


class Keuze(StrEnum):
    """Wat er met een conflict gebeurt."""

    OPEN = "open"
    CENTRAAL = "centraal"
    ONTVANGEN = "ontvangen"
    EIGEN = "eigen"
