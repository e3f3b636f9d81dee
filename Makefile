# Ankerpunkt: `make demo` and `make test` do their own set-up on a Debian or Ubuntu with Swift 6.

SHELL := /bin/bash
ANKER := .build/release/anker
MANUAL := .build/man
PREFIX ?= /usr/local
export DESTDIR
PACKAGES := libxml2-dev:libxml-2.0 libsqlite3-dev:sqlite3 libzip-dev:libzip zlib1g-dev:zlib libncurses-dev:ncursesw

.PHONY: setup build test docs man install demo conformance differential fuzz bench bench-networks anchors format lint

## Installs what is missing of the system libraries; asks nothing, and does nothing when all is there.
setup:
	@Scripts/setup.sh $(PACKAGES)

## The program as it is used: optimized, with Swift's own libraries inside.
build: setup
	@Scripts/build.sh

## Every test; builds what they run.
test: setup
	@Scripts/setup.sh poppler-utils:@pdftotext graphviz:@neato unzip:@unzip
	swift build --build-tests
	swift test --skip-build

## Docs/Commands.md and Docs/JSON.md, written anew from the commands and the schemas.
docs: setup
	ANKER_UPDATE_DOCS=1 swift test --filter "CommandsPageTests|JSONPageTests"

## The program and its manual pages, these in .build/man.
man: build
	@Scripts/man.sh $(MANUAL)

## The program, its manual and completions into PREFIX (/usr/local); 'make man' comes first, and needs no root.
install:
	@Scripts/install.sh $(ANKER) $(MANUAL) $(PREFIX)

## The main job on Fixtures/ostharz, from its raw files to every file of Exports/ostharz.
demo: build
	@$(ANKER) run Fixtures/ostharz/pipeline.yaml --force

## Files of other programs and hostile ones, networks and kills, beside what is right; needs ../shared.
conformance: build
	@Conformance/run.sh $(ANKER)

## Thousands of random sheets, tables and documents, read by anker and by independent Python libraries.
differential: build
	@Differential/run.sh $(ANKER)

## Every reader, fed with damaged input for FUZZ_SECONDS (60) each, or FUZZ_RUNS inputs.
fuzz: setup
	@command -v ld.lld >/dev/null || [ -x "$$(dirname "$$(realpath "$$(command -v swift)")")/ld.lld" ] || Scripts/setup.sh lld:@ld.lld
	@Fuzz/run.sh

## Time and memory of imports, codings and tables, a sheet's beside a peer; needs ../shared.
bench: build
	@Benchmarks/run.sh $(ANKER)

## Writing and measuring of large random networks beside igraph's C core.
bench-networks: setup
	swift build -c release --product NetworkTrial
	@python3 Benchmarks/networks.py .build/release/NetworkTrial

## 10,000 random edits of transcripts (SCRIPTS=300 for fewer), of which it is known what became of each passage, beside the rules of other programs.
anchors: setup
	swift run -c release AnchorTrial $(SCRIPTS)

## Sources and tests as `swift format` sets them.
format:
	swift format --in-place --recursive Sources Tests Package.swift Fuzz/Sources Fuzz/Package.swift

## What `swift format` finds wrong in them; it must find nothing.
lint:
	swift format lint --strict --recursive Sources Tests Package.swift Fuzz/Sources Fuzz/Package.swift
