"""What Naql knows of the world: places, bodies, people, their names in each language, and who held which office when.

The knowledge is in the TSV files of this folder; here they are read, indexed and checked. Nothing here reads a text.
"""

from naql.gazetteer.check import check
from naql.gazetteer.entries import Entry, entries, entry_named, states
from naql.gazetteer.index import Index, index_of
from naql.gazetteer.offices import Office, holder_of, offices, offices_of, portfolios

__all__ = [
    "Entry",
    "Index",
    "Office",
    "check",
    "entries",
    "entry_named",
    "holder_of",
    "index_of",
    "offices",
    "offices_of",
    "portfolios",
    "states",
]
