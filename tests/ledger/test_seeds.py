"""The seed pages, as annotated: one proposition for a question in three languages, asserted, denied and asked."""

import pytest

from ledger.gold import reading_from, records
from naql.ledger import Ledger

pytestmark = pytest.mark.shared
QUESTIONS = [
    "Has Venezuela asked Russia for military help?",
    "ونزوئلا از روسیه درخواست کمک نظامی کرده است؟",
    "هل طلبت فنزويلا مساعدة عسكرية من روسيا؟",
]


@pytest.fixture(scope="module")
def book(tmp_path_factory, shared):
    with Ledger(tmp_path_factory.mktemp("seeds") / "seeds.db") as ledger:
        for record in records(shared / "gold" / "dev.jsonl"):
            if record["id"][:3].isdigit():
                ledger.add(reading_from(record))
        ledger.link()
        yield ledger


def test_one_answer_in_three_languages(book):
    firsts = [book.ask(q).propositions[0] for q in QUESTIONS]
    assert len({p.proposition_id for p in firsts}) == 1
    first = firsts[0]
    assert [o.name for o in first.side("asserts").origins] == ["US government documents"]
    assert first.side("asserts").origins[0].through == ("The Washington Post",)
    assert [o.name for o in first.side("denies").origins] == ["Sergey Lavrov"]
    asked = {(v.voice, v.origin) for v in first.side("asks").voices}
    assert asked == {("headline", None), ("statement", "a reporter")}


def test_chain_of_the_denial(book):
    denials = book.ask(QUESTIONS[0]).propositions[0].side("denies").voices
    assert {tuple(s.name for s in v.chain) for v in denials} == {("EghtesadNews", "IRNA", "Sergey Lavrov")}


def test_planned_strikes_are_reported_and_denied(book):
    first = book.ask("Is the United States planning strikes on Venezuela?").propositions[0]
    assert "Donald Trump" in [o.name for o in first.side("denies").origins]
    assert first.side("asserts").origins


def test_entities_meet_across_pages_and_scripts(book):
    entities = [book.who(name) for name in ("Sergey Lavrov", "لاوروف", "لافروف")]
    assert len({e.entity_id for e in entities}) == 1
    assert set(entities[0].names) == {"ar", "fa"} and len(entities[0].pages) >= 4


def test_stories_of_different_years_stay_apart(book):
    for story in book.stories():
        days = {p.published_at[:4] for p in book.story(story.story_id).pages if p.published_at}
        assert len(days) <= 1
