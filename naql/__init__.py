"""Naql: a ledger of attributed statements from news pages."""
