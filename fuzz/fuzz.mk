# SPDX-License-Identifier: MIT
# fuzz: the targets of both engines, and the programs that replay and minimise what they find.
# Included by the Makefile at the top; all paths are relative to there.

FUZZ_SUBJECTS := dummy bump bitmap list bucket heap all canary canary-all canary-heap \
  canary-unstable canary-undefined
FUZZ_CORE := $(wildcard core/*.c)
# What decides whether a run was right is not instrumented: coverage of it would lead the
# engines astray, and cost most of the speed.
FUZZ_ORACLE := fuzz/ops.c fuzz/model.c core/tests/plain_heap.c fuzz/call.c fuzz/harness.c fuzz/differ.c \
  fuzz/mutate.c fuzz/subjects.c
FUZZ_WORDS := fuzz/text.c fuzz/outcome.c
FUZZ_PAGE := fuzz/page.c fuzz/story.c fuzz/picture.c fuzz/testcase.c
FUZZ_CANARIES := canary canary_bucket canary_heap canary_unstable \
  canary_undefined
FUZZ_PROGRAM := $(FUZZ_ORACLE) fuzz/look.c $(FUZZ_WORDS) fuzz/say.c fuzz/input.c \
  $(FUZZ_CANARIES:%=fuzz/%.c) $(FUZZ_CORE)

FUZZ_CC ?= clang
FUZZ_AFL_CC ?= afl-clang-fast
FUZZ_FLAGS := -std=c11 -O2 -g -Wall -Wextra -Werror -Icore -Ifuzz -MMD -MP
# Heaps of 1024 granules are all that traces ask for, and a state that can hold no more shows
# what happens to larger ones. The replay under sanitizers takes the core exactly as it ships.
FUZZ_SMALL := -DASH_GRANULES=1024
# Words of 8 bits put many borders between words into every heap; the results must not change, but
# for heap, whose units and racks are other ones.
FUZZ_WORD8 := $(FUZZ_SMALL) -DASH_WORD_BITS=8
# In the kernel's guest, and on the host what is compared with that (kernel/kernel.mk).
FUZZ_GUEST := $(FUZZ_SMALL) -DHARNESS_EVERY=16
FUZZ_SAN := -fsanitize=address,undefined -fno-sanitize-recover=all -DHARNESS_EVERY=16

fuzz_objects = $(patsubst %.c,build/fuzz/$(1)/%.o,$(2))

# heap8 is heap with words of 8 bits: so the heaps of the traces have many units and long runs.
FUZZ_SANE := $(filter-out canary%,$(FUZZ_SUBJECTS)) heap8 canary-undefined
FUZZ_TARGETS := $(foreach e,libfuzzer afl,$(patsubst %,build/fuzz/$e-%,$(FUZZ_SUBJECTS) heap8)) \
  $(foreach e,asan msan,$(FUZZ_SANE:%=build/fuzz/$e-%))
FUZZ_REPLAYS := build/fuzz/replay build/fuzz/replay-asan build/fuzz/replay-word8
FUZZ_MINIMISE := build/fuzz/minimise build/fuzz/minimise-word8
# Of what only a sanitizer sees, by the build that saw it.
FUZZ_SEERS := $(foreach p,minimise page,$(foreach e,asan msan,build/fuzz/$p-$e build/fuzz/$p-$e-word8))
# That what is judged again is enough (look_told.c), with canaries.
FUZZ_LOOKS := build/fuzz/look-test build/fuzz/look-test8 build/fuzz/look-test-canary \
  build/fuzz/replay-both build/fuzz/replay-both8 build/fuzz/replay-both-canary
FUZZ_PAGES := build/fuzz/page build/fuzz/page-word8

.PHONY: fuzz fuzz-build triage
# The tools may have to be installed first, so what needs them is made by a second make.
fuzz: deps-engines ## Fuzz all designs: ENGINE=libfuzzer|afl|asan|msan DESIGN=heap TIME=60 (s) SEED=1
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent -j $$(nproc) fuzz-build
	@fuzz/run $(if $(ENGINE),--engine $(ENGINE)) $(if $(DESIGN),--design $(DESIGN)) \
	  $(if $(TIME),--time $(TIME)) $(if $(SEED),--seed $(SEED))

triage: deps-engines ## Make a folder of each crash: its operations, a picture, a test case
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent build/fuzz/replay $(FUZZ_MINIMISE) $(FUZZ_PAGES)
	@fuzz/triage

fuzz-build: $(FUZZ_TARGETS) $(FUZZ_REPLAYS) $(FUZZ_MINIMISE) $(FUZZ_PAGES) $(FUZZ_SEERS) build/fuzz/afl-mutator.so \
    build/fuzz/worst build/fuzz/known build/fuzz/known8 build/fuzz/known-canary $(FUZZ_LOOKS)
	@:

# ---- the engines: the core and the canaries instrumented, the rest plain ----

# The core as one unit, for what judges: it has the questions that the validators are made of. These
# known.h puts before itself.
FUZZ_KNOWN := set|shapes|runs_check
build/fuzz/core.c: $(FUZZ_CORE) fuzz/fuzz.mk
	@mkdir -p $(@D)
	for file in $(FUZZ_CORE:core/%.c=%); do \
	  check=ash_$${file%_check}_check; \
	  case $$file in $(FUZZ_KNOWN)) printf '#define %s %s_in_full\n' $$check $$check ;; esac; \
	  printf '#include "../../core/%s.c"\n#undef %s\n' $$file $$check; \
	done > $@
	printf '#include "../../fuzz/known.h"\n' >> $@

FUZZ_UNSEEN := fuzz/uninstrumented.txt
FUZZ_LIBFUZZER := $(FUZZ_CC) -fsanitize=fuzzer-no-link -fsanitize-coverage-ignorelist=$(FUZZ_UNSEEN)
# Compares are for the mutator of libFuzzer, which ours takes the place of: a tenth of the time.
FUZZ_EDGES := -fno-sanitize-coverage=trace-cmp
# A call before each store, also where a loop would be made a memset: so that no more than what has
# changed need be judged again after an operation (look_told.c).
FUZZ_UNTOLD := fuzz/untold.txt
FUZZ_TOLD := -fsanitize=kernel-address -mllvm -asan-instrumentation-with-call-threshold=0 \
  -mllvm -asan-instrument-reads=0 -mllvm -asan-stack=0 -mllvm -asan-globals=0 -fno-builtin \
  -fsanitize-ignorelist=$(FUZZ_UNTOLD)
FUZZ_AFL := AFL_QUIET=1 AFL_LLVM_DENYLIST=$(FUZZ_UNSEEN) $(FUZZ_AFL_CC)

# The core and the canaries, of the engine $(1), compiled by $(2), with words of $(3) bits, if that is
# not empty, and the limits $(4).
define fuzz_engine
build/fuzz/$(1)$(3)/%.o: core/%.c $(FUZZ_UNSEEN) $(FUZZ_UNTOLD) fuzz/fuzz.mk
	@mkdir -p $$(@D)
	$(2) $(FUZZ_TOLD) $(FUZZ_FLAGS) $(4) -c $$< -o $$@

$(FUZZ_CANARIES:%=build/fuzz/$(1)$(3)/%.o): build/fuzz/$(1)$(3)/%.o: fuzz/%.c fuzz/fuzz.mk
	@mkdir -p $$(@D)
	$(2) $(FUZZ_TOLD) $(FUZZ_FLAGS) $(4) -c $$< -o $$@
endef
FUZZ_LIBFUZZER_EDGES := $(FUZZ_LIBFUZZER) $(FUZZ_EDGES)
$(eval $(call fuzz_engine,libfuzzer,$(FUZZ_LIBFUZZER_EDGES),,$(FUZZ_SMALL)))
$(eval $(call fuzz_engine,libfuzzer,$(FUZZ_LIBFUZZER_EDGES),8,$(FUZZ_WORD8)))
$(eval $(call fuzz_engine,afl,$(FUZZ_AFL),,$(FUZZ_SMALL)))
$(eval $(call fuzz_engine,afl,$(FUZZ_AFL),8,$(FUZZ_WORD8)))

# What judges is a core by itself, plain: the validators, the looks that are made of their questions,
# and the two functions of each design that are asked after every operation.
FUZZ_DESIGNS := dummy bump bitmap list bucket heap
FUZZ_PURE := $(foreach d,$(FUZZ_DESIGNS),$(foreach f,check stats usable,--redefine-sym ash_$d_$f=pure_$d_$f \
  --keep-global-symbol=pure_$d_$f)) $(patsubst %,--keep-global-symbol=%,ash_look_start ash_look ash_look_end)
FUZZ_PURE_LIMITS = $(if $(findstring 8/,$@),$(FUZZ_WORD8),$(FUZZ_SMALL))
build/fuzz/pure/judge.o build/fuzz/pure8/judge.o: fuzz/look_told.c build/fuzz/core.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_PURE_LIMITS) -c $< -o $@
	objcopy $(FUZZ_PURE) $@

build/fuzz/pure/designs.o build/fuzz/pure8/designs.o: core/designs.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_PURE_LIMITS) -c $< -o $@ $(foreach d,$(FUZZ_DESIGNS), \
	  $(foreach f,check stats usable,-Dash_$d_$f=pure_$d_$f))

build/fuzz/oracle/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_SMALL) -fPIC -c $< -o $@

build/fuzz/target/%.o: fuzz/target.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_SMALL) -DSUBJECT='"$*"' -c $< -o $@

FUZZ_ORACLE_O := $(call fuzz_objects,oracle,$(FUZZ_ORACLE) fuzz/stores.c fuzz/tally.c)
# What is under test, in the folder $(1), and what judges, in $(2).
fuzz_core_seen = $(patsubst core/%.c,build/fuzz/$(1)/%.o,$(filter-out core/designs.c,$(FUZZ_CORE))) \
  $(FUZZ_CANARIES:%=build/fuzz/$(1)/%.o) $(patsubst %,build/fuzz/$(2)/%.o,judge designs)
FUZZ_LIBFUZZER_O := $(call fuzz_core_seen,libfuzzer,pure)
FUZZ_AFL_O := $(call fuzz_core_seen,afl,pure)
FUZZ_LIBFUZZER8_O := $(call fuzz_core_seen,libfuzzer8,pure8)
FUZZ_AFL8_O := $(call fuzz_core_seen,afl8,pure8)
FUZZ_TARGET_O := $(FUZZ_SUBJECTS:%=build/fuzz/target/%.o)
FUZZ_WORD8_O := $(call fuzz_objects,word8,$(FUZZ_ORACLE) fuzz/stores.c fuzz/tally.c)

build/fuzz/target/heap8.o: fuzz/target.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_WORD8) -DSUBJECT='"heap"' -c $< -o $@

build/fuzz/libfuzzer-heap8: build/fuzz/target/heap8.o $(FUZZ_LIBFUZZER8_O) $(FUZZ_WORD8_O)
	$(FUZZ_CC) -fsanitize=fuzzer $^ -o $@

build/fuzz/afl-heap8: build/fuzz/target/heap8.o $(FUZZ_AFL8_O) $(FUZZ_WORD8_O)
	$(FUZZ_AFL) -fsanitize=fuzzer $^ -o $@

build/fuzz/libfuzzer-%: build/fuzz/target/%.o $(FUZZ_LIBFUZZER_O) $(FUZZ_ORACLE_O)
	$(FUZZ_CC) -fsanitize=fuzzer $^ -o $@

build/fuzz/afl-%: build/fuzz/target/%.o $(FUZZ_AFL_O) $(FUZZ_ORACLE_O)
	$(FUZZ_AFL) -fsanitize=fuzzer $^ -o $@

# ---- asan and msan: libFuzzer on builds with sanitizers, in which all that runs takes part ----

FUZZ_ASAN := -fsanitize=address,undefined
FUZZ_MSAN := -fsanitize=memory
FUZZ_SANITIZED := -O1 -fno-sanitize-recover=all -DHARNESS_EVERY=16
# Their core is not inlined at any price, which takes long to compile: some of the oracle is seen.
FUZZ_WATCHED := -fsanitize=fuzzer-no-link -fsanitize-coverage-ignorelist=$(FUZZ_UNSEEN)

# Of the engine $(1), which has the flags $(2), the programs with words of $(3) bits, if that is not
# empty, and the limits $(4).
define fuzz_sanitized
build/fuzz/$(1)$(3)/core.o: build/fuzz/core.c $(FUZZ_UNSEEN)
	@mkdir -p $$(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(2) $(FUZZ_SANITIZED) $(FUZZ_WATCHED) $(4) -c $$< -o $$@

build/fuzz/$(1)$(3)/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $$(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(2) $(FUZZ_SANITIZED) $(4) -c $$< -o $$@

build/fuzz/$(1)$(3)/target/%.o: fuzz/target.c fuzz/fuzz.mk
	@mkdir -p $$(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(2) $(FUZZ_SANITIZED) $(4) -DSUBJECT='"$$*"' -c $$< -o $$@

FUZZ_$(1)$(3)_O := build/fuzz/$(1)$(3)/core.o \
  $(call fuzz_objects,$(1)$(3),$(FUZZ_ORACLE) fuzz/look.c fuzz/tally.c $(FUZZ_CANARIES:%=fuzz/%.c))
.SECONDARY: $$(FUZZ_$(1)$(3)_O) $$(FUZZ_SANE:%=build/fuzz/$(1)$(3)/target/%.o)

build/fuzz/minimise-$(1)$(3:8=-word8): $$(FUZZ_$(1)$(3)_O) \
    $(call fuzz_objects,$(1)$(3),fuzz/minimise.c fuzz/shrink.c $(FUZZ_WORDS) fuzz/say.c fuzz/input.c fuzz/dies.c)
	$(FUZZ_CC) $(2) $$^ -o $$@

build/fuzz/page-$(1)$(3:8=-word8): $$(FUZZ_$(1)$(3)_O) \
    $(call fuzz_objects,$(1)$(3),$(FUZZ_PAGE) $(FUZZ_WORDS) fuzz/input.c fuzz/dies.c)
	$(FUZZ_CC) $(2) $$^ -o $$@
endef

$(eval $(call fuzz_sanitized,asan,$(FUZZ_ASAN),,$(FUZZ_SMALL)))
$(eval $(call fuzz_sanitized,asan,$(FUZZ_ASAN),8,$(FUZZ_WORD8)))
$(eval $(call fuzz_sanitized,msan,$(FUZZ_MSAN),,$(FUZZ_SMALL)))
$(eval $(call fuzz_sanitized,msan,$(FUZZ_MSAN),8,$(FUZZ_WORD8)))

build/fuzz/asan-heap8: build/fuzz/asan8/target/heap.o $(FUZZ_asan8_O)
	$(FUZZ_CC) $(FUZZ_ASAN) -fsanitize=fuzzer $^ -o $@

build/fuzz/msan-heap8: build/fuzz/msan8/target/heap.o $(FUZZ_msan8_O)
	$(FUZZ_CC) $(FUZZ_MSAN) -fsanitize=fuzzer $^ -o $@

build/fuzz/asan-%: build/fuzz/asan/target/%.o $(FUZZ_asan_O)
	$(FUZZ_CC) $(FUZZ_ASAN) -fsanitize=fuzzer $^ -o $@

build/fuzz/msan-%: build/fuzz/msan/target/%.o $(FUZZ_msan_O)
	$(FUZZ_CC) $(FUZZ_MSAN) -fsanitize=fuzzer $^ -o $@

# Named only by patterns, these would be deleted once the targets are linked.
.SECONDARY: $(FUZZ_TARGET_O) $(FUZZ_ORACLE_O) $(FUZZ_LIBFUZZER_O) $(FUZZ_AFL_O) $(FUZZ_LIBFUZZER8_O) \
  $(FUZZ_AFL8_O)

build/fuzz/afl-mutator.so: $(call fuzz_objects,oracle,fuzz/afl_mutator.c fuzz/mutate.c fuzz/ops.c)
	$(FUZZ_CC) -shared $^ -o $@

# ---- programs ----

build/fuzz/plain/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_SMALL) -c $< -o $@

build/fuzz/word8/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_WORD8) -c $< -o $@

build/fuzz/shipped/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_SAN) -c $< -o $@

build/fuzz/guest/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_GUEST) -c $< -o $@

build/fuzz/replay-guest: $(call fuzz_objects,guest,fuzz/replay.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $^ -o $@

build/fuzz/replay: $(call fuzz_objects,plain,fuzz/replay.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $^ -o $@

build/fuzz/replay-word8: $(call fuzz_objects,word8,fuzz/replay.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $^ -o $@

build/fuzz/replay-asan: $(call fuzz_objects,shipped,fuzz/replay.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $(FUZZ_SAN) $^ -o $@

build/fuzz/page: $(call fuzz_objects,plain,$(FUZZ_PAGE) $(filter-out fuzz/say.c,$(FUZZ_PROGRAM)))
	$(FUZZ_CC) $^ -o $@

build/fuzz/page-word8: $(call fuzz_objects,word8,$(FUZZ_PAGE) $(filter-out fuzz/say.c,$(FUZZ_PROGRAM)))
	$(FUZZ_CC) $^ -o $@

build/fuzz/minimise: $(call fuzz_objects,plain,fuzz/minimise.c fuzz/shrink.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $^ -o $@

# The core with a call of the counter in each basic block.
FUZZ_STEPS := $(filter-out %_check.c core/designs.c,$(FUZZ_CORE))
build/fuzz/steps/%.o: %.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize-coverage=trace-pc -c $< -o $@

build/fuzz/worst: fuzz/worst.c fuzz/adversary.c fuzz/adversary_program.c fuzz/adversary.h \
    $(filter %_check.c,$(FUZZ_CORE)) $(call fuzz_objects,steps,$(FUZZ_STEPS))
	$(FUZZ_CC) -std=c11 -O2 -g -Wall -Wextra -Werror -Icore -Ifuzz $(filter %.c %.o,$^) -o $@

# With the third, the test must fail.
build/fuzz/known build/fuzz/known8 build/fuzz/known-canary: fuzz/known_test.c build/fuzz/core.c fuzz/known.h
	$(FUZZ_CC) $(FUZZ_FLAGS) $(if $(findstring 8,$@),$(FUZZ_WORD8),$(FUZZ_SMALL)) -DKNOWN_LEFT_OUT=$(if $(findstring canary,$@),2000,0) \
	  $< -o $@

build/fuzz/minimise-word8: $(call fuzz_objects,word8,fuzz/minimise.c fuzz/shrink.c $(FUZZ_PROGRAM))
	$(FUZZ_CC) $^ -o $@

include fuzz/looks.mk
include fuzz/corpus.mk
include fuzz/guest.mk
include fuzz/league/league.mk
include fuzz/report/report.mk

-include $(shell find build/fuzz -name '*.d' 2>/dev/null)
