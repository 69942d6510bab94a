"""Evaluation: gold pages, other suites, floors. See evaluate.py."""
