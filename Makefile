.DEFAULT_GOAL := help
.PHONY: help test check build

node_modules/.package-lock.json: package-lock.json
	npm ci --no-fund --no-audit
	@touch $@

help: ## Show this menu
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: node_modules/.package-lock.json ## Compile every package and service
	npm run build

check: node_modules/.package-lock.json ## Types, lint, format, arrows, schema and unused code
	npm run --silent check

test: node_modules/.package-lock.json ## Run every test on a Postgres and Redis of its own
	npm test
