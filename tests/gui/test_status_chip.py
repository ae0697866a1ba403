import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.forms.status_chip import ChipLabel, ShapeLabel, StatusChips, draw_shape
from ui.theme import Look

STATUS = "projectstatus"


@pytest.fixture
def chips(desk, theme):
    """The statuses of april 2021."""
    return StatusChips(desk.desk.referentie, theme)


def painted(chips, key, width=240, **how):
    image = QImage(width, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    chips.paint(painter, image.rect(), STATUS, key, **how)
    painter.end()
    return image


def colours(image):
    at = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in at if image.pixelColor(x, y).alpha() == 255}


def test_a_chip_has_the_colours_of_the_plan_in_light_and_in_dark(chips, theme):
    row = chips._statussen[STATUS, "na_agendering"]
    assert {row.licht_achtergrond.lower(), row.licht_tekst.lower()} <= colours(
        painted(chips, "na_agendering")
    )
    theme.choose(Look.DARK)
    assert {row.donker_achtergrond.lower(), row.donker_tekst.lower()} <= colours(
        painted(chips, "na_agendering")
    )


def test_no_status_draws_nothing_and_an_unknown_one_says_its_key(chips):
    assert colours(painted(chips, None)) == set()
    assert chips.size(STATUS, None, chips.theme.parent().font()).isEmpty()
    assert colours(painted(chips, "onbekend"))
    assert chips.label(STATUS, "onbekend") == "onbekend"


def test_a_selected_chip_has_an_edge_of_its_own(chips):
    assert painted(chips, "opgestart", selected=True) != painted(chips, "opgestart")


def test_a_chip_never_leaves_its_room(chips):
    image = QImage(240, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    chips.paint(painter, image.rect().adjusted(0, 0, -140, 0), STATUS, "bijkomende_actie")
    painter.end()
    right = image.copy(100, 0, 140, 32)
    assert all(right.pixelColor(x, y).alpha() == 0 for x in range(140) for y in range(32))


def test_every_shape_looks_different():
    drawn = []
    for vorm in "○◐●▲◆✓×?":
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        draw_shape(painter, QRectF(2, 2, 20, 20), vorm, QColor("black"))
        painter.end()
        assert image not in drawn
        drawn.append(image)


def test_the_statuses_of_the_plan_all_have_a_shape_that_is_drawn(chips):
    known = set("○◐●▲◆✓×")
    assert {row.vorm for row in chips._statussen.values()} <= known


def test_a_label_says_its_status_to_screen_readers_and_grows_with_the_text(chips, theme, qtbot):
    label = ChipLabel(chips)
    qtbot.addWidget(label)
    label.show_status(STATUS, "opgestart")
    assert label.accessibleName() == "Opgestart"
    before = label.sizeHint()
    label.show()
    theme.zoom_to(200)
    assert label.sizeHint().width() > before.width()
    assert label.minimumSizeHint().height() == label.sizeHint().height()
    theme.zoom_to(100)


def test_a_shape_alone_is_square(chips, qtbot):
    shape = ShapeLabel(chips)
    qtbot.addWidget(shape)
    shape.show_status(STATUS, "opgestart")
    assert shape.is_drawn()
    assert shape.grab().toImage() != ShapeLabel(chips).grab().toImage()
