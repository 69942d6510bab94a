"""The ledger: readings and links in one SQLite file, and the views over them."""

from naql.ledger.store import Ledger

__all__ = ["Ledger"]
