# make demo: see Naql at work. make test: everything that must hold. Both set up what they need by themselves.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.naql-test
DEMO   := $(VENV)/.naql-demo
export PYTHONUTF8 := 1

.PHONY: demo test lint types unit eval bench clean help

help:            ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "naql needs Python 3.11 or newer; say PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(DEMO): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(STAMP): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,bench]'
	@touch $@ $(DEMO)

demo: $(DEMO)    ## read the example pages and answer three questions
	@sh examples/demo.sh $(BIN)/naql

test: $(STAMP)   ## linting, types and the whole test suite, browser tests included
	@sh tests/install_browser.sh
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

lint: $(STAMP)   ## linting and types only
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: $(STAMP)   ## score Naql on the gold pages, write evaluation/RESULTS.md, hold the floors
	$(BIN)/python evaluation/evaluate.py

bench: $(STAMP)  ## speed and memory beside a peer
	$(BIN)/python benchmarks/bench.py

clean:           ## remove what make made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache demo.db demo.db-wal demo.db-shm
