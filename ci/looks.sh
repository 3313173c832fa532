# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# That the short cuts of the engines' targets to the core's validators say what these say, for
# ci/fuzz, which has sourced ci/report.sh and set log.

agrees() { # NAME COMMAND...
    if timeout 60 "${@:2}" >"$log/looks" 2>&1; then
        pass "fuzz/$1"
    else
        fail "fuzz/$1" "$(grep -m 1 -v ' 0 failed' "$log/looks")"
    fi
    echo "   $(tail -n 1 "$log/looks")"
}

unlike() { # NAME WHY COMMAND...
    timeout 60 "${@:3}" >"$log/looks" 2>&1
    if [ $? -eq 1 ]; then pass "fuzz/$1"; else fail "fuzz/$1" "$2"; fi
}

known_agrees() {
    agrees known build/fuzz/known
    agrees known8 build/fuzz/known8
    unlike known-canary "values that differ at their ends are taken for the same" build/fuzz/known-canary
}

looks_agree() {
    local design inputs=(fuzz/regressions/*/* fuzz/corpus/*/*)
    agrees look-test build/fuzz/look-test
    agrees look-test8 build/fuzz/look-test8
    for design in bucket heap all; do
        agrees replay-both/$design build/fuzz/replay-both $design "${inputs[@]}"
    done
    agrees replay-both/heap8 build/fuzz/replay-both8 heap "${inputs[@]}"
    unlike look-test-canary "bits that turn over untold are not noticed" build/fuzz/look-test-canary
    unlike replay-both-canary "stores that are missed are not noticed" \
        build/fuzz/replay-both-canary heap "${inputs[@]}"
}
