"""Run a command beside a PostgreSQL of its own, for the tests: `postgres.py run -- COMMAND…`.

The cluster stands in a temporary folder, listens on a free port of this machine only, and goes when
the command ends. The command finds it in VVDESK_TEST_POSTGRES; where that is set already, its
server is used. Without PostgreSQL a sentence says so and the command runs without.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "VVDESK_TEST_POSTGRES"
ACCOUNTS = ("postgres", "nobody")
"""Who runs the server when this is root, whom PostgreSQL refuses."""
#: What may be lost at a power cut does not matter here; speed does.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
}
#: Debian keeps the server's programs out of the path; others put them in it.
FOLDERS = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt")


def main(arguments: list[str]) -> int:
    """Run the command after `run --`; return its exit code."""
    match arguments:
        case ["run", "--", *command] if command:
            with server() as address:
                extra = {VARIABLE: address} if address else {}
                return subprocess.run(command, env={**os.environ, **extra}, check=False).returncode
        case _:
            print(__doc__)
            return 2


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server for tests; empty when there is none."""
    if os.environ.get(VARIABLE):
        yield os.environ[VARIABLE]
        return
    programs = find_programs()
    if programs is None:
        tell_there_is_none("initdb and pg_ctl are not found (Debian: apt-get install postgresql)")
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="vvdesk-pg-", ignore_cleanup_errors=True) as name:
        address = start(programs, Path(name))
        try:
            yield address
        finally:
            if address:
                run_as_server(stop_command(programs, Path(name)), Path(name))


def find_programs() -> Path | None:
    """Return the folder with the programs of the newest PostgreSQL here; None for none."""
    found = [
        program.parent
        for folder in FOLDERS
        for program in Path(folder).glob("*/bin/initdb")
        if program.with_name("pg_ctl").exists()
    ]
    # Debian writes 9.6 and 15, Homebrew postgresql@16: the number decides.
    found.sort(key=lambda folder: float(folder.parent.name.rpartition("@")[2] or 0))
    in_path = shutil.which("pg_ctl")
    if in_path and shutil.which("initdb"):
        found.append(Path(in_path).parent)
    return found[-1] if found else None


def start(programs: Path, folder: Path) -> str:
    """Make a cluster in `folder` and start it; return its address, empty when that fails."""
    if os.geteuid() == 0:
        shutil.chown(folder, account())
    data, log, port = folder / "data", folder / "log", free_port()
    making: list[str | Path] = [
        programs / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust",
        "--encoding", "UTF8", "--locale", "C", "--no-sync",
    ]  # fmt: skip
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    starting: list[str | Path] = [
        programs / "pg_ctl", "start", "--pgdata", data, "--log", log, "--wait", "--timeout", "60",
        "--options", f"-p {port} -k {folder} {settings}",
    ]  # fmt: skip
    for command in (making, starting):
        result = run_as_server(command, folder)
        if result.returncode:
            said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
            tell_there_is_none(f"it does not start: {result.stderr.strip()} {said.strip()}")
            return ""
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def stop_command(programs: Path, folder: Path) -> list[str | Path]:
    """Return the command that stops the server at once; what it held is thrown away anyway."""
    return [
        programs / "pg_ctl", "stop", "--pgdata", folder / "data", "--mode", "immediate", "--wait",
    ]  # fmt: skip


def run_as_server(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs, under another account where this one is root."""
    # A file and no pipe: the server keeps what it inherits open, and a pipe would never end.
    said = folder / "said"
    with said.open("w", encoding="utf-8") as out:
        result = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            text=True,
            check=False,
            user=account() if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
        )
    result.stderr = said.read_text(encoding="utf-8", errors="replace")
    return result


def account() -> str:
    """Return the account that may run a server on this machine."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ACCOUNTS if name in known)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def tell_there_is_none(reason: str) -> None:
    """Say visibly that the tests go without a server."""
    print(f"No PostgreSQL: {reason}.\nThe tests of the server will be SKIPPED.", file=sys.stderr)


if __name__ == "__main__":
    # Ended politely, it still stops its server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    raise SystemExit(main(sys.argv[1:]))
