# SPDX-License-Identifier: MIT
# league: the core with one seeded bug at a time, under each engine. Included by fuzz.mk.

LEAGUE := build/fuzz/league

.PHONY: league FORCE
league: deps-engines ## Measure how soon seeded bugs fall: BUG=NAME ENGINE=libfuzzer|afl|default SEEDS=3
	@fuzz/league/run $(if $(BUG),--bug $(BUG)) $(if $(ENGINE),--engine $(ENGINE)) \
	  $(if $(SEEDS),--seeds $(SEEDS))

# ---- all but the bugs: an archive for each kind of program and width of words ----

LEAGUE_CORE := $(filter-out core/designs.c,$(FUZZ_CORE))
LEAGUE_LIMITS = $(if $(findstring 8/,$@),$(FUZZ_WORD8),$(FUZZ_SMALL))

define LEAGUE_KIND
$(LEAGUE)/$(1)/%.o: core/%.c $(FUZZ_UNSEEN) fuzz/fuzz.mk
	@mkdir -p $$(@D)
	$(2) $(FUZZ_FLAGS) $$(LEAGUE_LIMITS) -c $$< -o $$@
endef
$(foreach k,libfuzzer libfuzzer8,$(eval $(call LEAGUE_KIND,$k,$(FUZZ_LIBFUZZER) $(FUZZ_TOLD))))
$(foreach k,afl afl8,$(eval $(call LEAGUE_KIND,$k,$(FUZZ_AFL) $(FUZZ_TOLD))))

# The validators of the core without a bug, and the looks, call nothing that is instrumented or may
# have a bug; stats and usable are those under test.
$(LEAGUE)/pure/designs.o $(LEAGUE)/pure8/designs.o: core/designs.c fuzz/fuzz.mk
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(LEAGUE_LIMITS) $(foreach d,$(FUZZ_DESIGNS),-Dash_$d_check=pure_$d_check) \
	  -c $< -o $@

LEAGUE_O := $(LEAGUE_CORE:core/%.c=%.o)
LEAGUE_PLAIN := $(FUZZ_PROGRAM) $(FUZZ_PAGE) fuzz/shrink.c
LEAGUE_ORACLE := $(FUZZ_ORACLE) fuzz/stores.c fuzz/tally.c $(FUZZ_CANARIES:%=fuzz/%.c)
$(LEAGUE)/plain.a: $(call fuzz_objects,plain,$(LEAGUE_PLAIN))
$(LEAGUE)/plain8.a: $(call fuzz_objects,word8,$(LEAGUE_PLAIN))
$(LEAGUE)/libfuzzer.a $(LEAGUE)/afl.a: build/fuzz/pure/judge.o $(LEAGUE)/pure/designs.o \
  $(call fuzz_objects,plain,$(LEAGUE_ORACLE))
$(LEAGUE)/libfuzzer8.a $(LEAGUE)/afl8.a: build/fuzz/pure8/judge.o $(LEAGUE)/pure8/designs.o \
  $(call fuzz_objects,word8,$(LEAGUE_ORACLE))
$(foreach k,libfuzzer libfuzzer8 afl afl8,$(eval $(LEAGUE)/$k.a: $(LEAGUE_O:%=$(LEAGUE)/$k/%)))
$(LEAGUE)/%.a:
	@mkdir -p $(@D)
	rm -f $@
	ar rcs $@ $^

# The targets, and those of libFuzzer without a mutator: what the linker cannot see, the engine
# does not call.
# (Precious: make would delete what it has made by the rule, and not miss it where the program is there.)
.PRECIOUS: build/fuzz/target/default-%.o
LEAGUE_TARGETS := $(foreach d,$(FUZZ_DESIGNS) heap8,build/fuzz/target/$d.o build/fuzz/target/default-$d.o)
build/fuzz/target/default-%.o: build/fuzz/target/%.o
	objcopy -L LLVMFuzzerCustomMutator -L LLVMFuzzerCustomCrossOver $< $@

# ---- with a bug ----

LEAGUE_BUILD = COMPILE='$(1) $(filter-out -MMD -MP,$(FUZZ_FLAGS)) $(3)' LINK='$(2)' SMALL='$(FUZZ_SMALL)' \
  WORD8='$(FUZZ_WORD8)' fuzz/league/build $*

# make would take these for its own, to be deleted.
.PRECIOUS: $(LEAGUE)/bugs/%/bug $(LEAGUE)/bugs/%/replay $(LEAGUE)/bugs/%/libfuzzer
$(LEAGUE)/bugs/%/bug: FORCE
	@fuzz/league/plant $*

$(LEAGUE)/bugs/%/replay: $(LEAGUE)/bugs/%/bug $(LEAGUE)/plain.a $(LEAGUE)/plain8.a \
    build/fuzz/plain/fuzz/replay.o build/fuzz/word8/fuzz/replay.o
	@$(call LEAGUE_BUILD,$(FUZZ_CC),$(FUZZ_CC),-O0 -g0) plain build/fuzz/plain/fuzz/replay.o replay

$(LEAGUE)/bugs/%/minimise: $(LEAGUE)/bugs/%/replay build/fuzz/plain/fuzz/minimise.o build/fuzz/word8/fuzz/minimise.o
	@$(call LEAGUE_BUILD,$(FUZZ_CC),$(FUZZ_CC),-O0 -g0) plain build/fuzz/plain/fuzz/minimise.o minimise

$(LEAGUE)/bugs/%/page: $(LEAGUE)/bugs/%/replay build/fuzz/plain/fuzz/page.o build/fuzz/word8/fuzz/page.o
	@$(call LEAGUE_BUILD,$(FUZZ_CC),$(FUZZ_CC),-O0 -g0) plain build/fuzz/plain/fuzz/page.o page

$(LEAGUE)/bugs/%/libfuzzer: $(LEAGUE)/bugs/%/bug $(LEAGUE)/libfuzzer.a $(LEAGUE)/libfuzzer8.a \
    $(LEAGUE_TARGETS) $(LEAGUE)/plain.a
	@$(call LEAGUE_BUILD,$(FUZZ_LIBFUZZER) $(FUZZ_TOLD),$(FUZZ_CC) -fsanitize=fuzzer) libfuzzer build/fuzz/target/ON.o libfuzzer

$(LEAGUE)/bugs/%/default: $(LEAGUE)/bugs/%/libfuzzer $(LEAGUE_TARGETS)
	@$(call LEAGUE_BUILD,$(FUZZ_LIBFUZZER) $(FUZZ_TOLD),$(FUZZ_CC) -fsanitize=fuzzer) libfuzzer build/fuzz/target/default-ON.o default

$(LEAGUE)/bugs/%/afl: $(LEAGUE)/bugs/%/bug $(LEAGUE)/afl.a $(LEAGUE)/afl8.a $(LEAGUE_TARGETS) \
    $(LEAGUE)/plain.a
	@$(call LEAGUE_BUILD,$(FUZZ_AFL) $(FUZZ_TOLD),$(FUZZ_AFL) -fsanitize=fuzzer) afl build/fuzz/target/ON.o afl
