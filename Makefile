# make site   set up and build the site            make test   set up and run every test
# make serve  live preview while editing           make bench  speed, side by side with other builders (N=5000)
# make check  look for mistakes in catalog/        make lock   renew the pinned requirements
# make search-eval QUERIES=FILE.tsv  how often the right item comes first      make search-bench  the same beside other searches
# make bundle  one archive that installs without internet, for Linux x86-64, aarch64 and Windows (in dist/)
# make stage-check  does the catalogue survive its platform? (other engines, newest versions; blocks nothing)

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site test serve check bench search-eval search-bench stage-check bundle lock clean

site: .venv/.site
	@$(BIN)/gongkai build --strict

serve: .venv/.site
	@$(BIN)/mkdocs serve --livereload

check: .venv/.site
	@$(BIN)/gongkai check

test: .venv/.test
	@sh tests/install_browser.sh
	@sh tests/install_office.sh
	@sh tests/install_servers.sh
	@$(BIN)/ruff check generator tests
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

bench: .venv/.test
	@$(BIN)/python tests/bench/run.py $(if $(N),-n $(N))

search-eval: .venv/.test
	@$(BIN)/python tests/search_bench/evaluate.py $(or $(QUERIES),tests/search/unseen.tsv) $(if $(JSON),--json)

search-bench: .venv/.test
	@$(BIN)/python tests/search_bench/run.py $(if $(ITEMS),--items $(ITEMS))

stage-check: .venv/.site
	@$(BIN)/python tests/stage_engines.py

bundle: .venv/.site
	@$(BIN)/python -m gongkai.publishing.bundle dist

# Pinned versions with hashes, without addresses: any mirror that has the same files will do.
lock: .venv/.test
	@$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build --extra dev -o requirements-dev.txt pyproject.toml

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本；可用 PYTHON=python3.12 make site 指定。"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.site: requirements.txt pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: requirements-dev.txt .venv/.site
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .cache site site.releases
