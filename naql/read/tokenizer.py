"""The spaCy tokenizer whose tokens are our `Words`. What a word is stands in `tokens.py`."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from naql.languages import Pack
from naql.read.tokens import split_words


class Tokenizer:
    """A spaCy tokenizer whose tokens are `Words`; the lists stay on the document as `doc._.words`."""

    def __init__(self, vocab: Vocab, pack: Pack) -> None:
        self.vocab, self.pack = vocab, pack

    def __call__(self, text: str) -> Doc:
        """The document of `text`; white space beyond one blank becomes tokens, so that the text is kept exactly."""
        words = split_words(text, self.pack)
        forms: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in [*zip(words.start, words.end, strict=True), (len(text), len(text))]:
            gap = text[at:start]
            if gap and forms and gap[0] == " " and not spaces[-1]:
                spaces[-1], gap = True, gap[1:]
            if gap:
                forms.append(gap)
                spaces.append(False)
            if end > start:
                forms.append(text[start:end])
                spaces.append(False)
            at = end
        doc = Doc(self.vocab, words=forms, spaces=spaces)
        doc._.words = words
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save: the pack is data of the installation."""
        return b""

    def from_bytes(self, _data: bytes, **_kw: object) -> Tokenizer:
        """See `to_bytes`."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """See `to_bytes`."""

    def from_disk(self, _path: object, **_: object) -> Tokenizer:
        """See `to_bytes`."""
        return self
