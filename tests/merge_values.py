"""Values to merge, and inzendingen that say them: what property tests of merging draw from."""

from copy import deepcopy
from datetime import date

from hypothesis import strategies as st
from stores import OV, fiche

from vvdesk.bases import bases_of
from vvdesk.content import parse_path, path_value
from vvdesk.submission import Submission, SubmittedCell, SubmittedRow

AMOUNTS = st.sampled_from([None, 0, 1, 2, 375_000_000])
DAYS = st.sampled_from([None, date(2023, 12, 31), date(2024, 6, 30), date(2025, 1, 1)])
TEXTS = st.sampled_from([None, "a", "b", "c"])
NAMES = st.sampled_from([(), ("Ben Weyts",), ("Hilde Crevits", "Ben Weyts")])
STATUSES = st.sampled_from([None, "op_schema", "gerealiseerd", "nog_niet_gestart"])
RICH = st.sampled_from([None, "<p>een</p>", "<p>een</p><ul><li>twee</li></ul>"])
VALUES = {
    "financiering.vak": AMOUNTS,
    "titel": TEXTS,
    "ministers": NAMES,
    "voortgang": RICH,
    "mijlpalen.VV015-M01.timing": DAYS,
    "mijlpalen.VV015-M01.titel": TEXTS,
    "mijlpalen.VV015-M02.status": STATUSES,
    "agenderingen.VV015-A01.titel": TEXTS,
}
EDITS = st.fixed_dictionaries({}, optional=VALUES)
TYPED = st.lists(
    st.fixed_dictionaries({"titel": st.sampled_from(["x", "y"])}, optional={"timing": DAYS}),
    max_size=3,
)
HANDED = fiche("VV015", 2, 1)
UNREADABLE = st.sets(st.sampled_from(sorted(VALUES)), max_size=2)


def edited(inhoud, edits):
    """Return a fiche with other values at some paths."""
    copy = deepcopy(inhoud)
    for path, value in edits.items():
        pad = parse_path(path)
        if pad.row:
            copy.tables[pad.collection][pad.row].values[pad.field.name] = value
        else:
            copy.values[path] = value
    return copy


def as_rows(handed, edits, unreadable=frozenset(), *, stripped=False):
    """Return the rows of an inzending as the reader gives them: only what differs."""
    now = edited(handed, edits)
    names = {"": [handed.project], **{name: list(rows) for name, rows in handed.tables.items()}}
    bases = bases_of([handed])
    rows = []
    for collection, ids in names.items():
        for row_id in ids:
            prefix = f"{collection}.{row_id}." if collection else ""
            row = SubmittedRow(
                collection or "Projecten",
                "A4",
                collection,
                handed.project,
                row_id if collection else "",
                None if stripped else bases[row_id],
                exported=not stripped,
                read=frozenset(bases[row_id]),
            )
            for key, before in bases[row_id].items():
                pad = parse_path(prefix + key)
                value = path_value(now, pad)
                if prefix + key in unreadable:
                    row.cells[key] = SubmittedCell("B4", None, "onleesbaar")
                elif stripped or pad.field.kind.to_json(value) != before:
                    row.cells[key] = SubmittedCell("B4", value)
            rows.append(row)
    return rows


def inzending(handed, edits, typed=(), unreadable=frozenset(), *, stripped=False):
    """Return an inzending of one project."""
    rows = as_rows(handed, edits, unreadable, stripped=stripped)
    for values in typed:
        said = {key: value for key, value in values.items() if value is not None}
        cells = {key: SubmittedCell("C9", value) for key, value in said.items()}
        base = None if stripped else {}
        rows.append(SubmittedRow("Mijlpalen", "A9", "mijlpalen", "VV015", "", base, cells))
    return Submission(
        "b.xlsx", "", "", "vv", "april 2021", OV, "e", 1, "f", "2021-04-01", "wie", rows
    )
