"""What vvdesk is made of: the packages that come with it, with their versions and licences."""

from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

_NAMES: Final = (
    "PySide6_Essentials", "shiboken6", "SQLAlchemy", "alembic", "Mako", "MarkupSafe", "openpyxl",
    "et_xmlfile", "xlsxwriter", "nh3", "justmyresource-lucide", "justmyresource", "platformdirs",
    "psutil", "psycopg", "psycopg-binary", "typst", "fontpkg-source-sans-3", "lxml", "python-docx",
    "cryptography", "cffi", "pycparser",
    "typer", "shellingham", "rich", "markdown-it-py", "mdurl", "Pygments", "pydantic",
    "pydantic-core", "annotated-doc", "annotated-types", "typing-inspection", "typing_extensions",
)  # fmt: skip
_LONGEST_LICENCE: Final = 60
_CLASSIFIER: Final = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Bundled:
    """One package.

    Attributes:
        name: As on PyPI.
        version: The installed one; empty when the package is not here.
        licence: As the package says it; "zie het pakket" when it says nothing short.
    """

    name: str
    version: str
    licence: str


def bundled() -> list[Bundled]:
    """Return the packages that come with vvdesk and are here, by name.

    Reads a file per package, so it is not for start-up.
    """
    found = (_read(name) for name in _NAMES)
    return sorted((each for each in found if each.version), key=lambda each: each.name.casefold())


def _read(name: str) -> Bundled:
    try:
        known = distribution(name)
    except PackageNotFoundError:
        return Bundled(name, "", "")
    told: Message = known.metadata  # type: ignore[assignment] # the protocol hides get_all's default
    return Bundled(told["Name"], known.version, _licence(told))


def _licence(told: Message) -> str:
    classified = [
        each.removeprefix(_CLASSIFIER)
        for each in told.get_all("Classifier", [])
        if each.startswith(_CLASSIFIER)
    ]
    for said in (told["License-Expression"], told["License"], *classified):
        if said and len(said) <= _LONGEST_LICENCE and "\n" not in said:
            return str(said)
    return "zie het pakket"
