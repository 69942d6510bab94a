"""What the addresses of the local page show, asked without a browser."""

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from naql.ledger import Ledger
from naql.web.app import create_app
from naql.web.interface import interfaces
from web.conftest import EVIL

QUESTIONS = (
    "Has Uruguay asked Portugal for boats?",
    "هل طلبت أوروغواي زوارق من البرتغال؟",
    "اروگوئه از پرتغال قایق خواسته است؟",
)


def addresses(book: Ledger) -> list[str]:
    """Every kind of page with something in it."""
    stories, pages = book.stories(), book.pages()
    return [
        *("/", "/propositions", "/propositions?contested=1", "/entities", "/pages", "/ask"),
        *(f"/ask?q={q}" for q in (*QUESTIONS, "harbour", "xyzzy", EVIL)),
        *(f"/story/{s.story_id}" for s in stories),
        *(f"/proposition/{p.proposition_id}" for p in book.propositions()),
        *(f"/entity/{e.entity_id}" for e in book.entities()),
        *(f"/page/{p.article_id}" for p in pages),
        *(f"/page/{r.article.article_id}?statement={s.statement_id}" for r in book.readings() for s in r.statements),
        *(f"/context/{p.article_id}?at=3-17" for p in pages),
    ]


def the_request(book: Ledger):
    return book.proposition(book.ask(QUESTIONS[0]).propositions[0].proposition_id)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("ui", interfaces())
def test_every_address_answers_in_every_language(client: TestClient, book: Ledger, ui: str) -> None:
    for address in addresses(book):
        answer = client.get(address, headers={"accept-language": ui})
        assert answer.status_code == 200, address
        assert not re.search(r"\{[a-z_]+\}|\bNone\b|Undefined", text_of(answer.text)), address
        if not address.startswith("/context"):
            assert f'<html lang="{ui}" dir="{"ltr" if ui == "en" else "rtl"}">' in answer.text
            assert len(re.findall(r"<h1\b", answer.text)) == 1, address


def test_nothing_from_a_page_becomes_markup(client: TestClient, book: Ledger) -> None:
    for address in addresses(book):
        html = client.get(address).text
        for danger in (
            "<script>",
            "<img",
            "onmouseover='",
            "<b>sail",
            "49 at",
            'href="javascript:',
            "href='javascript",
        ):
            assert danger not in html, (danger, address)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_in_any_language_shows_both_sides(client: TestClient, question: str) -> None:
    html = client.get("/ask", params={"q": question}).text
    shown = text_of(html)
    assert 'class="side asserts"' in html and 'class="side denies"' in html
    assert "harbour files" in shown and "Rui Barros" in shown
    assert re.search(r"Karaneh\s+Mahtab\s+Rui Barros", shown), "the chain of the denial, from the page to the origin"


def test_a_proposition_has_chains_counts_and_a_graph(client: TestClient, book: Ledger) -> None:
    p = the_request(book)
    html = client.get(f"/proposition/{p.proposition_id}").text
    shown = text_of(html)
    for side in p.sides:
        n = len(side.origins)
        if n:
            assert f"{n} independent origin{'s' if n > 1 else ''}" in shown
        if side.unknown:
            assert "no known origin" in shown
        for voice in side.voices:
            for words in voice.words:
                assert f"{words.start}–{words.end}" in shown
            assert f'hx-get="/context/{voice.page.article_id}?at=' in html
    drawn = html[html.index("<svg width") : html.index("</svg>\n</div>")]
    assert "harbour files" in drawn and "Rui Barros" in drawn and 'class="edge denies"' in drawn


def test_the_graph_runs_with_the_text(client: TestClient, book: Ledger) -> None:
    p = the_request(book)
    html = client.get(f"/proposition/{p.proposition_id}").text
    places = {
        kind: [float(x) for x in re.findall(rf'<foreignObject x="([\d.]+)"[^>]*>\s*<\w+ [^>]*class="box {kind}', html)]
        for kind in ("page", "origin")
    }
    assert places["page"] and places["origin"]
    right_to_left = p.lang != "en"
    assert all((page < origin) == right_to_left for page in places["page"] for origin in places["origin"])


def test_evidence_is_cut_in_code_points(client: TestClient, book: Ledger) -> None:
    reading = book.reading("hostile' onmouseover='window.pwned=3")
    statement = reading.statements[0]
    html = client.get(f"/page/{reading.article.article_id}?statement={statement.statement_id}").text
    marked = [unescape(m) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", html)]
    text = reading.article.page_text
    assert "".join(marked) == "".join(s.of(text) for s in (statement.source, statement.cue, *statement.content))
    assert html.count('id="evidence"') == 1
    at = statement.content[0]
    html = client.get(f"/context/{reading.article.article_id}?at={at.start}-{at.end}").text
    assert [unescape(m) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", html)] == [at.of(text)]


def test_a_long_page_comes_in_parts(client: TestClient, book: Ledger) -> None:
    article = book.reading("hostile' onmouseover='window.pwned=3").article
    first = client.get(f"/page/{article.article_id}").text
    last = client.get(f"/page/{article.article_id}?part=5").text
    assert len(article.page_text) > 80_000 and max(len(first), len(last)) < 80_000
    assert "The harbour master said" in text_of(first) and "The harbour master" not in text_of(
        last[last.index('id="text"') :]
    )
    end = len(article.page_text)
    assert "Part 5 of 5" in text_of(client.get(f"/page/{article.article_id}?at={end - 9}-{end}").text)


def test_addresses_of_the_web_only_are_links(client: TestClient, book: Ledger) -> None:
    bad = client.get(f"/page/{book.reading('javascript:window.pwned=4').article.article_id}").text
    assert "javascript:window.pwned=4" in bad and 'href="javascript' not in bad
    good = client.get(f"/page/{book.reading('courier').article.article_id}").text
    assert 'href="https://lagooncourier.example/boats" rel="noopener noreferrer"' in good


def test_versions_stand_beside_one_another(client: TestClient, book: Ledger) -> None:
    new, old = book.versions("https://gulfstream.example/tide")
    shown = client.get(f"/page/{old.article_id}").text
    assert "2 versions" in shown and "older version" in shown and f"/page/{new.article_id}" in shown


@pytest.mark.parametrize(
    "address",
    [
        *("/nothing", "/story/x", "/proposition/x", "/entity/x", "/page/x", "/context/x?at=1-2", "/page/", "/story/"),
        *("/page/%00", "/page/%ff", "/page/..%2f..%2fetc%2fpasswd", "/static/../app.py", "/static/%2e%2e/app.py"),
        *("/static/..%2fapp.py", "/static//etc/passwd", "/static/%2e%2e%2f%2e%2e%2fledger/store.py", "/static/"),
        *("/static/vendor", "/static/....//app.py", "/static/naql.css%00.py", "/static/..%5capp.py"),
    ],
)
def test_what_is_not_there_is_a_clean_404(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text and "Traceback" not in answer.text and "def " not in answer.text


def test_odd_numbers_and_ranges_do_no_harm(client: TestClient, book: Ledger) -> None:
    page = f"/page/{book.reading('courier').article.article_id}"
    for tail in (
        "?part=0",
        "?part=-1",
        "?part=99",
        "?part=x",
        "?part=" + "9" * 5000,
        "?at=9-1",
        "?at=5-999999",
        "?at=a-b",
    ):
        assert client.get(page + tail).status_code == 200, tail
    for tail in ("?leaf=99999", "?leaf=٣", "?leaf=²", "?leaf="):
        assert client.get("/pages" + tail).status_code == 200, tail
    assert client.get(page + "?statement=x").status_code == 404
    assert client.get(page.replace("/page/", "/context/") + "?at=5-999999").status_code == 404
    assert client.get("/ask", params={"q": "boats " * 5000}).status_code == 200


def test_it_reads_and_never_writes(ledger_path: Path, client: TestClient, book: Ledger) -> None:
    before = hashlib.sha256(ledger_path.read_bytes()).hexdigest()
    for address in addresses(book):
        client.get(address)
    assert hashlib.sha256(ledger_path.read_bytes()).hexdigest() == before
    from naql.web.opening import open_book

    with open_book(ledger_path) as own, pytest.raises(Exception, match="readonly"):
        own.db.execute("DELETE FROM articles")


def test_what_was_skipped_and_what_is_unlinked_is_said(client: TestClient, tmp_path: Path, book: Ledger) -> None:
    assert "1 page could not be read" in text_of(client.get("/").text)
    assert "broken.html" in text_of(client.get("/pages").text)
    path = tmp_path / "half.db"
    with Ledger(path) as half:
        half.add(book.reading("courier"))
    with TestClient(create_app(path), base_url="http://localhost") as other:
        assert "Not every page has been linked" in other.get("/").text


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Ledger(path).close()
    with TestClient(create_app(path), base_url="http://localhost") as client:
        assert "naql read pages/" in client.get("/").text
        for address in ("/propositions", "/entities", "/pages", "/ask?q=boats"):
            assert client.get(address).status_code == 200


def test_a_ledger_that_went_away_is_a_clean_503(tmp_path: Path) -> None:
    path = tmp_path / "gone.db"
    Ledger(path).close()
    with TestClient(create_app(path), base_url="http://localhost", raise_server_exceptions=False) as client:
        assert client.get("/").status_code == 200
        path.write_bytes(b"no ledger any more " * 400)
        answer = client.get("/")
    assert answer.status_code == 503 and "The ledger cannot be opened" in answer.text and "gone.db" in answer.text


def test_the_lists_follow_the_file(tmp_path: Path, book: Ledger) -> None:
    path = tmp_path / "grows.db"
    Ledger(path).close()
    with TestClient(create_app(path), base_url="http://localhost") as client:
        assert "naql read pages/" in client.get("/").text
        with Ledger(path) as more:
            more.add(book.reading("courier"))
            more.link()
        assert "Uruguay asked Portugal" in client.get("/").text


def test_a_lone_surrogate_is_shown_as_a_replacement(tmp_path: Path) -> None:
    from ledger.making import made

    path = tmp_path / "odd.db"
    with Ledger(path) as odd:
        odd.add(made("odd", "Broken \ud83d letters\nBody \ud800 text.", headline="Broken \ud83d letters"))
        odd.link()
    with TestClient(create_app(path), base_url="http://localhost") as client:
        with Ledger(path) as odd:
            page = odd.pages()[0].article_id
        answer = client.get(f"/page/{page}")
    assert answer.status_code == 200 and "Broken \ufffd letters" in answer.text.replace("\ufffd\ufffd\ufffd", "\ufffd")


def test_the_language_that_was_chosen_is_kept(client: TestClient) -> None:
    assert '<html lang="fa" dir="rtl">' in client.get("/?ui=fa").text
    assert '<html lang="fa" dir="rtl">' in client.get("/pages").text, "by a cookie"
    assert client.cookies["naql_ui"] == "fa"
    assert '<html lang="fa" dir="rtl">' in client.get("/?ui=../../etc").text
