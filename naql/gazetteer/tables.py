"""Reads the gazetteer's TSV files as rows. Knows their columns, not what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from naql.errors import BadPack

FOLDER = Path(__file__).parent
LIST = "|"


class Row(Struct, frozen=True):
    """One row of a table: the file's name, the line in it (1 is the header), and its cells by column."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """A cell that holds several values, in order, empty ones left out."""
        return tuple(part for value in self[column].split(LIST) if (part := value.strip()))


@cache
def table(name: str, folder: Path = FOLDER) -> tuple[Row, ...]:
    """The rows of `name`.tsv, none where it is missing; raises BadPack where a row has more cells than columns."""
    path = folder / f"{name}.tsv"
    return tuple(_rows(path)) if path.exists() else ()


def _rows(path: Path) -> Iterator[Row]:
    columns: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise BadPack(f"{path.name}, row {number}: {len(cells)} cells for {len(columns)} columns")
        yield Row(path.name, number, dict(zip(columns, cells, strict=False)))
