"""The choice of projects by what they are (status, entiteit) and by a word in them.

It works in the page itself: without its script every project stands there and the choice does not.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from vvdesk.report.content import Block, Document, Legend, Section, SectionKind
from vvdesk.report.web.elements import Html, below, element

FORM: Final = "filter"
COUNT: Final = "aantal"
NONE_FOUND: Final = "geen-project"
FIRST: Final = "eerste-project"
IDS: Final = frozenset({FORM, COUNT, NONE_FOUND, FIRST, "keuze", "zoek"})
"""Ids that the choice uses itself."""
_LEAST: Final = 2
"""From how many projects, or values of a facet, on there is something to choose."""
_ENOUGH: Final = 5
"""From how many projects on a search is of use where there is nothing else to choose."""
_LABELS: Final = {"status": "Status", "entiteit": "Entiteit"}


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which projects are chosen.

    Attributes:
        key: As in `Section.facets`; also its name in the address of the page.
        attribute: What a project carries it in.
        values: What can be chosen, with how many projects have it; in order.
    """

    key: str
    attribute: str
    values: tuple[tuple[str, int], ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS.get(self.key, self.key.replace("_", " ").capitalize())


class ProjectFilter:
    """What can be chosen in one document.

    Args:
        document: Its sections of the kind PROJECT are what is chosen from.

    Attributes:
        projects: How many there are.
        facets: In the order in which projects name them; what is the same for all is no choice.
    """

    def __init__(self, document: Document) -> None:
        projects = [
            section
            for _level, section in document.sections()
            if section.kind is SectionKind.PROJECT
        ]
        self.projects = len(projects)
        keys = dict.fromkeys(key for project in projects for key in project.facets)
        order = _statuses(document)
        found = (
            Facet(key, f"data-facet-{at}", _values(projects, key, order))
            for at, key in enumerate(keys)
        )
        self.facets = tuple(facet for facet in found if len(facet.values) >= _LEAST)

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to choose."""
        return self.projects >= _LEAST if self.facets else self.projects >= _ENOUGH

    def attributes(self, project: Section) -> dict[str, str]:
        """Return what a project carries so that it can be chosen."""
        return {
            facet.attribute: project.facets[facet.key]
            for facet in self.facets
            if facet.key in project.facets
        }

    def form(self) -> Html:
        """Return the controls; hidden until the script shows them."""
        search = (
            element("label", "Zoek in de projecten", for_="zoek"),
            element("input", type="search", id="zoek", name="zoek", autocomplete="off"),
        )
        return element(
            "form",
            element("h2", "Projecten kiezen"),
            below([*(_choice(facet) for facet in self.facets), element("div", *search)]),
            element("p", _projects(self.projects), id=COUNT, role="status"),
            element("button", "Filter wissen", type="button", hidden=True),
            # The script says where it leads; the chapters before the projects may be long.
            element("p", element("a", "Naar het eerste project", id=FIRST), hidden=True),
            id=FORM,
            role="search",
            aria_label="Projecten kiezen",
            hidden=True,
        )

    def messages(self) -> Html:
        """Return what the first project is preceded by: what was chosen, and that nothing fits."""
        return below(
            (
                element("p", id="keuze", class_="chosen", hidden=True),
                element(
                    "p",
                    "Geen enkel project past bij je keuze. Kies ruimer of wis de filter.",
                    id=NONE_FOUND,
                    class_="notice",
                    hidden=True,
                ),
            )
        )


def _choice(facet: Facet) -> Html:
    name = f"kies-{facet.attribute}"
    options = [
        element("option", f"{value} ({number})", value=value) for value, number in facet.values
    ]
    return element(
        "div",
        element("label", facet.label, for_=name),
        element(
            "select",
            element("option", "Alle", value=""),
            *options,
            id=name,
            name=facet.key,
            data_attribute=facet.attribute,
        ),
    )


def _projects(number: int) -> str:
    return "1 project" if number == 1 else f"{number} projecten"


def _values(
    projects: list[Section], key: str, order: dict[str, int]
) -> tuple[tuple[str, int], ...]:
    """Return the values of a facet: statuses in the order of the legend, the rest by name."""
    counted = Counter(project.facets[key] for project in projects if project.facets.get(key))
    last = len(order)
    ordered = sorted(counted, key=lambda value: (order.get(value, last), value.casefold(), value))
    return tuple((value, counted[value]) for value in ordered)


def _statuses(document: Document) -> dict[str, int]:
    """Return the words of statuses in the order in which legends explain them."""
    found: dict[str, int] = {}
    blocks: list[Block] = [
        block for _level, section in document.sections() for block in section.blocks
    ]
    for block in blocks:
        if isinstance(block, Legend):
            for look, _meaning in block.entries:
                found.setdefault(look.label, len(found))
    return found
