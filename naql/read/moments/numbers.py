"""Numbers: the classes that a number stands in, and number words of several parts read as one number.

It knows no number word: those are in the packs. It does not decide whether a number is a date.
"""

from __future__ import annotations

from collections.abc import Iterator

YEARS = range(1000, 2200)
COMMON_YEARS = range(1800, 2060)  # a bare number of these is read as a year
HIJRA_YEARS = range(1280, 1415)  # the same where years of the Hijra are written bare


def number_classes(value: int, digits: str | None, ordinal: bool) -> dict[str, str]:
    """The classes of a number: num/ord, dig, day (1-31), monthnum, hour, min (two digits), yr (four digits).

    Also yc and yh (years that stand bare), yrw (a year in words), yy, ys (two digits that are no day).
    """
    text = str(value)
    found = {"ord" if ordinal else "num": text}
    if digits is None and not ordinal:
        found["numword"] = text
    if digits is not None:
        found["dig"] = digits
        if len(digits) == 2:
            found["yy"] = digits
            if value > 31 or digits[0] == "0":
                found["ys"] = digits
            if value < 60:
                found["min"] = digits
        if len(digits) == 4 and value in YEARS:
            found["yr"] = text
            if value in COMMON_YEARS:
                found["yc"] = text
            elif value in HIJRA_YEARS:
                found["yh"] = text
    elif value in YEARS:
        found["yr"] = text
        if not ordinal and value % 100:
            found["yrw"] = text
    elif not ordinal and 20 <= value < 100:
        found["tens"] = text
    if 1 <= value <= 31 and (digits is None or len(digits) <= 2):
        found["day"] = text
    if 1 <= value <= 12:
        found["monthnum"] = text
    if 0 <= value <= 24 and (digits is None or len(digits) <= 2):
        found["hour"] = text
    return found


def number_kinds() -> Iterator[dict[str, str]]:
    """A number of every kind, so that every set of classes is known beforehand."""
    for ordinal in (False, True):
        for value in [*range(102), 400, 1300, 999, 1000, 1005, 1500, 1950, 2199, 2200, 9999]:
            yield number_classes(value, None, ordinal)
            for width in (1, 2, 3, 4, 5):
                if len(str(value)) <= width:
                    yield number_classes(value, str(value).zfill(width), ordinal)


class Sum:
    """A number word by word: `add` says whether the next word goes on with it."""

    def __init__(self, value: int, ordinal: bool, units_first: bool = True) -> None:
        self.units_first = units_first
        self.thousands, self.rest, self.ordinal = 0, value, ordinal
        if value >= 1000 and value % 1000 == 0:
            self.thousands, self.rest = value, 0

    @property
    def value(self) -> int:
        """The number so far."""
        return self.thousands + self.rest

    def add(self, value: int, ordinal: bool, joined: bool) -> bool:
        """Take the next word (`joined`: a joining word stands before it). False, and unchanged, if it is no part."""
        rest = self.rest
        joins = self.units_first and rest < 10 and value % 10 == 0 and value < 100 and not self.thousands
        if self.ordinal and not joins:
            return False
        if value in (100, 1000) and not joined and 0 < rest < value and not ordinal:
            if value == 1000:
                self.thousands, self.rest = self.thousands + rest * 1000, 0
            else:
                self.rest = rest * 100
            return True
        if not self._goes_on(rest, value, joined):
            return False
        self.rest, self.ordinal = rest + value, self.ordinal or ordinal
        return True

    def _goes_on(self, rest: int, value: int, joined: bool) -> bool:
        if rest == 0:
            return self.thousands > 0 and value < 1000
        if rest < 10:  # units before tens
            tens = (joined and value in range(20, 100, 10)) or (not joined and value == 10)
            return self.units_first and tens
        if rest % 10 and rest % 100 < 10 and rest > 100:  # hundreds, units, then tens
            return self.units_first and joined and value in range(20, 100, 10)
        floor = 10 if rest % 100 else 100
        return rest % 10 == 0 and value < floor and rest % 100 != 10
