"""Running stages over pages: order, bounded memory, bad pages, dying workers."""

from collections.abc import Iterator

import pytest

from naql.records import Page, Reading, Skipped, content_id
from naql.run import local, lookahead


def page(name: str, body: str = "The minister said the port was open.\n\nShe denied that it had closed.") -> Page:
    return Page(page_id=content_id(name, body), name=name, body=body, published="2025-10-06", lang="en")


def test_order_is_kept_on_several_processes() -> None:
    pages = [page(f"p{i}") for i in range(30)]
    pages[7] = page("p7", "")
    names = [o.id if isinstance(o, Skipped) else o.article.name for o in local.readings(pages, jobs=2)]
    assert names == [f"p{i}" for i in range(30)]


def test_jobs_change_nothing() -> None:
    pages = [page(f"p{i}") for i in range(6)]
    assert list(local.readings(pages, jobs=1)) == list(local.readings(pages, jobs=2))


def test_input_is_taken_as_it_is_needed() -> None:
    taken = 0

    def many() -> Iterator[Page]:
        nonlocal taken
        for i in range(1000):
            taken += 1
            yield page(f"p{i}")

    outcomes = local.readings(many(), jobs=2)
    next(outcomes)
    assert taken <= lookahead.BLOCK + 2 * local.WINDOW + 1
    outcomes.close()


def test_a_failing_stage_is_a_skipped_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_article: object) -> Reading:
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr(local, "read", broken)
    outcome = local.read_page(page("p"))
    assert isinstance(outcome, Skipped)
    assert (outcome.stage, outcome.id) == ("read", "p") and "ZeroDivisionError" in outcome.reason
