# The door to everything: `make help`.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTEST := bin/pytest
# every processor takes whole files of tests; each has a Plone, a served demo and a browser of its own
AT_ONCE := -n logical --maxprocesses 4 --dist loadfile
STAMPS := .build/stamps
CODE := src tests scripts
PKG := src/tonghua.records/src/tonghua/records
BUNDLES := $(PKG)/static/bundles/records.js
FRONTEND := package-lock.json vite.config.ts scripts/bundles scripts/npm scripts/node \
	$(shell find $(PKG) -path $(PKG)/static -prune -o \( -name '*.ts' -o -name '*.css' \) -print)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

.PHONY: start
start: ready ## build what is missing, then serve on 127.0.0.1:$PORT (8080); Ctrl-C ends it
	@exec .venv/bin/python bin/records serve

.PHONY: demo
demo: ready ## the same with the demo office, its people and the first case
	@exec .venv/bin/python bin/records serve --demo

.PHONY: build
build: ready ## build what is missing, start nothing

.PHONY: test
test: ready $(STAMPS)/browser ## every test: core, integration, the journey over HTTP and in a browser
	@exec .venv/bin/python $(PYTEST) $(AT_ONCE) src/tonghua.records/tests tests

.PHONY: test-core
test-core: $(STAMPS)/build ## the tests that need no Plone, in seconds
	@exec .venv/bin/python $(PYTEST) src/tonghua.records/tests/core

.PHONY: lint
lint: $(STAMPS)/lint ## ruff, mypy (strict on core), zpretty, tsc and prettier; changes nothing
	.build/lint/bin/ruff check $(CODE)
	.build/lint/bin/ruff format --check $(CODE)
	.build/lint/bin/mypy
	find src profiles -name '*.xml' -o -name '*.zcml' -o -name '*.pt' | xargs .build/lint/bin/zpretty --check
	scripts/npm run --silent check

.PHONY: format
format: $(STAMPS)/lint ## let ruff, zpretty and prettier rewrite the sources
	.build/lint/bin/ruff check --fix --exit-zero $(CODE)
	.build/lint/bin/ruff format $(CODE)
	find src profiles -name '*.xml' -o -name '*.zcml' -o -name '*.pt' | xargs .build/lint/bin/zpretty --inplace
	scripts/npm run --silent format

.PHONY: bundles
bundles: $(BUNDLES) ## build the scripts and styles that the browser loads

.PHONY: bench
bench: ready ## measure against what one would pick instead; some fifteen minutes, writes tests/benchmarks/results.json
	@exec scripts/bench

.PHONY: locales
locales: ready ## collect the program's strings anew; the English ones are written by hand
	@exec .venv/bin/python scripts/locales

.PHONY: matrix
matrix: ready ## write docs/rights.md, who may do what, from the profile
	@exec .venv/bin/python scripts/matrix

.PHONY: ordinance
ordinance: ready ## write docs/ordinance.md, each article with its papers, rules and tests
	@exec .venv/bin/python scripts/ordinance

.PHONY: pictures
pictures: ready $(STAMPS)/browser ## take the pictures in docs anew: the papers' pages, the handbook's screens
	@.venv/bin/python scripts/pictures
	@RECORDS_PICTURES=1 exec .venv/bin/python $(PYTEST) tests/browser

.PHONY: changelog
changelog: $(STAMPS)/lint ## show what the news fragments say for the next release
	.build/lint/bin/towncrier build --draft

# What must be there before anything runs. A stamp says that a step was done; it is done again when
# what it was made from changes, or when the clone has moved.
.PHONY: ready
ready: $(STAMPS)/system $(STAMPS)/build $(STAMPS)/fonts $(BUNDLES)

$(STAMPS)/system: scripts/system
	@scripts/system
	@mkdir -p $(@D) && touch $@

$(STAMPS)/browser: scripts/browser $(STAMPS)/system
	@scripts/browser
	@touch $@

$(STAMPS)/fonts: scripts/fonts $(STAMPS)/system $(STAMPS)/place
	@scripts/fonts
	@touch $@

$(STAMPS)/venv: scripts/venv scripts/python scripts/constraints.py versions.cfg \
		src/tonghua.records/pyproject.toml $(STAMPS)/place
	@scripts/venv
	@touch $@

$(STAMPS)/build: scripts/build buildout.cfg $(STAMPS)/venv
	@scripts/build
	@touch $@

$(BUNDLES): $(FRONTEND)
	@scripts/bundles

$(STAMPS)/lint: scripts/lint $(STAMPS)/venv
	@scripts/lint
	@touch $@

$(STAMPS)/place: always
	@mkdir -p $(@D)
	@printf %s "$$PWD" | cmp -s - $@ || { rm -rf .venv .build/lint; printf %s "$$PWD" > $@; }

.PHONY: always
always:
