# `make` alone lists the targets. On a fresh machine `make build` and `make test` are all it takes:
# Python 3.11 or newer, git and make must be there, everything else goes into .venv/.

PYTHON ?= python3
LOCK := requirements/dev.lock
BIN := .venv/bin
VENV := .venv/.installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

# The stamp is made last, so that a set-up cut short starts again; a second run reinstalls nothing.
$(VENV): pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=python3.11" >&2; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: setup
setup: $(VENV) ## Make .venv/ (every other target does so by itself)

.PHONY: build
build: $(VENV) ## Check the data and build the site into site/
	$(BIN)/playbook build

.PHONY: check
check: $(VENV) ## Report every problem in data/
	$(BIN)/playbook check

.PHONY: schema
schema: $(VENV) ## Write the JSON Schema that editors use into data/schema.json
	$(BIN)/playbook schema > build/schema.json.new && mv build/schema.json.new data/schema.json

.PHONY: test
test: lint typecheck unit ## Lint, check types and data style, run every test

.PHONY: unit
unit: $(VENV)
	$(BIN)/pytest --quiet

.PHONY: lint
lint: $(VENV) ## Ruff on the code, yamllint on the data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint --strict data

.PHONY: typecheck
typecheck: $(VENV) ## mypy, strict
	$(BIN)/mypy

.PHONY: format
format: $(VENV) ## Let Ruff format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
