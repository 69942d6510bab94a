"""Run the stages over pages on this machine: in one process or on several cores, in order, in bounded memory.

A page that fails anywhere becomes `Skipped`; a worker that dies (out of memory, a crash below Python) costs the page
it was on and no other. What to do with the readings is the caller's business.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from naql.clean import clean
from naql.clean.habits import Habits, Trace
from naql.errors import MissingModel, NaqlError, Unreadable
from naql.read import read
from naql.records import Page, Reading, Skipped
from naql.run.lookahead import Past, trace_of_page, with_habits
from naql.run.parent import end_with_parent

WINDOW = 8  # pages in flight per worker: enough to keep it busy, few enough to bound memory


def read_page(page: Page, habits: Habits | None = None) -> Reading | Skipped:
    """The reading of one page, or why there is none. habits: what its outlet's other pages have too."""
    stage, place = "clean", page.place
    try:
        article = clean(page, habits=habits)
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


def readings(pages: Iterable[Page | Skipped], jobs: int = 1, past: Past | None = None) -> Iterator[Reading | Skipped]:
    """The readings of `pages` in their order; what was skipped on the way in is handed on in its place.

    past: what earlier runs learned of outlets' furniture (`Ledger.habits()`).
    """
    if jobs <= 1:
        for page, habits in with_habits(pages, past, lambda block: [trace_of_page(p) for p in block]):
            yield page if isinstance(page, Skipped) else read_page(page, habits)
        return
    pool = _Pool(jobs)
    waiting: deque[Skipped | _Task] = deque()
    try:
        for page, habits in with_habits(pages, past, pool.traces):
            waiting.append(page if isinstance(page, Skipped) else pool.task(read_page, page, habits))
            if len(waiting) >= jobs * WINDOW:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())
    finally:
        pool.close()


class _Pool:
    """A process pool that is made anew when a worker dies."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._made = self._make(jobs)

    @staticmethod
    def _make(jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=end_with_parent)

    def task(self, work: Callable, *given: object) -> _Task:
        """Some work on its way."""
        try:
            return _Task(self, work, given, self._made.submit(work, *given))
        except BrokenProcessPool:
            self._made = self._make(self.jobs)
            return _Task(self, work, given, self._made.submit(work, *given))

    def traces(self, pages: list[Page]) -> list[Trace | None]:
        """The traces of pages; None too for one over which a process died."""
        return [task.result(None) for task in [self.task(trace_of_page, page) for page in pages]]

    def alone(self, work: Callable, given: tuple[object, ...], died: object) -> Any:
        """Do some work in a process of its own, so that a crash tells which page it was; `died` where it crashes."""
        with self._make(1) as single:
            try:
                return single.submit(work, *given).result()
            except BrokenProcessPool:
                return died

    def close(self) -> None:
        self._made.shutdown(wait=False, cancel_futures=True)


@dataclass(slots=True)
class _Task:
    """Work that a pool was given."""

    pool: _Pool
    work: Callable
    given: tuple[Any, ...]
    future: Future

    def result(self, died: object) -> Any:
        """What came of it; done again alone where a process died, which may have been over another page."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            return self.pool.alone(self.work, self.given, died)


def _outcome(task: Skipped | _Task) -> Reading | Skipped:
    if isinstance(task, Skipped):
        return task
    return task.result(Skipped(id=task.given[0].place, stage="read", reason="the process that read it died"))
