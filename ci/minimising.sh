# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A campaign that minimises, for ci/fuzz, which has sourced ci/report.sh and ci/ending.sh and set log.

# While one failing input takes long to be minimised the campaign goes on to say how it stands, and it can
# be broken off. The failing input is a known one, and a sleep stands in front of the program.
campaign_minimises() {
    local copy=build/fuzz/minimising out=$log/minimising status
    rm -rf $copy
    mkdir -p $copy/build/fuzz
    cp -r fuzz ci $copy
    ln -s "$PWD"/build/fuzz/{replay,libfuzzer-canary} $copy/build/fuzz
    printf '#!/bin/bash\nsleep 11\nexec "%s" "$@"\n' "$PWD/build/fuzz/minimise" >$copy/build/fuzz/minimise
    chmod +x $copy/build/fuzz/minimise
    timeout 60 $copy/fuzz/run --engine libfuzzer --design canary --time 1 </dev/null >"$out" 2>&1
    status=$?
    if [ $status -ne 1 ] || ! grep -q '^replay: .*/canary-known-witness.min$' "$out"; then
        fail fuzz/minimising "status $status: $(tail -n 1 "$out")"
    elif ! grep -q '^  1[0-9] s of 1 s, .*, 1 crashes, minimising canary-known-witness; running: nothing$' "$out"; then
        fail fuzz/minimising "no line every ten seconds"
    else
        pass fuzz/minimising
    fi
    leaves_none fuzz/minimising/broken_off INT 1 sleep $copy/fuzz/run --engine libfuzzer --design canary --time 1
}
