# SPDX-License-Identifier: MIT
# tests: the unit tests and the exhaustive search, on the host.
# Included by the Makefile at the top; all paths are relative to there.

CORE_C := $(wildcard core/*.c)
CONTAINERS_C := $(wildcard core/containers/*.c)
SUITE_C := $(wildcard core/tests/suite*.c)
# All depend on these: the headers, and the flags below.
TEST_H := $(wildcard core/*.h core/containers/*.h core/tests/*.h) core/tests/tests.mk
TEST_FLAGS := -std=c11 -pedantic -Wall -Wextra -Werror -g -Icore
TEST_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all

.PHONY: unit exhaustive
unit: ## Run the unit tests on the host, plain and with both compilers' sanitizers
	@ci/deps unit
	@ci/unit

exhaustive: ## Search every state of a tiny heap for a wrong answer
	@ci/deps exhaustive
	@ci/exhaustive

# ---- unit tests ----

# The very objects that the kernel links (see kernel/kernel.mk), under a main for the host.
build/unit/kernel-objects: core/tests/host.c $(X86_CORE) $(X86_CONTAINERS) $(X86_SUITE) $(TEST_H)
	@mkdir -p $(@D)
	clang $(TEST_FLAGS) $(X86_GRANULES) -O2 -no-pie $(filter %.c %.o,$^) -o $@

# The same sources for the host, words of that many bits, each compiler with its sanitizers.
UNIT_C := core/tests/host.c $(CORE_C) $(CONTAINERS_C) $(SUITE_C)

build/unit/gcc-%: $(UNIT_C) $(TEST_H)
	@mkdir -p $(@D)
	gcc $(TEST_FLAGS) $(TEST_SANITIZE) -O1 -DASH_WORD_BITS=$* $(UNIT_C) -o $@

build/unit/clang-%: $(UNIT_C) $(TEST_H)
	@mkdir -p $(@D)
	clang $(TEST_FLAGS) $(TEST_SANITIZE) -O1 -DASH_WORD_BITS=$* $(UNIT_C) -o $@

# The suite on a core with a seeded defect, which it must find: build/unit/defect-NUMBER.
DEFECTS_IN := request_align blocks_free blocks_resize bucket_alloc bucket_free bucket_check \
  slabs_end heap_keep_slab runs_take_aligned heap_check shapes_init bits_next_without

build/unit/defect-%: core/tests/host.c core/tests/defects.c $(X86_CORE) $(X86_CONTAINERS) $(X86_SUITE) $(TEST_H)
	@mkdir -p $(@D)
	clang $(TEST_FLAGS) $(X86_GRANULES) -O2 -no-pie -DDEFECT=$* $(filter %.c %.o,$^) \
	  $(DEFECTS_IN:%=-Wl,--wrap=ash_%) -o $@

# ---- the exhaustive search: build/exhaustive/WORDxGRANULES[xSPAN[xLEAST]] ----

EXHAUSTIVE_C := $(wildcard core/tests/exhaustive*.c) core/tests/reference.c core/tests/plain_heap.c \
  $(CORE_C)
EXHAUSTIVE_SIZE = -DASH_WORD_BITS=$(word 1,$(subst x, ,$*)) \
  -DASH_GRANULES=$(word 2,$(subst x, ,$*)) -DASH_SPAN=$(or $(word 3,$(subst x, ,$*)),4) \
  -DSEARCH_LEAST=$(or $(word 4,$(subst x, ,$*)),1)

build/exhaustive/%: $(EXHAUSTIVE_C) $(TEST_H)
	@mkdir -p $(@D)
	gcc $(TEST_FLAGS) -Wno-array-bounds -O2 $(EXHAUSTIVE_SIZE) $(EXHAUSTIVE_C) -o $@

build/exhaustive/sanitized-%: $(EXHAUSTIVE_C) $(TEST_H)
	@mkdir -p $(@D)
	gcc $(TEST_FLAGS) -Wno-array-bounds $(TEST_SANITIZE) -O1 $(EXHAUSTIVE_SIZE) $(EXHAUSTIVE_C) -o $@

# A search with a fault planted in what it searches: it must find a counterexample.
build/exhaustive/canary-%: core/tests/canary.c $(EXHAUSTIVE_C) $(TEST_H)
	@mkdir -p $(@D)
	gcc $(TEST_FLAGS) -Wno-array-bounds -O2 -DASH_WORD_BITS=4 -DASH_GRANULES=10 -DASH_SPAN=4 -DCANARY=$* \
	  core/tests/canary.c $(EXHAUSTIVE_C) -o $@
