#!/bin/bash
# SPDX-License-Identifier: MIT
# What heap is held to, for scripts that source this: ci/bench fails when it is missed.

workloads=(lifo1_64 lifo256_64 fifo256_64 small_mixed wide_mixed larson100k bulk64 bulk_mixed kernel)
held=(small_mixed larson100k kernel)

# Instructions an operation, the harness taken off.
instructions_most() { # WORKLOAD
    case $1 in
    small_mixed) echo 30 ;;
    larson100k) echo 45 ;;
    kernel) echo 36 ;;
    *) echo - ;;
    esac
}

# Of arena and state: live bytes at the first refusal, the mean over all mixes, traffics and
# arenas; and the state alone.
use_least=0.90
metadata_most=0.03
