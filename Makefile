# The stages as real file dependencies: extract -> map -> validate -> publish.
# A source, a decision, a shape or a module that changes reruns what depends on it and nothing else.

.DEFAULT_GOAL := publish
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

OUTPUT ?= output
CURATION ?= on
PYTHON ?= python3

VENV := .venv
GLOSSOGRAPH := $(VENV)/bin/glossograph
WORK := $(OUTPUT)/work
# Programs that are no Python packages, each in an environment of its own.
CLIENTS := $(VENV)/clients

ifneq ($(filter release,$(MAKECMDGOALS)),)
ifeq ($(VERSION),)
$(error which version? Write make release VERSION=x.y.z)
endif
ifneq ($(CURATION)$(abspath $(OUTPUT)),on$(abspath output))
$(error a release is of output/ with the decisions of people: leave out OUTPUT and CURATION)
endif
endif
ifneq ($(filter $(CURATION),on off),$(CURATION))
$(error CURATION is `$(CURATION)`; write CURATION=on or CURATION=off)
endif
ifeq ($(CURATION)$(abspath $(OUTPUT)),off$(abspath output))
$(error CURATION=off would overwrite the published output; name another folder with OUTPUT=DIR)
endif

# What lies in sources/, by content and name: whatever changes there, extraction looks at it again.
# Files that are hidden and READMEs do not count. Only what POSIX promises of find and cksum.
LIST_SOURCES = find sources/ \( -name '.*' -o -name 'README*' \) -prune -o \
	\( -type f -o -type l -exec test -f {} \; \) -exec cksum {} + 2>/dev/null | LC_ALL=C sort
# A stamp too: extraction replaces it by the listing taken before it began.
LISTING := $(WORK)/sources.listing
SOURCES_CHANGED := $(shell $(LIST_SOURCES) | cmp -s - '$(LISTING)' || echo FORCE)

# What every stage runs on, and the files of one room: no folders, and not what Python caches.
shared_code := requirements.lock $(wildcard pipeline/*.py)
room = $(wildcard $(foreach depth,* */* */*/* */*/*/*,$(1:%=pipeline/%/$(depth))))
code = $(shared_code) $(foreach file,$(room),$(if $(findstring __pycache__,$(file)),,$(if $(suffix $(file)),$(file))))
hand_written := ontology/schema.ttl ontology/top-concepts.ttl ontology/vocabulary.toml \
	ontology/curation/labels.tsv ontology/curation/relations.tsv ontology/identifiers.csv
shapes := $(addprefix shapes/,skos-integrity.ttl vocabulary.ttl evidence.ttl quality.ttl vocpub.ttl import.ttl)

# A stage writes several files and Make knows one of them: where another is gone, the stage runs again.
forced_without = $(if $(filter-out $(wildcard $(1)),$(1)),FORCE)
EXTRACTED := extract.json $(shell sed -n 's/^ *"\(extract\/[^"]*\)": "[0-9a-f]*",\{0,1\}$$/\1/p' $(WORK)/extract.json 2>/dev/null)
MAPPED := $(addprefix $(WORK)/,concepts.jsonl questions.jsonl disagreements.jsonl candidates.jsonl map.json identifiers.csv)
PUBLISHED := $(shell sed -n 's/^   "name": "\(.*\)",$$/\1/p' $(WORK)/published.json 2>/dev/null)

.PHONY: extract map validate publish
publish: $(WORK)/published.json ontology/README.md ontology/competency/README.md ## build everything (also plain `make`): texts in, vocabulary and graph out
extract: $(LISTING) ## read the raw texts into entries
map: $(WORK)/graph.trig ## find concepts, labels and relations
validate: $(WORK)/findings.json ## check with SHACL and an OWL reasoner

# One process for all sources; those that are as they were it does not read again.
$(LISTING): $(SOURCES_CHANGED) $(call code,extract) \
		$(call forced_without,$(EXTRACTED:%=$(WORK)/%)) | $(GLOSSOGRAPH)
	@mkdir -p $(WORK) && $(LIST_SOURCES) > $@.new
	@$(GLOSSOGRAPH) extract --output $(OUTPUT)
	@mv $@.new $@

$(WORK)/graph.trig: $(LISTING) sources/sources.toml $(wildcard $(hand_written)) $(call code,map) \
		$(WORK)/curation.$(CURATION) $(call forced_without,$(MAPPED) $(hand_written)) | $(GLOSSOGRAPH)
	@$(GLOSSOGRAPH) map --output $(OUTPUT) --curation $(CURATION)

$(WORK)/findings.json: $(WORK)/graph.trig ontology/vocabulary.toml $(wildcard $(shapes)) $(call code,validate) \
		$(call forced_without,$(addprefix $(WORK)/,validation.ttl inferred.nt) $(shapes)) | $(GLOSSOGRAPH)
	@$(GLOSSOGRAPH) validate --output $(OUTPUT)

$(WORK)/published.json: $(WORK)/findings.json sources/sources.toml ontology/vocabulary.toml \
		$(call code,publish questions) $(wildcard ontology/competency/*.rq) \
		$(wildcard tests/gold/scores.json $(OUTPUT)/releases/*/release.json) \
		$(call forced_without,$(PUBLISHED:%=$(OUTPUT)/%)) | $(GLOSSOGRAPH)
	@$(GLOSSOGRAPH) publish --output $(OUTPUT) --curation $(CURATION)

.PHONY: release
release: publish ## release output/ under VERSION=x.y.z [DATE=YYYY-MM-DD]: changelog, citation, zip in dist/
	@$(GLOSSOGRAPH) release '$(VERSION)' $(if $(DATE),--date '$(DATE)')

# The ontology as a page that people read.
ontology/README.md: ontology/schema.ttl ontology/top-concepts.ttl ontology/vocabulary.toml \
		pipeline/markdown.py $(wildcard pipeline/publish/ontology_page/*) | $(GLOSSOGRAPH)
	@$(VENV)/bin/python -m pipeline.publish.ontology_page.page

# The questions as a page that people read.
ontology/competency/README.md: $(wildcard ontology/competency/*.rq) ontology/vocabulary.toml \
		pipeline/markdown.py pipeline/sparql.py $(wildcard pipeline/questions/*) $(wildcard pipeline/ask/questions/*) | $(GLOSSOGRAPH)
	@$(VENV)/bin/python -m pipeline.ask.questions.page

# Which way the work folder was built: turning curation on or off makes the map stale.
$(WORK)/curation.on $(WORK)/curation.off:
	@mkdir -p $(WORK) && rm -f $(WORK)/curation.on $(WORK)/curation.off && touch $@

.PHONY: FORCE
FORCE:

# ---------------------------------------------------------------------------------------------
# The environment: everything pinned with hashes in requirements*.lock.

.PHONY: environment
environment: $(VENV)/dev.stamp ## install what the build and its tests need into .venv

$(GLOSSOGRAPH): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'make: $(PYTHON) is not Python 3.11 or later; name one with PYTHON=...' >&2; exit 1; }
	@[ ! -t 1 ] || echo 'Installing the locked dependencies into $(VENV) ...'
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(GLOSSOGRAPH)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: lock
lock: $(VENV)/dev.stamp ## pin the dependencies anew after a change to pyproject.toml
	$(VENV)/bin/uv pip compile pyproject.toml $(LOCK) -o requirements.lock
	$(VENV)/bin/uv pip compile pyproject.toml --group dev -c requirements.lock $(LOCK) -o requirements-dev.lock
	for client in $(PYTHON_CLIENTS:%=$(INTEROP)/requirements/%); do $(VENV)/bin/uv pip compile $$client.in $(LOCK) -o $$client.txt || exit 1; done
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

# ---------------------------------------------------------------------------------------------

# The libraries inside explorer.html, rebuilt from npm; what they are is in its vendor/vendor.toml.
EXPLORER := pipeline/publish/explorer
$(CLIENTS)/explorer.stamp: $(wildcard $(EXPLORER)/vendor/build/*)
	@command -v npm >/dev/null 2>&1 || { echo 'make: npm is missing; install Node.js (20 or later)' >&2; exit 1; }
	@mkdir -p $(CLIENTS)/explorer && cp $^ $(CLIENTS)/explorer
	@cd $(CLIENTS)/explorer && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

.PHONY: vendor
vendor: $(CLIENTS)/explorer.stamp ## build the libraries of the explorer anew, from npm by their locked versions
	@cd $(CLIENTS)/explorer && node build.mjs '$(abspath $(EXPLORER)/vendor)'

.PHONY: types
types: $(CLIENTS)/explorer.stamp ## check the types of the explorer's modules (TypeScript reads their JSDoc)
	@$(CLIENTS)/explorer/node_modules/.bin/tsc --project $(EXPLORER)/jsconfig.json

.PHONY: test
test: $(VENV)/dev.stamp chromium ## run the test suite, but for the three that follow
	@$(VENV)/bin/pytest $(COVERAGE) --numprocesses=2 --dist=loadfile -m 'not slow' --ignore=tests/interop $(PYTEST)
# Watching every line makes the suite half as long again: in CI.
COVERAGE := $(if $(CI),--cov --cov-report=term --cov-fail-under=90)

.PHONY: test-slow
test-slow: $(VENV)/dev.stamp apache chromium ## damaged and hostile texts, whole builds compared, contradictions at random places, engines on random and very wide vocabularies
	@$(VENV)/bin/pytest --numprocesses=2 -m slow --ignore=$(INTEROP) $(PYTEST)

# How many places of the vocabulary each kind of fault is put into.
PLACES ?= 5
.PHONY: test-mutations
test-mutations: $(VENV)/dev.stamp $(WORK)/published.json ## inject each kind of fault into what was published; print what caught it
	@$(VENV)/bin/python -m tests.mutations --places $(PLACES)

# Other programs read what was published. Each is fetched into an environment of its own, once.
INTEROP := tests/interop
PYTHON_CLIENTS := annif oxigraph skosify
READY := $(patsubst %,$(CLIENTS)/%.stamp,java debian npm $(PYTHON_CLIENTS))
.PHONY: test-interop
test-interop: $(VENV)/dev.stamp $(WORK)/published.json $(READY) ## have other programs read what was published; their table in README.md
	@$(VENV)/bin/pytest --numprocesses=0 $(INTEROP)
	@$(VENV)/bin/python -m tests.interop

$(PYTHON_CLIENTS:%=$(CLIENTS)/%.stamp): $(CLIENTS)/%.stamp: $(INTEROP)/requirements/%.txt | $(GLOSSOGRAPH)
	@$(PYTHON) -m venv --clear $(CLIENTS)/$*
	@$(CLIENTS)/$*/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(CLIENTS)/deeponto.stamp: $(INTEROP)/requirements/deeponto.txt | $(GLOSSOGRAPH)
	@mkdir -p $(CLIENTS)
	@$(VENV)/bin/pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r $< -d $(CLIENTS)
	@$(VENV)/bin/python -m zipfile -e $(CLIENTS)/deeponto-*.whl $(CLIENTS)/deeponto && rm $(CLIENTS)/deeponto-*.whl
	@touch $@

$(CLIENTS)/java.stamp: $(CLIENTS)/deeponto.stamp $(INTEROP)/clients/Owl.java $(INTEROP)/clients/Jena.java
	@command -v javac >/dev/null 2>&1 || { echo 'make: javac is missing; install a JDK (17 or later)' >&2; exit 1; }
	@javac -nowarn -cp '$(CLIENTS)/deeponto/deeponto/lib/*' -d $(CLIENTS)/classes $(filter %.java,$^)
	@touch $@

$(CLIENTS)/npm.stamp: $(addprefix $(INTEROP)/clients/,package.json package-lock.json jsonld.js)
	@command -v npm >/dev/null 2>&1 || { echo 'make: npm is missing; install Node.js (20 or later)' >&2; exit 1; }
	@mkdir -p $(CLIENTS)/npm && cp $^ $(CLIENTS)/npm
	@cd $(CLIENTS)/npm && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

# RDF4J and Raptor. Where Debian's packages cannot be had, the script says so and leaves no stamp.
$(CLIENTS)/debian.stamp: $(INTEROP)/debian.sh $(INTEROP)/clients/Rdf4j.java
	@$^ $(CLIENTS) || [ -z "$$CI" ]

# Programs of Debian that tests drive, installed where they can be.
debian = command -v $(1) >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
	&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(2) >/dev/null; } \
	|| echo 'make: $(2) is not installed and cannot be here: $(3) WILL BE SKIPPED' >&2
.PHONY: chromium apache
chromium:
	@$(call debian,chromium,chromium,THE BROWSER TESTS)
apache:
	@$(call debian,apache2,apache2-bin,THE TEST OF THE REDIRECTS)

# Where `make serve` listens, on this machine alone.
PORT ?= 7878
.PHONY: serve
serve: $(WORK)/published.json ## SPARQL, the IRIs, OpenRefine and a page to ask, on this machine (PORT=7878)
	@$(GLOSSOGRAPH) serve --output $(OUTPUT) --port $(PORT)

# How long, in seconds of all processes together. What a target does not stand lies in output/work/fuzz.
SECONDS ?= 600
.PHONY: fuzz
fuzz: $(VENV)/dev.stamp ## fuzz what opens and reads files, guided by coverage (SECONDS=600 in all)
	@$(VENV)/bin/python -m tests.fuzz --seconds $(SECONDS)

# Another page than the published one, beside the work folder it was built from: PAGE=DIR/explorer.html.
.PHONY: screenshots
screenshots: $(VENV)/dev.stamp $(WORK)/published.json chromium ## pictures of the explorer's views in output/work/screenshots; three in docs/images
	@$(VENV)/bin/python -m tests.screenshots $(if $(PAGE),--page '$(PAGE)')

.PHONY: evaluate
evaluate: | $(GLOSSOGRAPH) ## score what the machine finds, and the decisions, against tests/gold
	@$(GLOSSOGRAPH) evaluate --record

.PHONY: bench
bench: $(VENV)/dev.stamp ## time extract and map, forms of files, validators, writers and annotate, by size
	@$(VENV)/bin/python -m bench.run
	@$(VENV)/bin/python -m bench.extraction
	@$(VENV)/bin/python -m bench.validation
	@$(VENV)/bin/python -m bench.writers
	@$(VENV)/bin/python -m bench.annotate

.PHONY: bench-explorer
bench-explorer: $(VENV)/dev.stamp chromium ## open the explorer with 86, 10,000 and 100,000 concepts; print its figures
	@$(VENV)/bin/python -m bench.explorer

.PHONY: lint
lint: $(VENV)/dev.stamp ## check style and types, of JavaScript where npm is
	@$(VENV)/bin/ruff check pipeline tests bench
	@$(VENV)/bin/ruff format --check pipeline tests bench
	@$(VENV)/bin/mypy
	@if command -v npm >/dev/null 2>&1 || [ -n "$$CI" ]; then $(MAKE) --no-print-directory types; \
	else echo 'make: npm is missing: THE TYPES OF THE EXPLORER WERE NOT CHECKED' >&2; fi

.PHONY: clean
clean: ## remove what the build made between the stages and the environment; output/ stays
	rm -rf $(WORK) $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage *.egg-info

.PHONY: help
help: ## this list
	@echo 'make [TARGET] [OUTPUT=DIR] [CURATION=on|off]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22
