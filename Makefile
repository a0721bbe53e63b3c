# The commands of Yuimachi. `make` alone lists them. Every target may be called again: what is done is not repeated.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
BIN := $(VENV)/bin
SYSTEM_PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
WORKERS ?= 2
export PYTHONPATH := platform:.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PACKAGES := platform/audit_log platform/jobs platform/llm_gateway platform/metering platform/outbound platform/pii_masking \
	platform/web platform/yuimachi tenants knowledge assistants billing templates
LOCK := uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--python-version 3.11 --quiet

.PHONY: help setup demo stop fresh test lint messages check-deploy system-packages lock clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: $(VENV)/.stamp-base ## Prepare everything the product needs, start nothing
	@echo "  ready: make demo"

demo: $(VENV)/.stamp-base ## Start the demo consortium with three towns (PORT=8000: first port to try)
	@exec $(BIN)/python -m yuimachi.running --with-parent --port $(PORT)

stop: ## End a running demo and its database
	@test -x $(BIN)/python || { echo "  nothing is installed"; exit 0; }; $(BIN)/python -m yuimachi.running stop

fresh: $(VENV)/.stamp-base ## Forget the demo: end it and delete its database and files
	@$(BIN)/python -m yuimachi.running forget

test: $(VENV)/.stamp-testing system-packages lint ## Check everything: style, types, borders, tests (WORKERS=2 in parallel)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=10 -ra

lint: $(VENV)/.stamp-testing check-deploy ## Check style, types, import directions, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(PACKAGES)
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings yuimachi.settings.testing

check-deploy: $(VENV)/.stamp-testing
	@find deploy -name '*Dockerfile*' -print0 | xargs -0 -r $(BIN)/hadolint
	@find deploy -name 'compose*.y*ml' -print0 | xargs -0 -r $(BIN)/check-jsonschema --builtin-schema vendor.compose-spec

system-packages:
	@.ci/system-packages

messages: $(VENV)/.stamp-testing ## Gather the texts of all pages, list what has no English, compile
	@$(BIN)/python -m yuimachi.messages

lock: ## Write the locked requirements anew from base.in and testing.in
	@command -v uv >/dev/null || $(BIN)/pip install --quiet uv
	PATH="$(CURDIR)/$(BIN):$$PATH" $(LOCK) requirements/base.in -o requirements/base.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(LOCK) requirements/testing.in -o requirements/testing.txt

clean: ## Remove what was installed and built (not the demo's data: make fresh)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis static_collected build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Stamps: a file that is newer than the list it stands for means that the list is installed ---------------------
$(BIN)/python:
	@test -n "$(SYSTEM_PYTHON)" && "$(SYSTEM_PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Python 3.11 is needed; give its path as SYSTEM_PYTHON=…"; exit 1; }
	@echo "  making $(VENV)"
	@"$(SYSTEM_PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); .ci/system-packages python3.11-venv && \
		"$(SYSTEM_PYTHON)" -m venv $(VENV); } || { rm -rf $(VENV); \
		echo "The venv module is incomplete. On Debian and Ubuntu: apt-get install python3.11-venv"; exit 1; }

$(VENV)/.stamp-base: requirements/base.txt requirements/vectors.txt | $(BIN)/python
	@echo "  installing the product's requirements (about a minute the first time)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/vectors.txt
	@touch $@

$(VENV)/.stamp-testing: requirements/testing.txt $(VENV)/.stamp-base | $(BIN)/python
	@echo "  installing what the tests need"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/testing.txt
	@touch $@
