# Two commands: `make run` and `make test`. `make help` lists the rest.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test check fix lock setup setup-dev chromium pytest race later messages digests proof bench test-postgres

HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
VAR_DIR ?= var
ARGS ?=
# Loops beside the tests that keep so many cores busy; how often each racing test runs.
BUSY ?= 0
TIMES ?= 50
DAYS ?= 2027-02-01 2028-02-29
export HOST PORT WORKERS VAR_DIR

PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
STATIC := $(shell find static benefits/static -type f 2>/dev/null)

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 16

# The server would share a taken port with whoever has it, and answer every other request.
FREE := import socket, sys; to = socket.getaddrinfo(*sys.argv[1:])[0]; socket.create_server(to[4][:2], family=to[0])

run: setup $(VAR_DIR)/static/.collected ## set up what is missing, then serve on HOST:PORT
	@$(PY) -c '$(FREE)' "$(HOST)" "$(PORT)" 2>/dev/null || { \
		echo "Not started: $(HOST):$(PORT) is taken, or no address of this machine." >&2; exit 1; }
	@$(PY) manage.py prepare
	@echo; echo "  http://$(HOST):$(PORT)/   (stop with Ctrl+C)"; echo
	@exec $(PY) -m kpcoverage.serve

test: setup-dev chromium check pytest ## set up what is missing, then check and test everything

setup: .venv/.installed ## the part that run and test share

check: setup-dev ## the quick checks: lint, types, floors, migrations, templates, figures, documents
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check .
	@$(PY) -m mypy --no-error-summary
	@report=$$(.venv/bin/lint-imports --no-logo 2>&1) || { echo "$$report"; exit 1; }
	@$(PY) manage.py check --fail-level WARNING > /dev/null
	@$(PY) manage.py makemigrations --check --dry-run
	@find templates -name '*.html' -exec .venv/bin/djade --check {} +
	@$(PY) -m bandit --quiet --configfile pyproject.toml --recursive benefits kpcoverage
	@$(PY) -m tests.house_rules
	@report=$$($(PY) -m pytest --quiet tests/test_docs.py 2>&1) || { echo "$$report"; exit 1; }

fix: setup-dev ## put code and templates into their usual form
	@$(PY) -m ruff check --quiet --fix . || true
	@$(PY) -m ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade {} + || true

pytest: setup-dev
	@$(PY) -m tests.busy $(BUSY) $(PY) -m pytest --numprocesses 2 $(ARGS)

race: setup-dev chromium ## the tests in which two are at work at once: TIMES=50 each in random order, BUSY=1 core kept busy
	@TIMES=$(TIMES) $(PY) -m tests.busy $(BUSY) $(PY) -m pytest --quiet --numprocesses 2 -m racing $(ARGS)

race: BUSY = 1

later: setup-dev ## the tests on days when the shipped records have ended, and on a leap day: DAYS="2027-02-01 2028-02-29"
	@failed=0; for day in $(DAYS); do \
		echo "== $$day"; CLOCK=$$day $(PY) -m pytest --quiet --numprocesses 2 $(LATER) $(ARGS) || failed=1; \
	done; exit $$failed

# A browser and the processes that tests start have the machine's own clock.
LATER := -m "not browser" --ignore tests/faults

messages: setup-dev ## gather the texts of LANGUAGES for their translators, and compile all languages
	@$(PY) -m tests.messages $(LANGUAGES)

digests: setup-dev ## write down anew what every answer, export, proposal and review says, and name what differs
	@$(PY) -m tests.digests

test-postgres: setup-dev chromium ## the whole suite on PostgreSQL: DATABASE_URL, else a temporary one
	@$(PY) -m tests.postgres $(PY) -m pytest --numprocesses 2 $(ARGS)

proof: setup-dev chromium ## the slow proof: every law in every situation of every shipped plan, every walk in every mode, every fault, every recipe
	@EVERY_SITUATION=1 EVERY_WALK=1 EVERY_FAULT=1 EVERY_RECIPE=1 SPREADSHEET=1 $(PY) -m pytest --quiet --capture=no \
		tests/coverage/test_universe.py tests/coverage/test_interview.py tests/coverage/test_reach.py tests/browser tests/test_weight.py \
		tests/faults tests/recipes \
		tests/exports/test_spreadsheet.py

bench: setup-dev ## speeds beside their floors: decisions, exports, filings, reviews, compiling (minutes; exit 1 when a goal is missed)
	@failed=0; for bench in decisions exports filings reviews compiling; do \
		echo "== $$bench"; $(PY) -m benchmarks.$$bench || failed=1; \
	done; exit $$failed

lock: ## choose the newest versions that pyproject.toml allows, with hashes (needs uv)
	@uv pip compile pyproject.toml --output-file requirements.txt $(LOCKING)
	@uv pip compile pyproject.toml --output-file requirements-dev.txt $(LOCKING) --extra dev --constraints requirements.txt

LOCKING := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

# Each stamp says that a step was done for the files named after the colon.

.venv/bin/python:
	@set -e; for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			"$$python" -m venv .venv || { rm -rf .venv; echo "$$python cannot make a virtual environment: install its venv package." >&2; exit 1; }; \
			exit 0; \
		fi; \
	done; echo "Python 3.11 or later is needed: make PYTHON=/where/it/is/python3" >&2; exit 1

.venv/.installed: requirements.txt | .venv/bin/python
	@echo "Installing what requirements.txt names ..."
	@$(PIP) --requirement requirements.txt
	@touch $@

setup-dev: .venv/.installed-dev
.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing what requirements-dev.txt names ..."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

chromium: setup-dev
	@$(PY) -m tests.browser.chromium

$(VAR_DIR)/static/.collected: .venv/.installed $(STATIC)
	@$(PY) manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@
