"""Where somebody may want to go in an open file: parts of the fiche, its fields, other fiches."""

from collections.abc import Callable, Iterator
from functools import partial

from ui.file_doors import projects_of
from ui.forms.layout import LAYOUT
from ui.pages.page_names import FICHE
from ui.pages.work import WorkPage
from vvdesk.content import single_fields


def places_of(page: WorkPage) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Yield label, what kind of place, and how to get there."""
    project = page.live.project
    if project:
        for at, part in enumerate(LAYOUT):
            yield part.title, "Deel van de fiche", partial(_go_to_part, page, at)
        for path, field in single_fields().items():
            go = partial(page.jump, project, path)
            yield field.about.label, f"Veld in {field.about.section.value}", go
    for code, titel in projects_of(page.live.desk).items():
        yield f"{code} {titel}", "Fiche", partial(page.show_fiche, code)


def _go_to_part(page: WorkPage, place: int) -> None:
    page.show_page(FICHE)
    page.fiche_page.choose_part(place)
