"""The command line speaks Dutch: its help, its errors, and what it says when one stops."""

import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from vvdesk.commands.dutch import speak_dutch, translated

ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|error|try|for help|show this|exit|missing|invalid|"
    r"value|no such|did you mean|possible|required|default|choose|requires|unexpected|extra|"
    r"does not|should|input|deprecated|aborted|env var|takes|file|path|integer|"
    r"range|str|int|float|bool)\b",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(r"Optie[s:]?|optie|Argument(en)?|argument(en)?|\[ARGUMENTEN\]|--\w[\w-]*")


class Vorm(StrEnum):
    """A choice of two."""

    PDF = "pdf"
    HTML = "html"


def made(*, rich: bool) -> typer.Typer:
    app = typer.Typer(
        help="Beheer dossiers.",
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        rich_markup_mode="rich" if rich else None,
    )

    @app.command()
    def rapport(
        bestand: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Het dossier.")],
        vorm: Annotated[Vorm, typer.Option(help="De vorm.")] = Vorm.PDF,
        aantal: Annotated[int, typer.Option(min=1, envvar="AANTAL", help="Hoeveel.")] = 3,
        deel: Annotated[float, typer.Option(help="Welk deel.")] = 0.5,
        naam: Annotated[str, typer.Option(help="De naam.")] = ...,  # type: ignore[assignment] # required
    ) -> None:
        """Maak een rapport."""

    @app.command(deprecated=True)
    def vraag() -> None:
        """Vraag een getal."""
        typer.prompt("Getal", type=int)

    return app


CALLS = {
    "nothing": [],
    "help": ["--help"],
    "help of a command": ["rapport", "--help"],
    "an unknown command": ["bestanden"],
    "nearly a command": ["raport"],
    "an argument left out": ["rapport"],
    "a missing file": ["rapport", "weg.vvd", "--naam", "x"],
    "a folder": ["rapport", "/", "--naam", "x"],
    "an option left out": ["rapport", __file__],
    "an unknown option": ["rapport", "--onbekend"],
    "nearly an option": ["rapport", "--namen"],
    "an option without a value": ["rapport", __file__, "--naam"],
    "no choice": ["rapport", __file__, "--naam", "x", "--vorm", "docx"],
    "no whole number": ["rapport", __file__, "--naam", "x", "--aantal", "twee"],
    "half a number": ["rapport", __file__, "--naam", "x", "--aantal", "2.5"],
    "too low a number": ["rapport", __file__, "--naam", "x", "--aantal", "0"],
    "no number": ["rapport", __file__, "--naam", "x", "--deel", "half"],
    "too much": ["rapport", __file__, "nog", "--naam", "x"],
    "a question without an answer": ["vraag"],
}


def said(arguments: list[str], *, rich: bool, answer: str = "") -> str:
    """Run the app; give all it printed, in one line and without frames."""
    speak_dutch()
    result = CliRunner().invoke(made(rich=rich), arguments, input=answer, env={"COLUMNS": "200"})
    return " ".join(re.sub(r"[│─╭╮╰╯]", " ", result.output).split()).replace(__file__, "dit.vvd")


@pytest.mark.parametrize("rich", [True, False], ids=["rich", "plain"])
@pytest.mark.parametrize("call", CALLS)
def test_nothing_that_is_said_is_english(call: str, *, rich: bool) -> None:
    text = said(CALLS[call], rich=rich)

    assert text
    assert not ENGLISH.findall(OWN_WORDS.sub("", text)), text


@pytest.mark.parametrize("rich", [True, False], ids=["rich", "plain"])
@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("help", "Gebruik: "),
        ("help", "[OPTIES] OPDRACHT [ARGUMENTEN]..."),
        ("help", "Toon deze hulp en stop."),
        ("help", "(verouderd)"),
        ("help of a command", "Argumenten"),
        ("help of a command", "[verplicht]"),
        ("help of a command", "standaard: 3"),
        ("help of a command", "omgevingsvariabele: AANTAL"),
        ("help of a command", "<pdf|html>"),
        ("an unknown command", "Onbekende opdracht 'bestanden'."),
        ("nearly a command", "Onbekende opdracht 'raport'. Bedoel je 'rapport'?"),
        ("an argument left out", "Ontbrekend argument 'bestand'."),
        ("an argument left out", "rapport --help' voor hulp."),
        ("a missing file", "het bestand 'weg.vvd' bestaat niet."),
        ("a folder", "'/' is een map; verwacht werd een bestand."),
        ("an option left out", "Ontbrekende optie '--naam'."),
        ("an unknown option", "Onbekende optie: --onbekend."),
        ("nearly an option", "Onbekende optie: --namen. Bedoel je --naam?"),
        ("an option without a value", "De optie '--naam' vraagt een waarde."),
        ("no choice", "'docx' is geen keuze. Kies uit 'pdf', 'html'."),
        ("no whole number", "Geef een geheel getal."),
        ("too low a number", "Geef een getal vanaf 1."),
        ("too much", "Te veel argumenten: nog."),
        ("a question without an answer", "Afgebroken."),
    ],
)
def test_each_message_says_in_dutch_what_is_the_matter(
    call: str, expected: str, *, rich: bool
) -> None:
    assert expected in said(CALLS[call], rich=rich)


def test_a_wrong_answer_to_a_question_is_explained_in_dutch() -> None:
    assert "Fout: Geef een geheel getal." in said(["vraag"], rich=False, answer="twee\n2\n")


def test_asking_twice_changes_nothing() -> None:
    speak_dutch()
    speak_dutch()

    assert said(["--help"], rich=False).count("Gebruik: ") == 1


def test_dutch_texts_and_texts_of_others_are_left_alone() -> None:
    for text in ("", "Het bestand 'a' bestaat niet.", "Iets {met} accolades", "Fout: niets"):
        assert translated(text) == text
    assert (
        translated("Invalid value for 'FILE': {0} is vreemd")
        == "Ongeldige waarde voor 'FILE': {0} is vreemd"
    )


def test_the_language_of_the_system_makes_no_difference() -> None:
    program = (
        "import typer\n"
        "from vvdesk.commands.dutch import speak_dutch\n"
        "speak_dutch()\n"
        "typer.run(lambda: None)\n"
    )
    for language in ("en_GB.UTF-8", "C"):
        result = subprocess.run(
            [sys.executable, "-c", program, "--fout"],
            capture_output=True,
            check=False,
            cwd=Path(__file__).parents[2],
            env={"LANGUAGE": language, "LC_ALL": language, "PYTHONUTF8": "1"},
        )
        assert result.returncode == 2
        assert "Onbekende optie: --fout." in result.stderr.decode()


def test_starting_in_dutch_does_not_load_the_slow_parts() -> None:
    program = (
        "import sys\n"
        "from vvdesk.commands.dutch import speak_dutch\n"
        "speak_dutch()\n"
        "sys.exit('rich' in sys.modules or 'pydantic' in sys.modules)\n"
    )

    assert (
        subprocess.run(
            [sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2]
        ).returncode
        == 0
    )
