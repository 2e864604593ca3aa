# Two commands do everything: `make run` and `make test`. Each sets the machine up first.
PYTHON := .venv/bin/python
BENCH ?= short

.DEFAULT_GOAL := help
.PHONY: help setup run test test-all chaos abuse check lock mutate audit hooks bench bench-links bench-readers

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: ## Fetch and install what running and testing need
	@bin/setup dev

run: ## Start Newsroom with a demo (NEWSROOM_DEMO=0: an empty one) until Ctrl-C
	@bin/setup embedded && exec $(PYTHON) -m newsroom.supervisor

test: ## Run the tests and the journey in a browser
	@bin/test

test-all: ## The same at every width, and the whole suite on PostgreSQL too
	@bin/test all

chaos: ## Races and killed workers on both databases (CHAOS=long: ten times as many rounds)
	@bin/test chaos

abuse: ## Try to break in: two people, scope, ledger, uploads, web; the table is kept in docs/abuse-report.md
	@bin/test abuse

check: ## Lock, lint, types, templates, layers, migrations, architecture
	@bin/check

lock: ## Compile requirements/*.txt from pyproject.toml (LOCK_ARGS=--upgrade moves the pins)
	@bin/lock

mutate: ## Remove each guard, transition, permission and safety rule: a test must fail each time
	@bin/setup dev && exec $(PYTHON) tests/mutate.py

audit: ## Ask the advisories about every locked package (needs the network)
	@bin/setup dev && exec $(PYTHON) -m tests.run.audit

bench: bench-links bench-readers ## Every benchmark (BENCH=long: more rounds)
	@$(PYTHON) -m bench.quotes

bench-links: ## Our link engine beside lychee, in turns; results in bench/results/
	@bin/setup dev && BENCH=$(BENCH) exec $(PYTHON) -m bench.links

bench-readers: ## 500 readers while corrections go out; results in bench/results/
	@bin/setup dev && BENCH=$(BENCH) exec $(PYTHON) -m bench.readers

hooks: ## Run `make check` before each commit of this clone
	@git config core.hooksPath .githooks && echo "Commits are checked from now on."
