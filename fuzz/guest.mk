# SPDX-License-Identifier: MIT
# guest: what fuzz/guest needs. Included by fuzz.mk.

# Those that the kernel's guest knows. heap8 is not among them: it is a build of the host's.
FUZZ_TAPS := $(patsubst %,build/fuzz/tap-%,$(filter-out canary%,$(FUZZ_SUBJECTS)))

# The tools may have to be installed first, so what needs them is made by a second make.
.PHONY: fuzz-guest
fuzz-guest: deps-engines deps-replay-$(RUN_ARCH) ## Fuzz the booted kernel against the host: ARCH=riscv64 DESIGN=heap TIME=60 (s) SEED=1
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent -j $$(nproc) build/fuzz/replay-guest \
	  build/$(RUN_ARCH)/$(BOOTS_$(RUN_ARCH)) $(FUZZ_TAPS)
	@fuzz/guest --arch $(RUN_ARCH) $(if $(DESIGN),--design $(DESIGN)) $(if $(TIME),--time $(TIME)) \
	  $(if $(SEED),--seed $(SEED))

# A target of libFuzzer from which inputs are tapped.
build/fuzz/tap-%: build/fuzz/target/%.o build/fuzz/oracle/fuzz/tap.o $(FUZZ_LIBFUZZER_O) $(FUZZ_ORACLE_O)
	$(FUZZ_CC) -fsanitize=fuzzer -Wl,--wrap=LLVMFuzzerTestOneInput $^ -o $@

.SECONDARY: build/fuzz/oracle/fuzz/tap.o
