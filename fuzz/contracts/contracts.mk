# SPDX-License-Identifier: MIT
# contracts: the annotations of the core run, under both engines. All paths are relative to the top.

CONTRACTS_C := core/word.c core/dummy.c fuzz/contracts/target.c
CONTRACTS_H := $(wildcard core/*.h proofs/logic/*.acsl)
CONTRACTS_RUN := fuzz/contracts/runtime.c -lgmp
# What is not ours to mend: E-ACSL's code is not written for warnings.
CONTRACTS_FLAGS := -O2 -g -w

.PHONY: contracts
contracts: deps-contracts ## Fuzz the annotations of word and dummy as code
	@ci/contracts

build/contracts/checked.c: $(CONTRACTS_C) $(CONTRACTS_H) fuzz/contracts/translate
	@mkdir -p $(@D)
	fuzz/contracts/translate $@ $(CONTRACTS_C)

build/contracts/libfuzzer: build/contracts/checked.c fuzz/contracts/runtime.c
	clang $(CONTRACTS_FLAGS) -fsanitize=fuzzer $< $(CONTRACTS_RUN) -o $@

build/contracts/afl: build/contracts/checked.c fuzz/contracts/runtime.c
	AFL_QUIET=1 afl-clang-fast $(CONTRACTS_FLAGS) -fsanitize=fuzzer $< $(CONTRACTS_RUN) -o $@
