# What people and CI run. Every target installs what it needs into the project's folder.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
UV_VERSION := 0.13.8
UV := .uv/bin/uv
BIN := .venv/bin
PYTHON := $(BIN)/python
READY := .venv/.ready
ARCHIVE ?= news/archive/sample
DATABASE_URL ?=
# Where PostgreSQL is looked for when DATABASE_URL does not name one.
POSTGRES_URL := $(or $(filter postgres%,$(DATABASE_URL)),postgres://postgres@127.0.0.1:5432/postgres)

export BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help demo test bench screenshots lint types messages check lock format

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(UV):
	python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .uv "uv==$(UV_VERSION)"

$(READY): requirements-dev.lock .python-version | $(UV)
	@test -x $(PYTHON) || $(UV) venv --quiet .venv || $(UV) venv --quiet --python '>=3.12' .venv
	$(UV) pip sync --quiet --require-hashes requirements-dev.lock
	@touch $@

demo: $(READY)  ## start the portal with sample content (PORT=, ARCHIVE=)
	@$(PYTHON) manage.py demo --archive "$(ARCHIVE)" --address 127.0.0.1:$(PORT)

test: $(READY)  ## all tests on SQLite and, where one answers, on PostgreSQL (DB=sqlite, DB=postgres)
	@PYTHON=$(PYTHON) POSTGRES_URL=$(POSTGRES_URL) DB=$(DB) tests/run

bench: $(READY)  ## speed and memory of the import on PostgreSQL, as ratios; scores of Lighthouse (BENCH_DATABASE_URL=)
	@DATABASE_URL=$(or $(BENCH_DATABASE_URL),$(POSTGRES_URL)) DJANGO_SETTINGS_MODULE=metropol.settings.test \
		$(PYTHON) -m tests.bench.run
	$(PYTHON) -m tests.bench.lighthouse

screenshots: $(READY)  ## take the pictures of the documents anew, in Chromium (ONLY="name name")
	@$(PYTHON) -m tests.screenshots.run $(ONLY)

lint: $(READY)  ## code style, templates, module length, translations in the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --check --lint --quiet
	$(PYTHON) tests/house_rules.py

types: $(READY)  ## static types
	$(BIN)/mypy .

messages: $(READY)  ## German complete, catalogues up to date
	$(PYTHON) tests/check_messages.py

check: $(READY)  ## Django's checks with the production settings, and migrations
	SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))") \
	ALLOWED_HOSTS=portal.example CACHE_URL=rediscache://127.0.0.1:6379/1 DATABASE_URL=$(POSTGRES_URL) \
	DJANGO_SETTINGS_MODULE=metropol.settings.production \
	$(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) manage.py makemigrations --check

format: $(READY)  ## put code and templates into form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	-$(BIN)/djlint templates --reformat --quiet

lock: | $(UV)  ## renew both lock files
	$(UV) pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.12 \
		pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.12 \
		--all-extras pyproject.toml -o requirements-dev.lock
