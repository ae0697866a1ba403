"""What holds for every merge holds on a server too, and when two coordinators merge at once.

Every example works in a database of its own, opened by a coordinator who may do nothing more.
"""

from contextlib import contextmanager
from dataclasses import replace

import merge_in_store
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from merge_in_store import prepared
from merge_values import EDITS, HANDED, TYPED, UNREADABLE, VALUES
from server_sample import add_fiches, person
from stores import fiche

from vvdesk.model import Keuze
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
KEUZEN = st.lists(
    st.sampled_from([None, Keuze.CENTRAAL, Keuze.ONTVANGEN, Keuze.EIGEN]),
    min_size=2 * len(VALUES),
    max_size=2 * len(VALUES),
)
SENT = st.tuples(EDITS, TYPED)
FEW = settings(max_examples=4, deadline=None, phases=[Phase.generate])
MANY = settings(max_examples=100, deadline=None)


@pytest.fixture(params=[FEW, pytest.param(MANY, marks=pytest.mark.torture)], ids=["few", "many"])
def examples(request):
    """How many examples are drawn."""
    return request.param


@pytest.fixture(scope="module")
def ready(copy_of, planned_server):
    """A database with what was handed out, and the login of a coordinator."""
    with copy_of(planned_server) as place, person(place, "vvdesk_coordinator") as coordinator:
        add_fiches(coordinator, HANDED, fiche("VV016"))
        yield coordinator


@pytest.fixture
def opened(copy_of, ready):
    """Opens a database of one's own, after what the coordinator changed since handing out."""

    @contextmanager
    def begin(central_edits):
        with (
            copy_of(ready) as place,
            Workspace.open(prepared(replace(place, user=ready.user), central_edits)) as workspace,
        ):
            yield workspace

    return begin


def test_no_value_is_lost_whatever_is_chosen_and_all_of_it_can_be_taken_back(opened, examples):
    @examples
    @given(EDITS, st.lists(SENT, min_size=1, max_size=2), KEUZEN, EDITS)
    def holds(central_edits, sent, picks, own):
        with opened(central_edits) as workspace:
            merge_in_store.no_value_is_lost(workspace, sent, picks, own)

    holds()


def test_rows_show_what_stands_there_afterwards(opened, examples):
    @examples
    @given(EDITS, EDITS)
    def holds(central_edits, edits):
        with opened(central_edits) as workspace:
            merge_in_store.rows_show_what_will_stand(workspace, central_edits, edits)

    holds()


def test_the_same_inzending_again_changes_nothing(opened, examples):
    @examples
    @given(EDITS, EDITS, TYPED, UNREADABLE)
    def holds(central_edits, edits, typed, unreadable):
        with opened(central_edits) as workspace:
            merge_in_store.the_same_again_changes_nothing(workspace, edits, typed, unreadable)

    holds()


def test_order_does_not_matter_where_nothing_conflicts(opened, examples):
    met = []

    @examples
    @given(st.tuples(SENT, SENT))
    def holds(sent):
        with opened({}) as forth, opened({}) as back:
            met.append(merge_in_store.order_does_not_matter(forth, back, sent))

    holds()
    assert any(met)


def test_merging_what_stands_there_already_changes_nothing(opened, examples):
    @examples
    @given(EDITS, st.booleans())
    def holds(central_edits, stripped):
        with opened(central_edits) as workspace:
            merge_in_store.what_stands_there_already_changes_nothing(
                workspace, central_edits, stripped=stripped
            )

    holds()


def test_what_could_not_be_read_leaves_the_central_value(opened, examples):
    @examples
    @given(EDITS, EDITS, UNREADABLE)
    def holds(central_edits, edits, unreadable):
        with opened(central_edits) as workspace:
            merge_in_store.what_cannot_be_read_leaves_the_central_value(
                workspace, central_edits, edits, unreadable
            )

    holds()


def test_two_coordinators_with_the_same_inzending_lose_no_value(opened, examples):
    batch = st.lists(SENT, min_size=1, max_size=2)

    @examples
    @given(EDITS, st.tuples(batch, batch), KEUZEN, EDITS)
    def holds(central_edits, sent, picks, own):
        with opened(central_edits) as here, Workspace.open(here.path) as there:
            merge_in_store.two_who_merge_at_once_lose_nothing(here, there, sent, picks, own)

    holds()
