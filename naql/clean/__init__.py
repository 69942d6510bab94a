"""Page -> Article: find the article, its imprint and furniture, repair letters on an aligned copy."""

from naql.clean.article import clean
from naql.clean.checks import check

__all__ = ["check", "clean"]
