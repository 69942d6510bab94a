"""Where the cleaning measurements find their data and leave their figures (evaluation/figures/clean.json)."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FIGURES = ROOT / "evaluation" / "figures" / "clean.json"


def write_figures(figures: dict[str, float | int | str]) -> None:
    """Add figures to the file; a figure of the same name is replaced."""
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    FIGURES.write_text(
        json.dumps(known | figures, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(figures)} figures -> {FIGURES.relative_to(ROOT)}")
