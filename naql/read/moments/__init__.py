"""Time expressions -> `Moment`s: found by the pack's rules, resolved to Gregorian TIMEX3 values.

`find_moments` reads a text, `infer_published` works out the day of a page that does not tell it and `dated` writes it
into the article, `moments_in` reads a bare text, `check` tries the
rules' examples. What a word of time is, and how words make an expression, is data (`calendar.toml`).
"""

from naql.read.moments.anchors import dated, infer_published
from naql.read.moments.examples import check, moments_in
from naql.read.moments.find import find_moments

__all__ = ["check", "dated", "find_moments", "infer_published", "moments_in"]
