# SPDX-License-Identifier: MIT
# report: a page of what the fuzzing did and reached. Included by fuzz.mk.

.PHONY: report
report: deps-engines ## Write build/report/index.html: campaign, crashes, league, coverage
	-@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent -j $$(nproc) build/fuzz/coverage.json
	@fuzz/report/write

# ---- the core with clang's counters, and with the words of heap8 too ----

FUZZ_COUNTED := -fprofile-instr-generate -fcoverage-mapping
FUZZ_UNCOUNTED := fuzz/replay.c $(filter-out $(FUZZ_CORE),$(FUZZ_PROGRAM))

build/fuzz/counted/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_SMALL) $(FUZZ_COUNTED) -c $< -o $@

build/fuzz/counted8/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_WORD8) $(FUZZ_COUNTED) -c $< -o $@

build/fuzz/replay-counted: $(call fuzz_objects,counted,$(FUZZ_CORE)) \
    $(call fuzz_objects,plain,$(FUZZ_UNCOUNTED))
	$(FUZZ_CC) $(FUZZ_COUNTED) $^ -o $@

build/fuzz/replay-counted8: $(call fuzz_objects,counted8,$(FUZZ_CORE)) \
    $(call fuzz_objects,word8,$(FUZZ_UNCOUNTED))
	$(FUZZ_CC) $(FUZZ_COUNTED) $^ -o $@

# A folder is newer than the measure when an input has come or gone.
build/fuzz/coverage.json: build/fuzz/replay-counted build/fuzz/replay-counted8 fuzz/report/measure \
    $(wildcard fuzz/corpus/* fuzz/regressions/*)
	fuzz/report/measure $@
