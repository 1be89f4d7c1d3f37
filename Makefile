PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := bot recommender tests

.PHONY: help run run-light test check lint types golden train evaluate bench lock clean

help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):.*##/\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: .venv/run  ## start the bot, or the playground where DISCORD_TOKEN is not set
	@$(BIN)/python -m bot

run-light: .venv-light/run  ## start the bot without TensorFlow, for hosts with little memory
	@PYTHONOPTIMIZE=2 .venv-light/bin/python -m bot

test: check  ## lint, types and tests
	$(BIN)/python -m pytest

check: lint types  ## lint and types

lint: .venv/dev  ## lint and format
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: .venv/dev  ## types
	$(BIN)/mypy

golden: .venv/dev  ## write down what the bot says now in tests/bot/golden
	RENEW_GOLDEN=1 $(BIN)/python -m pytest tests/bot/test_golden.py

DATA ?= data
RATINGS ?= $(firstword $(wildcard $(DATA)/rating_complete.csv $(DATA)/rating_complete.csv.gz) $(DATA)/rating_complete.csv)
MODEL ?= models/osusume

train: .venv/run  ## train MODEL (models/osusume) from the files in DATA (data)
	$(BIN)/python -m recommender train --anime $(DATA)/anime.csv --ratings $(RATINGS) --out $(MODEL) \
		$(patsubst %,--images %,$(wildcard $(DATA)/anime_images.csv)) \
		$(patsubst %,--relations %,$(wildcard $(DATA)/relations.csv))

evaluate: .venv/run  ## measure MODEL beside the baselines
	$(BIN)/python -m recommender evaluate --model $(MODEL) --anime $(DATA)/anime.csv --ratings $(RATINGS)

bench: .venv/dev  ## the timings
	$(BIN)/python -m pytest tests/benchmarks --benchmark-only

.venv/run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Osusume needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@echo 'Setting up .venv (once; this takes a few minutes) ...' >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements.lock >&2
	@touch $@

.venv-light/run: requirements-light.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Osusume needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@echo 'Setting up .venv-light (once; this takes a minute) ...' >&2
	@$(PYTHON) -m venv .venv-light
	@.venv-light/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all: \
		-r requirements-light.lock >&2
	@PYTHONOPTIMIZE=2 .venv-light/bin/python -m compileall -q -x tests .venv-light/lib $(wildcard bot recommender) >&2
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock >&2
	@touch $@

lock: .venv/run  ## resolve the lock files anew
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command 'make lock' pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command 'make lock' --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command 'make lock' --group light -c requirements.lock -o requirements-light.lock

clean:  ## remove what was set up here
	rm -rf .venv .venv-light .mypy_cache .ruff_cache .pytest_cache
