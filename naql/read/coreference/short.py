"""Short English forms of bodies and states, as they stand before a noun."""

from __future__ import annotations

from naql.gazetteer.entries import Entry

US = {"USA": "US", "GBR": "British"}


def short_name(entry: Entry) -> str:
    """A body's initials where it is known by them, else its name."""
    initials = [n for n in entry.names.get("en", ()) if n.isupper() and 2 < len(n) <= 6 and n.isalpha()]
    known = {"United Nations": "UN", "European Union": "EU"}
    return known.get(entry.name) or (initials[0] if initials else entry.name)
