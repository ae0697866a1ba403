"""What the files of an uitvraag are called: names that every file system and mail program takes."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_LONGEST_NAME: Final = 60


def free_folder(parent: Path, meetmoment: str) -> Path:
    """Return a folder beside the central file in which nothing stands yet."""
    number, found = 2, parent / f"uitvraag_{plain_name(meetmoment)}"
    while found.exists() and (found.is_file() or any(found.iterdir())):
        found, number = parent / f"uitvraag_{plain_name(meetmoment)} ({number})", number + 1
    return found


def plain_name(text: str) -> str:
    """Keep the letters and digits that every file system and mail program takes."""
    return "-".join(re.findall(r"[^\W_]+", text))[:_LONGEST_NAME].rstrip("-") or "zonder-naam"


def file_names(short: Sequence[str], meetmoment: str, kind: str) -> list[str]:
    """Return a file name for each, all different also where capitals do not count."""
    names: list[str] = []
    taken: set[str] = set()
    for each in short:
        stem = f"{plain_name(each)}_{plain_name(meetmoment)}_uitvraag"
        number, name = 2, stem
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        names.append(f"{name}.{kind}")
    return names
