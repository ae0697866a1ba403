"""Makes Dutch texts of chosen length out of word lists; the same random numbers, the same text."""

from collections.abc import Sequence
from datetime import date
from random import Random

from benchmarks import words

_LINK_SHARE = 0.3
_LIST_SHARE = 0.5


class Writer:
    """Writes the texts of one project.

    Args:
        random: Where every choice comes from.
    """

    def __init__(self, random: Random) -> None:
        self._random = random

    def titel(self) -> str:
        """Return the title of a project."""
        return self._filled("{Onderwerp} voor {doelgroep} {plaats}")

    def mijlpaal(self) -> str:
        """Return one intended result."""
        return self._filled(self.one_of(words.MIJLPALEN))

    def omschrijving(self, sentences: int) -> str:
        """Return rich text in the canonical form: paragraphs, at times a list and a link."""
        first = sentences // 2
        parts = [self._paragraph(words.ZINNEN, first)]
        if self._random.random() < _LIST_SHARE:
            items = "".join(f"<li>{self._sentence(words.ZINNEN)}</li>" for _ in range(3))
            parts.append(f"<ul>{items}</ul>")
        parts.append(self._paragraph(words.ZINNEN, sentences - first))
        if self._random.random() < _LINK_SHARE:
            number = self._random.randrange(10_000)
            parts.append(
                f'<p>Meer op <a href="https://www.vlaanderen.be/projecten/{number}">'
                "de projectpagina</a>.</p>"
            )
        return "".join(parts)

    def voortgang(self, sentences: int, peildatum: date) -> str:
        """Return rich text on what happened in the months before `peildatum`."""
        head = f"<p><strong>Stand op {peildatum:%d/%m/%Y}.</strong></p>"
        items = "".join(
            f"<li>{self._sentence(words.VOORTGANG, peildatum)}</li>" for _ in range(sentences // 2)
        )
        rest = self._paragraph(words.VOORTGANG, sentences - sentences // 2, peildatum)
        return f"{head}<ul>{items}</ul>{rest}"

    def doelstellingen(self) -> str:
        """Return a short rich list."""
        items = (f"<li>{self._filled('{Ding} {plaats}')}</li>" for _ in range(3))
        return f"<ol>{''.join(items)}</ol>"

    def belanghebbenden(self) -> str:
        """Return a few groups in one line."""
        return ", ".join(self._random.sample(words.DOELGROEPEN, 4)).capitalize()

    def one_of(self, choices: Sequence[str]) -> str:
        """Return one of `choices`."""
        return choices[self._random.randrange(len(choices))]

    def _paragraph(self, patterns: Sequence[str], count: int, day: date | None = None) -> str:
        return f"<p>{' '.join(self._sentence(patterns, day) for _ in range(max(1, count)))}</p>"

    def _sentence(self, patterns: Sequence[str], day: date | None = None) -> str:
        return self._filled(self.one_of(patterns), day)

    def _filled(self, pattern: str, day: date | None = None) -> str:
        count = self._random.randint(20, 2_000)
        chosen = {
            "onderwerp": self.one_of(words.ONDERWERPEN),
            "doelgroep": self.one_of(words.DOELGROEPEN),
            "ding": self.one_of(words.DINGEN),
            "daad": self.one_of(words.DADEN),
            "plaats": self.one_of(words.PLAATSEN),
            "partners": self.one_of(words.PARTNERS),
            "eenheid": self.one_of(words.EENHEDEN),
            "aantal": str(count),
            "deel": str(count * self._random.randint(20, 95) // 100),
            "dag": f"{self._day(day):%d/%m/%Y}",
        }
        capital = {name.capitalize(): text[0].upper() + text[1:] for name, text in chosen.items()}
        return pattern.format(**chosen, **capital)

    def _day(self, near: date | None) -> date:
        around = near or date(2021, 6, 30)
        return date.fromordinal(around.toordinal() - self._random.randrange(150))
