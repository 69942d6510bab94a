"""robots.txt as RFC 9309 has it: groups, wildcards, the longest rule."""

import pytest

from naql.ingest.robots import Robots, matches

TEXT = """\ufeffUser-agent: other
User-Agent: NAQL/2  # both
Disallow: /private
Allow: /private/open
Disallow: /*?print=
Disallow: /*.pdf$
Crawl-delay: 7

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/news/1?print=1", False),
        ("/news/1?page=1", True),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
    ],
)
def test_the_group_of_the_reader_decides(path: str, allowed: bool) -> None:
    assert Robots(TEXT, "naql").allows("https://harbour.example" + path) is allowed
    assert not Robots(TEXT, "somebody").allows("https://harbour.example" + path)


def test_pauses_are_read_and_bounded() -> None:
    assert Robots(TEXT, "naql").pause == 7
    assert Robots("User-agent: *\nCrawl-delay: 99999", "naql").pause == 60
    assert Robots("User-agent: *\nCrawl-delay: soon", "naql").pause == 0


@pytest.mark.parametrize("text", ["", "<html>not found</html>", "Disallow: /", "User-agent: *\nDisallow:", "\x00" * 9])
def test_what_forbids_nothing_allows_all(text: str) -> None:
    assert Robots(text, "naql").allows("https://harbour.example/a")


def test_letters_of_any_script_match_however_written() -> None:
    rules = Robots("User-agent: *\nDisallow: /آرشیو", "naql")
    assert not rules.allows("https://harbour.example/%D8%A2%D8%B1%D8%B4%DB%8C%D9%88/1")


def test_many_stars_take_no_time() -> None:
    assert not matches("/" + "*a" * 200 + "b", "/" + "a" * 20_000)
