"""Names of people, bodies and places -> `Mention`s.

The gazetteer marks what it knows, a sequence model (or the capitals of a language that has them) says what is a name
there, rules mend it, and each name gets its canonical English form.
"""

from naql.read.mentions.check import check
from naql.read.mentions.find import find_mentions

__all__ = ["check", "find_mentions"]
