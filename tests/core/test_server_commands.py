"""What the verbs of an administrator print, and how they end."""

import pytest
from typer.testing import CliRunner

from vvdesk.commands.copy import copy
from vvdesk.commands.new import new
from vvdesk.commands.server import server_app
from vvdesk.errors import Misused
from vvdesk.store.server_admin import administering
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
PASSWORD = "een lang woord"  # noqa: S105 - of a server that goes after the test


@pytest.fixture
def run():
    """Run a verb; gives exit code and what was printed, or raises what it raised."""
    app = server_app({"help_option_names": ["--help"]})
    app.command("copy")(copy)
    app.command("new")(new)

    def call(*arguments, typed=""):
        words = [str(each) for each in arguments]
        result = CliRunner().invoke(app, words, input=typed, catch_exceptions=False)
        return result.exit_code, result.output

    return call


def test_a_database_is_prepared_checked_and_brought_up_to_date(run, bare_server):
    code, said = run("init", bare_server)
    assert (code, "ingericht voor vvdesk" in said) == (0, True)
    code, said = run("check", bare_server)
    assert code == 1  # a test server has no TLS
    assert said.count("LET OP") == 1
    assert "Sloten: alle aanwezig en ongewijzigd" in said
    assert run("upgrade", bare_server)[0] == 0


def test_a_password_comes_from_standard_input_and_is_never_shown(run, server):
    name = f"jan_{server.database[-8:]}"
    try:
        code, said = run(
            "login", server, name, "--role", "coordinator", "--password-stdin", typed=PASSWORD
        )
        assert code == 0
        assert f'"{name}" kan nu inloggen' in said
        assert PASSWORD not in said
    finally:
        with administering(server) as connection:
            connection.exec_driver_sql(f"DROP ROLE IF EXISTS {name}")


def test_without_a_terminal_a_password_is_not_asked(run, server):
    with pytest.raises(Misused, match="--password-stdin"):
        run("login", server, "jan", "--role", "auditor")


def test_no_password_is_refused(run, server):
    with pytest.raises(Misused, match="geen wachtwoord"):
        run("login", server, "jan", "--role", "auditor", "--password-stdin")


def test_a_file_is_no_server(run, tmp_path):
    with pytest.raises(Misused, match="geen adres van een server"):
        run("check", tmp_path / "plan.vvd")


def test_a_new_plan_begins_on_a_server_and_is_copied_to_a_file(run, server, tmp_path):
    code, said = run("new", server, "--meetmoment", "april 2021")
    assert (code, "is gemaakt" in said) == (0, True)
    with pytest.raises(Misused, match="bevat al een plan"):
        run("new", server, "--meetmoment", "april 2021")
    code, said = run("copy", server, tmp_path / "kopie.vvd")
    assert code == 0
    assert "tabellen vergeleken: gelijk" in said
    with Workspace.open(tmp_path / "kopie.vvd") as workspace:
        assert workspace.meetmoment().naam == "april 2021"


def test_a_dossier_of_one_entiteit_is_no_server(run, server):
    with pytest.raises(Misused, match="geen server"):
        run(
            "new", server, "--meetmoment", "april 2021",
            "--entiteit", "Departement Onderwijs en Vorming",
        )  # fmt: skip
