"""The list of things a person should know about a workbook, kept within bounds."""

from collections import Counter

from vvdesk.exchange.reader.model import Notice, reference

MOST = 200
"""Notices on one subject in one sheet; the rest is counted."""


class NoticeList:
    """Collects notices in reading order."""

    def __init__(self) -> None:
        self._notices: list[Notice] = []
        self._counts: Counter[tuple[str | None, str]] = Counter()

    def add(
        self, subject: str, text: str, sheet: str | None = None, at: tuple[int, int] | None = None
    ) -> None:
        """Note something.

        Args:
            subject: See `Notice`.
            text: One Dutch sentence, without the place.
            sheet: Name of the sheet, None for the whole file.
            at: Row and column from 1, None for the whole sheet.
        """
        self._counts[sheet, subject] += 1
        if self._counts[sheet, subject] <= MOST:
            cell = None if at is None else reference(*at)
            self._notices.append(Notice(sheet, cell, text, subject))

    def close(self) -> tuple[Notice, ...]:
        """Return all notices; where there were too many, a last one says how many more."""
        more = [
            Notice(
                sheet, None, f"Hetzelfde geldt voor nog {count - MOST} andere plaatsen.", subject
            )
            for (sheet, subject), count in self._counts.items()
            if count > MOST
        ]
        return (*self._notices, *more)
