# SPDX-License-Identifier: MIT
# mutate: the kill matrix. All paths are relative to the top.

.PHONY: mutate
mutate: deps-mutate ## Which judge notices which change of the core? FILES= JUDGES= KINDS= SAMPLE= SEED= COLD=
	@core/mutate/mutate $(FILES) $(if $(JUDGES),--judges $(JUDGES)) $(if $(KINDS),--kinds $(KINDS)) \
	  $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) $(if $(COLD),--cold)
