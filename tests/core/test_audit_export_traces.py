"""The traces of whole fiches at once are those that `trace` gives one by one."""

import pytest
from stores import fiche, new_store

from vvdesk.content import project_titles
from vvdesk.errors import Misused
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace
from vvdesk.tracing.whole_fiche import trace_fiches


def test_every_trace_is_the_same_as_one_by_one(central):
    with Workspace.open(central, read_only=True) as workspace:
        moment = workspace.meetmoment()
        with workspace.connection() as connection:
            codes = list(project_titles(connection, moment.id))[:3]
        for whole in trace_fiches(workspace, moment, codes):
            for each in whole.traces[::7]:
                assert each == trace(workspace, each.code)


def test_a_project_without_a_fiche_is_refused(tmp_path):
    with (
        Workspace.open(new_store(tmp_path / "p.vvd", fiche())) as workspace,
        pytest.raises(Misused, match="VV999"),
    ):
        list(trace_fiches(workspace, workspace.meetmoment(), ["VV999"]))
