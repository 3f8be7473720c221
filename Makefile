# The verbs of the project; `make` lists them. Each sets up what it needs, and does so only when
# what that is made from has changed: stamp files tell make when something was last installed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PORT ?= 8000
BIND ?= 127.0.0.1

python := .venv/bin/python
pip := $(python) -m pip install --quiet --quiet --no-input --disable-pip-version-check --require-hashes
# Certificates as pip knows them: those of a company's proxy are in the system's store.
export UV_SYSTEM_CERTS := true
# What an interrupted installation left half done is installed again.
install := $(python) -m uv pip install --quiet --python $(python) --require-hashes --reinstall

# In this order, for the later ones keep to what the earlier ones chose.
requirements := requirements requirements-dev requirements-bench requirements-tools \
	requirements-llm requirements-uv

# The folders count too: removing a file changes only the folder that it was in.
sources := $(shell find $(wildcard frontend/src frontend/build frontend/public \
	frontend/index.html frontend/.env* frontend/*.js frontend/*.json))

.PHONY: help
help: ## List the verbs
	@echo "usage: make VERB"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 17

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
test-llm: dev-packages llm-packages ## Try triage with a real, small model on this machine (needs a C++ compiler, 10 minutes at first)
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
lock: tools ## Write requirements*.txt from requirements*.in (UPGRADE=1 for the newest versions)
	@cd backend && for name in $(requirements); do \
		echo "Writing backend/$$name.txt"; \
		../$(python) -m uv pip compile --quiet --universal --python-version=3.11 --generate-hashes \
			--custom-compile-command="make lock" $(if $(UPGRADE),--upgrade) \
			--output-file=$$name.txt $$name.in || exit 1; \
	done

.PHONY: audit
audit: tool-packages ## Ask whether any package is known to be vulnerable
	@status=0; for name in $(requirements); do \
		echo "Auditing backend/$$name.txt"; \
		$(python) -m pip_audit --strict --disable-pip --progress-spinner=off \
			--requirement=backend/$$name.txt || status=1; \
	done; \
	echo "Auditing frontend/package-lock.json"; \
	(cd frontend && npm audit) || status=1; \
	exit $$status

.PHONY: sbom
sbom: tool-packages ## Write what the product is made of into sbom/ (CycloneDX, Python and npm)
	@rm -rf sbom && mkdir sbom
	@echo "Writing sbom/backend.cdx.json"
	@$(python) -m cyclonedx_py requirements --spec-version=1.6 --output-file=sbom/backend.cdx.json \
		backend/requirements.txt
	@echo "Writing sbom/frontend.cdx.json"
	@cd frontend && npm sbom --package-lock-only --omit=dev --sbom-format=cyclonedx \
		>../sbom/frontend.cdx.json

.PHONY: screenshots
screenshots: packages interface ## Take the pictures for the documentation
	@cd frontend && exec ../$(python) ../backend/scripts/find_browser.py -- \
		../$(python) ../backend/scripts/with_postgres.py --private -- npm run screenshots

# Private, for it makes and drops databases; beside it nothing else should run.
bench := cd backend && PYTHONPATH=scripts exec ../$(python) scripts/with_postgres.py --private -- \
	../$(python) -m bench
# Some parts alone, as in PARTS="agents sqlite"; a whole run's figures stay.
bench_parts := $(if $(PARTS),--parts $(PARTS))
bench_suffix := $(if $(PARTS),-parts)

.PHONY: bench
bench: bench-packages interface ## Measure the product with a million tickets (60 minutes), and fail where it is too slow
	@$(bench) --output ../.cache/bench/full$(bench_suffix).json --sizes 10000 1000000 $(bench_parts)

.PHONY: bench-quick
bench-quick: bench-packages interface ## Measure it with a hundred thousand tickets (15 minutes)
	@$(bench) --output ../.cache/bench/quick$(bench_suffix).json --sizes 10000 100000 --load-seconds 15 $(bench_parts)

.PHONY: bench-browser
bench-browser: bench-packages dev-packages interface ## Measure the interface in a browser (30 minutes), and fail where it is too slow
	@cd backend && PYTHONPATH=scripts exec ../$(python) scripts/find_browser.py -- \
		../$(python) scripts/with_postgres.py --private -- \
		../$(python) -m bench.browser --output ../.cache/bench/browser.json

.PHONY: bench-docs
bench-docs: bench-packages ## Put the figures and plots of the last runs into docs/performance.md
	@cd backend && PYTHONPATH=scripts exec ../$(python) -m bench.docs ../.cache/bench \
		--page ../docs/performance.md

.PHONY: clean
clean: ## Remove what was installed and built; your database and .env stay
	rm -rf .venv .venv-llm .cache sbom frontend/node_modules frontend/dist frontend/coverage
	rm -rf frontend/playwright-report frontend/test-results backend/staticfiles
	rm -rf backend/bytecode
	rm -rf backend/.mypy_cache backend/.pytest_cache backend/.ruff_cache backend/.import_linter_cache
	rm -rf backend/.hypothesis
	find backend -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: tools
tools: .venv/uv.stamp

.PHONY: free-port
free-port: tools
	@$(python) backend/scripts/ports.py --address "$(BIND)" \
		--advice "stop it, or choose another port: make run PORT=8080" "$(PORT)"

.PHONY: free-dev-ports
free-dev-ports: tools
	@$(python) backend/scripts/ports.py --advice "stop it, then try again" 8000 3000

.PHONY: packages dev-packages bench-packages tool-packages llm-packages npm-packages interface
packages: .venv/packages.stamp
dev-packages: .venv/dev-packages.stamp
bench-packages: packages .venv/bench-packages.stamp
tool-packages: .venv/tool-packages.stamp
llm-packages: .venv-llm/packages.stamp
npm-packages: frontend/node_modules/.packages.stamp
interface: frontend/dist/index.html

.PHONY: database
database: packages
	@$(python) backend/scripts/prepare_database.py

# An environment whose Python was removed or replaced by an older one is made anew.
ifneq ($(shell $(python) -c 'import sys; print(sys.version_info >= (3, 11))' 2>/dev/null),True)
.PHONY: .venv/uv.stamp
endif
.venv/uv.stamp: backend/requirements-uv.txt
	@sh backend/scripts/check_node.sh
	@python=$$(sh backend/scripts/find_python.sh) && echo "Making .venv with $$("$$python" --version)" && \
		rm -rf .venv && "$$python" -m venv .venv
	@$(pip) -r backend/requirements-uv.txt
	@touch $@

.venv/packages.stamp: backend/requirements.txt .venv/uv.stamp
	@echo "Installing Python packages"
	@$(install) -r backend/requirements.txt
	@touch $@

.venv/dev-packages.stamp: backend/requirements-dev.txt .venv/uv.stamp
	@echo "Installing Python packages"
	@$(install) -r backend/requirements-dev.txt
	@touch $@

.venv/bench-packages.stamp: backend/requirements-bench.txt .venv/uv.stamp
	@echo "Installing Python packages for measuring"
	@$(install) -r backend/requirements-bench.txt
	@touch $@

.venv/tool-packages.stamp: backend/requirements-tools.txt .venv/uv.stamp
	@echo "Installing Python packages for looking after packages"
	@$(install) -r backend/requirements-tools.txt
	@touch $@

.venv-llm/packages.stamp: backend/requirements-llm.txt .venv/uv.stamp
	@echo "Building a model's server"
	@$(python) -m uv venv --quiet --clear --python $(python) .venv-llm
	@$(python) -m uv pip install --quiet --python .venv-llm/bin/python --require-hashes \
		-r backend/requirements-llm.txt
	@touch $@

frontend/node_modules/.packages.stamp: frontend/package.json frontend/package-lock.json
	@sh backend/scripts/check_node.sh
	@echo "Installing npm packages"
	@cd frontend && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.packages.stamp $(sources)
	@echo "Building the interface"
	@cd frontend && npm run --silent build -- --logLevel warn
