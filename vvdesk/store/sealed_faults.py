"""What reading a momentopname stumbles over, as a sentence: values that vvdesk never wrote.

The schema of an open momentopname is right, but whoever edits bytes can put any value in any
column. No program error should be reported for that; the seal tells whether it is the file.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from vvdesk.errors import Refused

_ODD_VALUES: Final = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RecursionError,
)
"""What reading raises where a value is not of the kind that vvdesk writes."""
_ODD_COLUMN: Final = "Het bestand is beschadigd: "
"""How a column begins that holds no day or number; it advises what a momentopname does not have."""
_LONGEST_DETAIL: Final = 120


@contextmanager
def told_as_sentences(path: Path) -> Iterator[None]:
    """Turn what reading a momentopname raises into a sentence that says what to do.

    Args:
        path: The file.

    Raises:
        Refused: A value cannot be what vvdesk wrote, or a page is damaged.
    """
    try:
        yield
    except _ODD_VALUES as error:
        raise _odd(path, str(error) or type(error).__name__) from error
    except Refused as error:
        if not str(error).startswith(_ODD_COLUMN):
            raise
        raise _odd(path, str(error).removeprefix(_ODD_COLUMN).partition(". ")[0]) from error
    except DBAPIError as error:
        if not _is_damage(error.orig):
            raise
        raise damaged(path, error.orig) from error
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        raise damaged(path, error) from error


def damaged(path: Path, error: object) -> Refused:
    """Return what to say of a momentopname that is not whole.

    Args:
        path: The file.
        error: What was found.
    """
    return Refused(
        f'"{path.name}" is beschadigd ({error}). Gebruik ze niet als bewijs, en vraag de '
        "momentopname opnieuw aan wie ze maakte."
    )


def _is_damage(error: BaseException | None) -> bool:
    """Tell damaged bytes from a disk that refuses and from a stop, which others explain."""
    is_of_disk = isinstance(error, sqlite3.OperationalError) and "UTF-8" not in str(error)
    return isinstance(error, sqlite3.DatabaseError) and not is_of_disk


def _odd(path: Path, found: str) -> Refused:
    """Say that a value cannot be used; whether the seal holds tells whose fault that is."""
    # What stands in a file never speaks to a terminal.
    detail = "".join(each for each in found if each.isprintable())[:_LONGEST_DETAIL]
    return Refused(
        f'"{path.name}" bevat iets dat vvdesk niet kan lezen ({detail}). '
        "Kijk het zegel na (vvdesk-cli verify). Is de momentopname gewijzigd, vraag ze dan opnieuw "
        "aan wie ze maakte; is ze dat niet, meld dit dan aan wie vvdesk beheert."
    )
