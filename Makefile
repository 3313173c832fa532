# SPDX-License-Identifier: MIT
# Ashlar's front door. Each part brings its own rules; `make help` lists the targets of all.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

include kernel/kernel.mk
include core/tests/tests.mk
include fuzz/fuzz.mk
include fuzz/contracts/contracts.mk
include proofs/proofs.mk
include core/bench/bench.mk
include core/mutate/mutate.mk
include kernel/hosted/hosted.mk

.PHONY: test selftest lint evidence format clean help

test: ## Run everything that must pass; JOBS="unit kernel" runs only those
	@ci/test $(JOBS)

selftest: ## See that a job that fails, crashes, hangs or says nothing is counted as failed
	@ci/selftest

lint: ## Check format, scripts, sizes, licence lines and the symbols of the core
	@ci/deps lint
	@ci/lint

# A step that fails ends it; begun again it goes on where it was, but for the proofs.
evidence: deps-prove deps-mutate ## Measure proofs, judges and coverage, and put it down; COLD=yes takes most of a day
	@$(MAKE) prove STATUS=yes
	proofs/second --write
	@$(MAKE) mutate
	core/mutate/mutate --known --write
	@$(MAKE) report

format: ## Lay out all C as .clang-format says
	@ci/deps lint
	clang-format -i $(shell find core kernel fuzz proofs -name '*.[ch]')

clean: ## Remove all that was built
	rm -rf build

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / && !seen[$$1]++ {printf "make %-12s %s\n", $$1, $$2}' \
	  kernel/kernel.mk $(MAKEFILE_LIST)

# What a group of targets needs on the machine, as a prerequisite of them: deps-run and so on.
deps-%:
	@ci/deps $*

# A parameter that no makefile reads is a slip of the finger: say so instead of ignoring it.
given := $(foreach v,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $v))),$v))
unknown := $(strip $(foreach v,$(given),$(if $(shell grep '[$$]($v[):]' $(MAKEFILE_LIST)),,$v)))
ifneq ($(unknown),)
$(error unknown parameter: $(unknown). `make help` lists targets and their parameters)
endif
