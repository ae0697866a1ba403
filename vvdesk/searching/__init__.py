"""Searching in all texts of a store: every field, question, decision and reason, at all times."""

from vvdesk.searching.excerpts import Getoond, Stuk, excerpt, excerpts, marked, whole_text
from vvdesk.searching.export import (
    KOLOMMEN,
    Gevraagd,
    filter_words,
    span_words,
    write_results,
)
from vvdesk.searching.index import MOST, SearchIndex
from vvdesk.searching.parts import GROEPEN, SOORTEN, Filter, Tekstsoort, Treffer, Volgorde, Vondst
from vvdesk.searching.query import Term, Zoekvraag, parse_query

__all__ = [
    "GROEPEN",
    "KOLOMMEN",
    "MOST",
    "SOORTEN",
    "Filter",
    "Getoond",
    "Gevraagd",
    "SearchIndex",
    "Stuk",
    "Tekstsoort",
    "Term",
    "Treffer",
    "Volgorde",
    "Vondst",
    "Zoekvraag",
    "excerpt",
    "excerpts",
    "filter_words",
    "marked",
    "parse_query",
    "span_words",
    "whole_text",
    "write_results",
]
