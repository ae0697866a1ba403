"""What holds for every merge: nothing is lost, nothing happens twice, order does not matter."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from merge_values import (
    AMOUNTS,
    EDITS,
    HANDED,
    TYPED,
    UNREADABLE,
    VALUES,
    as_rows,
    edited,
    inzending,
)
from stores import OV, fiche, mijlpaal

from vvdesk.audit import canonical_json
from vvdesk.bases import bases_of
from vvdesk.content import parse_path, path_value
from vvdesk.content_digest import content_digest
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.writer import write_workbook
from vvdesk.kinds import OPMAAK, TEKST
from vvdesk.merge.choosing import Choice, Choices, chosen_beforehand
from vvdesk.merge.drawing import Central, draw
from vvdesk.merge.drawn import Resolve
from vvdesk.merge.ledger import Ledger, entry_of
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep
from vvdesk.merge.three_way import Verdict, decide, plain
from vvdesk.model import Keuze
from vvdesk.plan.plan_file import load_plan
from vvdesk.workbook_alone import referentie_of


class Store:
    """A central file in memory: fiches, ledger, and every value that was ever written."""

    def __init__(self, *contents):
        self.contents = {each.project: deepcopy(each) for each in contents}
        self.ledger = Ledger()
        self.trail = {
            (inhoud.project, path, canonical_json(parse_path(path).field.kind.to_json(value)))
            for inhoud in contents
            for path, value in inhoud.paths()
        }
        self.remembered = set()

    def merge(self, submission, resolve=Resolve.ASK):
        central = Central(self.contents, self.ledger, self._id, lambda _project, _row: False)
        drawn = draw(submission, central, resolve)
        assert sum(drawn.counters.values()) == len(submission.rows)
        for step in drawn.steps:
            self._carry_out(step, resolve)
        return drawn

    def digest(self):
        return content_digest(self.contents)

    def knows(self, path, value):
        """Tell whether a value is in the store, in the ledger, or in the trail."""
        said = canonical_json(parse_path(path).field.kind.to_json(value))
        return ("VV015", path, said) in self.trail | self.remembered

    @staticmethod
    def _id(project, collection, present):
        return f"{project}-{collection[0].upper()}{len(list(present)) + 1:02}"

    def _carry_out(self, step, resolve):
        if isinstance(step, FieldStep):
            self.trail.add((step.project, step.path, canonical_json(step.new)))
        elif isinstance(step, RowStep):
            for key, value in step.row.values.items():
                path = f"{step.collection}.{step.row.id}.{key}"
                kind = parse_path(path).field.kind
                self.trail.add((step.project, path, canonical_json(kind.to_json(value))))
        elif isinstance(step, ConflictStep):
            self.remembered.add((step.project, step.path, canonical_json(step.incoming)))
            if not step.is_known:
                self.ledger.add(entry_of(step, chosen_beforehand(resolve)))


MANY = settings(max_examples=150, deadline=None)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_verdict_follows_from_three_values(base, submitted, current):
    verdict = decide(base, submitted, current, base_known=True)
    if submitted in (base, current):
        assert verdict is Verdict.KEEP
    else:
        assert verdict is (Verdict.TAKE if current == base else Verdict.CONFLICT)
    blind = decide(base, submitted, current, base_known=False)
    assert blind is (Verdict.KEEP if submitted == current else Verdict.CONFLICT)


@MANY
@given(EDITS, st.lists(st.tuples(EDITS, TYPED), min_size=1, max_size=3), st.sampled_from(Resolve))
def test_no_submitted_value_is_ever_lost(central_edits, inzendingen, resolve):
    store = Store(edited(HANDED, central_edits))
    for edits, typed in inzendingen:
        store.merge(inzending(HANDED, edits, typed), resolve)
    for edits, typed in inzendingen:
        for path, value in edits.items():
            was = path_value(HANDED, parse_path(path))
            assert value == was or value in (None, ()) or store.knows(path, value)
        rows = store.contents["VV015"].tables["mijlpalen"]
        for values in typed:
            for key, value in values.items():
                assert value is None or any(
                    store.knows(f"mijlpalen.{row_id}.{key}", value) for row_id in rows
                )


CHOICES = st.dictionaries(
    st.sampled_from(sorted(VALUES)),
    st.sampled_from([Keuze.CENTRAAL, Keuze.ONTVANGEN, Keuze.EIGEN]),
)


@MANY
@given(EDITS, st.lists(EDITS, min_size=1, max_size=3), st.lists(CHOICES, max_size=3), EDITS)
def test_any_choice_leaves_every_value_and_shows_what_will_stand(central_edits, sent, picks, own):
    store = Store(edited(HANDED, central_edits))
    choices = Choices(Resolve.ASK)
    for number, edits in enumerate(sent):
        drawn = store.merge(inzending(HANDED, edits))
        choices.note(number, drawn.steps, lambda _project: OV)
    for number, picked in enumerate(picks):
        for path, keuze in picked.items():
            if (number, "VV015", path) in choices.places:
                choices.choose(number, "VV015", path, Choice(keuze, own.get(path)))
    for _project, path, _before, after in choices.outcomes():
        sources = [path_value(store.contents["VV015"], parse_path(path)), own.get(path)]
        sources += [edits[path] for edits in sent if path in edits]
        assert plain(after) in [said_as(path, value) for value in sources]
    for number, _project, path in choices.places:
        if choices.of(number, "VV015", path) is None:
            stood = choices.standing(number, "VV015", path)
            assert plain(stood.after) == plain(stood.central)


def said_as(path, value):
    """Return a value as in dumps; what was not given is empty."""
    return None if value is None else plain(parse_path(path).field.kind.to_json(value))


@MANY
@given(EDITS, EDITS, TYPED, UNREADABLE, st.booleans())
def test_the_same_inzending_again_changes_nothing(
    central_edits, edits, typed, unreadable, stripped
):
    store = Store(edited(HANDED, central_edits))
    store.merge(inzending(HANDED, edits, typed, unreadable, stripped=stripped))
    before = store.digest()
    again = store.merge(inzending(HANDED, edits, typed, unreadable, stripped=stripped))
    assert store.digest() == before
    assert all(isinstance(step, ConflictStep) and step.is_known for step in again.steps)


@MANY
@given(EDITS, EDITS, EDITS, TYPED, TYPED)
def test_order_does_not_matter_where_nothing_conflicts(central_edits, one, other, here, there):
    first, second = inzending(HANDED, one, here), inzending(HANDED, other, there)
    forth, back = Store(edited(HANDED, central_edits)), Store(edited(HANDED, central_edits))
    steps = [*forth.merge(first).steps, *forth.merge(second).steps]
    mirrored = [*back.merge(second).steps, *back.merge(first).steps]
    conflicts = [
        {step.path for step in found if isinstance(step, ConflictStep)}
        for found in (steps, mirrored)
    ]
    assert bool(conflicts[0]) == bool(conflicts[1])
    assume(not conflicts[0])
    assert forth.digest() == back.digest()


@MANY
@given(EDITS, st.booleans())
def test_merging_what_stands_there_already_changes_nothing(edits, stripped):
    present = edited(HANDED, edits)
    store = Store(present)
    before = store.digest()
    drawn = store.merge(inzending(present, {}, stripped=stripped))
    assert drawn.steps == []
    assert drawn.counters["unchanged"] == 4
    assert store.digest() == before


@MANY
@given(EDITS, EDITS, UNREADABLE)
def test_what_could_not_be_read_leaves_the_central_value(central_edits, edits, unreadable):
    present = edited(HANDED, central_edits)
    store = Store(present)
    drawn = store.merge(inzending(HANDED, edits, (), unreadable))
    for path in unreadable:
        pad = parse_path(path)
        assert path_value(store.contents["VV015"], pad) == path_value(present, pad)
    assert (drawn.counters["refused"] > 0) is bool(unreadable)


@MANY
@given(EDITS, TYPED)
def test_a_fiche_that_is_absent_comes_in_whole(edits, typed):
    store = Store()
    drawn = store.merge(inzending(HANDED, edits))
    assert all(isinstance(step, FicheStep | RowStep) for step in drawn.steps)
    assert drawn.counters["new"] == 4
    expected = Store(edited(HANDED, edits))
    assert store.digest() == expected.digest()
    store.merge(inzending(HANDED, edits, typed))
    assert len(store.contents["VV015"].tables["mijlpalen"]) == 2 + len(typed)


@MANY
@given(EDITS, st.randoms())
def test_the_digest_does_not_depend_on_the_order_of_storage(edits, random):
    inhoud = edited(HANDED, edits)
    mixed = deepcopy(inhoud)
    for rows in mixed.tables.values():
        order = list(rows.items())
        random.shuffle(order)
        rows.clear()
        rows.update(order)
    mixed.values = dict(sorted(mixed.values.items()))
    other = fiche("VV016")
    there = content_digest({"VV016": other, "VV015": mixed})
    assert content_digest({"VV015": inhoud, "VV016": other}) == there


def test_the_digest_tells_one_value_from_another():
    one, other = fiche("VV015"), fiche("VV015", financiering__vak=1)
    assert content_digest({"VV015": one}) != content_digest({"VV015": other})
    longer = deepcopy(one)
    longer.tables["mijlpalen"]["VV015-M02"] = mijlpaal("VV015-M02", 1)
    assert content_digest({"VV015": one}) != content_digest({"VV015": longer})


FREE_TEXT = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=40
).map(TEKST.read)  # as a form keeps it: composed, with single blanks
REAL = st.fixed_dictionaries(
    {},
    optional={
        **VALUES,
        "titel": FREE_TEXT,
        "financiering.vak": st.integers(-(10**15) + 1, 10**15 - 1),
        "voortgang": st.lists(FREE_TEXT, max_size=3).map(
            lambda texts: OPMAAK.typed("\n\n".join(text or "" for text in texts))
        ),
        "mijlpalen.VV015-M01.timing": st.dates(date(1990, 1, 1), date(2100, 12, 31)),
        "mijlpalen.VV015-M01.streefwaarde": st.decimals(-(10**9), 10**9, places=2).map(
            lambda number: Decimal(json.dumps(float(number)))
        ),
        "mijlpalen.VV015-M02.beslissingen": FREE_TEXT,
    },
)
ENVELOPE = Envelope(
    form="inzending", plan="vlaamse-veerkracht", plan_titel="Plan", meetmoment="april 2021",
    peildatum=date(2021, 3, 31), entiteit=OV, export_id=UUID(int=1), sequence=1,
    exported_at="2021-04-01T08:00:00+00:00", sender="wie", app_version="0.1", deadline=None,
    file_id="dossier",
)  # fmt: skip


@pytest.fixture(scope="module")
def referentie():
    """The choices of april 2021."""
    return referentie_of(load_plan("vlaamse-veerkracht"), "april 2021", date(2021, 3, 31))


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(handed_edits=REAL, edits=REAL)
def test_a_workbook_reads_back_as_exactly_what_was_edited(
    referentie, tmp_path_factory, handed_edits, edits
):
    handed = edited(HANDED, handed_edits)
    now = edited(handed, edits)
    book = tmp_path_factory.mktemp("echt") / "b.xlsx"
    write_workbook(book, {"VV015": now}, referentie, ENVELOPE, bases_of([handed]))
    found = read_submission(book, packed(referentie.lists))
    assert [each for each in found.warnings if "gelezen als" not in each.text] == []
    expected = as_rows(handed, edits)
    for row, meant in zip(found.rows, expected, strict=True):
        assert (row.project, row.id, row.problem) == (meant.project, meant.id, None)
        said = {key: cell.value for key, cell in row.cells.items()}
        assert said == {key: cell.value for key, cell in meant.cells.items()}
