"""The list of contents: chapters, and in them projects or the parts of a chapter."""

from typing import Final

from vvdesk.report.content import SectionKind
from vvdesk.report.web.elements import Html, element
from vvdesk.report.web.places import Placed

CONTENTS: Final = "inhoudstafel"
"""Its id."""


def contents(sections: list[Placed]) -> Html:
    """Return the list of contents.

    It stands in something that folds, open: the script folds it on a narrow screen.
    """
    listed = _nested(_listed(sections), 0)
    return element(
        "nav",
        element("details", element("summary", "Inhoud"), *listed, open=True),
        id=CONTENTS,
        aria_label="Inhoud",
    )


def _listed(sections: list[Placed]) -> list[Placed]:
    """Return what is listed: chapters, speerpunten, projects; parts only outside a project."""
    found: list[Placed] = []
    project: int | None = None
    for placed in sections:
        if project is not None and placed.level > project:
            continue
        is_project = placed.section.kind is SectionKind.PROJECT
        project = placed.level if is_project else None
        found.append(placed)
    return found


def _nested(sections: list[Placed], at: int) -> list[Html]:
    entries: list[Html] = []
    while at < len(sections):
        end = at + 1
        while end < len(sections) and sections[end].level > sections[at].level:
            end += 1
        link = element("a", sections[at].section.title, href=f"#{sections[at].anchor}")
        entries.append(element("li", link, *_nested(sections[at + 1 : end], 0)))
        at = end
    return [element("ul", *entries)] if entries else []
