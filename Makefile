# The verbs of the project; `make` lists them. Each sets up what it needs, and does so only when
# what that is made from has changed.

.DEFAULT_GOAL := help
.NOTPARALLEL:

PORT ?= 8000
BIND ?= 127.0.0.1

python := .venv/bin/python
once := $(python) backend/scripts/once.py
pip := $(python) -m pip install --quiet --quiet --no-input --disable-pip-version-check

sources := $(wildcard frontend/src frontend/build frontend/public frontend/index.html frontend/.env* \
	frontend/*.js frontend/*.json)

.PHONY: help
help: ## List the verbs
	@echo "usage: make VERB"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

.PHONY: run
run: tools free-port packages interface database ## Set up and serve the product on http://localhost:8000 (PORT=8080 for another port)
	@cd backend && exec ../$(python) scripts/serve.py --address "$(BIND)" --port "$(PORT)"

.PHONY: dev
dev: tools free-dev-ports packages npm-packages database ## Run the API on port 8000 and Vite, with reload, on http://localhost:3000
	@exec $(python) backend/scripts/dev.py

.PHONY: test
test: dev-packages interface ## Set up and run every test, on SQLite, on PostgreSQL and in a browser
	@exec $(python) backend/scripts/run_stages.py test

# Apart from the other tests, whose database and fixtures are of no use to it.
.PHONY: test-faults
test-faults: dev-packages ## Stop, kill and fill what the product stands on while people work (4 minutes)
	@cd backend && PYTHONPATH=scripts:. DOTENV_PATH=/dev/null exec ../$(python) -m pytest -q -n0 \
		-p no:django --confcutdir=faults faults

.PHONY: test-llm
test-llm: dev-packages ## Try triage with a real, small model on this machine (needs a C++ compiler, 10 minutes at first)
	@$(once) --doing "Building a model's server" --stamp .venv-llm/packages.stamp \
		--input backend/requirements-llm.txt -- sh -c '$(python) -m venv .venv-llm && \
		.venv-llm/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
		-r backend/requirements-llm.txt'
	@cd backend && exec ../$(python) scripts/with_local_model.py -- \
		../$(python) -m pytest -q -n0 tests/tickets/triage/test_local_model.py

.PHONY: lint
lint: dev-packages npm-packages ## Check style, types and import rules
	@exec $(python) backend/scripts/run_stages.py lint

.PHONY: format
format: dev-packages npm-packages ## Format the code and fix what can be fixed
	@echo "Formatting the backend"
	@cd backend && ../$(python) -m ruff check --fix --quiet . || true
	@cd backend && ../$(python) -m ruff format --quiet .
	@echo "Formatting the interface"
	@cd frontend && npm run --silent format

.PHONY: schema
schema: dev-packages npm-packages ## Bring docs/openapi.yaml and the types made from it up to date
	@echo "Bringing the API's description up to date"
	@exec $(python) backend/scripts/check_schema.py --write

.PHONY: lock
lock: tool-packages ## Write requirements*.txt from requirements*.in (UPGRADE=1 for the newest versions)
	@cd backend && exec ../$(python) scripts/lock.py $(if $(UPGRADE),--upgrade)

.PHONY: audit
audit: tool-packages ## Ask whether any package is known to be vulnerable
	@cd backend && exec ../$(python) scripts/audit.py

.PHONY: screenshots
screenshots: packages interface ## Take the pictures for the documentation
	@cd frontend && exec ../$(python) ../backend/scripts/find_browser.py -- \
		../$(python) ../backend/scripts/with_postgres.py --private -- npm run screenshots

# Private, for it makes and drops databases; beside it nothing else should run.
bench := cd backend && PYTHONPATH=scripts exec ../$(python) scripts/with_postgres.py --private -- \
	../$(python) -m bench

.PHONY: bench
bench: bench-packages interface ## Measure the product with a million tickets (25 minutes), and fail where it is too slow
	@$(bench) --output ../.cache/bench/full.json --sizes 10000 100000 1000000

.PHONY: bench-quick
bench-quick: bench-packages interface ## Measure it with a hundred thousand tickets (5 minutes)
	@$(bench) --output ../.cache/bench/quick.json --sizes 10000 100000 --load-seconds 15

.PHONY: bench-docs
bench-docs: bench-packages ## Put the figures and plots of the last `make bench` into docs/performance.md
	@cd backend && exec ../$(python) -m bench.docs ../.cache/bench/full.json \
		--page ../docs/performance.md

.PHONY: clean
clean: ## Remove what was installed and built; your database and .env stay
	rm -rf .venv .venv-llm .cache frontend/node_modules frontend/dist frontend/coverage
	rm -rf frontend/playwright-report frontend/test-results backend/staticfiles
	rm -rf backend/bytecode
	rm -rf backend/.mypy_cache backend/.pytest_cache backend/.ruff_cache backend/.import_linter_cache
	rm -rf backend/.hypothesis
	find backend -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: tools
tools:
	@sh backend/scripts/setup.sh

.PHONY: free-port
free-port: tools
	@$(python) backend/scripts/ports.py --address "$(BIND)" \
		--advice "stop it, or choose another port: make run PORT=8080" "$(PORT)"

.PHONY: free-dev-ports
free-dev-ports: tools
	@$(python) backend/scripts/ports.py --advice "stop it, then try again" 8000 3000

.PHONY: packages
packages: tools
	@$(once) --doing "Installing Python packages" --stamp .venv/packages.stamp \
		--input backend/requirements.txt -- $(pip) -r backend/requirements.txt

.PHONY: dev-packages
dev-packages: tools
	@$(once) --doing "Installing Python packages" --stamp .venv/dev-packages.stamp \
		--input backend/requirements.txt backend/requirements-dev.txt \
		-- $(pip) -r backend/requirements-dev.txt

.PHONY: bench-packages
bench-packages: packages
	@$(once) --doing "Installing Python packages for measuring" --stamp .venv/bench-packages.stamp \
		--input backend/requirements-bench.txt -- $(pip) -r backend/requirements-bench.txt

.PHONY: tool-packages
tool-packages: tools
	@$(once) --doing "Installing Python packages for looking after packages" \
		--stamp .venv/tool-packages.stamp --input backend/requirements-tools.txt \
		-- $(pip) -r backend/requirements-tools.txt

.PHONY: npm-packages
npm-packages: tools
	@$(once) --doing "Installing npm packages" --stamp frontend/node_modules/.packages.stamp \
		--input frontend/package.json frontend/package-lock.json --within frontend \
		-- npm ci --no-audit --no-fund --no-update-notifier --loglevel=error

.PHONY: interface
interface: npm-packages
	@$(once) --doing "Building the interface" --stamp frontend/node_modules/.build.stamp \
		--output frontend/dist/index.html --input $(sources) --within frontend \
		-- npm run --silent build -- --logLevel warn

.PHONY: database
database: packages
	@$(python) backend/scripts/prepare_database.py
