# Every verb works on a fresh clone: it makes .venv and installs what it needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev

.PHONY: run test soak check demo bench clean

run: $(STAMP)
	$(BIN)/python -m lib.cli init
	$(BIN)/python -m lib.ui.serve

test: $(DEV_STAMP)
	$(BIN)/python -m pytest

soak: $(DEV_STAMP)
	SOAK=long $(BIN)/python -m pytest -n 0 tests/soak

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

demo: $(STAMP)
	$(BIN)/python -m lib.cli demo --out data/var/demo.db
	SOCHITIEU_DB=data/var/demo.db $(BIN)/python -m lib.ui.serve

bench: $(DEV_STAMP)
	$(BIN)/python -m lib.cli bench

clean:
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
