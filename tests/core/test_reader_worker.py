"""The worker process may die, hang or ask too much; the program goes on and says so."""

import ctypes
import gc
import io
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files import misbehaviour
from tests.files.hostile import good_workbook
from vvdesk.errors import Misused, Refused, Unavailable, VvdeskError
from vvdesk.exchange.reader import child, confinement
from vvdesk.exchange.reader import worker as worker_module
from vvdesk.exchange.reader.child import FLAG, HEADER, READY, answer_to, read_message
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.readers import Readers, read_many
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.reader.worker import Worker, _exchange, _loads
from vvdesk.jobs import Cancelled

FILE = Path("inzending.xlsx")
SHORT = Limits(seconds=0.5)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as found:
        yield found


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return good_workbook(tmp_path / "goed.xlsx")


def test_a_worker_reads_what_this_process_would_read(worker: Worker, good: Path) -> None:
    assert worker.run(read_workbook, good) == read_workbook(good)


def test_one_process_reads_many_files(worker: Worker) -> None:
    assert len({worker.run(misbehaviour.process, FILE) for _ in range(5)}) == 1


def test_the_process_imports_nothing_heavy(worker: Worker, good: Path) -> None:
    worker.run(read_workbook, good)
    found = set(worker.run(misbehaviour.modules, FILE))
    assert not found & {"sqlalchemy", "openpyxl", "xlsxwriter", "PySide6", "typer", "nh3"}


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    with Worker(SHORT) as found:
        with pytest.raises(Refused, match=r"'inzending\.xlsx'.*langer dan 0\.5 seconden"):
            found.run(misbehaviour.hang, FILE)
        assert found.run(misbehaviour.name, FILE) == "inzending.xlsx"


def test_starting_and_importing_take_no_time_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks: list[float] = []

    def exchange(process: "subprocess.Popen[bytes]", request: bytes, seconds: float) -> object:
        clocks.append(seconds)
        return _exchange(process, request, seconds)

    monkeypatch.setattr(worker_module, "_exchange", exchange)
    with Worker(Limits(seconds=9.0)) as found:
        for _file in range(2):
            assert found.run(misbehaviour.name, FILE) == "inzending.xlsx"
    starting, importing, *files = clocks
    assert starting == importing > 9.0
    assert files == [9.0, 9.0]


@pytest.mark.parametrize("crash", [misbehaviour.abort, misbehaviour.leave])
def test_a_file_that_kills_the_process_is_refused_and_the_next_is_read(
    worker: Worker, crash: object
) -> None:
    with pytest.raises(Refused, match=r"'inzending\.xlsx'.*vastlopen"):
        worker.run(crash, FILE)  # type: ignore[arg-type]
    assert worker.run(misbehaviour.name, FILE) == "inzending.xlsx"


@pytest.mark.skipif(sys.platform == "win32", reason="the job object is tried on Windows itself")
def test_a_file_that_asks_too_much_memory_is_refused_and_gets_a_new_process(
    worker: Worker,
) -> None:
    before = worker.run(misbehaviour.process, FILE)
    with pytest.raises(Refused, match="te veel geheugen"):
        worker.run(misbehaviour.swell, FILE)
    assert worker.run(misbehaviour.process, FILE) != before


def test_a_mistake_in_the_reading_is_refused_with_its_name(worker: Worker) -> None:
    with pytest.raises(Refused, match="ZeroDivisionError"):
        worker.run(misbehaviour.fail, FILE)


def test_an_error_of_the_family_arrives_as_itself(worker: Worker) -> None:
    with pytest.raises(Misused, match=r"^Dit veld bestaat niet\.$"):
        worker.run(misbehaviour.misuse, FILE)
    with pytest.raises(Refused, match=r"^Dit is vreemd\.$"):
        worker.run(misbehaviour.estrange, FILE)


def test_what_the_process_prints_does_not_disturb(worker: Worker) -> None:
    assert worker.run(misbehaviour.shout, FILE) == "inzending.xlsx"


def test_a_process_that_died_between_two_files_is_replaced(worker: Worker) -> None:
    worker.run(misbehaviour.name, FILE)
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert worker.run(misbehaviour.name, FILE) == "inzending.xlsx"


def test_a_worker_works_from_a_thread(worker: Worker) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(worker.run(misbehaviour.name, FILE)))
    thread.start()
    thread.join()
    assert found == ["inzending.xlsx"]


def test_only_data_comes_back(worker: Worker) -> None:
    with pytest.raises(Refused, match="UnpicklingError"):
        worker.run(misbehaviour.a_function, FILE)


@pytest.mark.parametrize("name", ["os.system", "subprocess.Popen", "builtins.eval"])
def test_an_answer_may_not_name_what_is_not_data(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    for place in (module, "vvdesk.exchange.reader.worker", "vvdesk.exchange.reader.child"):
        outcome, why = _loads(f"c{place}\n{attribute}\n.".encode())
        assert outcome == "failed"
        assert "Error" in why


def test_a_reader_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/geen/python")
    with Worker() as found, pytest.raises(Unavailable, match="kan niet starten"):
        found.run(misbehaviour.name, FILE)
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with Worker() as found, pytest.raises(Unavailable, match="kan niet starten"):
        found.run(misbehaviour.name, FILE)


def test_many_files_come_back_in_order_with_errors_in_their_place() -> None:
    paths = [Path(f"{number}.xlsx") for number in range(20)]
    assert list(read_many(misbehaviour.name, paths)) == [path.name for path in paths]
    found = list(read_many(misbehaviour.misuse, paths[:3], workers=1))
    assert [(type(error), str(error)) for error in found] == [
        (Misused, "Dit veld bestaat niet.")
    ] * 3


def test_many_files_are_taken_lazily_and_may_be_left_halfway() -> None:
    taken: list[int] = []

    def paths() -> Iterator[Path]:
        for number in range(1000):
            taken.append(number)
            yield Path(f"{number}.xlsx")

    results = read_many(misbehaviour.name, paths(), workers=2)
    assert next(results) == "0.xlsx"
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]


def test_who_stops_does_not_wait_for_the_file_that_is_being_read() -> None:
    def stop() -> None:
        raise Cancelled

    readers = Readers(2, Limits(seconds=600.0), stop)
    with readers, pytest.raises(Cancelled):
        list(readers.read(misbehaviour.hang, [FILE] * 5))


def test_readers_that_were_stopped_read_again() -> None:
    calls: list[int] = []

    def stop_once() -> None:
        calls.append(len(calls))
        if len(calls) == 1:
            raise Cancelled

    with Readers(1, waiting=stop_once) as readers:
        with pytest.raises(Cancelled):
            list(readers.read(misbehaviour.hang, [FILE]))
        assert list(readers.read(misbehaviour.name, [FILE])) == [FILE.name]


def test_a_mangled_file_among_many_costs_only_itself(good: Path, tmp_path: Path) -> None:
    bad = tmp_path / "slecht.xlsx"
    bad.write_bytes(good.read_bytes()[:500])
    found = list(read_many(read_workbook, [good, bad, good]))
    assert [isinstance(result, VvdeskError) for result in found] == [False, True, False]
    assert "slecht.xlsx" in str(found[1])


def test_a_program_started_as_a_worker_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(child, "serve", asked.append)
    monkeypatch.setattr(sys, "argv", ["vvdesk"])
    child.serve_if_asked()
    assert asked == []
    monkeypatch.setattr(sys, "argv", ["vvdesk", FLAG, "1000"])
    with pytest.raises(SystemExit):
        child.serve_if_asked()
    assert asked == [1000]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "vvdesk"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path[:] = {sys.path!r}\n"
        "from vvdesk.exchange.reader.child import serve_if_asked\nserve_if_asked()\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with Worker() as found:
        assert found.run(misbehaviour.name, FILE) == "inzending.xlsx"


def test_the_protocol_ends_when_the_parent_does() -> None:
    code = "from vvdesk.exchange.reader.child import serve; serve(10**9)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == HEADER.pack(len(READY)) + READY
    assert read_message(io.BytesIO(done.stdout)) == READY
    assert read_message(io.BytesIO(done.stdout[:-1])) is None


@pytest.mark.parametrize(
    ("function", "outcome"),
    [
        (misbehaviour.name, "done"),
        (misbehaviour.misuse, "refused"),
        (misbehaviour.fail, "failed"),
    ],
)
def test_every_request_has_an_answer(function: object, outcome: str) -> None:
    answer = answer_to(pickle.dumps((function, FILE)))
    assert pickle.loads(answer)[0] == outcome  # noqa: S301 - of our own making


def test_a_request_that_cannot_be_read_has_an_answer() -> None:
    assert pickle.loads(answer_to(b"onzin"))[0] == "failed"  # noqa: S301 - of our own making


def test_the_process_answers_until_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    request = pickle.dumps((misbehaviour.name, FILE))
    requests = io.BytesIO(HEADER.pack(len(request)) + request)
    answers = io.BytesIO()
    bounds: list[int] = []
    monkeypatch.setattr(child, "_channels", lambda: (requests, answers))
    monkeypatch.setattr(child, "confine_memory", bounds.append)
    try:
        child.serve(1000)
    finally:
        gc.enable()
    assert bounds == [1000]
    answers.seek(0)
    assert read_message(answers) == READY
    assert _loads(read_message(answers) or b"") == ("done", "inzending.xlsx")
    assert read_message(answers) is None


@pytest.mark.skipif(sys.platform == "win32", reason="this bound is of POSIX")
@pytest.mark.parametrize(("hard", "soft"), [(-1, 1000), (500, 500), (2000, 1000)])
def test_the_bound_on_memory_is_never_above_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, hard: int, soft: int
) -> None:
    resource = confinement.resource
    bounds: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _: (hard, hard))
    monkeypatch.setattr(resource, "setrlimit", bounds.__setitem__)
    confinement.confine_memory(1000)
    assert bounds == {resource.RLIMIT_AS: (soft, hard), resource.RLIMIT_CORE: (0, 0)}


def test_on_windows_the_process_joins_a_job_with_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    class Kernel:
        """The three calls, as they were made."""

        def __getattr__(self, name: str) -> object:
            def call(*arguments: object) -> int:
                size = arguments[3] if name == "SetInformationJobObject" else 0
                asked.append((name, size if isinstance(size, int) else 0))
                return 1

            setattr(self, name, call)
            return call

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: Kernel(), raising=False)
    confinement.confine_memory(1000)
    assert [name for name, _ in asked] == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "GetCurrentProcess",
        "AssignProcessToJobObject",
    ]
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert asked[1][1] == 144  # JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64 bits


def test_an_answer_after_the_pipe_broke_is_none(worker: Worker) -> None:
    worker.run(misbehaviour.name, FILE)
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert _exchange(process, b"x" * 100_000, 5.0) == (None, False)
