# SPDX-License-Identifier: MIT
# Proofs: every contract of core/ with Frama-C, z3 and cvc4.

.PHONY: prove

prove: | deps-prove ## Prove the contracts; DESIGN=bitmap proves one design; COLD=yes asks all anew
	@proofs/same
	@proofs/prove $(DESIGN) $(if $(COLD),--cold) $(if $(STATUS),--status)
