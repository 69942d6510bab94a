"""Readings -> Links: who, which proposition, story and page is the same. Works across pages; merges nothing."""

from naql.link.concepts import check

__all__ = ["check"]
