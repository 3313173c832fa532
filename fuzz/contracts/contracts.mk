# SPDX-License-Identifier: MIT
# contracts: the annotations of the core run, under both engines and in the kernel's test suite. All paths are
# relative to the top. Two programs: of words of 64 bits, and of what is built on them, with words of 4.

CONTRACTS_words := word dummy
CONTRACTS_small := word bits set request blocks bump bitmap list
CONTRACTS_OPTIONS_small := --small
CONTRACTS_H := $(wildcard core/*.[ch] proofs/logic/*.acsl)
CONTRACTS_RUN := fuzz/contracts/runtime.c fuzz/contracts/host.c
# What is not ours to mend: E-ACSL's code is not written for warnings.
CONTRACTS_FLAGS := -O2 -g -w

.PHONY: contracts
contracts: deps-contracts ## Fuzz the annotations of the core as code, here and in QEMU
	@ci/contracts

build/contracts/%.c: fuzz/contracts/%.c $(CONTRACTS_H) fuzz/contracts/translate fuzz/contracts/restate.py
	@mkdir -p $(@D)
	fuzz/contracts/translate $(CONTRACTS_OPTIONS_$*) $@ $(CONTRACTS_$*) $<

.PRECIOUS: build/contracts/%.c build/contracts/%.o
build/contracts/%-libfuzzer: build/contracts/%.c $(CONTRACTS_RUN) fuzz/contracts/broken.h
	clang $(CONTRACTS_FLAGS) -fsanitize=fuzzer $< $(CONTRACTS_RUN) -o $@

build/contracts/%-afl: build/contracts/%.c $(CONTRACTS_RUN) fuzz/contracts/broken.h
	AFL_QUIET=1 afl-clang-fast $(CONTRACTS_FLAGS) -fsanitize=fuzzer $< $(CONTRACTS_RUN) -o $@

# The names of this core are hidden from the kernel's own.
build/contracts/%.o: build/contracts/%.c fuzz/contracts/runtime.c fuzz/contracts/contracts.mk kernel/kernel.mk
	$(KERNEL_CC) $(CC_x86_64) -w -c $< -o build/contracts/$*-translated.o
	$(KERNEL_CC) $(CC_x86_64) -c fuzz/contracts/runtime.c -o build/contracts/$*-runtime.o
	ld.lld -r build/contracts/$*-translated.o build/contracts/$*-runtime.o -o $@
	objcopy --keep-global-symbol=LLVMFuzzerTestOneInput $@

build/contracts/kernel-%.elf: fuzz/contracts/kernel.c build/contracts/%.o $(OBJECTS_x86_64) kernel/link.ld
	$(KERNEL_CC) $(CC_x86_64) -c $< -o build/contracts/kernel-$*.o
	$(LINK_x86_64) build/contracts/kernel-$*.o build/contracts/$*.o -o $@
