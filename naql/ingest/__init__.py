"""The outside world -> Pages: files, folders, JSON Lines, feeds, WARC, standard input."""

from naql.ingest.limits import UNCHANGED
from naql.ingest.sources import pages
from naql.ingest.visits import Visits

__all__ = ["UNCHANGED", "Visits", "pages"]
