"""Claims and which of them are about the same: languages do not matter, direction, matter and time do."""

import pytest
from ledger.boats import PRT, URY, karaneh, sahil
from ledger.making import made
from msgspec.structs import replace

from naql.link.claims import Claim, claims_of
from naql.link.propositions import SAME, compare, days_between, keys_of, proposition_pairs
from naql.link.sides import completed, sides_of
from naql.records import Span


def claim(**changes) -> Claim:
    base = Claim(
        claim_id="c1",
        article_id="p1",
        voice="statement",
        stance="asserts",
        bucket="REQUEST|PRT|URY",
        kind="event",
        spans=(Span(0, 1),),
        trigger=Span(0, 1),
        type="REQUEST",
        mode="assist",
        left="URY",
        right="PRT",
        lang="en",
        day="2025-03-02",
        concepts=("ship", "aid"),
    )
    return replace(base, **changes)


SAME_AS = [
    {"article_id": "p2", "lang": "fa", "stance": "denies"},
    {"article_id": "p2", "day": "2025-03-09", "mode": None},
    {"article_id": "p2", "concepts": ("ship",), "day": None},
]
OTHER_THAN = [
    {"article_id": "p2", "left": "PRT", "right": "URY"},
    {"article_id": "p2", "type": "REJECT"},
    {"article_id": "p2", "day": "2026-03-02"},
    {"article_id": "p2", "mode": "yield", "concepts": ("grain",), "day": "2025-03-30"},
    {"article_id": "p2", "kind": "words"},
    {"article_id": "p2", "ahead": True},
]


@pytest.mark.parametrize("changes", SAME_AS, ids=str)
def test_same(changes):
    score, reason = compare(claim(), claim(claim_id="c2", **changes))
    assert score >= SAME and reason


@pytest.mark.parametrize("changes", OTHER_THAN, ids=str)
def test_other(changes):
    score, reason = compare(claim(), claim(claim_id="c2", **changes))
    assert score < SAME and reason


def test_compare_is_symmetric():
    for changes in SAME_AS + OTHER_THAN:
        other = claim(claim_id="c2", **changes)
        assert compare(claim(), other)[0] == compare(other, claim())[0]


def test_mutual_deeds_have_no_direction():
    one = claim(mutual=True, type="CONSULT")
    assert compare(one, claim(type="CONSULT", left="PRT", right="URY", claim_id="c2"))[0] >= SAME


def test_words_in_one_language_and_across():
    base = {"kind": "words", "type": "", "left": "", "right": "", "mode": None}
    said = claim(**base, words=("pass", "stay", "closed", "until", "friday"), concepts=())
    again = claim(**base, claim_id="c2", words=("pass", "stay", "closed", "until", "friday", "snow"), concepts=())
    other = claim(**base, claim_id="c3", words=("road", "office", "opens", "monday"), concepts=())
    assert compare(said, again)[0] >= SAME > compare(said, other)[0]
    assert {*keys_of(said)} & {*keys_of(again)}
    across = {"names": ("Tavel", "Road Office"), "numbers": ("40",), "concepts": ("ship",)}
    english, persian = claim(**base, **across), claim(**base, **across, claim_id="c4", lang="fa")
    assert compare(english, persian)[0] >= SAME
    assert {*keys_of(english)} & {*keys_of(persian)}
    assert compare(english, replace(persian, numbers=("41",)))[0] < SAME


def test_pairs_do_not_depend_on_order():
    claims = [
        claim(claim_id=f"c{i}", article_id=f"p{i}", day=d) for i, d in enumerate(("2025-03-02", None, "2025-03-20"))
    ]
    pairs = sorted((p.left, p.right, p.score) for p in proposition_pairs(claims, {}))
    assert pairs == sorted((p.left, p.right, p.score) for p in proposition_pairs(claims[::-1], {}))


def test_days_between():
    assert days_between("2025-03-02", "2025-03-05T10:00") == 3
    assert days_between("2025-03", "2025-03-10") == 5
    assert days_between(None, "2025-03-02") is None and days_between("2025", "2025-03-02") is None


def test_stances_of_a_page():
    found = {(c.voice, c.stance) for c in claims_of(karaneh())}
    assert found == {("headline", "asks"), ("statement", "denies")}


def test_what_is_relayed_speaks_once():
    found = claims_of(sahil())
    assert len(found) == 1 and found[0].statement_id == sahil().statements[1].statement_id


def _one(text: str, said: dict, event: dict):
    events = ({"trigger": event.pop("trigger"), "type": "REQUEST", "said": "a", **event},)
    return claims_of(made("p", text, outlet="O", said=({"id": "a", **said},), events=events))


def test_acts_and_polarity_give_the_stance():
    text = "Portugal denied that Uruguay asked it for boats."
    content = "Uruguay asked it for boats"
    sides = {"actors": [URY], "recipients": [PRT]}
    for act, polarity, stance in (
        ("say", "affirmed", "asserts"),
        ("confirm", "affirmed", "asserts"),
        ("deny", "affirmed", "denies"),
        ("deny", "denied", "denies"),
        ("say", "denied", "denies"),
        ("ask", "questioned", "asks"),
        ("say", "questioned", "doubts"),
    ):
        event = {"trigger": "asked", "polarity": polarity, **sides}
        assert [c.stance for c in _one(text, {"content": content, "act": act}, event)] == [stance], (act, polarity)
    event = {"trigger": "asked", "status": "possible", **sides}
    assert _one(text, {"content": content, "act": "urge"}, event) == (), "to urge is to take no side"


def test_every_pair_of_actor_and_recipient_is_a_claim():
    text = "Uruguay asked Portugal and Spain for boats."
    event = {"trigger": "asked", "actors": [URY], "recipients": [PRT, ("Spain", "ESP")]}
    found = _one(text, {"content": text}, event)
    assert {(c.left, c.right) for c in found} == {("URY", "PRT"), ("URY", "ESP")}


def test_two_of_one_state_go_by_their_names():
    text = "The minister accused the mayor."
    event = {"trigger": "accused", "actors": [("Ana Sosa", "URY")], "recipients": [("Luis Paz", "URY")]}
    (found,) = _one(text, {"content": text}, event)
    assert (found.left, found.right) == ("=ana sosa", "=luis paz")


def test_missing_sides_are_filled_in_from_the_page():
    text = "Uruguay asked Portugal for boats. Yes, the request was made, the envoy said."
    reading = made(
        "p",
        text,
        said=({"id": "a", "content": "the request was made"},),
        events=(
            {"trigger": "asked", "type": "REQUEST", "actors": [URY], "recipients": [PRT]},
            {"trigger": "request", "type": "REQUEST", "said": "a"},
        ),
    )
    events = [(e, sides_of(e)) for e in reading.events]
    actors, recipients, whole = completed(reading.events[1], events)
    assert ([a.country for a in actors], [r.country for r in recipients], whole) == (["URY"], ["PRT"], False)
    (said,) = [c for c in claims_of(reading) if c.statement_id]
    assert (said.left, said.right) == ("URY", "PRT") and said.confidence < 1


def test_a_predicate_makes_a_claim_where_there_is_no_event():
    names = (("Uruguay", "GPE", "Uruguay", "URY"), ("Portugal", "GPE", "Portugal", "PRT"))
    for sentence, stance, ahead in (
        ("The treaty of Uruguay and Portugal is in force", "asserts", False),
        ("The treaty of Uruguay and Portugal is not yet in force", "denies", False),
        ("The treaty of Uruguay and Portugal will enter into force in May", "asserts", True),
    ):
        reading = made("p", f"{sentence}, the envoy said.", names=names, said=({"id": "a", "content": sentence},))
        (found,) = claims_of(reading)
        assert (found.type, found.stance, found.ahead) == ("in_force", stance, ahead), sentence


def test_an_event_without_a_statement_belongs_to_the_one_that_holds_it():
    text = "Portugal said Uruguay asked it for boats."
    (found,) = claims_of(
        made(
            "p",
            text,
            said=({"id": "a", "content": "Uruguay asked it for boats", "act": "deny"},),
            events=({"trigger": "asked", "type": "REQUEST", "actors": [URY], "recipients": [PRT]},),
        )
    )
    assert (found.voice, found.stance) == ("statement", "denies")


def test_the_other_side_comes_from_the_sentence_or_a_page_about_two():
    names = tuple((n, "GPE", n, c) for n, c in (URY, PRT, ("Spain", "ESP")))
    event = {"trigger": "agreed", "type": "AGREE", "actors": [URY]}
    near = made("p", "Uruguay agreed to sell Spain boats.", names=names, events=(event,))
    two = made(
        "q", "Uruguay and Portugal met. Uruguay agreed at last. Portugal was glad.", names=names, events=(event,)
    )
    three = made(
        "r", "Uruguay, Portugal, Spain met. Uruguay, Portugal, Spain ate. Uruguay agreed.", names=names, events=(event,)
    )
    sides = [[{c.left, c.right} for c in claims_of(r)] for r in (near, two, three)]
    assert sides == [[{"URY", "ESP"}], [{"URY", "PRT"}], [{"URY", ""}]]
