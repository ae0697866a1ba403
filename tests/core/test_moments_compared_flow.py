"""The drawing of a flow: every figure in it, reachable, and nothing over anything else."""

from itertools import combinations

import pytest

from vvdesk.charts.drawing import Series
from vvdesk.charts.flow import Flow
from vvdesk.charts.palette import DARK, LIGHT

STATES = [
    Series("a", "Nog niet gestart", "#888888", vorm="○"),
    Series("b", "Opgestart na agendering op de Vlaamse Regering", "#4B9A2A", vorm="◐"),
    Series("c", "Gerealiseerd", "#F2C500"),
]
COUNTS = {("a", "a"): 4, ("a", "c"): 1, ("b", "a"): 2, ("c", "b"): 1_200, ("b", "b"): 0}


def flow(counts=None):
    names = ("april 2021", "september 2021")
    what = ("project", "projecten")
    return Flow("Van status naar status", names, (STATES, STATES), counts or COUNTS, what, "p")


@pytest.mark.parametrize("width", [380, 700, 1200])
def test_every_figure_can_be_hit_and_nothing_overlaps(width):
    drawing = flow().drawn(LIGHT, width, size=13, titled=True)
    hits = drawing.hit_boxes()
    assert {each.key for each in hits} == {"p:a>a", "p:a>c", "p:b>a", "p:c>b"}
    for one, other in combinations(drawing.texts, 2):
        assert not one[1].overlaps(other[1]), (one, other)
    for each in hits:
        assert all(box.width >= 24 and box.height >= 24 for box in each.boxes)
        assert all(box.x >= 0 and box.right <= width for box in each.boxes)


def test_the_words_and_the_matrix_say_the_same():
    made = flow()
    assert "Gerealiseerd → Opgestart na agendering op de Vlaamse Regering: 1.200 projecten" in (
        made.alt
    )
    assert "Nog niet gestart → Gerealiseerd: 1 project." in made.alt
    rows = made.table().rows
    assert [cell.text for cell in rows[0]] == ["Nog niet gestart", "4", "·", "1", "5"]
    assert [cell.value for cell in rows[-1]] == [None, 6, 1_200, 1, 1_207]
    assert rows[0][1].key == "p:a>a"


def test_the_same_figures_give_the_same_drawing_in_light_and_another_in_dark():
    assert flow().svg(LIGHT, 700) == flow().svg(LIGHT, 700)
    assert flow().svg(LIGHT, 700) != flow().svg(DARK, 700)


def test_states_without_anything_are_not_drawn():
    drawing = flow({("a", "c"): 3}).drawn(LIGHT, 700)
    words = [text for text, _box in drawing.texts]
    assert words == ["april 2021", "september 2021", "3", "3", "Nog niet gestart", "Gerealiseerd"]
