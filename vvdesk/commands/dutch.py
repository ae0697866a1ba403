"""Makes the command line's own help and error texts Dutch.

WORKAROUND: typer carries a click of its own (`typer._click`) that builds its texts with f-strings
and without gettext (https://github.com/fastapi/typer), so that no message catalogue reaches them.
What typer shows passes a few places, though; each is wrapped once here, and the words stand in
`resources/i18n/opdrachtregel.toml`. Nothing depends on the environment variable LANGUAGE. A new
typer may word things otherwise: pyproject.toml pins its minor version, and the tests look for
English in every kind of message.
"""

import re
import tomllib
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from typing import Any

import typer
import typer.core
from typer import _click
from typer._click import exceptions, formatting, termui

from vvdesk import paths

_Function = Callable[..., Any]


def speak_dutch() -> None:
    """Make typer's help and error texts Dutch from here on; calling it again changes nothing.

    Call it before the first command runs. The words are read when the first text is shown.
    """
    for owner, name, wrap in _wrapped_places():
        original = getattr(owner, name)
        if not hasattr(original, "__wrapped__"):
            setattr(owner, name, wrap(original))


def translated(text: str) -> str:
    """Give the Dutch for a text of typer; a text it does not know is given back as it is.

    Raises:
        Unavailable: The folder with vvdesk's own data is missing.
    """
    words, sentences = _texts()
    if text in words:
        return words[text]
    for pattern, dutch in sentences:
        if match := pattern.fullmatch(text):
            parts = match.groupdict(default="")
            if "zin" in parts:
                parts["zin"] = _spaced(parts["zin"])
            return dutch.format_map(parts)
    return text


def _spaced(text: str) -> str:
    """Translate `text`, leaving the white space around it alone."""
    bare = text.strip()
    return text.replace(bare, translated(bare), 1) if bare else text


@cache
def _texts() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    path = paths.resources() / "i18n" / "opdrachtregel.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    sentences = ((re.compile(row["patroon"], re.DOTALL), row["vertaling"]) for row in read["zin"])
    return read["woorden"], tuple(sentences)


def _wrapped_places() -> list[tuple[Any, str, Callable[[_Function], _Function]]]:
    """Give every place that texts pass: its owner, its name, and what to wrap around it."""
    parameter: Any = typer.core.TyperOption.__mro__[1]  # what options and arguments share
    commands = (typer.core.TyperCommand, typer.core.TyperGroup)
    return [
        (typer.core, "_", _translating_result),
        (formatting.HelpFormatter, "write_usage", _with_dutch_prefix),
        (_click.Command, "collect_usage_pieces", _translating_pieces),
        (typer.core.TyperGroup, "collect_usage_pieces", _translating_pieces),
        (_click.Command, "get_params", _translating_help),
        (parameter, "display_type", _translating_result),
        *((error, "format_message", _translating_result) for error in _errors_with_a_text()),
        (_click.Command, "get_short_help_str", _translating_result),
        (_click.core, "style", _translating_first),
        (exceptions, "echo", _translating_first),
        (termui, "echo", _translating_first),
        # Everything shown by rich starts at one of these; rich itself is slow to import.
        *((command, "format_help", _after_panel_titles) for command in commands),
        (exceptions.ClickException, "__init__", _after_panel_titles),
        (typer.Abort, "__init__", _after_panel_titles),
    ]


def _errors_with_a_text() -> list[type[Exception]]:
    """Give typer's exception classes that word a message themselves."""
    classes = [found for found in vars(exceptions).values() if isinstance(found, type)]
    return [found for found in classes if "format_message" in vars(found)]


def _translating_result(original: _Function) -> _Function:
    """Translate the text that is returned."""

    @wraps(original)
    def wrapper(*args: Any, **options: Any) -> str:
        return translated(original(*args, **options))

    return wrapper


def _translating_pieces(original: _Function) -> _Function:
    """Translate every piece of the usage line, such as [OPTIONS]."""

    @wraps(original)
    def wrapper(*args: Any, **options: Any) -> list[str]:
        return [translated(piece) for piece in original(*args, **options)]

    return wrapper


def _translating_help(original: _Function) -> _Function:
    """Translate the help of the options that typer adds by itself."""

    @wraps(original)
    def wrapper(*args: Any, **options: Any) -> list[Any]:
        parameters: list[Any] = original(*args, **options)
        words, _sentences = _texts()
        for parameter in parameters:
            parameter.help = words.get(parameter.help, parameter.help)
        return parameters

    return wrapper


def _translating_first(original: _Function) -> _Function:
    """Translate each line of the message, which is the first argument."""

    @wraps(original)
    def wrapper(message: Any = None, *args: Any, **options: Any) -> Any:
        if isinstance(message, str):
            message = "\n".join(translated(line) for line in message.split("\n"))
        return original(message, *args, **options)

    return wrapper


def _with_dutch_prefix(original: _Function) -> _Function:
    """Begin the usage line with the Dutch word."""

    @wraps(original)
    def wrapper(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        original(self, prog, args, translated("Usage: ") if prefix is None else prefix)

    return wrapper


def _after_panel_titles(original: _Function) -> _Function:
    """Translate the fixed texts of typer's panels, right before they are needed."""

    @wraps(original)
    def wrapper(*args: Any, **options: Any) -> Any:
        if typer.core.HAS_RICH:
            _translate_panels()
        return original(*args, **options)

    return wrapper


@cache
def _translate_panels() -> None:
    panels: Any = import_module("typer.rich_utils")
    for name, text in list(vars(panels).items()):
        if name.isupper() and isinstance(text, str):
            setattr(panels, name, translated(text))
    panels.OptionHighlighter.highlights.append(r"(?P<usage>Gebruik: )")
