"""The errors that a caller may want to catch. A bad page is not among them: it becomes a `Skipped` record."""


class NaqlError(Exception):
    """Anything that Naql refuses to do, with a message a person can act on; the command line ends with 2 on it."""


class BadSource(NaqlError):
    """A source that cannot be opened or holds no page."""


class BadPack(NaqlError):
    """Language, outlet or gazetteer data that breaks its own rules: names file, entry and reason."""


class MissingModel(NaqlError):
    """A model or a language pack that is not part of this installation."""


class BadLedger(NaqlError):
    """A file that is no ledger, or one of another schema version."""


class BadQuestion(NaqlError):
    """A question that names nothing the ledger could look for."""


class Unreadable(Exception):
    """Raised inside a stage for one page; the runner turns it into `Skipped(id, stage, reason)`."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage, self.reason = stage, reason
