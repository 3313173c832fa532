# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# For ci/prove: what proofs/prove must refuse, each with the complaint that must come of it. Adds
# to parts, which at_once runs.
. ci/seeded.sh

# Proves a unit, of this tree or of a copy in which a sed script has spoilt a file, and must see it
# refused for that reason.
refused() { # NAME COMPLAINT 'UNIT OPTION...' [FILE SED-SCRIPT]
    local name="refused: $1" root=. out=build/refusals/${1// /-}.out
    if [ $# -gt 3 ]; then
        root=build/refusals/${1// /-}
        seeded "$name" "$root" "$4" "$5" || return
    fi
    # shellcheck disable=SC2086 # a unit and its options
    if timeout 300 proofs/prove $3 --timeout 3 --root "$root" --cache build/proofs/cache >"$out" 2>&1; then
        fail "$name" "was proved"
    elif grep -qE "^prove: .*$2" "$out"; then
        pass "$name"
    else
        fail "$name" "refused, but not for that: $(tail -n 1 "$out")"
    fi
}

rm -rf build/refusals
mkdir -p build/refusals
parts=()
row() {
    parts+=("refused ${*@Q}")
}

# ---- traps: small programs, each a way in which a proof goes wrong and nobody notices ----

untried=$(printf '%s\n' proofs/traps/*.c)
program() { # NAME COMPLAINT: of proofs/traps
    untried=$(grep -vx "proofs/traps/$1.c" <<<"$untried")
    row "$1" "$2" "traps/$1"
}

program admit 'assumes instead of proving: admit'
program aliased_call trap_call_put_wp_typed_ref_requires
program assembly trap_ensures
program axiom 'assumes instead of proving: axiom$'
program behind_a_macro 'preprocessed: an annotation assumes instead of proving: admit'
program cast 'Cast with incompatible pointers'
program contradictory_requires trap_wp_smoke_default_requires
program dead_code trap_wp_smoke_dead_code
program downcast trap_assert_rte_unsigned_downcast
program endless_loop trap_terminates
program endless_recursion trap_terminates
program ends_at_times 'its contract lacks: terminates .true'
program false_ensures trap_ensures
program false_invariant trap_wp_smoke_default_requires
program false_lemma lemma_small
program ghost_effect 'cannot be assigned in ghost code'
program hidden_code 'see different code'
program inductive 'assumes instead of proving: inductive'
program loop_invariant trap_loop_invariant_established
program loop_without_variant trap_terminates
program narrow_assigns trap_assigns
program no_contract 'its contract lacks: terminates .true;, assigns , ensures'
program no_termination 'its contract lacks: terminates'
program out_of_bounds trap_assert_rte_mem_access
program recursive_logic 'defines more by itself'
program unproved_callee 'elsewhere belongs to no unit'
program unreadable 'Ignoring logic specification'
program unseparated 'WP assumes `.separated'
program wrap trap_assert_rte_unsigned_overflow
[ -z "$untried" ] || fail "refused: every trap" "not in the table: $untried"

# ---- liars: allocators that do not do what their contract says ----

# Each takes the provers some time: of two that follow one another ci/prove has one tried, as liars_turn says,
# others with each commit. Without it all are.
liars=0
liar() { # WHAT 'UNIT FUNCTION' FILE SED-SCRIPT COMPLAINT
    liars=$((liars + 1))
    [ $((liars % 2)) -ne "${liars_turn:-2}" ] || return 0
    row "$1" "$5" "${2/ / --only --function }" "$3" "$4"
}

liar 'an alloc that always refuses' 'bitmap ash_bitmap_alloc' core/bitmap.c \
    '/^size_t ash_bitmap_alloc/,/^}/s/if \(first == ASH_NONE\) //' ash_bitmap_alloc_ensures_fails_only_if
liar 'an alloc that gives what is live' 'bitmap first_fit' core/bitmap.c \
    's/if \(hit == at \+ n\) return at/if (hit != at + n) return at/' first_fit_ensures
liar 'an alloc that forgets the alignment' 'bump ash_bump_alloc' core/bump.c \
    's/ash_align_up\(s->next, a\)/s->next/' ash_bump_alloc_
liar 'a size that is only right by default' 'blocks ash_blocks_init -D ASH_GRANULES=16777216' core/blocks.c \
    '/^void ash_blocks_init/,/^}/s/: ASH_GRANULES;/: 1048576;/' ash_blocks_init_ensures
liar 'a free that frees nothing' 'blocks ash_blocks_free' core/blocks.c \
    '/^enum ash_status ash_blocks_free/,/^}/{/ash_blocks_drop/d}' ash_blocks_free_ensures
liar 'a free that leaks a granule' 'blocks ash_blocks_drop' core/blocks.c \
    '/^void ash_blocks_drop/,/^}/s/put\(&b->used, first, end,/put(\&b->used, first, end - 1,/' ash_blocks_drop_ensures
liar 'a free that forgets the start bit' 'blocks ash_blocks_drop' core/blocks.c \
    '/^void ash_blocks_drop/,/^}/{/b->start/d}' ash_blocks_drop_ensures
liar 'a free that joins one side only' 'list ash_list_free' core/list.c \
    's/bool join = .*/bool join = false;/' ash_list_free
liar 'a span that is never given back' 'bucket free_small' core/bucket.c \
    '/^static void free_small/,/^}/s/if \(ash_spans_idle.*//' free_small_ensures
liar 'a block of the heap that is nowhere on record' 'heap alloc_run' core/heap.c \
    '/ size_t alloc_run/,/^}/{/ash_slabs_mark/d}' alloc_run
liar 'a free of the heap that forgets the run' 'heap_blocks free_slow' core/heap_blocks.c \
    '/free_slow\(struct ash_heap/,/^}/{/ash_runs_give/d}' free_slow
liar 'a heap that gives more than it must' 'heap alloc_run' core/heap.c \
    '/ size_t alloc_run/,/^}/s/\(n % ASH_WORD_BITS != 0 \? 1 : 0\)/1/' alloc_run_ensures
liar 'a slab that starts where a block lives' 'slabs_units ash_slabs_begin' core/slabs_units.c \
    '/^void ash_slabs_begin/,/^}/s/ash_layout_begin\(&s->layout, b, r\)/ash_layout_begin(\&s->layout, 0, r)/' \
    ash_slabs_begin
liar 'a drop that leaves the box full' 'box give' core/containers/box.c \
    '/^static void give/,/^}/{/ASH_NONE;/d}' give_ensures_invariant
liar 'a shelf that is cleared and keeps its block' 'shelf bitmap_clear' core/containers/shelf_of.h \
    '/^static void FORWARD\(clear\)/,/^}/{/FORWARD\(free\)/d}' bitmap_clear_ensures_others_live
liar 'a design that is handed on half of a size' 'designs bitmap_alloc' core/forward.h \
    's/OF\(alloc\)\(&s->DESIGN, size,/OF(alloc)(\&s->DESIGN, size \/ 2 + 1,/' bitmap_alloc_assert_end
liar 'a search that looks at words twice' 'bits ash_bits_put' core/bits.c \
    '/^void ash_bits_put/,/^}/s/ghost rounds\+\+/ghost rounds += 2/' ash_bits_put_loop_invariant

liar 'an unmap that leaves the entry' 'paging page_unmap' kernel/paging.c \
    '/^size_t page_unmap/,/^}/{/table_show/d}' page_unmap_ensures_nothing
liar 'a table that is given back and still led to' 'tables table_cut' kernel/tables.c \
    '/^void table_cut/,/^}/{/    set\(/d}' table_cut_
liar 'a page that is backed by a frame which another has' 'space back' kernel/space.c \
    '/^static bool back/,/^}/s/frame_take\(\);/page_unmap(page + PAGE_SIZE);/' back_
liar 'a map that puts the frame over what the next page shows' 'paging page_map' kernel/paging.c \
    '/^bool page_map\(/,/^}/s/go\(page, 0\), 0/go(page + PAGE_SIZE, 0), 0/' page_map_
liar 'a device that is shown where pages are backed' 'window open_window' kernel/window.c \
    's/page_map\(page, (.*, PORT_DEVICE)/page_map(page + SPACE_FROM, \1/' open_window_

# ---- code that is compiled and is not what is proved, and contracts that no proof stands behind ----

differs() { # NAME COMPLAINT FILE SED-SCRIPT: proofs/same must tell it of the file's unit
    local name="refused: $1" root=build/refusals/${1// /-} said
    seeded "$name" "$root" "$3" "$4" || return
    said=$(timeout 120 proofs/same dummy --root "$root" 2>&1)
    if [ $? -eq 1 ] && grep -qE "^same: core/dummy.c: $2" <<<"$said"; then pass "$name"; else
        fail "$name" "not for that: $(tail -n 1 <<<"$said")"
    fi
}
other() {
    parts+=("differs ${*@Q}")
}

usable='/^size_t ash_dummy_usable/,/^}/'
other 'a macro that tells who reads' "Frama-C reads '.*return 0.*' where gcc reads '.*return offset" core/dummy.c \
    "1a #define JOIN_(a, b) a##b\n#define JOIN(a, b) JOIN_(a, b)\n#define USABLE_1 0\n#define USABLE___FRAMAC__ offset
     $usable s/return 0/return JOIN(USABLE_, __FRAMAC__)/"
other 'a condition in other letters' "Frama-C reads '.*return 0.*' where gcc reads '.*return offset" core/dummy.c \
    "$usable s/return 0;/\n%:ifdef __FRAMAC__\nreturn 0;\n%:else\nreturn offset;\n%:endif/"
other 'a condition on the compiler' "Frama-C reads '.*return 0.*' where clang reads '.*return offset" core/dummy.c \
    "$usable s/return 0;/\n#\/**\/ifndef __clang__\nreturn 0;\n#else\nreturn offset;\n#endif/"
other 'a pragma' 'there is a pragma: #pragma redefine_extname' core/dummy.c \
    '1a #pragma redefine_extname ash_dummy_usable ash_dummy_other'
other 'a line of another file' 'a line says that it is of core/bump.c' core/dummy.c '2i #line 1 "core/bump.c"'
other 'a contract for the function of another' 'ash_align_up is declared in a .c, not in a header' core/dummy.c \
    '2a /*@ assigns \\nothing; ensures \\result == 0; */ size_t ash_align_up(size_t x, size_t a);'
other 'the same in a header' 'ash_align_up is declared in core/dummy.h, and defined in none' core/dummy.h \
    '/^#include/a /*@ assigns \\nothing; ensures \\result == 0; */ size_t ash_align_up(size_t x, size_t a);'
other 'a union' 'there is a union \{' core/dummy.c \
    "$usable s/return 0;/union { size_t a; size_t b; } u; u.a = 0; u.b = offset; return u.a;/"
other 'a file that no result depends on' 'a result would be believed whatever core/bits.h says' core/dummy.c \
    '1a #include <bits.h>'
other 'code behind a comment in a comment' 'a result would be believed whatever follows in core/dummy.c on: // or: \*/' core/dummy.c \
    "$usable s/return 0;/\/* either\n    \/\/ or: *\/ return offset;\n \/**\/ return 0;/"
other 'a definition of a kind that the gate does not follow' \
    "the gate does not follow the logic's .list<integer> f in proofs/logic/dummy.acsl" proofs/logic/dummy.acsl \
    '1a /*@ logic \\list<integer> f(integer n) = \\concat(f(n), [|n|]); */'
other 'a constant that names itself' "the gate does not follow the logic's integer k in proofs/logic/dummy.acsl" \
    proofs/logic/dummy.acsl '1a /*@ logic integer k = k + 1; */'
other 'a header of no unit' 'zero stands in core/allocator.h, which belongs to no unit' core/allocator.h \
    '/^#include <stddef.h>/a static inline size_t zero(void) { return 0; }'

# ---- lemmas: WP leaves them out where it is told to leave out functions ----

row 'a false lemma beside functions of other units' 'theorems/blocks.c: lemma_wrong' 'theorems/blocks --only' \
    proofs/theorems/blocks.c '0,/  lemma /s//  lemma wrong: \\forall integer x; x * x > x;\n&/'
row 'a false lemma where no function is proved' 'kind.c: lemma_wrong' 'kind --only' \
    core/containers/kind.c '0,/^#include/s||/*@ lemma wrong: \\forall integer x; x * x > x; */\n&|'
row 'a lemma of no unit' 'wrong of proofs/logic/allocator.acsl belongs to no unit' dummy \
    proofs/logic/allocator.acsl '0,/^\/\*@/s//&\n  lemma wrong: \\forall integer x; x * x > x;\n/'

# ---- specifications that are wrong, deep in those of heap ----

liar 'a step that claims too much' 'theorems/heap_steps ash_heap_after_take' proofs/logic/heap_steps.acsl \
    '0,/ensures ash_heap_tied\(now, b\)/s//ensures ash_heap_tied(now, -1)/' ash_heap_after_take_ensures
liar 'an invariant that cannot be' 'heap_blocks resize_run' proofs/logic/heap.acsl \
    '/predicate ash_heap_wf/,/;/s/ash_slabs_wf/s.slabs.racks.held[1] > ASH_RACK \&\& &/' resize_run_wp_smoke

liar 'a precondition that nobody can know of' 'theorems/heap_whole freed_with_any_size' core/heap.h \
    '/As ash_heap_free, for a caller/,/terminates/s/ash_heap_wf\(\*s\);/ash_heap_wf(*s) \&\& size < 4096;/' \
    freed_with_any_size_call_ash_heap_free_sized_requires

row 'a contract that promises nothing' 'ash_dummy_usable: its contract lacks: ensures' 'dummy --only' \
    core/dummy.h '/ensures .result == 0/d'

row 'a list of what is not proved that is out of date' 'NOT_PROVED names align_of' 'pool --only' \
    core/containers/pool.c 's/align_of/align_at/'

# Answers of an earlier run are believed, so that CI does without them for some units.
forged_answer() {
    local name='refused: a forged answer, by --cold' cache=build/refusals/forged again
    again=(timeout 300 proofs/prove traps/wrap --only --timeout 3 --cache "$cache")
    "${again[@]}" >"$cache.out" 2>&1 # leaves answers, none of them valid
    sed -i -E 's/("verdict": )"[a-z]+".*/\1"valid", "time": 0.1 }/' "$cache"/*/*.json
    if ! "${again[@]}" >"$cache.out" 2>&1; then
        fail "$name" "it has no effect: $(tail -n 1 "$cache.out")"
    elif "${again[@]}" --cold >"$cache.out" 2>&1; then
        fail "$name" "was believed"
    else
        pass "$name"
    fi
}
parts+=(forged_answer)
