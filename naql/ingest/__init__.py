"""The outside world -> Pages: files, folders, JSON Lines, feeds, WARC, standard input."""

from naql.ingest.sources import pages

__all__ = ["pages"]
