# SPDX-License-Identifier: MIT
# corpus: the committed inputs, and that they reach all of the core. Included by fuzz.mk.

.PHONY: corpus
corpus: deps-engines ## Put what campaigns found into fuzz/corpus, and keep only what it takes
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent -j $$(nproc) fuzz-build
	@fuzz/merge

# The replay with the core as it is in the targets, and its branches counted. The validator runs
# but now and then: here it is enough that it runs.
COVERED := build/fuzz/covered
COVERED_FLAGS := -fprofile-instr-generate -fcoverage-mapping
define fuzz_covered
$(COVERED)/$(1)/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $$(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) -DHARNESS_EVERY=64 $(2) \
	  $$(if $$(filter $(FUZZ_CORE),$$<),$(COVERED_FLAGS)) -c $$< -o $$@
endef
$(eval $(call fuzz_covered,words64,$(FUZZ_SMALL)))
$(eval $(call fuzz_covered,words8,$(FUZZ_WORD8)))

$(COVERED)/replay: $(call fuzz_objects,covered/words64,fuzz/replay.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $(COVERED_FLAGS) $^ -o $@

$(COVERED)/replay-word8: $(call fuzz_objects,covered/words8,fuzz/replay.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $(COVERED_FLAGS) $^ -o $@
