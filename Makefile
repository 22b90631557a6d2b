# Few targets; CI calls the same ones. `make` alone lists them.
PYTHON ?= python3
RUN := .venv/bin/python
HANDOFF := $(RUN) -m handoff
export NO_MKDOCS_2_WARNING := 1
.DEFAULT_GOAL := help

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

serve: site-tools lab diagrams experiments downloads ## read the site on http://127.0.0.1:8000, reloaded on every change; PORT=… for another port
	$(HANDOFF) serve

build: site-tools lab diagrams experiments downloads ## the site as files, in site/; OFFLINE=no: without the service worker
	$(HANDOFF) check
	PUBLISHED=true EDITIONS=true $(RUN) -m mkdocs build
	$(HANDOFF) publish $${SITE_DIR:-site} $(if $(filter no,$(OFFLINE)),--no-offline)
	$(HANDOFF) editions $(if $(filter no,$(OFFLINE)),--no-offline)

book: build book-tools ## the site with a PDF and an EPUB of each guide in it; GUIDE=… for one
	$(HANDOFF) book $${SITE_DIR:-site} $(GUIDE)

check: site-tools ## every mistake in chapters, quizzes and samples, with file and line
	$(HANDOFF) check

fairness: site-tools ## how well a reader scores who only guesses
	$(HANDOFF) fairness

demo: sample-tools ## run a chapter's samples: make demo CHAPTER=celery/01-what-celery-is-and-why
	$(HANDOFF) demo $(CHAPTER)

record: sample-tools ## run the samples again and keep what they print: CHAPTER=… for one
	$(HANDOFF) record $(CHAPTER)

chapter: site-tools ## lay out a new chapter: make chapter GUIDE=celery TITLE="Tasks in the cloud"
	$(HANDOFF) chapter "$(GUIDE)" "$(TITLE)" $(if $(NEW_GUIDE),--new-guide)

diagrams: site-tools
	@$(HANDOFF) diagrams

experiments: site-tools
	@$(HANDOFF) experiments

downloads: site-tools
	@$(HANDOFF) downloads

lab: site-tools ## the bundle that runs Celery in the reader's tab (only when its inputs changed)
	$(HANDOFF) lab build

test: test-tools lab experiments downloads ## everything a pull request has to pass
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(HANDOFF) check
	$(RUN) -m pytest -n 4 --dist worksteal -m "not slow" -q -rfER

test-fast: fast-tools ## under a minute, no browser, no broker: will CI agree with the page I changed?
	$(RUN) -m ruff check -q .
	$(HANDOFF) check
	$(RUN) -m pytest -n 2 -m fast -q

test-claims: test-tools lab experiments downloads ## the slow tests too: every claim, every recording on every broker
	$(RUN) -m pytest -n 4 --dist worksteal -q -rfER

claims: test-tools ## rerun all experiments and keep what they show: CELERY=5.6.3 for another version
	$(HANDOFF) claims $(if $(CELERY),--version $(CELERY))

bench: test-tools lab ## speed and size, measured
	$(RUN) -m tests.bench

clean: ## remove what was built or installed here
	rm -rf .venv .cache .local site build overrides/assets/lab overrides/assets/editor docs/assets

# Installed once; again when the pins change. Only tests with browsers and brokers take servers.sh.
site-tools: .venv/site
sample-tools: .venv/samples
book-tools: .venv/book
fast-tools: .venv/fast
test-tools: .venv/tests

.venv/bin/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Handoff needs Python 3.11 or newer"'
	$(PYTHON) -m venv .venv

.venv/site: requirements.txt pyproject.toml | .venv/bin/python
	@echo "installing what builds the site: a minute or two, once"
	$(RUN) -m pip install -q -r requirements.txt
	@touch $@

.venv/samples: examples/requirements.txt .venv/site
	@echo "installing what runs the samples: a minute or two, once"
	$(RUN) -m pip install -q -r examples/requirements.txt
	@touch $@

.venv/book: handoff/book/requirements.txt .venv/site
	$(RUN) -m pip install -q -r handoff/book/requirements.txt
	@touch $@

.venv/fast: tests/requirements.txt .venv/samples .venv/book
	@echo "installing what the tests need: a minute or two, once"
	$(RUN) -m pip install -q -r tests/requirements.txt
	@touch $@

.venv/tests: tests/servers.sh .venv/fast
	sh tests/servers.sh
	@touch $@

.PHONY: test-fast help serve build book check fairness demo record chapter diagrams experiments downloads lab test test-claims claims bench clean \
	site-tools sample-tools book-tools fast-tools test-tools
