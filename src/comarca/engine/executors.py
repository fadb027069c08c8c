"""Do many independent pieces of work through ``concurrent.futures``: a process pool, or a cluster.

A worker that dies takes its piece with it, never the rest: what was not answered is asked again,
and each piece is answered once.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

Key = TypeVar("Key")
Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

ATTEMPTS = 3  # of one piece whose worker died, before it is reported as the cause
LOOK = 0.2  # seconds between two looks at whether somebody cancelled


class WorkersLost(RuntimeError):
    """Workers died again and again on the same pieces."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def executor(cluster: str | None = None, workers: int | None = None) -> Iterator[Executor]:
    """Give an executor: Dask's where a cluster's address is given, else processes of this machine.

    Dask is not part of Comarca: install ``distributed`` beside it, as on the cluster's workers.
    """
    if cluster:
        from distributed import Client

        with Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            yield client.get_executor(pure=False, retries=ATTEMPTS)
        return
    # Compiled code and threads do not survive a fork; a fresh process costs a second once.
    context = multiprocessing.get_context("spawn")
    with _main_left_alone(), ProcessPoolExecutor(workers or cores(), mp_context=context) as pool:
        yield pool


@contextmanager
def _main_left_alone() -> Iterator[None]:
    """Keep new processes from running the program's own script again.

    A console script has no ``if __name__ == "__main__"``; what workers do lies in modules anyway.
    """
    main = sys.modules["__main__"]
    path = main.__dict__.pop("__file__", None)
    try:
        yield
    finally:
        if path is not None:
            main.__file__ = path


def run_all(
    work: Callable[[Piece], Answer],
    pieces: Mapping[Key, Piece],
    open_executor: Callable[[], Any],
    go_on: Callable[[int], bool] | None = None,
) -> Iterator[tuple[Key, Answer]]:
    """Give each piece's answer as it comes; stop early where ``go_on(done)`` is False.

    Parameters
    ----------
    work
        A function that workers can import.
    open_executor
        Returns a context manager of an executor; opened again when its workers died.
    go_on
        Called with the number of answers at least every 0.2 s.

    Raises
    ------
    WorkersLost
        Where the workers died three times without finishing the same pieces.
    """
    left, died, done = dict(pieces), 0, 0
    while left:
        before = len(left)
        try:
            with open_executor() as pool:
                waiting: dict[Future[Answer], Key] = {
                    pool.submit(work, piece): key for key, piece in left.items()
                }
                while waiting:
                    if go_on is not None and not go_on(done):
                        # A pool forgets to when the end of the block shuts it down once more.
                        for future in waiting:
                            future.cancel()
                        pool.shutdown(wait=False, cancel_futures=True)
                        return
                    ready = wait(waiting, timeout=LOOK, return_when=FIRST_COMPLETED).done
                    for future in ready:
                        key = waiting.pop(future)
                        answer = future.result()
                        del left[key]
                        done += 1
                        yield key, answer
        except BrokenProcessPool:
            died = died + 1 if len(left) == before else 0
            if died == ATTEMPTS:
                raise WorkersLost(f"{len(left)} pieces were left when workers died.") from None
