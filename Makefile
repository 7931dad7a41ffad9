PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm
PLOTLY := 4.1.1
JSPDF := 4.2.1
SVG2PDF := 2.8.1
PDF := $(VENV)/pdf
# The player's hundred scripts and its style sheets as five files: for the app a script and a style sheet, so that a
# browser asks once and not five imports deep, and a script each for pages that stand alone and for notebooks.
BUILT := player/frontend/built
ESBUILD := node_modules/.bin/esbuild $(addprefix player/frontend/,streamlit.js grid.js page.js widget.js player.css) \
	--bundle --format=esm --target=es2024 --minify --log-level=warning

.DEFAULT_GOAL := help
.PHONY: help run dev test unit shell files parity unit-portable unit-old app e2e browsers lint built format bench browser vendor clean

help: ## list every task
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

run: $(VENV)/run ## install what is needed and serve the app
	$(BIN)/streamlit run app.py

# By polling, Streamlit looks at the project's own files only. Its other watcher follows every folder below app.py, with
# all of $(VENV) and node_modules: 5,588 watches, which cost a whole core.
dev: $(VENV)/run node_modules/.package-lock.json ## serve the app, and run it again when a file of it changes
	PATH="$(CURDIR)/$(BIN):$$PATH" $(ESBUILD) --outdir=$(BUILT) --watch=forever & trap "kill $$!" EXIT; \
	$(BIN)/streamlit run app.py --server.fileWatcherType poll --server.runOnSave true

test: unit shell files parity app e2e ## every test but `make browsers`

unit: $(VENV)/dev ## unit and property tests: fast, run them often
	$(BIN)/pytest tests/unit tests/property -n 2

shell: $(VENV)/dev ## the command line, what the documents tell to type, and what an import brings along
	$(BIN)/pytest tests/shell -n 2

files: $(VENV)/dev ## files that are made, opened again by others
	$(BIN)/pytest tests/files -n 2

parity: $(VENV)/dev ## paths beside those of torch, pytorch-optimizer and SciPy, step by step
	$(BIN)/pytest tests/parity -n 2

# BLAS, SIMD and libm give other last bits on other processors; no verdict may hang on them. What differs most from a
# processor of today is one before AVX, and one with AVX2 between them (tests/helpers/processors.py).
unit-portable: $(VENV)/dev ## unit, property and parity tests as two other processors compute
	set -e; for processor in old haswell; do \
		settings="$$($(BIN)/python -m tests.helpers.processors $$processor)"; \
		env $$settings $(BIN)/pytest tests/unit tests/property tests/parity -n 2; \
	done

# For every change: the rooms whose verdicts are about numbers, half the time of `make unit`. The others read text.
unit-old: $(VENV)/dev ## the numerical unit tests as a processor before AVX computes
	settings="$$($(BIN)/python -m tests.helpers.processors old)" \
	&& env $$settings $(BIN)/pytest tests/parity $(addprefix tests/unit/,optimizers surfaces simulation gallery) -n 2

app: $(VENV)/dev ## the pages, without a browser
	$(BIN)/pytest tests/app -n 2

# What fails while two browsers share the processors is tried once more by itself, and both answers are printed: a fault
# fails twice, a machine that was too busy does not.
e2e: $(VENV)/dev browser node_modules/.package-lock.json ## the pages in Chromium
	$(BIN)/pytest tests/e2e -n 2 --dist worksteal || $(BIN)/pytest tests/e2e --last-failed --last-failed-no-failures none

# Debian's Firefox and WebKit; WebKit wants a screen, and without one a virtual one does.
browsers: $(VENV)/browsers ## a short visit in Firefox and in WebKit
	$(if $(DISPLAY),,xvfb-run -a) $(BIN)/pytest tests/browsers

lint: $(VENV)/dev node_modules/.package-lock.json ## ruff, mypy, eslint and the types of the scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/eslint player/frontend ui/frontend ui/frame exports/html
	PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/tsc
	PATH="$(CURDIR)/$(BIN):$$PATH" $(ESBUILD) --outdir=$(VENV)/built
	diff -qr $(VENV)/built $(BUILT) || { echo "$(BUILT) is not what its sources say: make built"; exit 1; }

built: $(VENV)/dev node_modules/.package-lock.json ## put the player's scripts together again, after one has changed
	PATH="$(CURDIR)/$(BIN):$$PATH" $(ESBUILD) --outdir=$(BUILT)

format: $(VENV)/dev ## let ruff lay out the Python files, and write what the browser gets of theirs
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m tests.helpers.declarations
	$(BIN)/python -m tests.helpers.looks

bench: $(VENV)/dev browser ## measure the budgets and print them
	$(BIN)/python -m benchmarks

# The fonts of its pages are made by python -m tests.helpers.fonts, which needs brotli.
vendor: $(VENV)/dev node_modules/.package-lock.json ## fetch what the player loads of others again
	for bundle in cartesian gl3d; do \
		$(NPM) pack plotly.js-$$bundle-dist-min@$(PLOTLY) --pack-destination $(VENV) --silent \
		&& tar xzf $(VENV)/plotly.js-$$bundle-dist-min-$(PLOTLY).tgz -C $(VENV) \
		&& cp $(VENV)/package/plotly-$$bundle.min.js $(VENV)/package/LICENSE player/frontend/vendor/ || exit 1; \
	done
	mkdir -p $(PDF) && echo '{}' > $(PDF)/package.json
	cd $(PDF) && PATH="$(CURDIR)/$(BIN):$$PATH" npm install --ignore-scripts --no-audit --no-fund --silent jspdf@$(JSPDF) svg2pdf.js@$(SVG2PDF)
	printf "export { jsPDF } from 'jspdf';\nexport { svg2pdf } from 'svg2pdf.js';\n" > $(PDF)/page.js
	PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/esbuild $(PDF)/page.js --bundle --format=esm --minify --target=es2024 \
		--legal-comments=none --external:html2canvas --external:dompurify --external:canvg --log-level=warning \
		--outfile=player/frontend/vendor/pdf.min.js
	printf 'plotly.js-%s-dist-min $(PLOTLY)\n' cartesian gl3d > player/frontend/vendor/VERSION
	printf 'jspdf $(JSPDF)\nsvg2pdf.js $(SVG2PDF)\n' >> player/frontend/vendor/VERSION

clean: ## remove everything that was installed or made
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

# Chromium from the PATH, else from Debian, else Playwright's own.
browser: $(VENV)/dev
	@command -v chromium chromium-browser google-chrome >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -yq chromium; } \
	|| $(BIN)/playwright install --with-deps chromium

# torch without CUDA, on Linux: make $(VENV)/bin/python && $(BIN)/pip install torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(VENV)/browsers: requirements-browsers.txt $(VENV)/dev
	(for program in firefox-esr WebKitWebDriver xvfb-run; do command -v $$program >/dev/null || exit 1; done) \
	|| { apt-get update -q && apt-get install -yq firefox-esr webkit2gtk-driver xvfb; }
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-browsers.txt
	touch $@

node_modules/.package-lock.json: package.json package-lock.json $(VENV)/dev
	$(NPM) ci --silent --no-audit --no-fund
