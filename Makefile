# `make` alone lists the targets. On a fresh machine `make build` and `make test` are all it takes:
# Python 3.11 or newer, git and make must be there, everything else goes into .venv/.

PYTHON ?= python3
BIN := .venv/bin

# What checks, builds and publishes is ready sooner than what tests it: a pull request waits for the former.
RUN := .venv/.ready
VENV := .venv/.installed

# The playbook to work on; another folder than this one needs nothing but its data/.
DIR ?= .
PLAYBOOK = $(BIN)/playbook -C '$(DIR)'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

# The stamps are made last, so that a set-up cut short starts again; a second run reinstalls nothing.
$(RUN): pyproject.toml requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=python3.11" >&2; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV): $(RUN) requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: ready
ready: $(RUN) ## Make as much of .venv/ as checking, building and publishing take (they do so by themselves)

.PHONY: setup
setup: $(VENV) ## Make .venv/ whole (every other target does so by itself)

.PHONY: build
build: $(RUN) ## Check the data and build the site into site/ (DIR=...: another playbook, EDITION=...: for its readers)
	$(PLAYBOOK) build $(FORMAT:%=--format %) $(EDITION:%=--edition '%')

.PHONY: styleguide
styleguide: $(RUN) ## Build with the page that shows every component; such a site is not published
	$(PLAYBOOK) build --development

.PHONY: check
check: $(RUN) ## Report every problem in data/, and what is untidy in its YAML
	$(PLAYBOOK) check
	@$(BIN)/yamllint '$(DIR)/data' || echo "(untidy only: this stops nothing)"

# What a pull request is told: first what is wrong, next what it does to the response, then whether the site
# builds. GitHub shows ten annotations a step, so the summary holds the whole list.
SUMMARY = "$${GITHUB_STEP_SUMMARY:-/dev/null}"
PROBLEMS = '$(DIR)/build/problems.md'

.PHONY: annotate
annotate: $(RUN) ## Check for a pull request: annotations, and the list into the file GITHUB_STEP_SUMMARY names
	@mkdir -p '$(DIR)/build'
	@$(PLAYBOOK) check --format markdown > $(PROBLEMS) || test $$? -eq 1
	@{ printf '# Check\n\n'; test -s $(PROBLEMS) && cat $(PROBLEMS) || echo 'No problem was found.'; } >> $(SUMMARY)
	$(PLAYBOOK) check --format github

.PHONY: summarise
summarise: CHANGES = '$(DIR)/build/changes.md'
summarise: $(RUN) ## Say in the same summary what changes in the response since BASE=...
	@mkdir -p '$(DIR)/build'
	@$(PLAYBOOK) diff --format markdown -- '$(BASE)' > $(CHANGES) || { \
	  test $$? -eq 2 && echo 'There is no plan to compare with.' > $(CHANGES); }
	@{ printf '# What changes in the response\n\n'; cat $(CHANGES); } >> $(SUMMARY)

# The check has said all that the data can tell; what is wrong only now is rare, and worth a second run.
.PHONY: annotate-site
annotate-site: $(RUN) ## Build for a pull request: what only the site shows is annotated and listed as well
	@mkdir -p '$(DIR)/build'
	@$(PLAYBOOK) build --format markdown > $(PROBLEMS) || { test $$? -eq 1 && \
	  { printf '# Build\n\n'; cat $(PROBLEMS); } >> $(SUMMARY) && $(PLAYBOOK) build --format github; }

.PHONY: diff
diff: $(RUN) ## Say what changed in the response since OLD=... (HEAD), in NEW=... or the files as they are
	@$(PLAYBOOK) diff $(FORMAT:%=--format %) -- '$(or $(OLD),HEAD)' $(NEW:%='%')

.PHONY: publish
publish: $(RUN) ## Put the built site (EDITION=...) on the branch that readers are served from (ARGS=--dry-run: say how)
	$(PLAYBOOK) publish $(REMOTE:%=--remote '%') $(EDITION:%=--edition '%') $(ARGS)

.PHONY: test
test: lint typecheck unit ## Lint, check types, run every test of the software

# Neither the plan nor the hand-written pages are software; what else lies in data/ is.
SOFTWARE = . ':(exclude,glob)data/**/*.yml' ':(exclude)content'

.PHONY: test-software
test-software: ## The tests and `seed-check`, if more than data/ and content/ differs from BASE=...
	@if git -C '$(DIR)' diff --quiet '$(BASE)' -- $(SOFTWARE); then \
	  echo "Only data/ and content/ differ from $(BASE): the software is as tested."; \
	else \
	  $(MAKE) test seed-check; \
	fi

.PHONY: lint
lint: $(VENV) ## Ruff on the code, yamllint on the software's own YAML, zizmor and schemas on the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint --strict mkdocs.yml .yamllint .github examples generator tests
	$(BIN)/zizmor --offline --quiet --pedantic --strict-collection .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml

.PHONY: typecheck
typecheck: $(VENV) ## mypy, strict
	$(BIN)/mypy

.PHONY: torture
torture: $(VENV) ## Many rounds of what `make test` does in a few: builds and publishers that race and are killed
	TORTURE_ROUNDS=50 HOSTILE_TEXTS=9999 $(BIN)/pytest --quiet tests/torture

# FUZZ_SEED=... repeats a run, FUZZ_TARGETS=... chooses what is fed; see tests/fuzz/__main__.py.
.PHONY: fuzz
fuzz: $(VENV) ## Feed odd data to the program for FUZZ_SECONDS (300); what breaks it becomes a case
	FUZZ_SECONDS=$(or $(FUZZ_SECONDS),300) $(BIN)/python -m tests.fuzz

# mutmut brings much that nothing else needs, so it has an environment of its own.
MUTATION := .venv-mutation/.installed

$(MUTATION): requirements/mutation.txt
	rm -rf .venv-mutation
	$(PYTHON) -m venv .venv-mutation
	.venv-mutation/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutation.txt
	@touch $@

.PHONY: mutation
mutation: $(MUTATION) ## Change the code in small ways and count what the tests notice: ARGS="when ranking --sample 900"
	nice -n 15 .venv-mutation/bin/python -m mutation $(ARGS)

# What is said of the first plan in particular has its own target, so that data/ may change freely.
.PHONY: unit
unit: $(VENV) ## The tests alone
	$(BIN)/pytest --quiet --numprocesses auto --dist loadfile --ignore=tests/seed

.PHONY: seed-check
seed-check: $(VENV) ## Check the frozen copy of the first plan against its source document
	$(BIN)/pytest --quiet tests/seed

.PHONY: schema
schema: $(RUN) ## Write what the model says: data/schema.json for editors, docs/fields.md for people
	@mkdir -p build
	$(BIN)/playbook schema > build/schema.json
	$(BIN)/playbook schema --format markdown > build/fields.md
	mv build/schema.json data/schema.json
	mv build/fields.md docs/fields.md

.PHONY: codes
codes: $(RUN) ## Write what the package says of every code: docs/diagnostics.md
	@mkdir -p build
	$(BIN)/playbook explain --format markdown > build/diagnostics.md
	mv build/diagnostics.md docs/diagnostics.md

# lychee's own report on the site as it stands; `make build` runs the same gate before it swaps a site in.
.PHONY: linkcheck
linkcheck: $(VENV) ## Check every link and anchor of site/, without a network
	@$(BIN)/python -c 'import os, sys; from pathlib import Path; from generator.site.links import lychee; \
	  site = Path(sys.argv[1]).resolve(); os.chdir(site.parent); os.execv(lychee(site)[0], lychee(site))' '$(DIR)/site'

VISIT = $(BIN)/linkchecker --config .linkcheckerrc --no-status $(if $(EXTERNAL),--check-extern) $(URL:%='%')

# From the root a visitor comes to `latest` only, for the choice of versions needs scripts: URL may name several.
.PHONY: linkcheck-live
linkcheck-live: $(VENV) ## Visit a served or published site: URL=https://... (EXTERNAL=yes: what it links to as well)
	@test -n '$(URL)' || { echo "Say which site: make linkcheck-live URL=https://..." >&2; exit 2; }
	$(VISIT)

# A new repository has no site yet: that is no failure.
.PHONY: weekly
weekly: EXTERNAL = yes
weekly: URL = $(or $(SITE_URL),$(shell $(BIN)/python -c 'import sys; from pathlib import Path; \
  from generator.settings import read_settings; print(read_settings(Path(sys.argv[1])).site_url)' '$(DIR)'))
weekly: $(VENV) ## Visit the site at SITE_URL=..., else at mkdocs.yml's site_url, and what it links to elsewhere
	@$(if $(URL),$(VISIT),echo "::notice::No site was visited: its address is not known. Set site_url in \
	  mkdocs.yml, or the repository's variable SITE_URL.")

.PHONY: format
format: $(VENV) ## Let Ruff format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV) ## Measure the speed on made-up playbooks
	$(BIN)/python -m benchmarks

# uv lives in an environment of its own: it makes the locks and is no part of what they lock. Without an
# index address, the locks hold on any mirror.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' .venv-lock/bin/uv pip compile --quiet --universal \
  --generate-hashes --no-emit-index-url --python-version 3.11 $(UPGRADE)

.PHONY: lock
lock: .venv-lock/bin/uv ## Renew the locks after a change of requirements; UPGRADE=--upgrade for new versions
	$(COMPILE) --group dev pyproject.toml -o requirements/dev.txt
	$(COMPILE) --constraint requirements/dev.txt --group run pyproject.toml -o requirements/run.txt
	$(COMPILE) --constraint requirements/dev.txt --group mutation pyproject.toml -o requirements/mutation.txt
	for engine in properdocs zensical; do \
	  $(COMPILE) --constraint requirements/dev.txt requirements/engines/$$engine.in -o requirements/engines/$$engine.txt || exit 1; \
	done

.venv-lock/bin/uv:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv

.PHONY: clean
clean: ## Remove everything that was made
	rm -rf $(dir $(wildcard site-*/stamp.json)) .venv .venv-lock .venv-mutation build site dist .site-new-* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
