# Every target sets up what it needs. Only python3 (3.11 or later) and make are assumed.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin
export PORT
# Where nothing compiled may be kept, each of the many processes compiles 2,000 files to begin with.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: bench-web bench-visits bounds-visits bench-territories gallery help setup demo demo-reset dev test check bench lock format screenshots

help: ## Show what there is to run
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## The environment alone
	@$(PYTHON) scripts/bootstrap.py

demo: setup ## Spain, the demo company and a first alignment at http://127.0.0.1:8000
	@$(VENV)/comarca demo
	@$(VENV)/comarca serve

demo-reset: setup ## The demo from its beginning
	@$(VENV)/comarca demo --reset
	@$(VENV)/comarca serve

dev: setup ## Serve, and reload on every change
	@COMARCA_DEBUG=1 $(VENV)/comarca serve --reload

check: ## Format, lint, types, import contracts, migrations, translations, lock files
	@$(PYTHON) scripts/bootstrap.py --dev
	@$(VENV)/python scripts/check.py

test: ## Everything, on SQLite and PostgreSQL, with a real browser
	@$(PYTHON) scripts/bootstrap.py --dev --browser
	@$(VENV)/python scripts/test.py

bench: ## Measure, and write docs/performance.md
	@$(PYTHON) scripts/bootstrap.py --dev --browser
	@$(VENV)/python bench/app/run.py

bench-web: ## Load test at 100,000 accounts on both databases (ACCOUNTS=10000 SECONDS=60 for a quick one)
	@$(PYTHON) scripts/bootstrap.py --dev
	@test -d .venv-bench-web || $(PYTHON) -m venv .venv-bench-web
	@.venv-bench-web/bin/python -m pip install -q --require-hashes -r requirements/bench-web.lock
	@$(VENV)/python bench/web/run.py --accounts $(or $(ACCOUNTS),100000) --seconds $(or $(SECONDS),300)

bench-visits: ## Visit plans beside PyVRP, VROOM and OR-Tools, tables and plots (SEEDS=1, LONG=1 for 60 s; goes on)
	@$(PYTHON) scripts/bootstrap.py --dev
	@$(VENV)/uv pip install -q --require-hashes --no-deps --target .bench-peers -r requirements/bench.lock
	@cd bench/visits && PYTHONPATH=../../.bench-peers ../../$(VENV)/python run.py \
		--keep ../../.bench-visits.jsonl --seeds $(or $(SEEDS),5) $(if $(LONG),--long)
	@cd bench/visits && PYTHONPATH=../../.bench-peers ../../$(VENV)/python plots.py \
		../../.bench-visits.jsonl ../../docs/benchmarks

bounds-visits: ## What no plan can exceed on the orienteering cells of bench-visits (SECONDS=120 of each; CELLS="r104:2")
	@$(PYTHON) scripts/bootstrap.py --dev
	@cd bench/visits && ../../$(VENV)/python bounds.py --seconds $(or $(SECONDS),120) $(CELLS)

bench-territories: ## Divide territories, ours and the peers (QUICK=1; ROWS="us50 es200"; goes on where it stopped)
	@$(PYTHON) scripts/bootstrap.py --dev
	@test -d .venv-bench || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install -q --require-hashes -r requirements/bench-territories.lock
	@PYTHONPATH=src .venv-bench/bin/python bench/territories/run.py $(ROWS) $(if $(QUICK),--quick --seconds 20)

gallery: ## Draw the twelve maps of docs/benchmarks/territories.md again
	@test -d .venv-bench || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install -q --require-hashes -r requirements/bench-territories.lock
	@PYTHONPATH=src .venv-bench/bin/python bench/territories/gallery.py $(NAMES)

screenshots: ## Make the pictures of the README and the guide again
	@$(PYTHON) scripts/bootstrap.py --dev --browser
	@$(VENV)/python docs/screenshots.py

format: ## Put the sources in the house's form
	@$(PYTHON) scripts/bootstrap.py --dev
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix .

lock: ## Choose the newest allowed packages and pin them by hash
	@$(PYTHON) scripts/lock.py
