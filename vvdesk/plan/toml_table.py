"""One table of a reference data file, read key by key; every fault is one Dutch sentence."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NoReturn, TypeVar

from vvdesk.errors import Refused

_Value = TypeVar("_Value")

_KINDS: dict[type, str] = {
    bool: "waar of onwaar",
    int: "een geheel getal",
    float: "een kommagetal",
    str: "een tekst",
    list: "een lijst",
    dict: "een tabel",
    datetime: "een datum met uur",
    date: "een datum",
}


class TomlTable:
    """A table whose keys are asked for one by one, after which nothing may be left over.

    Args:
        file: Name of the file, for messages.
        place: Where the table stands, as a coordinator finds it: "projectstatus 3".
        values: What tomllib read.
    """

    def __init__(self, file: str, place: str, values: Mapping[str, object]) -> None:
        self.file = file
        self.place = place
        self._values = values
        self._asked: set[str] = set()

    def text(self, key: str, *, pattern: str = r".*", expected: str = "een tekst") -> str:
        """Give the required, non-empty text of `key`, which `pattern` matches whole.

        Raises:
            Refused: It is missing, empty, no text, or of another form than `expected`.
        """
        value = self._value(key, str, expected)
        if not value.strip() or not re.fullmatch(pattern, value):
            self.refuse(key, repr(value), expected)
        return value

    def text_or_none(self, key: str) -> str | None:
        """Give the text of `key`, or None when the key is absent.

        Raises:
            Refused: It is there, but empty or no text.
        """
        return self.text(key) if self._has(key) else None

    def flag(self, key: str) -> bool:
        """Give the required true or false of `key`.

        Raises:
            Refused: It is missing, or neither true nor false.
        """
        return self._value(key, bool, "true of false")

    def number(self, key: str, *, lowest: int = 0) -> int:
        """Give the required whole number of `key`.

        Raises:
            Refused: It is missing, no whole number, or below `lowest`.
        """
        value = self._value(key, int, f"een geheel getal vanaf {lowest}")
        if value < lowest:
            self.refuse(key, str(value), f"een geheel getal vanaf {lowest}")
        return value

    def number_or_none(self, key: str) -> int | None:
        """Give the whole number of `key`, or None when the key is absent.

        Raises:
            Refused: It is there, but no whole number from 0.
        """
        return self.number(key) if self._has(key) else None

    def day(self, key: str) -> date:
        """Give the required calendar day of `key`.

        Raises:
            Refused: It is missing or no date as TOML writes it (2021-03-31).
        """
        return self._value(key, date, "een datum als 2021-03-31")

    def day_or_none(self, key: str) -> date | None:
        """Give the calendar day of `key`, or None when the key is absent.

        Raises:
            Refused: It is there, but no date as TOML writes it (2021-03-31).
        """
        return self.day(key) if self._has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Give the list of texts of `key`; empty when the key is absent.

        Raises:
            Refused: It is no list, or holds something else than non-empty texts.
        """
        if not self._has(key):
            return ()
        found: list[str] = []
        for value in self._value(key, list, "een lijst van teksten"):
            if not isinstance(value, str) or not value.strip():
                self.refuse(key, _described(value), "een lijst van teksten")
            found.append(value)
        return tuple(found)

    def table(self, key: str) -> "TomlTable":
        """Give the required table under `key`.

        Raises:
            Refused: It is missing or no table.
        """
        values = self._value(key, dict, f"een tabel [{key}]")
        return TomlTable(self.file, _under(self.place, key), values)

    def tables(self, key: str, *, at_least: int = 0) -> tuple["TomlTable", ...]:
        """Give the list of tables under `key`, in the order of the file.

        Raises:
            Refused: There are fewer than `at_least`, or something else than tables.
        """
        expected = f"tabellen [[{key}]]"
        if not at_least and not self._has(key):
            return ()
        found: list[TomlTable] = []
        for index, value in enumerate(self._value(key, list, expected), start=1):
            if not isinstance(value, dict):
                self.refuse(key, _described(value), expected)
            found.append(TomlTable(self.file, f"{_under(self.place, key)} {index}", value))
        if len(found) < at_least:
            self.refuse(key, f"{len(found)} tabellen", f"minstens {at_least} {expected}")
        return tuple(found)

    def finish(self) -> None:
        """Make sure that every key was asked for, so that a misspelt key is never ignored.

        Raises:
            Refused: The table holds a key that nobody asked for.
        """
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            known = ", ".join(sorted(self._asked))
            self.refuse(unknown[0], "een onbekende sleutel", f"een van: {known}")

    def refuse(self, key: str, found: str, expected: str) -> NoReturn:
        """Refuse the whole file because of `key`.

        Raises:
            Refused: Always.
        """
        place = f"{self.place}, sleutel '{key}'" if self.place else f"sleutel '{key}'"
        raise Refused(
            f"Het planbestand {self.file} klopt niet bij {place}: gevonden {found}, verwacht "
            f"{expected}. Verbeter het bestand en probeer opnieuw."
        )

    def _has(self, key: str) -> bool:
        """Say whether `key` is there; from now on it is a known key."""
        self._asked.add(key)
        return key in self._values

    def _value(self, key: str, kind: type[_Value], expected: str) -> _Value:
        if not self._has(key):
            self.refuse(key, "niets", expected)
        value = self._values[key]
        # True is an int and a datetime is a date for Python, not for a coordinator.
        if type(value) is not kind:
            self.refuse(key, _described(value), expected)
        return value


def _under(place: str, key: str) -> str:
    return f"{place} › {key}" if place else key


def _described(value: object) -> str:
    return f"{_KINDS.get(type(value), type(value).__name__)} ({value!r})"


def unique(tables: Iterable[tuple[TomlTable, str]], key: str) -> None:
    """Make sure that no two tables have the same value for `key`.

    Args:
        tables: Each table with its value.
        key: The key the values were read from, for the message.

    Raises:
        Refused: A value stands twice.
    """
    seen: dict[str, str] = {}
    for table, value in tables:
        if value in seen:
            table.refuse(key, f"{value!r}, dat al bij {seen[value]} staat", "een eigen waarde")
        seen[value] = table.place
