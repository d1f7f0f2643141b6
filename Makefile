# What one can do here; `make` alone lists it.
PYTHON ?= python3
NPM ?= npm
PORT ?= 8000
DATA ?= var

BIN := .venv/bin
STAMPS := .venv/.made
VENDOR := app/static/vendor
PO := $(wildcard app/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PIP := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes
TEMPLATED := templates

# The tests start hundreds of processes: where the environment forbids to keep compiled modules, each compiles all anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test lint bench soak scan sbom messages clean
.DELETE_ON_ERROR:

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18
	@echo "  PORT=$(PORT) and DATA=$(DATA) choose the port and the data folder of demo and serve."

setup: $(STAMPS)/runtime $(BIN)/doithoai $(VENDOR)/site.css $(VENDOR)/fonts/tinos/Tinos-Regular.ttf $(MO) ## everything needed to run: environment, assets, catalogues

demo: setup ## serve the demo city on http://127.0.0.1:8000 (keeps its data)
	@mkdir -p "$(DATA)"
	@DATABASE_URL="sqlite:///$(DATA)/doithoai.sqlite" exec $(BIN)/doithoai demo --port $(PORT)

serve: setup ## serve what the environment names (DATABASE_URL, SECRET_KEY, BASE_URL)
	@exec $(BIN)/doithoai serve --port $(PORT)

test: setup $(STAMPS)/dev ## every test, on SQLite and on PostgreSQL, in a browser where there is one
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

lint: $(STAMPS)/dev ## style, types, arrows between packages, templates, lock files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Not in our format; run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint $(TEMPLATED) --lint --quiet
	@! grep -nE '^[^#]*(https?://|--(index|extra-index)-url|--find-links)' requirements*.lock \
	  || { echo "A Python lock file names an address."; exit 1; }
	@! grep -n '"resolved"' package-lock.json || { echo "package-lock.json names an address."; exit 1; }

bench: setup $(STAMPS)/dev ## measure speed and size, into var/bench.json
	@$(BIN)/python -m tests.bench

soak: setup $(STAMPS)/dev ## half load for 30 minutes (MINUTES=…): memory, files and threads stay flat; into var/soak.json
	@$(BIN)/python -m tests.bench.soak $(MINUTES)

scan: setup $(STAMPS)/dev .scan/.made ## bandit, and wapiti as each role for 2 minutes (MINUTES=…, ROLES=…), into var/scan.json
	@MINUTES=$(or $(MINUTES),2) $(BIN)/python -m tests.scan .scan/bin $(ROLES)

sbom: setup ## the dated list of what is shipped into var/sbom, and docs/licences.md
	@$(BIN)/python -m app.operations.supply

messages: $(STAMPS)/dev ## collect sentences into the catalogues (CHECK=1 only reports what is missing)
	@$(BIN)/python -m app.web.messages $(if $(CHECK),--check)
	@$(MAKE) --no-print-directory $(MO)

clean: ## remove what make made, but no data
	@rm -rf .venv .scan node_modules $(VENDOR) $(MO)

# The environment. The stamps say which lock file it was made from.
$(BIN)/python:
	@echo "Making the virtual environment"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python lacks venv; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(STAMPS)/runtime: requirements.lock | $(BIN)/python
	@echo "Installing what the program needs (hashes checked)"
	@$(PIP) -r requirements.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.lock | $(STAMPS)/runtime
	@echo "Installing what tests and checks need (hashes checked)"
	@$(PIP) -r requirements-dev.lock
	@mkdir -p $(STAMPS) && touch $@

# Scanners want other versions of what we use, so they live apart.
.scan/.made: requirements-scan.lock
	@echo "Installing the scanners (hashes checked)"
	@$(PYTHON) -m venv .scan
	@.scan/bin/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r $<
	@touch $@

# No build: a .pth line makes the packages importable, and the command is a few lines beside python,
# which a shell reads first and python reads on.
define LAUNCHER
#!/bin/sh
''':'
exec "$$(dirname -- "$$(readlink -f -- "$$0")")/python" -P "$$0" "$$@"
'''
from app.cli import main

main()
endef
export LAUNCHER

$(BIN)/doithoai: Makefile | $(BIN)/python
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "doithoai.pth").write_text(f"{pathlib.Path.cwd()}\n")'
	@printf '%s\n' "$$LAUNCHER" > $@ && chmod 755 $@

# The front end. Without npm the site still works, plainly.
$(STAMPS)/node: package.json package-lock.json | $(BIN)/python
	@echo "Fetching styles, scripts and fonts (hashes checked)"
	@mkdir -p $(STAMPS)
	@if $(NPM) ci --ignore-scripts --silent; then touch $@; \
	else echo "npm could not fetch them: pages will be plain until 'make setup' succeeds" >&2; fi

$(VENDOR)/site.css: $(STAMPS)/node app/static/site.css app/static/app.js app/web/assets.py | $(STAMPS)/runtime $(BIN)/doithoai
	@test ! -e $(STAMPS)/node || $(BIN)/python -m app.web.assets

$(VENDOR)/fonts/tinos/Tinos-Regular.ttf: $(STAMPS)/node | $(STAMPS)/runtime $(BIN)/doithoai
	@test ! -e $(STAMPS)/node || $(BIN)/python -m exports.documents.fonts
	@test ! -e $@ || touch $@

%.mo: %.po | $(STAMPS)/runtime
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@
	@test -s $@
