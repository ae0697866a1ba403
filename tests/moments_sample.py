"""Two meetmomenten that differ as a test wishes, and comparing them."""

from collections import Counter
from datetime import date

from stores import ACTOR, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.moments_compared.comparing import compare_moments
from vvdesk.moments_compared.other_file import compare_with
from vvdesk.moments_compared.sides import Side
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

MOMENTS = (("september 2021", date(2021, 8, 31)), ("februari 2022", date(2022, 2, 28)))


def next_moment(path, place=0):
    with Workspace.open(path) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
        open_next(workspace, load_plan("vlaamse-veerkracht"), *MOMENTS[place], ACTOR)


def unchanged(folder):
    """Make a central file with two projects at two meetmomenten; nothing changed yet."""
    rows = fiche("VV015", mijlpalen=3), fiche("VV016", speerpunt="04")
    path = new_store(folder / "centraal.vvd", *rows)
    next_moment(path)
    return path


def change(path, moment, **values):
    """Set fields of fiches; `VV015__mijlpalen__VV015-M01__timing` for a path with dots."""
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Bijwerken") as work:
        for name, value in values.items():
            project, _, rest = name.partition("__")
            work.set(moment, project, rest.replace("__", "."), value)


def compared(path, left=0, right=-1, progress=None):
    with Workspace.open(path, read_only=True) as workspace:
        moments = workspace.meetmomenten()
        sides = Side(workspace, moments[left]), Side(workspace, moments[right])
        return compare_moments(*sides, progress) if progress else compare_moments(*sides)


def beside(path, other, naam=None):
    with Workspace.open(path, read_only=True) as workspace:
        return compare_with(Side(workspace, workspace.meetmomenten()[0]), other, naam).compared


def only(found, soort):
    [each] = [each for each in found.verschillen if each.soort is soort]
    return each


def assert_cells_match(found):
    listed = Counter(each.cel for each in found.verschillen if each.cel)
    for flow in (found.projectstatus, found.mijlpaalstatus):
        for (van, naar), number in flow.aantallen.items():
            assert listed[flow.cel(van, naar)] == (0 if van == naar else number)
