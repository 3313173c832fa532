# SPDX-License-Identifier: MIT
# Proofs: every contract of core/ with Frama-C, z3 and cvc4.

.PHONY: prove

prove: | deps-prove ## Prove the contracts; DESIGN=bitmap proves one design; STATUS=yes notes the figures
	@proofs/prove $(DESIGN) $(if $(STATUS),--status)
