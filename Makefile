# Everything a developer does with vvdesk, one word each; `make` alone prints the list.
# The targets set up .venv themselves (tools/bootstrap.py) and do nothing twice: a stamp
# per set of packages remembers what is installed.

VENV := .venv
PY := $(VENV)/bin/python
# The program is used from the checkout, not installed; child processes find it this way too.
export PYTHONPATH := $(CURDIR)
# The first of these that runs and is new enough; a version manager's shim may exist and not run.
CANDIDATES := python3.13 python3.12 python3.11 python3
# What follows gets a PostgreSQL of its own for as long as it runs; without one it runs without.
BESIDE_POSTGRES := $(PY) tools/postgres.py run --
CHECK_SIZE_PATHS := vvdesk ui tools benchmarks

.DEFAULT_GOAL := help
.PHONY: help run test coverage torture bench screenshots dist audit format lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.ready-run ## open the window; without a display, play the demo into demo/
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "Er is hier geen scherm om een venster te tonen; vvdesk speelt het voorbeeld af in de map demo."; \
	  $(PY) -m vvdesk demo demo/; \
	elif [ ! -f ui/__main__.py ]; then \
	  echo "Het venster is er nog niet in deze versie; vvdesk speelt het voorbeeld af in de map demo."; \
	  $(PY) -m vvdesk demo demo/; \
	else \
	  $(PY) tools/bootstrap.py window && $(PY) -m ui; \
	fi

test: $(VENV)/.ready-dev ## every check, then every test (half an hour on two cores)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) tools/check_size.py $(CHECK_SIZE_PATHS)
	@$(PY) tools/check_repository.py
	@$(PY) tools/check_dependencies.py
	@$(PY) tools/chromium.py
	@$(PY) tools/stock_tools.py
	@QT_QPA_PLATFORM=offscreen $(BESIDE_POSTGRES) $(PY) -m pytest -n 3 --dist worksteal -m "not torture"

coverage: $(VENV)/.ready-dev ## which branches of the core its own tests reach; 85 % is the least
	@QT_QPA_PLATFORM=offscreen $(BESIDE_POSTGRES) $(PY) -m pytest -n 2 -m "not torture" tests/core --cov --cov-report=term:skip-covered --cov-fail-under=85

torture: $(VENV)/.ready-dev ## the long runs: kills, hostile workbooks, many examples
	@QT_QPA_PLATFORM=offscreen $(BESIDE_POSTGRES) $(PY) -m pytest -n 2 -m torture

bench: $(VENV)/.ready-dev ## the figures of speed and memory, as ratios, also in bench-results/
	@QT_QPA_PLATFORM=offscreen $(BESIDE_POSTGRES) $(PY) -m benchmarks

screenshots: $(VENV)/.ready-dev ## every screen, light and dark, 100 and 200 %, into screenshots/
	@$(PY) tools/screenshots.py

dist: $(VENV)/.ready-dev ## a folder dist/vvdesk that runs without Python, tried out (three minutes)
	@$(PY) tools/window_libraries.py
	@$(PY) -m PyInstaller --log-level ERROR --noconfirm --clean vvdesk.spec
	@$(PY) tools/check_dist.py dist/vvdesk
	@QT_QPA_PLATFORM=offscreen $(PY) tools/frozen_smoke.py dist/vvdesk

audit: $(VENV)/.ready-audit ## licences and known vulnerabilities of what vvdesk needs to run
	@$(PY) tools/licences.py requirements/run.txt
	@$(PY) tools/vulnerabilities.py requirements/run.txt

format: $(VENV)/.ready-dev ## lay out the code and mend what can be mended by itself
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .

lock: $(VENV)/.ready-dev ## choose versions anew for requirements/*.txt (UPGRADE=1 takes newer ones)
	@$(PY) tools/lock.py $(if $(UPGRADE),--upgrade)

clean: ## throw away what was built, not .venv
	@rm -rf build dist demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage

$(VENV)/.ready-%: requirements/%.txt pyproject.toml tools/bootstrap.py
	@for python in $(CANDIDATES); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec "$$python" tools/bootstrap.py $*; \
	  fi; \
	done; \
	echo "vvdesk needs Python 3.11 or later; none of these runs here: $(CANDIDATES)."; \
	echo "Install one (Debian: apt-get install python3 python3-venv; macOS: brew install python) and try again."; \
	exit 1
