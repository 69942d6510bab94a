"""Fit log-linear choices (multinomial logistic regression over candidates) with L-BFGS in numpy.

Method: conditional maximum likelihood with an L2 prior; J. Nocedal, "Updating quasi-Newton matrices with limited
storage", Mathematics of Computation 35 (1980). Features of several languages are learned together: each feature has a
general weight and one of its own language (H. Daumé III, "Frustratingly easy domain adaptation", ACL 2007).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

Choice = tuple[str, list[list[str]], int]  # language, features of each candidate, index of the right one
HISTORY = 8


@dataclass
class Table:
    """Choices as arrays: feature ids by candidate, candidates by choice."""

    ids: np.ndarray
    candidate: np.ndarray
    choice: np.ndarray
    right: np.ndarray
    names: list[str]


def table_of(choices: list[Choice], least: int) -> Table:
    """The arrays of the choices; features seen in fewer than `least` right or wrong candidates are left out."""
    counts: Counter[str] = Counter(f for _, rows, _ in choices for row in rows for f in row)
    known: dict[str, int] = {}
    ids: list[int] = []
    candidate: list[int] = []
    choice: list[int] = []
    right: list[int] = []
    row_number = 0
    for n, (lang, rows, gold) in enumerate(choices):
        for r, row in enumerate(rows):
            for f in row:
                if counts[f] >= least:
                    for name in (f, f"{lang}\x1f{f}"):
                        ids.append(known.setdefault(name, len(known)))
                        candidate.append(row_number)
            if r == gold:
                right.append(row_number)
            choice.append(n)
            row_number += 1
    return Table(np.array(ids), np.array(candidate), np.array(choice), np.array(right), list(known))


def fit(choices: list[Choice], l2: float, own: float, least: int = 2, rounds: int = 80) -> dict[str, float]:
    """Weights by feature name. l2: strength of the prior on general weights; own: the same on language weights."""
    table = table_of(choices, least)
    size, rows = len(table.names), len(table.choice)
    penalty = np.where([("\x1f" in n) for n in table.names], own, l2)
    starts = np.flatnonzero(np.r_[True, table.choice[1:] != table.choice[:-1]])

    def value(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.bincount(table.candidate, weights=w[table.ids], minlength=rows)
        top = np.maximum.reduceat(scores, starts)
        raised = np.exp(scores - top[table.choice])
        whole = np.add.reduceat(raised, starts)
        p = raised / whole[table.choice]
        loss = -np.sum(scores[table.right] - top - np.log(whole)) + 0.5 * np.sum(penalty * w * w)
        gap = p.copy()
        gap[table.right] -= 1.0
        return loss, np.bincount(table.ids, weights=gap[table.candidate], minlength=size) + penalty * w

    w = _lbfgs(value, size, rounds)
    return {n: float(v) for n, v in zip(table.names, w, strict=True) if abs(v) > 1e-3}


def _lbfgs(value, size: int, rounds: int) -> np.ndarray:  # type: ignore[no-untyped-def]
    w = np.zeros(size)
    loss, g = value(w)
    past: list[tuple[np.ndarray, np.ndarray, float]] = []
    for _ in range(rounds):
        d = -g.copy()
        alphas = []
        for s, y, rho in reversed(past):
            a = rho * s.dot(d)
            d -= a * y
            alphas.append(a)
        if past:
            s, y, _rho = past[-1]
            d *= s.dot(y) / y.dot(y)
        else:
            d /= max(1.0, np.abs(g).sum())
        for (s, y, rho), a in zip(past, reversed(alphas), strict=True):
            d += (a - rho * y.dot(d)) * s
        slope, step = g.dot(d), 1.0
        for _try in range(20):
            new_loss, new_g = value(w + step * d)
            if new_loss <= loss + 1e-4 * step * slope:
                break
            step *= 0.5
        else:
            break
        s, y = step * d, new_g - g
        if s.dot(y) > 1e-10:
            past = [*past[-HISTORY + 1 :], (s, y, 1.0 / s.dot(y))]
        done = abs(loss - new_loss) < 1e-5 * abs(loss)
        w, loss, g = w + s, new_loss, new_g
        if done:
            break
    return w


def for_language(weights: dict[str, float], lang: str | None) -> dict[str, float]:
    """The weights that a language uses: the general ones plus its own; the general ones alone for None."""
    out: dict[str, float] = {}
    for name, v in weights.items():
        own, _, f = name.rpartition("\x1f")
        if not own or own == lang:
            out[f] = out.get(f, 0.0) + v
    return {f: round(v, 4) for f, v in out.items() if abs(v) >= 0.01}
