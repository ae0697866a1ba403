"""What long work tells of itself."""

from vvdesk.jobs import Repeating


def test_what_was_told_last_is_told_again_and_nothing_before_there_was_something() -> None:
    told: list[tuple[int, int, str]] = []
    repeating = Repeating(lambda *about: told.append(about))
    repeating.again()
    assert told == []
    repeating(1, 3, "a.xlsx")
    repeating.again()
    repeating(2, 3, "b.xlsx")
    assert told == [(1, 3, "a.xlsx"), (1, 3, "a.xlsx"), (2, 3, "b.xlsx")]
