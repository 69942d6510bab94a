"""The five pages that the project started from, read by Naql from end to end: what must hold at the least."""

from pathlib import Path

import pytest

from naql.ingest import pages
from naql.ledger import Ledger
from naql.records import Reading
from naql.run import readings
from naql.terminal.output import chain_of

pytestmark = pytest.mark.shared
QUESTIONS = [
    "Has Venezuela asked Russia for military help?",
    "ونزوئلا از روسیه درخواست کمک نظامی کرده است؟",
    "هل طلبت فنزويلا مساعدة عسكرية من روسيا؟",
]
PAGES = {
    "000": ("fa", "EghtesadNews", "ونزوئلا از روسیه درخواست کمک نظامی کرده است؟"),
    "001": ("ar", "Asharq News", "رداً على تقارير طلب مادورو للدعم العسكري.. الكرملين: نتواصل مع أصدقائنا في فنزويلا"),
    "002": ("fa", "Javan", None),
    "003": ("ar", "RT", "روسيا تعمق التعاون العسكري مع كوبا ودول أخرى في المنطقة"),
    "004": ("fa", "Tehran Behesht", "مسکو خواستار پایان یافتن اظهارات خصومت طلبانه مقامهای آمریکایی شد"),
}
FURNITURE = {
    "000": ["کدخبر: ۷۵۳۶۰۹", "ارسال نظر"],
    "001": ["دقائق القراءة", "قصص قد تهمك"],
    "003": ["Source link", "Facebook Comments Box"],
    "004": ["تماس با ما درباره ما", "پربازدیترین ها"],
}


@pytest.fixture(scope="module")
def read(shared: Path) -> dict[str, Reading]:
    """The readings of the five pages by the first digits of their names."""
    found = readings(pages([shared / "seeds"]))
    return {r.article.name[:3]: r for r in found if isinstance(r, Reading)}


@pytest.fixture(scope="module")
def book(read: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory):
    with Ledger(tmp_path_factory.mktemp("seeds") / "seeds.db") as ledger:
        for reading in read.values():
            ledger.add(reading)
        ledger.link()
        yield ledger


@pytest.mark.parametrize("page", PAGES)
def test_imprint_and_furniture(read: dict[str, Reading], page: str) -> None:
    lang, outlet, headline = PAGES[page]
    article = read[page].article
    assert article.lang == lang
    assert article.outlet == outlet
    if headline:
        assert article.headline and article.headline.of(article.page_text) == headline
    furniture = "\n".join(f.of(article.page_text) for f in article.furniture)
    assert all(words in furniture for words in FURNITURE.get(page, []))


def test_dates(read: dict[str, Reading]) -> None:
    known = {page: (r.article.published_at or "")[:10] for page, r in read.items()}
    how = {page: r.article.published_from for page, r in read.items()}
    assert known["002"] == "2025-08-23" and known["003"] == "2022-01-27"
    assert how["002"] == how["003"] == "page"
    for page in ("000", "001", "004"):
        assert how[page] in (None, "inferred")
    assert known["001"] == "2025-11-02" and known["004"] == "2022-02-15"


def chains(reading: Reading, words: str) -> set[tuple[tuple[str | None, ...], str]]:
    """(names from the page outward to the origin, act) of the statements whose content holds the words."""
    text = reading.article.page_text
    return {
        (tuple(c.source_name for c in reversed(chain_of(s, reading))), s.act)
        for s in reading.statements
        if any(words in c.of(text) for c in s.content)
    }


def test_the_denial_and_its_chain(read: dict[str, Reading]) -> None:
    found = chains(read["000"], "درخواستی از کاراکاس در زمینه کمک نظامی دریافت نکردهایم")
    assert (("EghtesadNews", "IRNA", "Sergey Lavrov"), "deny") in {(names[-3:], act) for names, act in found}


def test_the_documents_behind_the_post(read: dict[str, Reading]) -> None:
    found = {
        names for names, _ in chains(read["001"], "طلب من روسيا، والصين، وإيران، الحصول على دعم عسكري يشمل صواريخ")
    }
    ends = {names[-2:] for names in found}
    assert ("The Washington Post", "US government documents") in ends, found


def test_peskov_answers_and_trump_denies(read: dict[str, Reading]) -> None:
    text = read["001"].article.page_text
    said = {(s.source_name, s.act) for s in read["001"].statements}
    assert ("Donald Trump", "deny") in said
    answers = chains(read["001"], "لدينا التزامات تعاقدية")
    assert any(names[-1] == "Dmitry Peskov" for names, _ in answers), text


def test_one_question_in_three_languages(book: Ledger) -> None:
    firsts = [book.ask(q).propositions[0] for q in QUESTIONS]
    assert len({p.proposition_id for p in firsts}) == 1
    first = firsts[0]
    asserts = {(o.name, o.through) for o in first.side("asserts").origins}
    assert any(name == "US government documents" and "The Washington Post" in via for name, via in asserts), asserts
    assert "Sergey Lavrov" in {o.name for o in first.side("denies").origins}
    asks = {(v.voice, v.origin) for v in first.side("asks").voices}
    assert ("statement", "a reporter") in asks and any(voice == "headline" for voice, _ in asks), asks


@pytest.mark.parametrize(
    "names", [("Sergey Lavrov", "لاوروف", "لافروف"), ("Nicolás Maduro", "مادورو"), ("Vladimir Putin", "پوتین", "بوتين")]
)
def test_one_entity_in_both_scripts(book: Ledger, names: tuple[str, ...]) -> None:
    found = [book.who(name) for name in names]
    assert len({e.entity_id for e in found}) == 1
    assert set(found[0].names) >= {"ar", "fa"}


def test_lavrov_is_one_over_all_five_pages(book: Ledger) -> None:
    assert len(book.who("Sergey Lavrov").pages) == 5
