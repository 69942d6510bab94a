"""Article -> Reading: times, names, statements with their chains, events."""

from naql.read.pipeline import load, read

__all__ = ["load", "read"]
