"""A report as one web page: everything in one file, accessible, the same without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from vvdesk.jobs import Progress, silent
from vvdesk.report.content import Document
from vvdesk.report.web.contents import CONTENTS, contents
from vvdesk.report.web.elements import Html, below, element
from vvdesk.report.web.filter import IDS, ProjectFilter
from vvdesk.report.web.places import Placed, Places
from vvdesk.report.web.sections import SectionWriter
from vvdesk.report.web.style import PageStyle, inside, policy, script

_MAIN: Final = "inhoud"
_LARGE: Final = 25_000_000
"""Bytes from which on a page is slow to fetch."""
_DRAFT: Final = (
    "Dit meetmoment is nog niet afgesloten. Teksten, statussen en bedragen kunnen nog veranderen."
)
_ABOUT_CODES: Final = (
    "Bij elk gegeven staat een code. Een onderstreept getal brengt je naar het veld waaruit het "
    "komt. Staat dat veld niet op deze pagina, geef de code dan door aan wie het rapport maakte: "
    "daarmee is het gegeven terug te vinden."
)


def write_web(document: Document, target: Path, progress: Progress = silent) -> tuple[str, ...]:
    """Write a report as one web page.

    Args:
        document: What it says.
        target: A file; what stands there is replaced.
        progress: Told at every section.

    Returns:
        What whoever publishes the page should know, in Dutch.

    Raises:
        OSError: The file cannot be written.
        Cancelled: The user stopped; nothing was written.
    """
    written = page(document, progress).encode("utf-8")
    target.write_bytes(written)
    if len(written) <= _LARGE:
        return ()
    size = round(len(written) / 1_000_000)
    slow = f"De webpagina is {size} MB groot en opent daardoor traag over een zwakke verbinding."
    return (f"{slow} Publiceer ze liever per speerpunt.",)


def page(document: Document, progress: Progress = silent) -> str:
    """Return the page; the same document gives the same text.

    Args:
        document: What it says.
        progress: Told at every section.

    Raises:
        Cancelled: The user stopped.
    """
    style, projects = PageStyle(), ProjectFilter(document)
    places = Places(document, IDS | {_MAIN, CONTENTS})
    chapters = SectionWriter(document, places, style, projects, progress).chapters()
    side = list(_side(document, places.sections, projects))
    body = element(
        "body",
        below(
            [
                element("a", "Naar de inhoud", href=f"#{_MAIN}", class_="skip"),
                _header(document),
                element(
                    "div",
                    *([element("div", below(side), class_="side")] if side else []),
                    element("main", chapters, id=_MAIN, tabindex="-1"),
                    class_="columns" if side else "column",
                ),
                _footer(document),
                inside("script", script()),
            ]
        ),
    )
    # The head comes last: it names by their digest what the body turned out to need.
    head = _head(document, style.sheet(document))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='nl-BE').source}\n"


def _head(document: Document, sheet: str) -> Html:
    return element(
        "head",
        below(
            [
                element("meta", charset="utf-8"),
                policy(sheet, script()),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("meta", name="color-scheme", content="light dark"),
                element("meta", name="referrer", content="no-referrer"),
                element("meta", name="description", content=_description(document)),
                element("title", f"{document.title}: {document.subtitle} ({document.meetmoment})"),
                # Without one, a browser asks the server for a picture that is not there.
                element("link", rel="icon", href="data:,"),
                inside("style", sheet),
            ]
        ),
    )


def _description(document: Document) -> str:
    return (
        f"{document.plan}, {document.title}, {document.subtitle}. "
        f"Meetmoment {document.meetmoment}, peildatum {_day(document)}."
    )


def _header(document: Document) -> Html:
    facts = (
        ("Meetmoment", document.meetmoment),
        ("Peildatum", _day(document)),
        ("Controlecode", document.controlecode),
    )
    listed = (element("div", element("dt", name), element("dd", told)) for name, told in facts)
    parts = [
        element("p", document.plan, class_="plan"),
        element("h1", document.title),
        element("p", document.subtitle, class_="subtitle"),
        element("dl", *listed, class_="facts"),
    ]
    if not document.is_final:
        parts.append(element("p", element("strong", "Voorlopig. "), _DRAFT, class_="draft"))
    return element("header", element("div", below(parts), class_="within"))


def _side(document: Document, sections: list[Placed], projects: ProjectFilter) -> Iterator[Html]:
    if projects.is_wanted:
        yield projects.form()
    if document.has_cover and sections:
        yield contents(sections)


def _footer(document: Document) -> Html:
    source = f"{document.plan}, meetmoment {document.meetmoment}, peildatum {_day(document)}."
    told = [element("p", _ABOUT_CODES), element("p", source)]
    return element("footer", element("div", below(told), class_="within"))


def _day(document: Document) -> str:
    return document.peildatum.strftime("%d/%m/%Y")
