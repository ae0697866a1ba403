"""Which chapter of the manual tells about a page, so that F1 opens it there."""

from typing import Final

from ui.pages import page_names as pages

_CHAPTERS: Final = {
    pages.PROJECTS: "projecten-zoeken",
    pages.COMPARE: "vergelijken-met-vorige-keer",
    pages.VERSIONS: "versies",
    pages.HAND_IN: "indienen-en-terugnemen",
    pages.EXCEL_IN: "excel-in-en-uit",
    pages.EXCEL_OUT: "excel-in-en-uit",
    pages.DASHBOARD: "het-overzicht",
    pages.RECEPTION: "de-ontvangst-volgen",
    pages.CONSOLIDATION: "samenvoegen",
    pages.CONFLICTS: "conflicten-beslissen",
    pages.MERGES: "samenvoegen",
    pages.QUESTIONS: "vragen-stellen",
    pages.UITVRAAG: "de-uitvraag",
    pages.REPORT: "rapporten-maken",
    pages.SEALING: "een-momentopname-maken",
    pages.SEAL: "een-momentopname-nakijken",
    pages.INQUIRY: "naspeuren",
    pages.MOMENTS: "meetmomenten-vergelijken",
    pages.LIFE: "de-levensloop-van-een-mijlpaal",
    pages.SEARCH: "zoeken-in-alle-meetmomenten",
    pages.SAMPLE: "steekproef-en-export",
}
_FOR_ENTITEIT: Final = {pages.QUESTIONS: "een-vraag-beantwoorden"}
"""Chapters for who fills in, where those differ."""


def chapter_of(page: str, *, central: bool) -> str:
    """Return the anchor of the chapter about a page; empty for the beginning of the manual.

    Args:
        page: Its name, see `page_names`.
        central: Whether a central file is open, or the dossier of an entiteit.
    """
    other = "" if central else _FOR_ENTITEIT.get(page, "")
    return other or _CHAPTERS.get(page, "")
