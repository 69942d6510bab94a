"""Run the stages over pages on this machine: in one process or on several cores, in order, in bounded memory.

A page that fails anywhere becomes `Skipped`; a worker that dies (out of memory, a crash below Python) costs the page
it was on and no other. What to do with the readings is the caller's business.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from naql.clean import clean
from naql.errors import MissingModel, NaqlError, Unreadable
from naql.read import read
from naql.records import Page, Reading, Skipped

WINDOW = 8  # pages in flight per worker: enough to keep it busy, few enough to bound memory


def read_page(page: Page) -> Reading | Skipped:
    """The reading of one page, or why there is none."""
    stage, place = "clean", page.place
    try:
        article = clean(page)
        stage = "read"
        return read(article)
    except Unreadable as reason:
        return Skipped(id=place, stage=reason.stage, reason=reason.reason)
    except MissingModel as reason:
        return Skipped(id=place, stage=stage, reason=str(reason))
    except NaqlError:
        raise
    except RecursionError:
        return Skipped(id=place, stage=stage, reason="nested too deeply")
    except MemoryError:
        return Skipped(id=place, stage=stage, reason="too large for the memory of this machine")
    except Exception as error:  # the promise: one bad page never stops a run, whatever it does to a stage
        return Skipped(id=place, stage=stage, reason=f"internal error: {type(error).__name__}: {error}")


def readings(pages: Iterable[Page | Skipped], jobs: int = 1) -> Iterator[Reading | Skipped]:
    """The readings of `pages` in their order; what was skipped on the way in is handed on in its place."""
    if jobs <= 1:
        yield from (page if isinstance(page, Skipped) else read_page(page) for page in pages)
        return
    pool = _Pool(jobs)
    waiting: deque[tuple[Page | Skipped, Future | None]] = deque()
    try:
        for page in pages:
            waiting.append((page, None if isinstance(page, Skipped) else pool.submit(page)))
            if len(waiting) >= jobs * WINDOW:
                yield _outcome(pool, *waiting.popleft())
        while waiting:
            yield _outcome(pool, *waiting.popleft())
    finally:
        pool.close()


class _Pool:
    """A process pool that is made anew when a worker dies."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._made = self._make(jobs)

    @staticmethod
    def _make(jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))

    def submit(self, page: Page) -> Future:
        try:
            return self._made.submit(read_page, page)
        except BrokenProcessPool:
            self._made = self._make(self.jobs)
            return self._made.submit(read_page, page)

    def alone(self, page: Page) -> Reading | Skipped:
        """Read one page in a process of its own, so that a crash tells which page it was."""
        with self._make(1) as single:
            try:
                return single.submit(read_page, page).result()
            except BrokenProcessPool:
                return Skipped(id=page.place, stage="read", reason="the process that read it died")

    def close(self) -> None:
        self._made.shutdown(wait=False, cancel_futures=True)


def _outcome(pool: _Pool, page: Page | Skipped, future: Future | None) -> Reading | Skipped:
    if isinstance(page, Skipped) or future is None:
        assert isinstance(page, Skipped)
        return page
    try:
        return future.result()
    except BrokenProcessPool:
        return pool.alone(page)
