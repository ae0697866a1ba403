"""Reads the text of a published progress report; every word finds its place or is reported."""

from vvdesk.exchange.published_report.model import (
    Numbered,
    Problem,
    PublishedAgendering,
    PublishedFiche,
    PublishedMijlpaal,
    PublishedReport,
)
from vvdesk.exchange.published_report.reading import MIJLPAALSTATUSSEN, read_published_report

__all__ = [
    "MIJLPAALSTATUSSEN",
    "Numbered",
    "Problem",
    "PublishedAgendering",
    "PublishedFiche",
    "PublishedMijlpaal",
    "PublishedReport",
    "read_published_report",
]
