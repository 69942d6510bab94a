"""What a word is, in every script: a run of letters, marks, digits and joiners, or a number with its separators.

An apostrophe or hyphen stays inside Latin words; every other visible character is a word of its own.
"""

from __future__ import annotations

import re

# U+200C and U+200D join inside a word; U+0640 stretches; combining marks are in \w only in part
WORD = re.compile(
    r"(?P<number>\d+(?:[.,\u066b\u066c]\d+)*)"
    r"|(?P<word>[^\W_]"
    r"(?:[^\W_]|[\u064b-\u065f\u0670\u0640\u0300-\u036f]|[\u200c\u200d](?=\w)|['’\-‑](?=[A-Za-z\u00c0-\u024f]))*)"
    r"|(?P<mark>[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|_)"
)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
