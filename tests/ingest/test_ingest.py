"""Whatever holds pages comes in; what cannot be read is skipped with its reason, and the run goes on."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
import zstandard

from naql.errors import BadSource
from naql.ingest import pages
from naql.ingest.decode import decoded, is_binary
from naql.ingest.limits import Seen, TooLarge, read_most
from naql.records import Page, Skipped

FA = "وزیر آب گفت: «سد تازه پر شده است.» او افزود که باران بهاری کافی بود."
AR = "قال وزير المياه إن السد الجديد امتلأ، وأضاف أن أمطار الربيع كانت كافية على مدى شهرين."


def read(*sources: Path, **given: str) -> tuple[list[Page], list[Skipped]]:
    found = list(pages([str(s) for s in sources], **given))
    return [p for p in found if isinstance(p, Page)], [p for p in found if isinstance(p, Skipped)]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1256"])
def test_an_arabic_text_is_the_same_in_every_encoding(name: str) -> None:
    assert decoded(AR.encode(name)) == AR


def test_a_wrong_declaration_does_not_win() -> None:
    assert decoded(FA.encode(), "windows-1256") == FA
    assert decoded(AR.encode("windows-1256"), "iso-8859-1") == AR
    plain = AR.replace("،", ",")
    assert decoded(plain.encode("iso-8859-6"), "utf-8") == plain


def test_a_cut_character_at_the_end_spoils_nothing() -> None:
    assert decoded(FA.encode()[:-1]).startswith(FA[:-2])


def test_binary_is_told_from_text() -> None:
    assert is_binary(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(64)))
    assert not is_binary(FA.encode("utf-16"))
    assert not is_binary(AR.encode("windows-1256"))


def test_a_folder_of_everything(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FA, encoding="utf-8")
    (tmp_path / "b.html").write_bytes(
        f"<html><meta charset=windows-1256><body><p>{AR}</p></body></html>".encode("cp1256")
    )
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(AR.encode()))
    (tmp_path / "d.txt.zst").write_bytes(zstandard.compress(("e " + FA).encode()))
    (tmp_path / "e.png").write_bytes(b"\x89PNG\x00\x01\x02\x03" * 20)
    (tmp_path / "f.txt").write_bytes(b" \n ")
    (tmp_path / ".hidden").write_text("x")
    good, bad = read(tmp_path)
    assert [p.name for p in good] == ["a", "b", "c", "d"]
    assert AR in good[1].body and good[1].media_type == "text/html"
    assert {Path(s.id).name: s.reason for s in bad} == {"e.png": "binary", "f.txt": "empty"}


def test_json_lines_with_broken_ones(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "one", "text": FA, "url": "https://example.com/1", "published": "2024-01-02"}),
        '{"id": "two", "text": "cut off',
        "[1, 2]",
        json.dumps({"id": "three"}),
        json.dumps({"id": "four", "html": f"<p>{AR}</p>"}),
        "[" * 100_000,
        "",
        json.dumps({"id": "five", "text": FA, "url": "https://example.com/1"}),
    ]
    file = tmp_path / "pages.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(rows).encode()))
    good, bad = read(file, lang="fa")
    assert [(p.name, p.media_type, p.published) for p in good] == [
        ("one", "text/plain", "2024-01-02"),
        ("four", "text/html", None),
    ]
    assert good[0].lang == "fa" and good[0].url == "https://example.com/1"
    assert [s.id for s in bad] == [f"{file}:2", f"{file}:3", "three", f"{file}:6", "five"]
    assert bad[-1].reason == "the same page came before"


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    with file.open("wb") as out:
        out.write(b'{"id": "big", "text": "' + b"a" * (21 * 2**20) + b'"}\n')
        out.write(json.dumps({"id": "small", "text": FA}).encode())
    good, bad = read(file)
    assert [p.name for p in good] == ["small"]
    assert "larger" in bad[0].reason


def test_a_page_of_fifty_megabytes_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(b"<p>" + b"a" * (50 * 2**20))
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"<p>" + b"a" * (50 * 2**20), 1))
    good, bad = read(tmp_path)
    assert not good
    assert all(s.reason == "larger than 20 MB" for s in bad) and len(bad) == 2


def test_a_truncated_gzip_keeps_what_came_before_the_cut(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": str(i), "text": f"{FA} {i * 7919}"}) for i in range(400))
    whole = gzip.compress(rows.encode())
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    good, bad = read(tmp_path / "cut.jsonl.gz")
    assert good and good[0].name == "0"
    assert bad[-1].stage == "ingest"


def test_broken_archives_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "x.txt.gz").write_bytes(b"no gzip at all")
    (tmp_path / "y.txt.zst").write_bytes(b"no zstandard")
    good, bad = read(tmp_path)
    assert not good and len(bad) == 2


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for body, media in (
        (FA, "text/plain"),
        (json.dumps({"id": "a", "text": FA}), "text/plain"),
        (f"<html>{FA}", "text/html"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body.encode())))
        assert [p.media_type for p in pages(["-"])] == [media]


def test_a_source_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadSource):
        pages([str(tmp_path / "nowhere")])


def test_what_is_remembered_is_bounded() -> None:
    seen = Seen(most=3)
    assert [seen.again(i) for i in "abca"] == [False, False, False, True]
    assert [seen.again(i) for i in "defga"] == [False] * 5


def test_reading_stops_at_the_limit() -> None:
    class Endless:
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(TooLarge):
        read_most(stream, 10_000)
    assert stream.given <= 10_001
