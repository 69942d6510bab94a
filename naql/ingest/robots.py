"""What a site's robots.txt asks of this reader: RFC 9309, with wildcards, and the pause that many sites add to it.

The standard library's parser knows neither wildcards nor that the longest rule wins. Nothing is fetched here.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

LONGEST_PAUSE = 60.0  # seconds: a site that asks for more is not waited for longer


class Robots:
    """The rules of one site for the reader of that name (a product token). Text that makes no sense allows all."""

    def __init__(self, text: str, agent: str) -> None:
        mine, common = _groups(text, agent.lower())
        rules = mine if mine is not None else common or []
        self._rules = [(kind == "allow", _plain(value)) for kind, value in rules if kind != "crawl-delay" and value]
        self.pause = max((_seconds(value) for kind, value in rules if kind == "crawl-delay"), default=0.0)

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched: the longest rule decides, of two as long the one that allows."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(pattern), allowed) for allowed, pattern in self._rules if matches(pattern, path)]
        return max(fitting, default=(0, True))[1]


Rules = list[tuple[str, str]]


def _groups(text: str, agent: str) -> tuple[Rules | None, Rules | None]:
    """The rules for this agent and those for all; None where no group names it. Groups of one name are one."""
    found: dict[str, Rules] = {}
    names: list[str] = []
    named_before = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*(names if named_before else []), value.partition("/")[0].strip().lower()]
            found.setdefault(names[-1], [])
            named_before = True
        elif key in ("allow", "disallow", "crawl-delay"):
            named_before = False
            for name in set(names):
                found[name].append((key, value))
    return found.get(agent), found.get("*")


def matches(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says; `*` stands for anything, `$` at its end for the end of the path."""
    anchored = pattern.endswith("$")
    first, *later = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(later, 1):
        if anchored and number == len(later):
            return path.endswith(part) and len(path) - len(part) >= at
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not anchored or at == len(path)


def _plain(path: str) -> str:
    """A path without percent signs, so that letters of any script match however they are written."""
    return unquote(path.replace("%2F", "%252F").replace("%2f", "%252F"))


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), LONGEST_PAUSE)
    except ValueError:
        return 0.0
