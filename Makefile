# `make run` and `make test` are the README's two commands; CONTRIBUTING.md tells of the others.
# Everything is installed into .venv, from the locked lists of constraints*.txt.

PYTHON ?= python3
UV ?= uv
QUESTION ?= Do quorum queues support message priority?

VENV := .venv
RIVALS := .venv-rivals
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

.DELETE_ON_ERROR:
.PHONY: help run test check bench bench-rivals quality floor model rivals lock clean

help:
	@echo "make run      install, ingest the sample docset, answer a first question, serve on 127.0.0.1:8000"
	@echo "make test     install what the tests need, and run them"
	@echo "make check    lint, format, types, layers"
	@echo "make bench    measure ingest and answers on 1,000 pages"
	@echo "make quality  measure precision and recall on the gold sets"
	@echo "make floor    hold the figures of the open gold sets"
	@echo "make model    install the local model that DOCFACTS_MODEL=on takes"
	@echo "make rivals   install the programs that Docfacts is measured beside, apart from it"
	@echo "make bench-rivals PAGES=...  measure ingest beside them on real pages"
	@echo "make lock     resolve the dependencies anew (needs uv)"
	@echo "make clean    remove the environment and all caches, not the index"

run: $(VENV)/.installed
	@echo; echo "== ingest the sample docset"; echo
	@$(BIN)/ingest
	@echo; echo "== docfacts ask \"$(QUESTION)\""; echo
	@$(BIN)/docfacts ask "$(QUESTION)"
	@echo; echo "== docfacts serve (Ctrl+C ends it)"; echo
	@$(BIN)/docfacts serve

test: $(VENV)/.installed-dev
	$(BIN)/pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed
	@$(BIN)/python -m bench.speed $(ARGS)

quality: $(VENV)/.installed
	@$(BIN)/python -m bench.quality

floor: $(VENV)/.installed
	@$(BIN)/python -m bench.floor

model: $(VENV)/.installed-model

# What it is measured beside lives in an environment of its own: nothing of it is needed to run or to test.
rivals: $(RIVALS)/.installed

bench-rivals: $(VENV)/.installed
	@test -n "$(PAGES)" || { echo "Name a folder of docs: make bench-rivals PAGES=path/to/docs" >&2; exit 2; }
	@$(BIN)/python -m bench.rivals_speed "$(PAGES)" $(ARGS)

# The later lists keep to the earlier ones, so that one environment fits all.
lock:
	$(COMPILE) --upgrade --extra build --output-file constraints.txt pyproject.toml
	$(COMPILE) --upgrade --extra build --extra dev --constraints constraints.txt \
		--output-file constraints-dev.txt pyproject.toml
	$(COMPILE) --upgrade --extra build --extra model --constraints constraints-dev.txt \
		--output-file constraints-model.txt pyproject.toml

clean:
	rm -rf $(VENV) $(RIVALS) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each is younger than what was installed for it, so a second run installs nothing.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Docfacts needs Python 3.11 or newer, and \`$(PYTHON)\` is none; name one: make run PYTHON=python3.12" >&2; \
		exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made constraints.txt pyproject.toml
	$(PIP) install --require-hashes -r constraints.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed constraints-dev.txt
	$(PIP) install --require-hashes -r constraints-dev.txt
	@touch $@

$(VENV)/.installed-model: $(VENV)/.installed constraints-model.txt
	$(PIP) install --require-hashes -r constraints-model.txt
	@touch $@

$(RIVALS)/.installed: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m venv $(RIVALS)
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["rivals"], sep="\n")' \
		> $(RIVALS)/rivals.txt
	$(RIVALS)/bin/python -m pip --quiet --disable-pip-version-check install -r $(RIVALS)/rivals.txt
	@touch $@
