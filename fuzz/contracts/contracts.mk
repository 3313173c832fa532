# SPDX-License-Identifier: MIT
# contracts: the annotations of the core run, under both engines and in the kernel's test suite. All paths are
# relative to the top. Four programs: of words of 64 bits, and three
# of what is built on them, with words of 4.

CONTRACTS_H := $(wildcard core/*.[ch] proofs/logic/*.acsl)
CONTRACTS_RUN := build/contracts/run/runtime.o build/contracts/run/host.o
# What is not ours to mend: E-ACSL's code is not written for warnings. It is full of comparisons that say nothing
# of the input, and of calls of its library: with no trace of the former, and the latter not looked at and
# made part of what calls them, libFuzzer is six times as fast and gets as far. No -g: of that lld 14 dies.
CONTRACTS_FLAGS := -O2 -w -flto
CONTRACTS_LIBFUZZER := -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp

.PHONY: contracts
contracts: deps-contracts ## Fuzz the annotations of the core as code, here and in QEMU
	@ci/contracts

build/contracts/%.c: fuzz/contracts/%.c fuzz/contracts/draw.h $(CONTRACTS_H) fuzz/contracts/translate fuzz/contracts/restate.py
	@mkdir -p $(@D)
	fuzz/contracts/translate $@ $*

.PRECIOUS: build/contracts/%.c build/contracts/%.o build/contracts/run/%.o
build/contracts/run/%.o: fuzz/contracts/%.c fuzz/contracts/broken.h
	@mkdir -p $(@D)
	clang $(CONTRACTS_FLAGS) -c $< -o $@

build/contracts/%-libfuzzer: build/contracts/%.c $(CONTRACTS_RUN)
	clang $(CONTRACTS_FLAGS) $(CONTRACTS_LIBFUZZER) -c $< -o $@.o
	clang $(CONTRACTS_FLAGS) -fuse-ld=lld -fsanitize=fuzzer $@.o $(CONTRACTS_RUN) -o $@

build/contracts/%-afl: build/contracts/%.c fuzz/contracts/runtime.c fuzz/contracts/host.c fuzz/contracts/broken.h
	AFL_QUIET=1 afl-clang-fast -O2 -g -w -fsanitize=fuzzer $(filter %.c, $^) -o $@

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
