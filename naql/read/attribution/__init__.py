"""Who is quoted, in which words, through whom -> `Statement`s.

Cues and their frames come from data (`lexicon`, `frames`, `phrases`), learned choices correct them where the language
has weights (`reader`), chains are built by rule (`links`, `chains`). Names of sources are not worked out here:
coreference does that.
"""

from naql.read.attribution.checking import check
from naql.read.attribution.explaining import Explanation, explain
from naql.read.attribution.finding import find_statements
from naql.read.attribution.going_on import go_on

__all__ = ["Explanation", "check", "explain", "find_statements", "go_on"]
