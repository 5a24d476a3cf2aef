# The commands of the project. Each says what it does; a second run does only what is new.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup locks messages run demo-reset stop-db test test-browser test-rest check check-types check-rest verify benchmark

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
# Each step leaves a mark inside what it made, so that throwing that away makes it anew.
PACKAGES := $(VENV)/.installed
NODE := node_modules/.installed
ASSETS := static_npm/.copied
MESSAGES := $(VENV)/.messages-compiled
PORT ?= 8000
# Every command starts Python: what it compiled once is kept, also on a machine that would rather not.
export PYTHONDONTWRITEBYTECODE :=
say = @printf '\033[1m%s\033[0m\n'

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

# --- the environment -------------------------------------------------------------------------

setup: $(PACKAGES) $(ASSETS) $(MESSAGES)  ## the environment: packages, the look's files, compiled messages

$(PACKAGES): requirements-dev.lock
	$(say) "Installing the Python packages of requirements-dev.lock into $(VENV)"
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is missing: install it first (Debian: apt-get install python3 python3-pip)" >&2; exit 1; }
	@test -x $(PYTHON) || python3 -m venv --without-pip $(VENV)
	@test -x $(BIN)/uv || { python3 -m pip --version >/dev/null 2>&1 || { echo "pip is missing: install it first (Debian: apt-get install python3-pip)" >&2; exit 1; }; \
		python3 -m pip --python $(PYTHON) install -q uv; }
	@$(BIN)/uv pip install -q --python $(PYTHON) --require-hashes -r requirements-dev.lock
	@touch $@

$(NODE): package-lock.json .npmrc requirements-node.lock | $(PACKAGES)
	$(say) "Installing the packages of package-lock.json into node_modules"
	@command -v npm >/dev/null || test -x $(BIN)/npm || { echo "No npm on this machine: installing the wheel of requirements-node.lock"; \
		$(BIN)/uv pip install -q --python $(PYTHON) --require-hashes -r requirements-node.lock; }
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent --no-audit --no-fund
	@touch $@

# Only the files used: a whole dist folder makes collectstatic slow.
FONTS := $(foreach weight,400 500 600,latin-$(weight) latin-ext-$(weight))

$(ASSETS): $(NODE) Makefile
	$(say) "Copying the look's files to static_npm"
	@rm -rf static_npm && mkdir -p static_npm/vendor/fonts
	@cp node_modules/bootstrap/dist/css/bootstrap.min.css node_modules/bootstrap/dist/css/bootstrap.min.css.map static_npm/vendor/
	@cp $(foreach font,$(FONTS),node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-$(font)-normal.woff2) static_npm/vendor/fonts/
	@touch $@

$(MESSAGES): $(wildcard locale/*/LC_MESSAGES/*.po) config/catalogs.py | $(PACKAGES)
	$(say) "Compiling the messages"
	@$(PYTHON) -m config.catalogs compile
	@touch $@

locks: $(PACKAGES)  ## write the lock files anew from pyproject.toml
	$(say) "Writing the lock files"
	@for target in "requirements.lock pyproject.toml" "requirements-dev.lock pyproject.toml --group dev" "requirements-node.lock --group node"; do \
		set -- $$target; lock=$$1; shift; \
		$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
			--no-emit-index-url --no-emit-find-links --no-header "$$@" -o $$lock; done
	@! grep -n '://' requirements*.lock

messages: $(PACKAGES)  ## collect the sentences to translate from code and templates, and compile them
	$(say) "Collecting the messages into locale/"
	@$(PYTHON) -m config.catalogs extract
	@$(PYTHON) -m config.catalogs compile
	@$(PYTHON) -m config.catalogs check

# --- using it --------------------------------------------------------------------------------

run: setup  ## everything needed, then the web on 127.0.0.1, port $PORT or 8000, and the worker beside it
	$(say) "Preparing the database"
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py seed_demo --if-empty
	@if [ -n "$${FASTHOLD_SECRET_KEY:-}" ]; then echo "Collecting the static files"; $(PYTHON) manage.py collectstatic --no-input --verbosity 0; fi
	$(say) "Fasthold answers on http://127.0.0.1:$(PORT)/ (Ctrl+C ends it; the database goes on, make stop-db ends that)"
	@(trap 'kill $$! 2>/dev/null; exit' TERM; while true; do $(PYTHON) manage.py work & wait $$! || sleep 1; done) & worker=$$!; \
		trap 'kill $$worker 2>/dev/null || true' EXIT; PORT=$(PORT) $(BIN)/gunicorn

demo-reset: setup  ## throw the demo data away and make it anew (only in the embedded database)
	@if [ -n "$${DATABASE_URL:-}" ]; then echo "DATABASE_URL is set: a database of your own is not thrown away" >&2; exit 1; fi
	$(say) "Making the demo data anew"
	@$(PYTHON) -m config.embedded reset
	@rm -rf .data/files
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py seed_demo

stop-db: $(PACKAGES)  ## stop the embedded database
	@$(PYTHON) -m config.embedded stop

# --- proving it ------------------------------------------------------------------------------

# What is opened in a browser is not counted: how much of the code runs is counted without it, in half the time.
UNCOUNTED := tests/browser

# One run tells everything: what fails in the browser does not keep the other tests from running.
test: setup  ## every test, in two processes, with the branch coverage of the five packages
	@$(MAKE) --no-print-directory --keep-going --jobs=1 test-browser test-rest

test-browser: setup
	$(say) "Running the tests in the browser"
	@CHROMIUM=$$(.ci/find-browser); export CHROMIUM; $(BIN)/pytest -n 2 --dist worksteal $(UNCOUNTED)

test-rest: setup
	$(say) "Running all other tests, which must reach the code on their own"
	@$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=term $(addprefix --ignore=,$(UNCOUNTED))

check: setup  ## everything CI checks, without tests
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check-types check-rest

check-types: setup
	$(say) "Types"
	@$(BIN)/mypy

check-rest: setup
	$(say) "Lint and format"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	$(say) "Imports go one way"
	@$(BIN)/lint-imports --no-logo
	$(say) "Templates"
	@$(BIN)/djlint templates --lint --quiet
	$(say) "Migrations follow the models"
	@$(PYTHON) manage.py makemigrations --check --dry-run
	$(say) "Every sentence is Danish"
	@$(PYTHON) -m config.catalogs check
	$(say) "Settings of a production"
	@secret() { $(PYTHON) -c 'import secrets; print(secrets.token_hex(40))'; }; \
		FASTHOLD_SECRET_KEY=$$(secret) FASTHOLD_CPR_KEYS=1=$$(secret) FASTHOLD_ALLOWED_HOSTS=fasthold.example \
		$(PYTHON) manage.py check --deploy --fail-level WARNING
	$(say) "Lock files name no machine"
	@! grep -n '://' requirements*.lock
	@! grep -n '"resolved"' package-lock.json

verify: check  ## the tests at full size, on PostgreSQL 15 too, and the measurements; needs root
	$(say) "Running the tests at full size"
	@CHROMIUM=$$(.ci/find-browser); OFFICE=$$(.ci/find-office); export CHROMIUM OFFICE; TEST_FULL_SIZE=1 $(BIN)/pytest -n 2
	$(say) "Running the tests on PostgreSQL 15"
	@CHROMIUM=$$(.ci/find-browser); export CHROMIUM; .ci/on-postgresql-15 $(BIN)/pytest -n 2
	@$(MAKE) benchmark

benchmark: setup  ## the measurements of benchmarks/
	$(say) "Measuring"
	@for measurement in benchmarks/[a-z]*.py; do echo "$$measurement"; $(PYTHON) -m "benchmarks.$$(basename $$measurement .py)"; done
