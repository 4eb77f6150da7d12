.DEFAULT_GOAL := help
.PHONY: help dev up down restart status logs reset build check test bench compose-test migrate seed verify doctor mails release images images-verify images-smoke test-previous workflows-check k8s-check k8s-pin k8s-secrets k8s-test

feedctl := node packages/cli/bin/feedctl.mjs
system := node packages/cli/bin/system.mjs
tool := node scripts/bin/ts.mjs
sources := $(shell find packages services -name node_modules -prune -o -name dist -prune -o \
	-type f \( -path '*/src/*' -o -name 'tsconfig*.json' -o -name package.json -o -path 'packages/web/*.html' -o -name 'vite.config.mjs' \) -print)

help: ## Show this menu
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z][a-z0-9-]*:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

node_modules/.package-lock.json: package-lock.json
	@node scripts/bin/require-node.mjs
	@echo "Installing packages …"
	@trap 'echo "Interrupted: the packages are incomplete. The next make installs them again."' INT; npm ci
	@touch $@

packages/cli/dist/.built: node_modules/.package-lock.json tsconfig.base.json tsconfig.json $(sources)
	@echo "Compiling …"
	@trap 'echo "Interrupted while compiling: what was running still runs. The next make compiles again."' INT; npm run --silent build
	@touch $@

##@ Run it
up: packages/cli/dist/.built ## Install, build and run everything (with Docker if available; UP_MODE=local without)
	@$(system) up

down: ## Stop everything; keep the data
	@$(system) down

restart: packages/cli/dist/.built ## Stop and start with the current code and the same settings
	@$(system) restart

status: ## Show what is running
	@$(system) status

logs: ## Follow the logs (SERVICE=api for one service)
	@$(system) logs

reset: ## Stop everything and delete the data (FORCE=1 skips the question)
	@$(system) reset

##@ Operate it (ARGS="…" is passed on; "npx feedctl --help" lists more)
migrate: packages/cli/dist/.built ## Migrate the database schema
	@$(feedctl) migrate $(ARGS)

seed: packages/cli/dist/.built ## Fill the database with a small demo network
	@$(feedctl) seed $(ARGS)

verify: packages/cli/dist/.built ## Compare live feeds with the reference feed
	@$(feedctl) verify $(ARGS)

doctor: packages/cli/dist/.built ## Check Postgres, Redis, mail and settings
	@$(feedctl) doctor $(ARGS)

mails: packages/cli/dist/.built ## Show the mails that would have been sent
	@$(feedctl) mails $(ARGS)

##@ Develop it
dev: packages/cli/dist/.built ## Run the system from its sources: api and worker restart on a change
	@$(system) dev

build: packages/cli/dist/.built ## Compile every package and service

check: node_modules/.package-lock.json ## Check types, lint, format, arrows, words, unused code, generated files
	@npm run --silent check

test: node_modules/.package-lock.json ## Run every test, on its own Postgres and Redis
	@npm test --silent

bench: packages/cli/dist/.built ## Compare with a port of the original and the limits (ARGS="--help", ARGS=fanout)
	@$(tool) bench/src/main.ts $(ARGS)

compose-test: node_modules/.package-lock.json ## Test deploy/compose on a Docker engine: crashes, shutdown, no lost data
	@$(tool) scripts/src/compose-test/main.ts $(ARGS)

k8s-check: node_modules/.package-lock.json ## Render and check the Kubernetes manifests (needs kubectl and Go)
	@$(tool) scripts/src/k8s/check/main.ts $(ARGS)

k8s-pin: node_modules/.package-lock.json ## Pin image digests in an overlay (OVERLAY=production IMAGES="…")
	@$(tool) scripts/src/k8s/commands/pin.ts $(or $(OVERLAY),--help) $(IMAGES)

k8s-secrets: node_modules/.package-lock.json ## Create the secrets of an overlay (OVERLAY=free-tier SMTP_URL=smtp://…)
	@$(tool) scripts/src/k8s/commands/secrets.ts $(OVERLAY) $(if $(SMTP_URL),--smtp-url "$(SMTP_URL)") $(ARGS)

k8s-test: node_modules/.package-lock.json ## Deploy the manifests to the cluster that KUBECONFIG names (ARGS=--help)
	@$(tool) scripts/src/k8s/test/main.ts $(ARGS)

images: node_modules/.package-lock.json ## Build the images that changed (SINCE=ref, ALL=1, ARGS=--help)
	@$(tool) scripts/src/images/main.ts build $(if $(SINCE),--since $(SINCE)) $(if $(ALL),--all) $(ARGS)

images-smoke: node_modules/.package-lock.json ## Inspect the images and run them in a sandbox
	@$(tool) scripts/src/images/main.ts smoke $(ARGS)

images-verify: node_modules/.package-lock.json ## Build each image twice and compare all files (SINCE=ref, ALL=1)
	@$(tool) scripts/src/images/main.ts verify $(if $(SINCE),--since $(SINCE)) $(if $(ALL),--all) $(ARGS)

release: node_modules/.package-lock.json ## Show the next release (ARGS=--yes makes it)
	@npm run --silent release -- $(ARGS)

test-previous: node_modules/.package-lock.json ## Run the previous release's tests, with its code, on this schema
	@$(tool) scripts/src/release/previous-tests.ts

workflows-check: node_modules/.package-lock.json ## Check the GitHub workflows (needs Go)
	@$(tool) scripts/src/workflows/main.ts $(ARGS)
