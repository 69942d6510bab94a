"""The small language in which rules are written, and its translation into a regular expression over letters.

A pattern is a row of items; an item is `class`, `slot:class`, `class-other` (not in the other), `class&other`,
`'literal words'`, `( ... | ... )` or `<macro>`, each with
`?`, `*` or `+` behind it. A literal is a word of the text as it is written. `first` gives the letters that a
match may begin with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"\s*(?:(?P<literal>'[^']+'|\"[^\"]+\")|<(?P<macro>[\w-]+)>|(?P<name>[\w:]+(?:[-&]\w+)*)|(?P<sign>[()|?*+]))"
)


@dataclass(slots=True)
class Pattern:
    """A node: a leaf of `kind` (with `slot`), or `branches` of rows; `mark` is "", "?", "*" or "+"."""

    kind: str = ""
    slot: str = ""
    branches: list[list[Pattern]] = field(default_factory=list)
    mark: str = ""

    def leaves(self) -> Iterator[Pattern]:
        """Every leaf."""
        if self.kind:
            yield self
        for row in self.branches:
            for node in row:
                yield from node.leaves()

    def literals(self) -> Iterator[str]:
        """The literals, without their quotes."""
        return (leaf.kind[1:] for leaf in self.leaves() if leaf.kind.startswith("'"))

    def regex(self, members: Callable[[str], str]) -> tuple[str, list[tuple[str, str, str]]]:
        """The expression, and (group, slot, class) for each leaf that fills a slot."""
        slots: list[tuple[str, str, str]] = []
        return self._source(members, slots), slots

    def _source(self, members: Callable[[str], str], slots: list[tuple[str, str, str]]) -> str:
        if self.kind:
            source = f"[{members(self.kind)}]"
            if self.slot:
                group = f"g{len(slots)}"
                slots.append((group, self.slot, self.kind))
                source = f"(?P<{group}>{source})"
            return source + self.mark
        rows = ["".join(node._source(members, slots) for node in row) for row in self.branches]
        return f"(?:{'|'.join(rows)}){self.mark}"

    def first(self, members: Callable[[str], str]) -> set[str]:
        """The letters that a match may begin with."""
        if self.kind:
            return set(members(self.kind))
        found: set[str] = set()
        for row in self.branches:
            for node in row:
                found |= node.first(members)
                if not node.empty():
                    break
        return found

    def empty(self) -> bool:
        """Whether the node may match nothing."""
        return self.mark in ("?", "*") or (not self.kind and any(all(n.empty() for n in row) for row in self.branches))


def parse_pattern(source: str, macros: dict[str, str], depth: int = 0) -> Pattern:
    """The pattern of a source text; raises ValueError where it is not well formed."""
    if depth > 8:
        raise ValueError("macros go in circles")
    at, stack = 0, [Pattern(branches=[[]])]
    source = source.strip()
    while at < len(source):
        match = TOKEN.match(source, at)
        if not match:
            raise ValueError(f"unreadable at {source[at : at + 12]!r}")
        at = match.end()
        row = stack[-1].branches[-1]
        sign = match["sign"]
        if match["literal"]:
            row.append(_words(match["literal"][1:-1]))
        elif match["macro"]:
            if match["macro"] not in macros:
                raise ValueError(f"no macro {match['macro']}")
            row.append(parse_pattern(macros[match["macro"]], macros, depth + 1))
        elif match["name"]:
            slot, _, kind = match["name"].rpartition(":")
            row.append(Pattern(kind=kind, slot=slot))
        elif sign == "(":
            stack.append(Pattern(branches=[[]]))
        elif sign == "|":
            stack[-1].branches.append([])
        elif sign == ")":
            if len(stack) == 1:
                raise ValueError("a bracket too many")
            group = stack.pop()
            stack[-1].branches[-1].append(group)
        elif not row or row[-1].mark:
            raise ValueError(f"nothing before {sign}")
        else:
            row[-1].mark = sign
    if len(stack) > 1:
        raise ValueError("a bracket is not closed")
    return stack[0]


def _words(literal: str) -> Pattern:
    """A literal: one leaf, or a row of them, so that its words stay free for other rules."""
    leaves = [Pattern(kind="'" + word) for word in literal.split()]
    return leaves[0] if len(leaves) == 1 else Pattern(branches=[leaves])
