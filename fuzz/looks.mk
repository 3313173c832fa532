# SPDX-License-Identifier: MIT
# looks: what is judged again after an operation, against the validator: for single bits, and at each
# step of a replay. With the canaries, in which some stores are missed, both must fail. Included by
# fuzz.mk.

build/fuzz/look-test build/fuzz/look-test8 build/fuzz/look-test-canary: fuzz/look_test.c \
    fuzz/look_told.c build/fuzz/core.c fuzz/stores.c $(wildcard fuzz/look*.h) fuzz/stores.h
	$(FUZZ_CC) $(FUZZ_FLAGS) $(if $(findstring 8,$@),$(FUZZ_WORD8),$(FUZZ_SMALL)) \
	  -DFLIPS_MISSED=$(if $(findstring canary,$@),1,0) $(filter fuzz/look_test.c fuzz/stores.c,$^) -o $@

build/fuzz/both/core%.o: fuzz/look_told.c build/fuzz/core.c $(FUZZ_UNTOLD)
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_TOLD) $(if $(findstring 8,$*),$(FUZZ_WORD8),$(FUZZ_SMALL)) \
	  -Dash_look=ash_look_told -c $< -o $@

build/fuzz/both/missed.o: fuzz/stores.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) -DSTORES_MISSED=1000 -c $< -o $@

FUZZ_BOTH := fuzz/replay.c $(filter-out fuzz/look.c $(FUZZ_CORE),$(FUZZ_PROGRAM)) fuzz/look_both.c
build/fuzz/replay-both: build/fuzz/both/core64.o $(call fuzz_objects,plain,$(FUZZ_BOTH) fuzz/stores.c)
	$(FUZZ_CC) $^ -o $@

build/fuzz/replay-both8: build/fuzz/both/core8.o $(call fuzz_objects,word8,$(FUZZ_BOTH) fuzz/stores.c)
	$(FUZZ_CC) $^ -o $@

build/fuzz/replay-both-canary: build/fuzz/both/core64.o build/fuzz/both/missed.o \
    $(call fuzz_objects,plain,$(FUZZ_BOTH))
	$(FUZZ_CC) $^ -o $@
