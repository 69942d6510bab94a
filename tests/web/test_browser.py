"""The local page in a real browser: nothing leaves the machine, nothing breaks the policy, and what moves does move."""

import re
from typing import Any

import pytest

from naql.ledger import Ledger
from naql.web.interface import interfaces
from web.test_pages import QUESTIONS, addresses, the_request

pytestmark = pytest.mark.browser
WIDTHS = (1280, 390)


class Watched:
    """A browser's page that notes what goes wrong on it."""

    def __init__(self, browser: Any, server: str, **options: Any) -> None:
        self.context = browser.new_context(**{"locale": "en", "viewport": {"width": 1280, "height": 900}, **options})
        self.page, self.server, self.wrong = self.context.new_page(), server, []
        self.scripts = options.get("java_script_enabled", True)
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: None if r.url.startswith((server, "data:")) else self.wrong.append(r.url))

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *error: object) -> None:
        self.context.close()

    def open(self, address: str) -> Any:
        self.page.goto(self.server + address)
        if self.scripts:
            self.page.locator(".htmx-request").first.wait_for(state="detached")
        return self.page


def some_of_each(book: Ledger) -> list[str]:
    """One address of each kind, the hostile page among them."""
    hostile = book.reading("javascript:window.pwned=4")
    kinds: dict[str, str] = {}
    for address in addresses(book):
        kinds.setdefault(re.sub(r"(?<=[a-z])/\w+|=.*", "", address), address)
    del kinds[next(k for k in kinds if k.startswith("/context"))]
    statement = hostile.statements[0].statement_id
    return [*kinds.values(), f"/page/{hostile.article.article_id}?statement={statement}", "/nothing"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("ui", interfaces())
def test_every_kind_of_page_is_whole(browser: Any, server: str, book: Ledger, ui: str, width: int) -> None:
    with Watched(browser, server, locale=ui, viewport={"width": width, "height": 800}) as watched:
        for address in some_of_each(book):
            page = watched.open(address)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} is {wide} pixels wider than the screen"
            assert page.locator("h1").count() == 1, address
            assert page.evaluate("window.pwned") is None, address
            assert page.evaluate(UNLABELLED) == [], address
            wrong = [w for w in watched.wrong if not (address == "/nothing" and "404" in w)]
            assert not wrong, (address, wrong)
            watched.wrong.clear()


UNLABELLED = """() => [...document.querySelectorAll('input, button, a, nav')].filter(e => !(
    e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length))).map(e => e.outerHTML)"""


def test_the_policy_holds(browser: Any, server: str) -> None:
    with Watched(browser, server) as watched:
        page = watched.open("/")
        page.evaluate("""() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1';
            document.body.append(s); document.body.setAttribute('onclick', 'window.pwned = 2'); document.body.click();
            const i = new Image(); i.src = 'http://192.0.2.1/x.png'; document.body.append(i); }""")
        page.wait_for_timeout(200)
        assert page.evaluate("window.pwned") is None
        assert len([w for w in watched.wrong if "Content Security Policy" in w]) >= 3
        assert page.evaluate("htmx.config.allowEval") is False
        kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        assert set(kept) <= {"htmx-current-path-for-history"}, "no page of the ledger stays in the browser"


@pytest.mark.parametrize("question", QUESTIONS)
def test_asking_moves_only_the_answer(browser: Any, server: str, question: str) -> None:
    with Watched(browser, server) as watched:
        page = watched.open("/")
        page.evaluate("window.stayed = true")
        page.get_by_label("Ask or search, in any language").fill(question)
        page.keyboard.press("Enter")
        page.locator(".side.denies").first.wait_for(timeout=60_000)
        assert page.evaluate("window.stayed") is True, "the page was not loaded anew"
        assert "/ask?q=" in page.url
        assert page.locator("h1").inner_text() == question
        assert page.title().startswith(question)
        page.go_back()
        page.locator(".hero").wait_for()
        assert not watched.wrong


def test_a_statement_is_shown_on_its_page(browser: Any, server: str, book: Ledger) -> None:
    reading = book.reading("javascript:window.pwned=4")
    statement = reading.statements[0]
    with Watched(browser, server) as watched:
        page = watched.open(f"/page/{reading.article.article_id}")
        page.evaluate("window.stayed = true")
        page.locator("ol.statements a").first.click()
        page.locator("#evidence").wait_for()
        page.locator("ol.statements a[aria-current=true]").wait_for()
        assert page.evaluate("window.stayed") is True
        assert page.url.endswith(f"?statement={statement.statement_id}")
        marked = page.evaluate("[...document.querySelectorAll('#text mark')].map(m => m.textContent).join('')")
        text = reading.article.page_text
        assert marked == "".join(s.of(text) for s in (statement.source, statement.cue, *statement.content))
        assert page.locator("#chosen").get_attribute("data-statement") == statement.statement_id
        top = page.evaluate("document.getElementById('evidence').getBoundingClientRect().top")
        assert 0 <= top < 900
        look = page.evaluate("getComputedStyle(document.querySelector('#text mark.content')).backgroundColor")
        assert look == page.evaluate("getComputedStyle(document.querySelector('#text mark.source')).backgroundColor")
        page.get_by_label("names").uncheck()
        assert page.evaluate("getComputedStyle(document.querySelector('#text .name')).textDecorationLine") == "none"
        page.go_back()
        page.locator("#evidence").wait_for(state="detached")
        page.locator("#text").wait_for()
        assert not watched.wrong


def test_a_voice_is_shown_in_context_in_place(browser: Any, server: str, book: Ledger) -> None:
    p = the_request(book)
    with Watched(browser, server) as watched:
        page = watched.open(f"/proposition/{p.proposition_id}")
        voice = page.locator(".voice").first
        voice.get_by_text("In context").click()
        voice.locator(".clip mark").first.wait_for()
        marked = voice.evaluate("v => [...v.querySelectorAll('.clip mark')].map(m => m.textContent).join('')")
        assert marked == "".join(w.text for w in p.sides[0].voices[0].words)
        assert f"/proposition/{p.proposition_id}" in page.url
        voice.get_by_text("The whole page").click()
        page.locator("#evidence").wait_for()
        assert not watched.wrong


def test_all_of_it_works_without_scripts(browser: Any, server: str, book: Ledger) -> None:
    p = the_request(book)
    with Watched(browser, server, java_script_enabled=False) as watched:
        page = watched.open("/")
        page.locator("#q").fill(QUESTIONS[0])
        page.locator(".hero button").click()
        page.locator(".answer h2 a").first.click()
        assert p.proposition_id in page.url
        page.locator(".voice").first.get_by_text("In context").click()
        assert "/page/" in page.url and page.locator("#evidence").count() == 1
        page.locator("ol.statements a").first.click()
        assert "statement=" in page.url and page.locator("ol.statements a[aria-current=true]").count() == 1


def test_persian_and_arabic_run_right_to_left_in_their_font(browser: Any, server: str, book: Ledger) -> None:
    with Watched(browser, server, locale="en") as watched:
        page = watched.open(f"/page/{book.reading('karaneh').article.article_id}")
        assert page.evaluate("document.documentElement.dir") == "ltr"
        assert page.evaluate("getComputedStyle(document.getElementById('text')).direction") == "rtl"
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        assert page.evaluate("[...document.fonts].some(f => f.family === 'Vazirmatn' && f.status === 'loaded')")
        page = watched.open(f"/page/{book.reading('karaneh').article.article_id}?ui=fa")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        found, paper = page.locator(".found").bounding_box(), page.locator(".paper").bounding_box()
        assert found["x"] > paper["x"], "columns run right to left too"
        assert not watched.wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Any, server: str, book: Ledger, scheme: str) -> None:
    with Watched(browser, server, color_scheme=scheme) as watched:
        for address in (f"/proposition/{the_request(book).proposition_id}", f"/page/{book.pages()[0].article_id}"):
            assert watched.open(address).evaluate(PALE) == [], address


PALE = """() => {
  const parts = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = parts(c).slice(0, 3).map(x => (x /= 255) <= 0.03928 ? x / 12.92
      : ((x + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
      if (parts(c).length === 3 || parts(c)[3] === 1) return c; } return 'rgb(255,255,255)'; };
  return [...document.querySelectorAll('main *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3
      && n.textContent.trim()) && e.checkVisibility()).map(e => {
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className + ': ' + e.textContent.slice(0, 30)];
  }).filter(([contrast]) => contrast < 4.5);
}"""


def test_the_keyboard_reaches_everything(browser: Any, server: str) -> None:
    with Watched(browser, server) as watched:
        page = watched.open("/pages")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.type("a/b")
        assert page.evaluate("document.activeElement.value") == "a/b"
