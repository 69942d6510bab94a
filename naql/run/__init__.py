"""Runs the stages over many pages; the stages do not know where they run."""

from naql.run.local import read_page, readings

__all__ = ["read_page", "readings"]
