# Needs Python 3.11 or newer, git and make; everything else goes into .venv, in the versions that requirements/*.txt pin.
# Another Python: make run PYTHON=python3.13

PYTHON ?= python3
# Tests at a time. Four on two cores too: a test of a screen waits as long as it works.
JOBS ?= 4
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PINNED := $(INSTALL) --require-hashes --only-binary :all:
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-emit-options \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# Tests start the program hundreds of times: without byte-code it would be compiled each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check bench torture format lock clean

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## start the coach; for instance: make run ARGS="next"
	@$(BIN)/coach $(ARGS)

test: $(VENV)/dev.stamp ## run the tests; for instance: make test ARGS="tests/project -k layers"
	$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal $(ARGS)

check: $(VENV)/dev.stamp ## lint, types, layers and budgets
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/project/test_layers.py tests/project/test_budgets.py tests/project/test_markup.py
	@# Every lesson, as editors see it: tombi with our schema.
	$(BIN)/python -m pytest -q -m "slow or not slow" tests/authoring/test_editors.py

bench: $(VENV)/dev.stamp ## what it takes, against a bare Textual app in the same run; for instance: make bench ARGS="quit"
	$(BIN)/python -m tests.benchmarks $(ARGS)

torture: $(VENV)/dev.stamp ## the long tests of the promises, with counts and seeds; again with one of them: make torture COACH_SEED=7
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "slow or torture" $(ARGS)

format: $(VENV)/dev.stamp ## order imports and lay code out (lines marked `fmt: skip` stay as they are)
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

lock: $(VENV)/dev.stamp ## pin again after a change in pyproject.toml or requirements/*.in; ARGS="--upgrade" for newer ones
	$(INSTALL) pip-tools
	$(LOCK) $(ARGS) -o requirements/run.txt pyproject.toml
	$(LOCK) $(ARGS) -o requirements/build.txt requirements/build.in -c requirements/run.txt
	$(LOCK) $(ARGS) -o requirements/dev.txt requirements/dev.in -c requirements/run.txt -c requirements/build.txt

clean: ## remove .venv and whatever else was made here; your plans live elsewhere and stay
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than what was installed from, so that a second run installs nothing.
$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
		"coach needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.13 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml requirements/run.txt requirements/build.txt
	$(PINNED) -r requirements/run.txt -r requirements/build.txt
	$(INSTALL) --no-build-isolation --no-deps --no-index --editable .
	@# Without byte code the first start takes almost four times as long.
	@$(BIN)/python -m compileall -q coach screens content
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(PINNED) -r requirements/dev.txt
	@touch $@
