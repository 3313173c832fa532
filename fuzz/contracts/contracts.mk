# SPDX-License-Identifier: MIT
# contracts: the annotations of the core run, under both engines and in the kernel's test suite. All paths are
# relative to the top. Three programs: of words of 64 bits, and two
# of what is built on them, with words of 4.

CONTRACTS_H := $(wildcard core/*.[ch] proofs/logic/*.acsl)
CONTRACTS_RUN := fuzz/contracts/runtime.c fuzz/contracts/host.c
# What is not ours to mend: E-ACSL's code is not written for warnings. It is full of comparisons that say nothing
# of the input: without their trace libFuzzer is twice as fast and gets as far.
CONTRACTS_FLAGS := -O2 -g -w
CONTRACTS_LIBFUZZER := -fsanitize=fuzzer -fno-sanitize-coverage=trace-cmp

.PHONY: contracts
contracts: deps-contracts ## Fuzz the annotations of the core as code, here and in QEMU
	@ci/contracts

build/contracts/%.c: fuzz/contracts/%.c $(CONTRACTS_H) fuzz/contracts/translate fuzz/contracts/restate.py
	@mkdir -p $(@D)
	fuzz/contracts/translate $@ $*

.PRECIOUS: build/contracts/%.c build/contracts/%.o
build/contracts/%-libfuzzer: build/contracts/%.c $(CONTRACTS_RUN) fuzz/contracts/broken.h
	clang $(CONTRACTS_FLAGS) $(CONTRACTS_LIBFUZZER) $< $(CONTRACTS_RUN) -o $@

build/contracts/%-afl: build/contracts/%.c $(CONTRACTS_RUN) fuzz/contracts/broken.h
	AFL_QUIET=1 afl-clang-fast $(CONTRACTS_FLAGS) -fsanitize=fuzzer $< $(CONTRACTS_RUN) -o $@

build/contracts/kernel/%.o: fuzz/contracts/%.c fuzz/contracts/broken.h kernel/kernel.mk
	@mkdir -p $(@D)
	$(KERNEL_CC) $(CC_x86_64) -c $< -o $@

# The names of this core are hidden from the kernel's own.
build/contracts/%.o: build/contracts/%.c build/contracts/kernel/runtime.o fuzz/contracts/contracts.mk
	$(KERNEL_CC) $(CC_x86_64) -w -c $< -o build/contracts/$*-translated.o
	ld.lld -r build/contracts/$*-translated.o build/contracts/kernel/runtime.o -o $@
	objcopy --keep-global-symbol=LLVMFuzzerTestOneInput $@

build/contracts/kernel-%.elf: build/contracts/%.o build/contracts/kernel/kernel.o $(OBJECTS_x86_64) kernel/link.ld
	$(LINK_x86_64) build/contracts/kernel/kernel.o build/contracts/$*.o -o $@
