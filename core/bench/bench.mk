# SPDX-License-Identifier: MIT
# bench: what an operation of heap costs, and how full an arena gets; see core/bench/README.md.
# Included by the Makefile at the top; all paths are relative to there.

BENCH := build/bench
BENCH_CORE := $(wildcard core/*.c)
BENCH_PROGRAMS := $(addprefix $(BENCH)/,count-clang count-gcc use-8 use-64 time)
# All depend on these: the headers, and the flags below.
BENCH_H := $(wildcard core/*.h core/bench/*.h) core/bench/bench.mk
BENCH_FLAGS := -std=c11 -pedantic -D_GNU_SOURCE -Wall -Wextra -Werror -O2 -Icore -Icore/bench
# The capacity of a state is chosen when it is compiled: here that of the arena. Granules.
BENCH_8 := -DASH_GRANULES=524288
BENCH_64 := -DASH_GRANULES=4194304

.PHONY: bench bench-build
# The tools may have to be installed first, so what needs them is made by a second make.
bench: deps-bench ## Heap and libashlar beside other allocators; ROUNDS=15 SEEDS=3 PARTS="time growth"
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent bench-build
	@core/bench/run $(or $(ROUNDS),15) $(or $(SEEDS),3) $(PARTS)

bench-build: $(BENCH_PROGRAMS) $(BENCH)/libscudo.so build/hosted/libashlar.so build/ashlar.c
	@:

BENCH_COUNT := $(addprefix core/bench/,count.c workload.c mix.c)
BENCH_USE := $(addprefix core/bench/,use.c traffic.c mix.c resident.c child.c peers.c)
BENCH_TIME := $(addprefix core/bench/,time.c round.c threads.c growth.c workload.c mix.c)

$(BENCH)/count-%: $(BENCH_COUNT) $(BENCH_CORE) $(BENCH_H)
	@mkdir -p $(@D)
	$* $(BENCH_FLAGS) $(BENCH_64) $(filter %.c,$^) -lm -o $@

$(BENCH)/use-%: $(BENCH_USE) $(BENCH_CORE) $(BENCH_H)
	@mkdir -p $(@D)
	clang $(BENCH_FLAGS) $(BENCH_$*) $(filter %.c,$^) -lm -o $@

# A compiler that knows what malloc does might leave calls of it out.
$(BENCH)/time: $(BENCH_TIME) $(BENCH_CORE) $(BENCH_H)
	@mkdir -p $(@D)
	clang $(BENCH_FLAGS) $(BENCH_64) -fno-builtin-malloc -fno-builtin-free -pthread $(filter %.c,$^) -lm -ldl -o $@

# The hardened malloc that comes with clang, all of it in a library that can be preloaded. clang names
# the archive after the processor, or its folder.
$(BENCH)/libscudo.so: core/bench/bench.mk
	@mkdir -p $(@D)
	scudo=$$(ls $$(clang -print-resource-dir)/lib/*/libclang_rt.scudo_standalone*.a | grep -m1 "$$(uname -m)") && \
	clang -shared -Wl,--whole-archive $$scudo -Wl,--no-whole-archive -pthread -o $@

$(BENCH)/rounds: core/bench/rounds.c $(BENCH_CORE) $(BENCH_H)
	@mkdir -p $(@D)
	clang $(BENCH_FLAGS) $(filter %.c,$^) -o $@

# Of single calls, for `make report`.
$(BENCH)/rounds.txt: $(BENCH)/rounds core/bench/rounds
	@core/bench/rounds $< >$@.new && mv $@.new $@

# A heap that the gates of ci/bench must refuse.
$(BENCH)/count-canary: core/bench/canary.c $(BENCH_COUNT) $(BENCH_CORE) $(BENCH_H)
	@mkdir -p $(@D)
	clang $(BENCH_FLAGS) $(BENCH_64) -Wl,--wrap=ash_heap_alloc $(filter %.c,$^) -lm -o $@

$(BENCH)/use-canary: core/bench/canary.c $(BENCH_USE) $(BENCH_CORE) $(BENCH_H)
	@mkdir -p $(@D)
	clang $(BENCH_FLAGS) $(BENCH_8) -Wl,--wrap=ash_heap_alloc $(filter %.c,$^) -lm -o $@
