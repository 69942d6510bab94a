"""Language packs. See `pack.py`; README.md says what each file of a pack holds."""

from naql.languages.pack import Pack, languages, load_pack

__all__ = ["Pack", "languages", "load_pack"]
