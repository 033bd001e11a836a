# The two commands a newcomer needs: `make demo` and `make test`. Both install what is missing first.
SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
DEMO ?= demo
CUSTOMERS ?= 20000
# en or zh: of what the demo prints, of its lists and reports.
DEMO_LANGUAGE ?= en

# Optimised, yet with assertions on: thousands of random cases are checked in minutes.
CHECKED := -c release --scratch-path .build/checked -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug
# A scoring machine needs no toolchain: the Swift runtime is inside the program.
RELEASE := -c release --static-swift-stdlib
CHURN := .build/release/churn
# Seconds that each of the ten readers of models and inputs is fed random bytes: an hour in all.
export SECONDS_EACH ?= 360

.PHONY: demo test test-python python library build check docs fuzz campaign thread-sanitizer install manual deb bill packages documentation \
  format lint clean

demo: build
	@CHURN=$(CHURN) DEMO=$(DEMO) CUSTOMERS=$(CUSTOMERS) DEMO_LANGUAGE=$(DEMO_LANGUAGE) bash datasets/demo.sh

# Drivers of databases are fetched once, and what cannot be had is left out.
test: export CHURN_DRIVERS ?= $(CURDIR)/.build/drivers
test: packages
	Tests/drivers
	$(SWIFT) test $(CHECKED)

build: packages
	$(SWIFT) build $(RELEASE) --product churn

# The engine as a library for other programs, with the runtime inside, and what it shows: the functions of churn.h alone.
LIBRARY := -c release --scratch-path .build/library -Xswiftc -static-stdlib \
  -Xlinker --version-script=$(CURDIR)/Sources/ChurnC/churn.map
library: packages
	$(SWIFT) build $(LIBRARY) --product churn-engine

# The Python package as a wheel in .build/python, and an environment with it.
PYTHON ?= python3
python: library
	python/make-wheel .build/library/release/libchurn-engine.so .build/python $(PYTHON)

# Apart from `make test`, which would build the engine once more for it.
test-python: python build
	CHURN_PROGRAM=$(CURDIR)/$(CHURN) .build/python/environment/bin/python -m pytest -q -p no:cacheprovider python/tests

# The reference of every key of the configuration; the tests fail where it is not current.
docs: packages
	CHURN_WRITE_DOCS=1 $(SWIFT) test $(CHECKED) --filter ReferenceTests

# With LLVM's linker, as GNU's knows not what the fuzzer asks of it.
fuzz: packages
	$(SWIFT) build -c release --package-path Tests/Fuzzing -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld -Xlinker -lstdc++
	@Tests/Fuzzing/run

# Thousands of hostile cases against the program, and the table of what came of them; goes on where it stopped.
MINUTES ?= 60
campaign: build
	CHURN=$(CHURN) Tests/Campaign/campaign.py --minutes $(MINUTES)
	Tests/Campaign/campaign.py --report docs/reliability.md

# The suites in which threads share memory, watched for two of them at one place; slow, hence optimised code, a choice of
# suites and a limit in seconds. Reports end the run with an error.
SANITIZED := (ParallelTests|ScoringTests\.(EngineTests|ContributionTests|InstructionSetTests)|LearningTests\.(TreeTrainerTests|TreeGrowerTests|RowSamplerTests|RoundingTests)|PanelTests\.(PanelReaderTests|CSVScanTests|ReadyTableTests|AggregatorTests))
SANITIZER_SECONDS ?= 1800
SANITIZER := -c release --sanitize thread --scratch-path .build/thread-sanitizer -Xswiftc -enable-testing
thread-sanitizer: packages
	$(SWIFT) build --build-tests $(SANITIZER)
	TSAN_OPTIONS="halt_on_error=1 suppressions=$(CURDIR)/Tests/thread-sanitizer.suppressions" timeout $(SANITIZER_SECONDS) \
	  $(SWIFT) test --skip-build $(SANITIZER) --filter '$(SANITIZED)'

# The program without what only debuggers read, its manual, what shells complete, and the month's script with examples; the
# library and its header as well, where `make library` has been run.
install: build manual
	install -d "$(DESTDIR)$(PREFIX)"/{bin,share/man/man1,share/doc/churn/examples} \
	  "$(DESTDIR)$(PREFIX)"/share/{bash-completion/completions,zsh/vendor-completions,fish/vendor_completions.d}
	install -m 755 --strip $(CHURN) "$(DESTDIR)$(PREFIX)/bin/churn"
	install -m 755 docs/install/churn-month "$(DESTDIR)$(PREFIX)/bin/churn-month"
	install -m 644 $(MANUAL)/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 644 $(MANUAL)/churn.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/churn"
	install -m 644 $(MANUAL)/_churn "$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_churn"
	install -m 644 $(MANUAL)/churn.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/churn.fish"
	install -m 644 CHANGELOG.md docs/*.md "$(DESTDIR)$(PREFIX)/share/doc/churn"
	install -m 644 LICENSE "$(DESTDIR)$(PREFIX)/share/doc/churn/copyright"
	install -m 644 docs/install/churn.{service,timer,cron} "$(DESTDIR)$(PREFIX)/share/doc/churn/examples"
	if [ -e .build/library/release/libchurn-engine.so ]; then \
	  install -D -m 755 --strip .build/library/release/libchurn-engine.so "$(DESTDIR)$(PREFIX)/lib/libchurn-engine.so"; \
	  install -D -m 644 Sources/ChurnC/include/churn.h "$(DESTDIR)$(PREFIX)/include/churn.h"; \
	fi

# The manual's pages and what shells complete, from what the program says of itself.
MANUAL := .build/manual
manual: build
	rm -rf $(MANUAL)
	docs/install/man-pages $(CHURN) $(MANUAL)
	$(CHURN) --generate-completion-script bash > $(MANUAL)/churn.bash
	$(CHURN) --generate-completion-script zsh > $(MANUAL)/_churn
	$(CHURN) --generate-completion-script fish > $(MANUAL)/churn.fish

# A package for Debian and Ubuntu in .build, for the release that it is made on and later ones.
deb:
	rm -rf .build/deb
	$(MAKE) install PREFIX=/usr DESTDIR=.build/deb
	docs/install/debian-package .build/deb .build

# What the program is made of, with versions and checksums, for whoever must know where a mended library is needed.
bill: build
	.ci/bill-of-materials $(CHURN) .build/bill-of-materials.json

# Asks the system what is there before it asks apt, so that a machine without network but with packages works.
packages:
	@missing=""; \
	for package in libopenblas-dev liblapack-dev zlib1g-dev pkg-config; do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing; \
	fi

# The reference of the libraries, as pages for a web server; a warning in a doc comment fails.
documentation: packages
	@mkdir -p documentation
	@for room in Scoring Learning; do \
	  CHURN_DOCUMENTATION=1 $(SWIFT) package --scratch-path .build/documentation --allow-writing-to-directory documentation \
	    generate-documentation --target $$room --warnings-as-errors --output-path documentation/$$room || exit 1; \
	done

check: lint
	.ci/check-sources

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

clean:
	rm -rf .build $(DEMO) documentation
