# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The report as a browser shows it, for ci/fuzz, which has sourced ci/report.sh, set log and
# defined refuses.

SECTIONS="campaign plots crashes league coverage assurance words about"

# What a browser makes of a page 400 pixels wide, a line for each figure (report_look.js). In a
# frame, since a window of a browser may not get that narrow.
look() { # PAGE
    local dir=$PWD/$log/look
    rm -rf "$dir"
    mkdir -p "$dir"
    { cat "$1" && echo '<script>' && cat ci/report_look.js && echo '</script>'; } >"$dir/page.html"
    cat >"$dir/frame.html" <<'END'
<!DOCTYPE html>
<script>addEventListener("message", (m) => { document.querySelector("pre").textContent = m.data; });</script>
<pre></pre>
<iframe src="page.html" style="width: 400px; height: 800px; border: 0"></iframe>
END
    timeout -k 5 90 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$dir/profile" \
        --virtual-time-budget=3000 --dump-dom "file://$dir/frame.html" 2>"$dir/said" |
        sed -n '/<pre>/,/<\/pre>/{s/.*<pre>//; s/<\/pre>.*//; p}'
}

# Does the browser show what it should? Says what it does not.
shows() { # SEEN FIGURE VALUE...
    local seen=$1 is
    shift
    while [ $# -gt 0 ]; do
        is=$(sed -n "s/^$1 //p" <<<"$seen")
        [ "$is" = "$2" ] || { echo "$1: $is, not $2"; return 1; }
        shift 2
    done
}

# What each page must be, whatever it is of.
sound=(width 400 overflow 0 sections "$SECTIONS" contents 8 leads_nowhere 0 from_outside 0 ids_twice 0
    scripts 0)

# A page of what ci/fuzz has left so far, with as much in it as the files have.
report_page() {
    local page=build/log/fuzz/report.html from=build/fuzz functions outcomes lines seen why
    build $from/coverage.json || return
    if ! why=$(timeout 60 fuzz/report/write --to $page 2>&1); then
        fail fuzz/report "$why"
        return
    fi
    # What llvm-cov itself has added up; of lines, it counts those of headers otherwise.
    read -r functions outcomes lines < <(python3 -c '
import json, sys
data = json.load(open(sys.argv[1]))["data"][0]
sums = data["totals"]
lines = sum(f["summary"]["lines"]["covered"] for f in data["files"] if f["filename"].endswith(".c"))
print(sums["functions"]["count"], "%(covered)d/%(count)d" % sums["branches"], lines)' $from/coverage.json)
    seen=$(look $page)
    if why=$(shows "$seen" "${sound[@]}" functions "$functions" promises "$functions" lines_run "$lines" \
        figures "$(grep -c '"engine"' $from/campaign/summary.json)" \
        plots "$(awk 'FNR > 1 && ($2 >= 0.5 || $5 != "") { print FILENAME }' FS='\t' $from/campaign/*.tsv | sort -u | wc -l)" \
        bugs "$(sed 1d $from/league/table.tsv | cut -f 1 | sort -u | wc -l)" \
        pictures "$(find $from/triage -name heap.svg | wc -l)"); then
        pass fuzz/report
    else
        fail fuzz/report "$why"
    fi
    if grep -q " $outcomes (.* outcomes seen" $page; then
        pass fuzz/report/outcomes
    else
        fail fuzz/report/outcomes "not $outcomes, as llvm-cov has it"
    fi
    report_canary no-section "$page" 'sections:' '/<section id="league">/,/<\/section>/d'
    report_canary too-wide "$page" 'overflow:' 's/<h1>/<h1 style="width: 600px">/'
}

# A page that is spoilt is refused, and for that.
report_canary() { # NAME PAGE WORDS SED-SCRIPT
    local page=$log/report-$1.html why
    sed "$4" "$2" >"$page"
    if why=$(shows "$(look "$page")" "${sound[@]}"); then
        fail "fuzz/report/canary-$1" "was taken for sound"
    elif [[ $why != $3* ]]; then
        fail "fuzz/report/canary-$1" "refused, but for this: $why"
    else
        pass "fuzz/report/canary-$1"
    fi
}

# Of nothing there is a page too, which says what makes what is missing.
report_empty() {
    local from=$log/report-empty page=$log/report-empty.html why command
    mkdir -p "$from"
    if ! why=$(fuzz/report/write --from "$from" --to "$page" 2>&1) ||
        ! why=$(shows "$(look "$page")" "${sound[@]}" figures 0 plots 0 bugs 0 functions 0 pictures 0); then
        fail fuzz/report/empty "$why"
        return
    fi
    for command in 'make fuzz' 'make league' 'make build/fuzz/coverage.json'; do
        grep -q "class=\"missing\">.*<code>$command</code>" "$page" ||
            { fail fuzz/report/empty "does not tell of $command"; return; }
    done
    pass fuzz/report/empty
}

league_table() { # BUG DESIGN FOUND: of one hunt
    printf '%s\t' bug on engine hunts found executions executions_least executions_most cpu_seconds \
        cpu_least cpu_most
    printf 'operations\n%s\t%s\tafl\t1\t%s\t5\t5\t5\t1\t1\t1\t2\n' "$@"
}

# Text that looks like markup is text.
report_escapes() {
    local from=$log/report-escapes page=$log/report-escapes.html why
    rm -rf "$from"
    mkdir -p "$from/fuzz/league" "$from/fuzz/triage/<script>"
    league_table '<script>x</script>' '<b>' 1 >"$from/fuzz/league/table.tsv"
    echo '</pre><img src="https://example.invalid/">' | tee "$from/fuzz/triage/<script>/README" \
        >"$from/fuzz/triage/<script>/test.c"
    if why=$(fuzz/report/write --from "$from" --to "$page" 2>&1) &&
        why=$(shows "$(look "$page")" "${sound[@]}" bugs 1 pictures 0); then
        pass fuzz/report/escapes
    else
        fail fuzz/report/escapes "$why"
    fi
}

# What is not as it should be: one line that names it, and status 1.
report_refuses() { # NAME FILE WORDS, of what is on stdin
    local from=$log/report-refuses
    rm -rf "$from"
    mkdir -p "$from/$(dirname "$2")"
    cat >"$from/$2"
    ends_with "fuzz/report/refuses/$1" 1 "$2: $3" \
        timeout 20 fuzz/report/write --from "$from" --to "$log/report-refused.html"
}

report_all() {
    local campaign='seconds\tran\texecutions\toperations\tcoverage\tcorpus\tcrashes\n'
    refuses report-unknown-argument fuzz/report/write --nonesuch
    refuses report-no-folder fuzz/report/write --from build/fuzz/no-such-folder
    refuses measure-no-file fuzz/report/measure
    report_page
    report_empty
    report_escapes
    report_refuses short-line fuzz/campaign/afl-list.tsv 'line 2: 2 fields, not 7' \
        < <(printf %b "${campaign}1.0\t1.0\n")
    report_refuses endless fuzz/campaign/afl-list.tsv 'line 2: not all of it is numbers' \
        < <(printf %b "${campaign}1\t1\t1\tinf\t1\t1\t0\n")
    report_refuses no-numbers fuzz/league/table.tsv 'line 2: not all of it is numbers' \
        < <(league_table a list x)
    report_refuses not-known fuzz/league/table.tsv 'a: does not say' \
        < <(league_table a list -)
    report_refuses no-columns fuzz/league/table.tsv 'line 1: not the names of the columns' </dev/null
    report_refuses no-targets fuzz/campaign/summary.json "lacks 'targets'" <<<'{}'
    report_refuses no-verdict mutate/matrix.tsv 'line 2: not a verdict: maybe' \
        < <(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' mutant file line function kind old new unit \
            1 core/bits.c 1 ash_bits_test operator + - maybe)
    report_refuses no-json fuzz/coverage.json 'Expecting value' </dev/null
    report_refuses no-picture fuzz/triage/crash/heap.svg 'mismatched tag' <<<'<svg><g></svg>'
}
