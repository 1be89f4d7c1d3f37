PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := bot recommender tests

.PHONY: run test check lint types train bench lock clean

run: .venv/run  ## start the bot, or the playground where DISCORD_TOKEN is not set
	@$(BIN)/python -m bot

test: check  ## lint, types and tests
	$(BIN)/python -m pytest

check: lint types

lint: .venv/dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: .venv/dev
	$(BIN)/mypy

train: .venv/run  ## train models/osusume from the files in data/
	$(BIN)/python -m recommender train --anime data/anime.csv --ratings data/rating_complete.csv --out models/osusume

bench: .venv/dev  ## the timings
	$(BIN)/python -m pytest tests/benchmarks --benchmark-only

.venv/run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Osusume needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@echo 'Setting up .venv (once; this takes a few minutes) ...' >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements.lock >&2
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock >&2
	@touch $@

lock: .venv/run  ## resolve both lock files anew
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command 'make lock' pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command 'make lock' --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
