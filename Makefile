# Ankerpunkt: `make demo` and `make test` do their own set-up on a Debian or Ubuntu with Swift 6.

SHELL := /bin/bash
ANKER := .build/release/anker
PACKAGES := libxml2-dev:libxml-2.0 libsqlite3-dev:sqlite3 libzip-dev:libzip zlib1g-dev:zlib libncurses-dev:ncursesw

.PHONY: setup build test docs demo conformance bench format lint

## Installs what is missing of the system libraries; asks nothing, and does nothing when all is there.
setup:
	@Scripts/setup.sh $(PACKAGES)

## The program as it is used: optimized, with Swift's own libraries inside.
build: setup
	@Scripts/build.sh

## Every test; builds what they run.
test: setup
	swift build --build-tests
	swift test --skip-build

## Docs/Commands.md, written anew from the commands themselves.
docs: setup
	ANKER_UPDATE_DOCS=1 swift test --filter CommandsPageTests

## The main job on Fixtures/ostharz, written into Exports/ostharz.
demo: build
	@Scripts/demo.sh $(ANKER) Exports/ostharz

## Files of other people and hostile ones, beside what a right importer finds; needs ../shared.
conformance: build
	@Conformance/run.sh $(ANKER)

## The workloads of Docs/Benchmarks.md beside their peers; needs ../shared.
bench: build
	@Benchmarks/run.sh $(ANKER)


format:
	swift format --in-place --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Package.swift
