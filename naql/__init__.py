"""Naql: a ledger of attributed statements from Persian, Arabic and English news pages."""

from naql.read import load

__all__ = ["load"]
