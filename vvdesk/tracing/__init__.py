"""Explaining a reference code of a report: what stands there, and where it comes from."""

from vvdesk.tracing.code_trace import trace
from vvdesk.tracing.parts import (
    Beslissing,
    Bevinding,
    Bron,
    Deel,
    Gebeurtenis,
    Onderwerp,
    Schakel,
    Stand,
    Trace,
    Veld,
)
from vvdesk.tracing.themes import numbered_themes, theme_group

__all__ = [
    "Beslissing",
    "Bevinding",
    "Bron",
    "Deel",
    "Gebeurtenis",
    "Onderwerp",
    "Schakel",
    "Stand",
    "Trace",
    "Veld",
    "numbered_themes",
    "theme_group",
    "trace",
]
