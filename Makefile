# Every command of the project. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup dev run demo test check lock messages matrix inventory screenshots bench search-bench clean

# The first Python on this machine that is 3.11 or later; say PYTHON=... for another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || true)
BIN := .venv/bin
MURUNA := $(BIN)/muruna
PORT ?= 8000
export PORT
# Compiled modules are kept, whatever a container's image says: each start of a process takes half as long.
unexport PYTHONDONTWRITEBYTECODE
# As many tests at a time as there are cores, two at least; WORKERS=0 runs them one by one.
WORKERS ?= $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); echo $$((cores < 2 ? 2 : cores > 6 ? 6 : cores)))

help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Prepare .venv (locked and hashed); a second call costs nothing
	@test -n "$(PYTHON)" || { echo "setup: Muruna needs Python 3.11 or later; say where: make setup PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) ops/setup.py base

dev: ## The same with the tools for tests and checks
	@test -n "$(PYTHON)" || { echo "setup: Muruna needs Python 3.11 or later; say where: make dev PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) ops/setup.py dev

run: setup ## Start on http://127.0.0.1:8000 with the demo world (PORT=9000 for another port)
	@$(MURUNA) demo --if-empty
	@exec $(MURUNA) serve

demo: setup ## Make the demo world afresh (what was there is gone)
	@$(MURUNA) demo

test: dev ## Run every test: SQLite, then PostgreSQL, and Chromium
	@ops/test-machine
	@ops/run-tests $(WORKERS)

check: dev ## Style, types, contracts, sizes, templates, catalogues, generated documents
	@command -v git >/dev/null && command -v msgfmt >/dev/null || ops/test-machine
	@ops/run-checks

lock: dev ## Resolve requirements/*.in again into hashed locks
	@cd requirements && for name in uv base dev; do \
		../$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header \
			--python-version 3.11 $$name.in -o $$name.lock; done

messages: setup ## Collect the texts of the interface and compile the catalogues
	@$(MURUNA) messages --extract
	@$(MURUNA) messages --compile

matrix: setup ## Write docs/access-matrix.md anew
	@$(MURUNA) matrix

inventory: setup ## Write docs/data-inventory.md anew
	@$(MURUNA) inventory

screenshots: dev ## Photograph each page for docs/screenshots
	@ops/test-machine browser
	@$(BIN)/python -m tests.screenshots

bench: dev ## Rerun every figure that the README quotes
	@$(BIN)/python -m bench

search-bench: setup ## Ask our own 120 questions of the library (SIZE=10000: of a made corpus of that size)
	@$(BIN)/python -m bench.search $(SIZE)

clean: ## Remove what was built; data and keys in var/ stay
	@rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis
