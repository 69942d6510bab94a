"""Search in any spelling, names across scripts, and questions in three languages with one answer."""

import pytest

from ledger.boats import affair
from naql.errors import BadQuestion
from naql.ledger import Ledger
from naql.ledger.questions import language_of


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    with Ledger(tmp_path_factory.mktemp("boats") / "boats.db") as ledger:
        for reading in affair():
            ledger.add(reading)
        ledger.link()
        yield ledger


@pytest.mark.parametrize("text", ["نکرده‌ایم", "نكرده‌ايم", "نکردهایم"])
def test_spelling_does_not_matter(book, text):
    hits = [h for h in book.search(text) if h.what == "statement"]
    assert [h.page.name for h in hits] == ["karaneh"]
    start, end = hits[0].marked[0]
    assert hits[0].snippet[start:end] == "نکرده‌ایم"


def test_a_name_is_found_in_every_script(book):
    names = {h.page.name for h in book.search("اروگوئه") if h.page}
    assert names == {"courier", "weekly", "sahil", "karaneh"}
    assert book.search("اروگوئه")[0].what == "entity"


def test_search_takes_any_text(book):
    for text in ("", "   ", '"', "AND OR NOT", "a* (b", "\u202e", "qqkilledqq", "ーー"):
        book.search(text)


QUESTIONS = [
    "Has Uruguay asked Portugal for pilot boats?",
    "هل طلبت أوروغواي من البرتغال زوارق؟",
    "اروگوئه از پرتغال درخواست قایق کرده است؟",
]


def test_questions_in_three_languages_have_one_answer(book):
    firsts = [book.ask(q).propositions[0] for q in QUESTIONS]
    assert len({p.proposition_id for p in firsts}) == 1
    for p in firsts:
        assert [o.name for o in p.side("asserts").origins] == ["harbour files"]
        assert [o.name for o in p.side("denies").origins] == ["Rui Barros"]
        assert p.reason and 0 < p.score <= 1


@pytest.mark.parametrize(("text", "lang"), list(zip(QUESTIONS, ("en", "ar", "fa"), strict=True)))
def test_language_of_a_question(text, lang):
    assert language_of(text) == lang


def test_question_that_matches_nothing_says_what_was_looked_for(book):
    answer = book.ask("Has Chad bought submarines from Iceland?")
    assert answer.propositions == () and "nothing in this ledger" in answer.message


@pytest.mark.parametrize("question", ["", "   ", "?", "Who said it?", "آیا این است؟", "من هو؟"])
def test_question_that_names_nothing_is_refused(book, question):
    with pytest.raises(BadQuestion):
        book.ask(question)


def test_nobody_of_that_name(book):
    for name in ("", "Zebulon Nobody"):
        with pytest.raises(BadQuestion):
            book.who(name)
