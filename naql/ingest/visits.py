"""What addresses said about themselves when they were last fetched, so that the next run asks only for what changed.

A small JSON file beside the ledger. It is saved only after a run has ended well: what a broken run fetched and did not
keep has to be fetched again. It knows nothing of fetching itself.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

MOST = 50_000
"""How many addresses are remembered, the latest."""
HEADERS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Visits:
    """Validators (ETag, Last-Modified) by address; without a path they are forgotten at the end."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._known: dict[str, dict[str, str]] = {}
        self._changed = False
        if path is not None and path.exists():
            self._known = _read(path)

    @classmethod
    def beside(cls, ledger: Path) -> Visits:
        """The visits that belong to a ledger; none where the ledger is yet to be made."""
        visits = cls()
        path = ledger.with_name(ledger.name + ".visits.json")
        if ledger.exists():
            return cls(path)
        visits.path = path
        return visits

    def conditions(self, url: str) -> dict[str, str]:
        """The headers by which an address is asked only for what changed."""
        known = self._known.get(url, {})
        return {name: known[key] for key, name in HEADERS.items() if key in known}

    def note(self, url: str, **validators: str | None) -> None:
        """Remember what an address gave: `etag`, `modified`."""
        found = {"etag": validators.get("etag"), "last-modified": validators.get("modified")}
        self._known.pop(url, None)
        self._known[url] = {k: v for k, v in found.items() if v}
        self._changed = True

    def save(self) -> None:
        """Write the file, whole or not at all; a place that cannot be written costs the next run some fetching."""
        if self.path is None or not self._changed:
            return
        kept = dict(list(self._known.items())[-MOST:])
        part = self.path.with_name(self.path.name + ".part")
        try:
            part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            os.replace(part, self.path)
        except OSError:
            part.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, dict[str, str]]:
    """The file's visits; none where it cannot be read as such: then everything is fetched again."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(url): {str(k): str(v) for k, v in known.items()} for url, known in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}
