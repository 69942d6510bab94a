"""Fits linear models to few examples: softmax over options and logistic, L2 prior, full-batch gradient steps in numpy.

Method: conditional maximum likelihood with a Gaussian prior, by Adam (D. Kingma, J. Ba, "Adam", ICLR 2015).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

Group = tuple[list[set[str]], list[float]]  # features of each option, the share that each should have
Row = tuple[set[str], float]


def softmax_fit(groups: list[Group], prior: float, least: int = 2, rounds: int = 250) -> dict[str, float]:
    """Weights under which each group's wanted options are likely; features seen less than `least` times fall out."""
    ids, option, names = _table([o for options, _ in groups for o in options], least)
    group = np.repeat(np.arange(len(groups)), [len(options) for options, _ in groups])
    wanted = np.array([w for _, shares in groups for w in shares])
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])

    def slope(w: np.ndarray) -> np.ndarray:
        scores = np.bincount(option, weights=w[ids], minlength=len(wanted))
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        gap = raised / np.add.reduceat(raised, starts)[group] - wanted
        return np.bincount(ids, weights=gap[option], minlength=len(names)) + prior * w

    return _named(_adam(slope, len(names), rounds), names)


def logistic_fit(rows: list[Row], prior: float, least: int = 2, rounds: int = 250) -> dict[str, float]:
    """Weights under which the probability of each row is near its wanted value."""
    ids, row, names = _table([f for f, _ in rows], least)
    wanted = np.array([w for _, w in rows])

    def slope(w: np.ndarray) -> np.ndarray:
        scores = np.bincount(row, weights=w[ids], minlength=len(wanted))
        gap = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - wanted
        return np.bincount(ids, weights=gap[row], minlength=len(names)) + prior * w

    return _named(_adam(slope, len(names), rounds), names)


def _table(features: list[set[str]], least: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    counts = Counter(f for fs in features for f in fs)
    names = sorted(f for f, n in counts.items() if n >= least)
    number = {f: i for i, f in enumerate(names)}
    pairs = [(number[f], n) for n, fs in enumerate(features) for f in sorted(fs) if f in number]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]), names


def _adam(slope: Callable[[np.ndarray], np.ndarray], size: int, rounds: int) -> np.ndarray:
    w, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for n in range(1, rounds + 1):
        g = slope(w)
        mean, square = 0.9 * mean + 0.1 * g, 0.99 * square + 0.01 * g * g
        rate = 0.1 * (1 - n / (rounds + 1))
        w -= rate * (mean / (1 - 0.9**n)) / (np.sqrt(square / (1 - 0.99**n)) + 1e-8)
    return w


def _named(w: np.ndarray, names: list[str]) -> dict[str, float]:
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True) if abs(v) >= 0.01}
