"""Reads many foreign files at the same time, each in a guarded process, in their order."""

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.limits import DEFAULT, Limits
from vvdesk.exchange.reader.worker import Worker

T = TypeVar("T")

_BETWEEN = 0.1
"""Seconds between two calls of `waiting`."""


class Readers:
    """Some guarded processes that read files at the same time; they start when they are needed.

    Args:
        workers: Processes at the same time.
        limits: For each of them.
        waiting: Called some times a second while a file is being read, in the thread of the caller;
            what it raises ends the reading at once.
    """

    def __init__(
        self,
        workers: int = 2,
        limits: Limits = DEFAULT,
        waiting: Callable[[], object] = lambda: None,
    ) -> None:
        self._waiting = waiting
        self._staff = [Worker(limits) for _ in range(workers)]

    def read(
        self, function: Callable[[Path], T], paths: Iterable[Path]
    ) -> Iterator[T | VvdeskError]:
        """Call `function` on each file, and give the results in order; one call at a time.

        Never more than two files per process are ahead of the caller, so that memory does not grow
        with the number of files. The threads only wait for the processes.

        Args:
            function: See `Worker.run`.
            paths: The files; taken from lazily.

        Yields:
            For each path the result, or the error that the user can act on.

        Raises:
            ValueError: There is not at least one worker.
        """
        idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._staff:
            idle.put(worker)

        def call(path: Path) -> T | VvdeskError:
            worker = idle.get()
            try:
                return worker.run(function, path)
            except VvdeskError as error:
                return error.with_traceback(None)
            finally:
                idle.put(worker)

        waiting = iter(paths)
        with ThreadPoolExecutor(len(self._staff)) as threads:
            ahead: deque[Future[T | VvdeskError]] = deque()
            try:
                first = islice(waiting, 2 * len(self._staff))
                ahead.extend(threads.submit(call, path) for path in first)
                while ahead:
                    while not wait([ahead[0]], _BETWEEN).done:
                        self._waiting()
                    result = ahead.popleft().result()
                    ahead.extend(threads.submit(call, path) for path in islice(waiting, 1))
                    yield result
            finally:
                if ahead:
                    self._leave(ahead)
                threads.shutdown(wait=True)

    def _leave(self, ahead: "Iterable[Future[Any]]") -> None:
        """Wait for no file that nobody wants any more."""
        for future in ahead:
            future.cancel()
        for worker in self._staff:
            worker.interrupt()

    def close(self) -> None:
        """End the processes."""
        for worker in self._staff:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_many(
    function: Callable[[Path], T],
    paths: Iterable[Path],
    workers: int = 2,
    limits: Limits = DEFAULT,
) -> Iterator[T | VvdeskError]:
    """Read files with processes that are ended afterwards; see `Readers`."""
    with Readers(workers, limits) as readers:
        yield from readers.read(function, paths)
