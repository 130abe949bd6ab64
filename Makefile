# The commands of the house. On a bare machine: python3 (3.11 or 3.12), python3-venv, pip and make are enough for `make run`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
V := .venv
PY ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
LINMENG := $(V)/bin/linmeng
TESTS ?= tests
# three workers keep two cores busy: each waits now and then for a disk, a browser or a server
WORKERS ?= 3
# a file stays with one worker: what it builds for all its tests is built once
PARALLEL = -n $(WORKERS) --dist loadscope --no-loadscope-reorder

.PHONY: help run own sample test e2e pg lint format messages bench proof lock clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(V)/.core ## start with sample data on 127.0.0.1:$(PORT)
	@bash tools/run.sh $(PORT)

own: $(V)/.core ## set the sample aside (nothing is deleted) and start with your own alliance
	@bash tools/run.sh $(PORT) own

sample: $(V)/.core ## back to the sample (your own alliance stays where it is)
	@bash tools/run.sh $(PORT) sample

test: $(V)/.dev ## the whole suite
	@bash tools/apt_needs.sh
	$(V)/bin/pytest $(PARALLEL) $(TESTS)

e2e: $(V)/.dev ## browser tests only
	@bash tools/apt_needs.sh
	REQUIRE_E2E=1 $(V)/bin/pytest -m browser $(TESTS)

pg: $(V)/.dev ## what depends on the database, on a PostgreSQL of its own
	@bash tools/apt_needs.sh
	@bash tools/with_postgresql.sh $(V)/bin/pytest $(PARALLEL) --only-database --create-db $(TESTS)

lint: $(V)/.dev ## style, types, layers, migrations, templates, translations
	$(V)/bin/ruff check .
	$(V)/bin/ruff format --check .
	$(V)/bin/lint-imports
	$(V)/bin/mypy
	$(V)/bin/djlint linmeng --lint --quiet
	LINMENG_HOME=$$(mktemp -d) $(LINMENG) makemigrations --check --dry-run
	$(V)/bin/python tools/messages.py check

format: $(V)/.dev ## let ruff put everything into its shape
	$(V)/bin/ruff check --fix .
	$(V)/bin/ruff format .

messages: $(V)/.dev ## new strings into the .po, and the .mo from it
	$(V)/bin/python tools/messages.py collect
	$(V)/bin/python tools/messages.py compile

bench: $(V)/.dev ## measure; tables land in benchmarks/results/
	@set -o pipefail; for name in tally recount import marks letters notices casting; do \
		$(V)/bin/python -m benchmarks.bench_$$name | tee benchmarks/results/$$name.md || exit 1; done
	@$(V)/bin/python -m benchmarks.bench_pages

proof: $(V)/.dev ## the long proofs at full size; results land in benchmarks/results/
	LINMENG_PROOF_SCALE=1 $(V)/bin/pytest -m proof $(TESTS)

lock: ## hashed lock files from pyproject.toml (needs uv)
	uv pip compile --quiet --generate-hashes --python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements/core.lock
	uv pip compile --quiet --generate-hashes --python-version 3.11 --custom-compile-command "make lock" --extra dev --extra postgres pyproject.toml -o requirements/dev.lock

clean: ## take away what can be made again (never the home with its record)
	rm -rf $(V) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# --- the environment: one stamp a lock file -----------------------------------------------------
$(V)/bin/python:
	@bash tools/check_python.sh "$(PY)"
	@echo "准备环境 … / preparing $(V) …"
	@$(PY) -m venv $(V)

$(V)/.core: requirements/core.lock | $(V)/bin/python
	@$(V)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(V)/bin/python tools/link_project.py
	@touch $@

$(V)/.dev: requirements/dev.lock | $(V)/bin/python
	@$(V)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(V)/bin/python tools/link_project.py
	@touch $(V)/.core $@
