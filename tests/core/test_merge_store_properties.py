"""What holds for every merge that is carried out in a real file, whatever was chosen."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_in_store import no_value_is_lost, prepared, rows_show_what_will_stand
from merge_values import EDITS, HANDED, TYPED, VALUES
from stores import fiche, new_store

from vvdesk.model import Keuze
from vvdesk.store.workspace import Workspace

KEUZEN = st.sampled_from([None, Keuze.CENTRAAL, Keuze.ONTVANGEN, Keuze.EIGEN])
SOME = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def own_store(folder, central_edits):
    """Make a store with one fiche that was edited centrally, by copying an earlier one."""
    ready = folder / "leeg.vvd"
    if not ready.exists():
        new_store(ready, HANDED, fiche("VV016"))
    return prepared(Path(shutil.copy(ready, folder / "centraal.vvd")), central_edits)


@SOME
@given(
    EDITS,
    st.lists(st.tuples(EDITS, TYPED), min_size=1, max_size=2),
    st.lists(KEUZEN, min_size=2 * len(VALUES), max_size=2 * len(VALUES)),
    EDITS,
)
def test_no_value_is_lost_whatever_is_chosen_and_all_of_it_can_be_taken_back(
    tmp_path, central_edits, sent, picks, own
):
    with Workspace.open(own_store(tmp_path, central_edits)) as workspace:
        no_value_is_lost(workspace, sent, picks, own)


@SOME
@given(EDITS, EDITS)
def test_rows_show_what_stands_there_afterwards(tmp_path, central_edits, edits):
    with Workspace.open(own_store(tmp_path, central_edits)) as workspace:
        rows_show_what_will_stand(workspace, central_edits, edits)
