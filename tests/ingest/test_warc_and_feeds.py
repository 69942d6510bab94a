"""WARC records and feed entries as pages, whole and broken."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from naql.ingest import pages
from naql.records import Page, Skipped

BODY = "<html><head><meta charset='windows-1256'></head><body><p>قال المجلس إن السد امتلأ.</p></body></html>"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lighthouse Daily</title>
<item><title>Dam &amp; lake</title><link>https://lighthouse.example/1</link>
<pubDate>Tue, 05 Mar 2024 10:20:00 GMT</pubDate>
<content:encoded><![CDATA[<p>The council said that the dam is full.</p>
<p>It rained.</p>]]></content:encoded>
</item>
<item><title>Empty</title><link>https://lighthouse.example/2</link></item>
</channel></rss>"""


def warc(packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, status, body in (
        ("https://harbour.example/1", "text/html; charset=windows-1256", "200 OK", BODY.encode("cp1256")),
        ("https://harbour.example/2", "image/png", "200 OK", b"\x89PNG"),
        ("https://harbour.example/3", "text/html", "404 Not Found", b"gone"),
        (
            "https://harbour.example/4",
            "text/html",
            "200 OK",
            gzip.compress(BODY.replace("windows-1256", "utf-8").encode()),
        ),
    ):
        headers = [("Content-Type", kind), *([("Content-Encoding", "gzip")] if url.endswith("4") else [])]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_responses_become_pages(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(warc(packed))
    found = list(pages([file]))
    good = [p for p in found if isinstance(p, Page)]
    assert [p.url for p in good] == ["https://harbour.example/1", "https://harbour.example/4"]
    assert all("قال المجلس" in p.body and p.fetched_at for p in good)
    assert [s.reason for s in found if isinstance(s, Skipped)] == ["not a page: image/png", "HTTP status 404"]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_warc_ends_the_file_not_the_run(tmp_path: Path, share: float) -> None:
    whole = warc()
    (tmp_path / "a.warc.gz").write_bytes(whole[: int(len(whole) * share)])
    (tmp_path / "b.txt").write_text("The council said that the dam is full.", encoding="utf-8")
    found = list(pages([tmp_path]))
    assert isinstance(found[-1], Page) and found[-1].name == "b"


def test_a_lying_length_does_not_stop_the_run(tmp_path: Path) -> None:
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>short</p>"
    (tmp_path / "a.warc").write_text(f"{head}Content-Length: 99999999\r\n\r\n{http}\r\n\r\n", newline="")
    (tmp_path / "b.warc").write_text(f"{head}Content-Length: 12\r\n\r\n{http}\r\n\r\n", newline="")
    (tmp_path / "c.warc").write_bytes(b"this is no WARC at all")
    (tmp_path / "d.txt").write_text("The council said that the dam is full.", encoding="utf-8")
    found = list(pages([tmp_path]))
    assert isinstance(found[-1], Page) and found[-1].name == "d"


def test_entries_become_pages(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    found = list(pages([tmp_path / "feed.xml"]))
    assert isinstance(found[0], Page) and isinstance(found[1], Skipped)
    assert found[0].published == "2024-03-05T10:20+00:00" and found[0].url == "https://lighthouse.example/1"
    assert "Lighthouse Daily" in found[0].body and "<h1>Dam &amp; lake</h1>" in found[0].body
    assert found[1].reason == "an entry without content"


def test_a_feed_that_is_html_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<html><body><p>The council said so.</p></body></html>", encoding="utf-8")
    (found,) = pages([tmp_path / "feed.xml"])
    assert isinstance(found, Page) and found.media_type == "text/html"


def test_a_feed_in_pieces_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS[:120], encoding="utf-8")
    (found,) = pages([tmp_path / "feed.rss"])
    assert isinstance(found, Skipped)
