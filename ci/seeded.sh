# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Copies of the tree with a defect, for ci/prove and ci/contracts, which have sourced ci/report.sh.

# A copy of the tree in which a sed script has changed a file; false if it has changed nothing.
spoilt() { # FOLDER FILE SED-SCRIPT
    rm -rf "$1"
    mkdir -p "$1"
    cp -r core kernel proofs "$1/"
    sed -i -E "$3" "$1/$2"
    ! cmp -s "$2" "$1/$2"
}

# The same for a test, which fails by that name if it has changed nothing.
seeded() { # NAME FOLDER FILE SED-SCRIPT
    spoilt "${@:2}" && return
    fail "$1" "the seeded change did not apply"
    return 1
}
