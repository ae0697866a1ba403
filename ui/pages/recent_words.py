"""What the card of one fiche on the start page says."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from vvdesk.day_words import moment_in_words
from vvdesk.number_words import counted
from vvdesk.recent import Entry
from vvdesk.server_address import ServerAddress

COMPLETE = 100
"""Percent."""


class Sign(NamedTuple):
    """One thing in the lowest line of a card: an icon (or none) and words, in one colour."""

    text: str
    role: str
    icon: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says.

    Attributes:
        entry: What it is about.
        now: The moment that the words of days are reckoned from.
        missing: Its file is not where it was.
    """

    entry: Entry
    now: datetime
    missing: bool = False

    @property
    def title(self) -> str:
        """Code and title of the project, or what the file is."""
        return f"{self.entry.project}  {self.entry.titel}".strip()

    @property
    def place(self) -> str:
        """Meetmoment and entiteit, and which server; for a file that is gone, where it was."""
        if self.missing:
            return f"Niet gevonden: {self.entry.path}"
        where = f"server {_host(self.entry.path)}" if self.entry.is_server else ""
        known = (self.entry.meetmoment, self.entry.entiteit, where)
        return " · ".join(each for each in known if each)

    @property
    def changed(self) -> str:
        """When it was last worked on, in words; empty when that is not known."""
        moment = self.entry.changed_at
        return "" if moment is None else moment_in_words(moment, self.now)

    @property
    def signs(self) -> list[Sign]:
        """Completeness and findings in words."""
        entry = self.entry
        if entry.ingediend:
            return [Sign("ingediend", "good", "send")]
        found = (
            (entry.fiches, ("fiche", "fiches"), "muted", "files"),
            (entry.fouten, ("fout", "fouten"), "fout", "circle-x"),
            (
                entry.waarschuwingen,
                ("waarschuwing", "waarschuwingen"),
                "waarschuwing",
                "triangle-alert",
            ),
        )
        signs = [Sign(counted(n, *nouns), role, icon) for n, nouns, role, icon in found if n]
        if entry.volledig == 0:
            return [Sign("nog niet begonnen", "muted", "circle-dashed"), *signs]
        if entry.volledig == COMPLETE and not signs:
            return [Sign("klaar om in te dienen", "good", "circle-check")]
        return signs

    @property
    def spoken(self) -> str:
        """The whole card for a screen reader, and for filtering."""
        known = f"{self.entry.volledig} % volledig" if self.entry.volledig >= 0 else ""
        pinned = "vastgemaakt" if self.entry.pinned else ""
        parts = [self.title, self.place, known, *(each.text for each in self.signs)]
        return ", ".join(each for each in (*parts, self.changed, pinned) if each)


def _host(address: str) -> str:
    return ServerAddress.of(address).host or "op deze computer"
