"""The manual tells the truth about keys, links, pictures and commands."""

import re
import shlex

import pytest
import typer

from ui.actions import COMMANDS
from ui.forms.richtext_formats import FORMATS
from ui.help_browser import slug
from ui.help_chapters import chapter_of
from ui.keys_page import IN_TABLES
from ui.pages import page_names
from vvdesk.commands.program import program
from vvdesk.paths import resources

FOLDER = resources() / "manual"
MANUAL = (FOLDER / "handleiding.md").read_text("utf-8")
AUDITING = (
    "snapshot", "verify", "key new", "key sheet", "key export", "key trust", "key restore", "life",
    "search", "sample", "audit-export", "diff",
)  # fmt: skip
SPELLED = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def chapter(title: str) -> str:
    return MANUAL.split(f"\n## {title}\n")[1].split("\n## ")[0]


def told() -> dict[str, str]:
    return dict(re.findall(r"^\| (\S.*?) \| (\S.*?) \|$", chapter("Toetsen"), re.MULTILINE))


def spelled(keys: str) -> str:
    return re.sub(r"\w+$", lambda found: SPELLED.get(found[0], found[0]), keys)


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.keys], ids=lambda c: c.name)
def test_every_key_of_the_window_is_told(command):
    said = re.findall(rf"^\| {re.escape(spelled(command.keys))} \| (.+?) \|$", MANUAL, re.MULTILINE)
    name = command.text.rstrip("…")
    assert any(each.startswith(name.split(" deze ")[0]) for each in said), (name, said)


@pytest.mark.parametrize("form", [each for each in FORMATS if each.group < 2], ids=lambda f: f.name)
def test_every_key_of_a_rich_text_is_told(form):
    assert f"| {spelled(form.keys[-1])} |" in chapter("Toetsen")


def test_every_key_of_a_table_is_told():
    said = " ".join(told())
    for keys, _text in IN_TABLES:
        for key in keys.split(", "):
            assert key.removeprefix("Shift+") in said, key


def test_no_key_is_told_that_does_not_exist():
    known = {spelled(each.keys) for each in COMMANDS}
    known |= {spelled(keys) for each in FORMATS for keys in each.keys}
    known |= {"Ctrl+1 … Ctrl+8", "Alt+↓ of F4", "Esc", "F2", "Enter", "Tab", "Delete", "toets"}
    known |= {"Ctrl+C en Ctrl+V", "Alt+F10", "---"}
    assert set(told()) <= known, set(told()) - known


def test_every_link_within_the_manual_finds_its_chapter():
    chapters = {slug(title) for title in re.findall(r"^#+ (.+)$", MANUAL, re.MULTILINE)}
    links = re.findall(r"\]\(#([^)]+)\)", MANUAL)
    assert links
    assert set(links) <= chapters


@pytest.mark.parametrize("central", [True, False])
def test_every_page_of_an_open_file_has_its_chapter(central):
    known = {slug(title) for title in re.findall(r"^#+ (.+)$", MANUAL, re.MULTILINE)}
    names = {value for name, value in vars(page_names).items() if name.isupper()}
    chapters = {name: chapter_of(name, central=central) for name in names - {page_names.FICHE}}
    assert set(chapters.values()) <= known, chapters
    assert chapter_of(page_names.FICHE, central=central) == ""


def test_every_page_and_picture_that_the_manual_names_is_there():
    for name in re.findall(r"\]\(([^#:)]+)\)", MANUAL):
        assert (FOLDER / name).is_file(), name


def test_every_command_that_the_manual_names_exists():
    verbs = set(re.findall(r"vvdesk-cli ([a-z-]+)", MANUAL))
    assert {"hand-in", "take-back", "snapshot", "verify", "key"} <= verbs
    assert verbs <= set(options_of(program()))


def test_every_option_that_the_manual_names_exists():
    known = options_of(program())
    lines = re.findall(r"vvdesk-cli ((?!OPDRACHT)[a-z-]+[^`\n]*)", MANUAL)
    assert len(lines) > 50
    assert not list(unknown_options(lines, known))


@pytest.mark.parametrize("verb", AUDITING)
def test_the_help_of_what_an_auditor_needs_has_an_example_that_can_be_typed(verb):
    known = options_of(program())
    help_text = verbs_of(program())[verb].help
    lines = re.findall(r"vvdesk-cli ((?!key list)[^\n:]+)$", help_text, re.MULTILINE)
    assert lines, help_text
    assert all(line.startswith(f"{verb} ") for line in lines)
    assert not list(unknown_options(lines, known))


def unknown_options(lines, known):
    """Yield what lines name that no verb has."""
    for verb, *words in map(shlex.split, lines):
        named = f"{verb} {words[0]}" if words and f"{verb} {words[0]}" in known else verb
        options = {each for each in words if each.startswith("--") and each != "--"}
        yield from ((named, each) for each in options - known[named])


def verbs_of(app):
    """Return each verb, and each verb behind one that has several."""
    group = typer.main.get_command(app)
    found = dict(group.commands)
    for verb, command in group.commands.items():
        for name, inner in getattr(command, "commands", {}).items():
            found[f"{verb} {name}"] = inner
    return found


def options_of(app):
    """Return the options of each verb."""
    return {
        verb: {each for param in command.params for each in param.opts}
        for verb, command in verbs_of(app).items()
    }
