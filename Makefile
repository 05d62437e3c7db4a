PYTHON ?= python3
RUN := .venv/bin/python
export PATH := $(PATH):$(CURDIR)/.venv/bin

.DEFAULT_GOAL := help
.PHONY: help install dev test check bench lock

help: ## Show these lines
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

install: ## Install what the lock files name
	@$(PYTHON) dev/bootstrap.py

dev: install ## Start everything on this machine; Ctrl-C stops it (WITH=--gemini: a stand-in for Gemini too)
	@$(RUN) -m dev.stack up $(WITH)

test: install ## Run all tests on a throw-away stack
	@$(RUN) -m pytest -n 2

check: install ## Formatting, lint, types, layers, lock files and OpenAPI; then all tests
	@$(RUN) -m ruff format --check --quiet . && $(RUN) -m ruff check --quiet .
	@dev/node_modules/.bin/pyright
	@PYTHONPATH=. .venv/bin/lint-imports --no-cache --no-logo
	@$(RUN) -m dev.locks --check
	@$(RUN) -m dev.openapi --check
	@$(RUN) -m pytest -n 2

bench: install ## Measure everything, each figure against a limit in the same run; takes minutes
	@$(RUN) -m dev.bench --all

lock: install ## Make the lock files again
	@$(RUN) -m dev.locks
	@cd dev && npm install --package-lock-only --no-fund --no-audit
