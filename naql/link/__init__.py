"""Readings -> Links: who, which proposition, which story and which page is the same. Works across pages; merges nothing."""

from naql.link.concepts import check

__all__ = ["check"]
