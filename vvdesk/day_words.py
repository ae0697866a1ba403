"""Days and moments as people say them: "vandaag om 14:32", "nog 9 dagen (1 december)"."""

from datetime import date, datetime

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEK = 7


def day_in_words(day: date, today: date) -> str:
    """Return "1 december"; with the year when it is another year than now."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """Return when something happened, in the time zone of `now`.

    Args:
        moment: With its time zone.
        now: With its time zone.

    Returns:
        "vandaag om 14:32", "gisteren om 09:10", "dinsdag om 16:00", "op 3 november" or
        "op 3 november 2025".
    """
    local = moment.astimezone(now.tzinfo)
    passed = (now.date() - local.date()).days
    if passed < 0 or passed >= _WEEK:
        return f"op {day_in_words(local.date(), now.date())}"
    day = {0: "vandaag", 1: "gisteren"}.get(passed, _WEEKDAYS[local.weekday()])
    return f"{day} om {local:%H:%M}"


def time_left_in_words(deadline: date, today: date) -> str:
    """Return how long there is until the end of the day `deadline`.

    Returns:
        "nog 9 dagen (1 december)", "nog tot morgen (1 december)", "nog tot vandaag" or
        "3 dagen te laat (1 december)".
    """
    left = (deadline - today).days
    if left == 0:
        return "nog tot vandaag"
    day = day_in_words(deadline, today)
    if left == 1:
        return f"nog tot morgen ({day})"
    if left == -1:
        return f"1 dag te laat ({day})"
    return f"nog {left} dagen ({day})" if left > 0 else f"{-left} dagen te laat ({day})"
