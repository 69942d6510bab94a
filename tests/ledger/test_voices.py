"""What a proposition shows: sides, chains, independent origins, copies folded into what they copy."""

import pytest

from ledger.boats import STATES, affair, karaneh, stranger
from ledger.making import made
from naql.errors import BadLedger
from naql.ledger import Ledger
from naql.ledger.views import Proposition
from naql.link.descriptions import is_name, is_written


@pytest.fixture
def book(tmp_path):
    with Ledger(tmp_path / "boats.db") as ledger:
        for reading in affair():
            assert ledger.add(reading)
        ledger.link()
        yield ledger


def request(book: Ledger) -> Proposition:
    found = [p for p in book.propositions() if "REQUEST" in p.form]
    assert len(found) == 1, "one proposition over three languages, asserted and denied"
    return book.proposition(found[0].proposition_id)


def test_one_proposition_with_both_sides(book):
    view = request(book)
    assert view.form == "Uruguay REQUEST.assist -> Portugal"
    assert [s.stance for s in view.sides] == ["asserts", "denies", "asks"]
    assert view.langs == ("ar", "en", "fa")
    assert (view.first_at, view.last_at) == ("2025-03-02", "2025-03-04")


def test_outlets_that_repeat_are_one_origin(book):
    side = request(book).side("asserts")
    assert [(o.name, o.through) for o in side.origins] == [("harbour files", ("The Lagoon Courier",))]
    assert side.unknown == 0
    assert {v.page.name for v in side.voices} == {"courier", "weekly", "sahil"}


def test_chain_runs_from_the_page_to_the_origin(book):
    view = request(book)
    (denial,) = view.side("denies").voices
    assert [s.name for s in denial.chain] == ["Karaneh", "Mahtab", "Rui Barros"]
    assert denial.origin == "Rui Barros" and denial.known
    (told,) = [v for v in view.side("asserts").voices if v.page.name == "sahil"]
    assert [s.name for s in told.chain] == ["Al-Sahil", "The Lagoon Courier", "harbour files"]


def test_words_are_exactly_those_of_the_page(book):
    for side in request(book).sides:
        for voice in side.voices:
            text = book.reading(voice.page.name).article.page_text
            assert all(text[w.start : w.end] == w.text for w in voice.words)


def test_copy_without_credit_counts_for_its_original(book):
    (copied,) = [v for v in request(book).side("asserts").voices if v.page.name == "weekly"]
    assert copied.copied_from == "courier"
    assert "The Lagoon Courier" in [s.name for s in copied.chain]


def test_headline_question_asks_without_an_origin(book):
    side = request(book).side("asks")
    assert [v.voice for v in side.voices] == ["headline"]
    assert side.origins == () and side.unknown == 1


def test_pages_own_voice_beside_its_source_is_no_second_source(book):
    own = [v for v in request(book).side("asserts").voices if v.page.name == "courier" and v.voice == "headline"]
    assert [v.retells for v in own] == ["harbour files"]


def test_statement_shows_what_it_speaks_to(book):
    view = request(book)
    (denial,) = view.side("denies").voices
    saying = book.statement(denial.statement_id)
    assert [p.proposition_id for p in saying.propositions] == [view.proposition_id]
    assert saying.source.text.startswith("روی")


def test_story_has_its_pages_copies_and_timeline(book):
    first = book.stories()[0]
    assert first.pages == 4 and set(first.langs) == {"ar", "en", "fa"}
    story = book.story(first.story_id)
    assert story.pages[0].name == "courier", "who told it first stands first"
    assert [(c.original.name, c.page.name, c.how) for c in story.copies] == [("courier", "weekly", "copy")]
    assert {e.name for e in story.entities} >= {"Uruguay", "Portugal"}
    assert [t.at for t in story.timeline if t.what == "page"] == ["2025-03-02", "2025-03-03", "2025-03-04", None]


def test_entity_over_three_scripts(book):
    entity = book.who("اروگوئه")
    assert entity.name == "Uruguay" and entity.countries == ("URY",)
    assert set(entity.names) == {"ar", "en", "fa"}
    assert book.who("uruguay").entity_id == entity.entity_id
    assert book.who("Rui Barros").statements == 1


def test_counts(book):
    counts = book.counts()
    assert (counts.pages, counts.copies, counts.stories) == (5, 1, 2)
    assert counts.langs == {"ar": 1, "en": 3, "fa": 1}


def test_dates_with_and_without_a_time_of_day_stand_in_one_list(tmp_path):
    days = ("2024-05-02", "2024-05-02T09:30", None, "2024-05-03T01:00+03:30", "2024-05", "2024-05-02")
    with Ledger(tmp_path / "l.db") as ledger:
        for number, day in enumerate(days):
            text = f"Uruguay has bought boats. Page {number}."
            ledger.add(made(f"p{number}", text, day=day, names=STATES))
        ledger.link()
        names = [p.name for p in ledger.pages()]
        assert names[0] == "p3" and names[-1] == "p2"
        assert {p.name for p in ledger.who("Uruguay").pages} == set(names)
        assert sum(s.pages for s in ledger.stories()) == len(days)


def test_unknown_ids_are_refused(book):
    for ask in (book.proposition, book.story, book.entity, book.statement, book.reading, book.withdraw, book.forget):
        with pytest.raises(BadLedger):
            ask("nothing-of-that-name")


def test_withdrawn_link_splits_and_stays_withdrawn(book):
    before = {p.proposition_id for p in book.propositions()}
    view = request(book)
    records = list(book.readings())
    denial = view.side("denies").voices[0]
    link = next(x for x in book.links("proposition") if denial.claim_id in (x.left, x.right))
    gone = book.withdraw(link.link_id)
    assert gone.withdrawn_at
    assert list(book.readings()) == records, "no record changes"
    others = [x for x in book.links() if x.link_id != link.link_id]
    assert {p.proposition_id for p in book.propositions()} != before
    kept = {p.proposition_id for p in book.propositions()}
    book.add(made("new", "Snow fell on Tavel again.", outlet="Dockside Weekly"))
    book.forget("new")
    for article in ("courier", "karaneh"):
        book.db.execute("INSERT INTO unlinked SELECT article_id FROM articles WHERE name = ?", (article,))
    book.link()
    assert [x for x in book.links() if x.link_id != link.link_id] == others
    assert {p.proposition_id for p in book.propositions()} == kept
    assert next(x for x in book.links() if x.link_id == link.link_id).withdrawn_at == gone.withdrawn_at


def test_forgotten_page_leaves_nothing(tmp_path):
    with Ledger(tmp_path / "a.db") as one, Ledger(tmp_path / "b.db") as other:
        for reading in affair():
            one.add(reading)
            if reading.article.name != "karaneh":
                other.add(reading)
        one.link()
        other.link()
        assert "karaneh" in one.forget("karaneh")
        gone = karaneh().article
        for table in (
            "articles",
            "moments",
            "mentions",
            "statements",
            "events",
            "claims",
            "outlines",
            "keys",
            "shadow",
        ):
            assert not one.db.execute(f"SELECT 1 FROM {table} WHERE article_id = ?", (gone.article_id,)).fetchone(), (
                table
            )
        assert not one.search("باروش")
        assert state(one) == state(other)


def state(book: Ledger):
    links = [(x.kind, x.left, x.right, x.verdict, x.score, x.reason, x.by) for x in book.links()]
    return sorted(links), sorted(tuple(r) for r in book.db.execute("SELECT kind, node, group_id FROM members"))


@pytest.mark.parametrize(
    ("name", "named", "written"),
    [
        ("Sergey Lavrov", True, False),
        ("Ministry of Transport (Kazakhstan)", True, False),
        ("IRNA", True, False),
        ("al-Qaeda", True, False),
        ("unnamed sources", False, False),
        ("a US official", False, False),
        ("US government documents", False, True),
        ("US media reports", False, False),
        ("a source in the Omani ports authority", False, False),
        ("brokers in Istanbul", False, False),
    ],
)
def test_names_and_descriptions(name, named, written):
    assert is_name(name) is named
    assert is_written(name) is written


def test_stranger_stands_alone(book):
    assert {s.pages for s in book.stories()} == {4, 1}
    assert stranger().article.name in {p.name for p in book.pages()}
