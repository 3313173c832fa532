#!/bin/bash
# SPDX-License-Identifier: MIT
# What heap is held to, for scripts that source this: ci/bench fails when it is missed.

workloads=(lifo1_64 lifo256_64 fifo256_64 small_mixed wide_mixed larson100k bulk64 bulk_mixed kernel)

# Instructions an operation, the harness taken off: the worse of both compilers, and 0 to 5 % more.
instructions_most() { # WORKLOAD
    case $1 in
    lifo1_64) echo 32 ;;
    lifo256_64) echo 41 ;;
    fifo256_64) echo 42 ;;
    small_mixed) echo 30 ;;
    wide_mixed) echo 115 ;;
    larson100k) echo 32 ;;
    bulk64) echo 48 ;;
    bulk_mixed) echo 62 ;;
    kernel) echo 34 ;;
    esac
}

# Of arena and state: live bytes at the first refusal, the mean over all mixes, traffics and
# arenas; and the state alone.
use_least=0.90
metadata_most=0.03
