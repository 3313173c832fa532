# SPDX-License-Identifier: MIT
# report: a page of what the fuzzing did and reached. Included by fuzz.mk.

.PHONY: report
report: deps-engines ## Write build/report/index.html: campaign, crashes, league, coverage
	-@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent -j $$(nproc) build/fuzz/coverage.json
	-@if command -v valgrind >/dev/null; then $(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent build/bench/rounds.txt; fi
	@fuzz/report/write

# A folder is newer than the measure when an input has come or gone.
# The programs are those of fuzz/covered (corpus.mk).
build/fuzz/coverage.json: $(COVERED)/replay $(COVERED)/replay-word8 fuzz/report/measure \
    $(wildcard fuzz/corpus/* fuzz/regressions/*)
	fuzz/report/measure $@
