"""Bytes -> text: byte order marks, what was declared, and what the bytes themselves say.

Declarations lie, so valid UTF-8 wins over them; one-byte Arabic encodings are told apart by what they make of bytes.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
ONE_BYTE = ("windows-1256", "iso-8859-6", "windows-1252")
HEAD, SAMPLE = 4096, 200_000
WRONG = re.compile(
    r"[\u0080-\u009f\ufffd]|(?<=[\u0621-\u064a])[\u00aa-\u00ff\u0152\u0153\u0192]|[\u00d7\u00f7](?=[\u0621-\u064a])"
)
ARABIC = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")


def decoded(body: bytes, declared: str | None = None) -> str:
    """The text of `body`; bytes that mean nothing become U+FFFD. declared: a charset from outside, as a header's."""
    for bom, name in BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace").removeprefix("\ufeff")
    if wide := _utf16_without_mark(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(body) - error.start < 4:
            return body.decode("utf-8", "replace")
        nearly = body.decode("utf-8", "replace")
    if nearly.count("\ufffd") * 200 < sum(byte > 127 for byte in body[:SAMPLE]) or not nearly:
        return nearly
    found = DECLARED.search(body[:HEAD])
    names = [declared, found.group(1).decode("ascii") if found else None, *ONE_BYTE]
    return max((text for name in names if (text := _attempt(body, name)) is not None), key=_plausible, default=nearly)


def is_binary(body: bytes) -> bool:
    """Whether the first bytes are those of no text."""
    head = body[:HEAD]
    if any(head.startswith(bom) for bom, _ in BOMS) or _utf16_without_mark(head):
        return False
    odd = sum(byte < 9 or 13 < byte < 32 and byte != 27 for byte in head)
    return odd > max(2, len(head) // 200)


def _utf16_without_mark(body: bytes) -> str | None:
    """utf-16-le or -be where every other byte of the beginning is that of a letter's block."""
    head = body[:HEAD]
    if len(head) < 16:
        return None
    even, odd = head[0::2], head[1::2]
    for name, high in (("utf-16-le", odd), ("utf-16-be", even)):
        low = even if high is odd else odd
        if sum(b in (0, 6) for b in high) > 0.9 * len(high) and sum(b in (0, 6) for b in low) < 0.3 * len(low):
            return name
    return None


def _attempt(body: bytes, name: str | None) -> str | None:
    if not name or name.lower().replace("_", "-") in ("utf-8", "utf8", "utf-16", "utf16"):
        return None
    try:
        return body.decode(name)
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        text = body.decode(name, "replace")
    except LookupError:
        return None
    return text if text.count("\ufffd") * 100 < len(text) else None


def _plausible(text: str) -> float:
    """How much a decoding looks like text: Arabic letters for it, signs in the middle of Arabic words against."""
    sample = text[:SAMPLE]
    return len(ARABIC.findall(sample)) - 5 * len(WRONG.findall(sample))
