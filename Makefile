# Razvorot: everything a person does here by hand. `make help` lists it.

PORT ?= 8000
HOST ?= 127.0.0.1
export VENV ?= .venv
BIN := $(VENV)/bin
RAZVOROT := $(BIN)/razvorot
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install install-dev test-programs serve dev test bench screenshots lint format catalogues house lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PORT=8080 HOST=0.0.0.0 change where serve and dev listen; PYTHON=… names another Python."

install: ## make .venv with the program and what it needs
	@tools/install.sh run

serve: install ## install, migrate, publish content/ and serve it on http://127.0.0.1:8000
	@exec $(RAZVOROT) serve --host $(HOST) --port $(PORT)

dev: install-dev ## serve from this source, reloading what changes
	@exec $(RAZVOROT) serve --host $(HOST) --port $(PORT) --reload

test: install-dev test-programs ## install what tests need and run all of them
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

bench: install-dev ## print the benchmarks
	@$(BIN)/python -m bench

screenshots: install-dev test-programs ## take pictures of every kind of page into screenshots/
	@$(BIN)/python tools/screenshots.py

lint: install-dev ## check form, types, floors and templates
	@$(BIN)/ruff format --check --quiet reader tests tools migrations bench
	@$(BIN)/ruff check --quiet reader tests tools migrations bench
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }
	@$(BIN)/djlint --quiet --lint reader/web/templates

format: install-dev ## give the source its form
	@$(BIN)/ruff format --quiet reader tests tools migrations bench

catalogues: install-dev ## collect the sentences of the interface into translations/
	@$(BIN)/python tools/catalogues.py

house: install-dev ## write the list of packages into docs/house.md
	@$(BIN)/python tools/house.py

lock: install-dev ## renew the locked versions in requirements/
	@tools/lock.sh

clean: ## remove what was made here, except the instance folder
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf tests/browser/node_modules screenshots
	find reader tests tools migrations translations -name '*.mo' -delete
	find reader tests tools migrations -name __pycache__ -type d -prune -exec rm -rf {} +

install-dev:
	@tools/install.sh dev

test-programs:
	@tools/test_programs.sh
