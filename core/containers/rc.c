// SPDX-License-Identifier: MIT
// The strong handles together hold one weak handle, which goes when the value does. So the
// weak count alone says when the memory goes, also while the destructor drops weak handles.
#include "rc.h"

#include "bytes.h"
#include "request.h"

// From the start of the block: the counts, and room for both.
#define STRONG 0
#define WEAK 4
#define COUNTS 8

// How far behind the start of the block the value lies.
/*@ terminates \true;
    assigns \nothing;
    ensures \result == ash_rc_head(kind);
*/
static size_t head_of(struct ash_kind kind)
{
    return kind.align > COUNTS ? kind.align : COUNTS;
}

/*@ requires \valid(rc) && ash_rc_wf(*rc) && rc->at != ASH_NONE;
    requires which == STRONG || which == WEAK;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_number(rc->pool->base, rc->at + which);
*/
static uint32_t count(const struct ash_rc *rc, size_t which)
{
    return ash_bytes_number(rc->pool->base, rc->at + which);
}

/*@ requires \valid(rc) && ash_rc_wf(*rc) && rc->at != ASH_NONE;
    requires which == STRONG || which == WEAK;
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns rc->pool->base[rc->at + which .. rc->at + which + 3];
    ensures ash_number(rc->pool->base, rc->at + which) == n;
*/
static void set_count(const struct ash_rc *rc, size_t which, uint32_t n)
{
    ash_bytes_put_number(rc->pool->base, rc->at + which, n);
}

// One more, unless the count is as high as can be.
/*@ requires \valid(rc) && ash_rc_wf(*rc) && rc->at != ASH_NONE;
    requires which == STRONG || which == WEAK;
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns rc->pool->base[rc->at + which .. rc->at + which + 3];
    ensures \result == false <==>
      \old(ash_number(rc->pool->base, rc->at + which)) == ASH_RC_MOST;
    ensures \result == false ==> ash_kept{Pre,Post}(rc->pool->base, 0, rc->pool->capacity);
    ensures \result == true ==> ash_number(rc->pool->base, rc->at + which) ==
      \old(ash_number(rc->pool->base, rc->at + which)) + 1;
*/
static bool gain(const struct ash_rc *rc, size_t which)
{
    uint32_t n = count(rc, which);
    if (n == ASH_RC_MOST) return false;
    set_count(rc, which, n + 1);
    return true;
}

// One less. Was it the last?
/*@ requires \valid(rc) && ash_rc_wf(*rc) && rc->at != ASH_NONE;
    requires which == STRONG || which == WEAK;
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns rc->pool->base[rc->at + which .. rc->at + which + 3];
    ensures \result == true <==> \old(ash_number(rc->pool->base, rc->at + which)) <= 1;
    ensures \old(ash_number(rc->pool->base, rc->at + which)) > 0 ==>
      ash_number(rc->pool->base, rc->at + which) ==
      \old(ash_number(rc->pool->base, rc->at + which)) - 1;
*/
static bool lose(const struct ash_rc *rc, size_t which)
{
    uint32_t n = count(rc, which);
    if (n > 0) set_count(rc, which, n - 1);
    return n <= 1;
}

bool ash_rc_init(struct ash_rc *rc, const struct ash_pool *pool, struct ash_kind kind)
{
    size_t head = head_of(kind);
    rc->pool = pool;
    rc->kind = kind;
    rc->at = ASH_NONE;
    if (kind.size == 0 || kind.size > SIZE_MAX - head) return false;
    if (ash_request_align(kind.align) == 0) return false;
    rc->at = ash_pool_take(pool, head + kind.size, head);
    if (rc->at == ASH_NONE) return false;
    ash_bytes_zero(pool->base, rc->at + head, kind.size);
    set_count(rc, WEAK, 1);
    set_count(rc, STRONG, 1);
    //@ assert ash_number(rc->pool->base, rc->at + WEAK) == 1;
    return true;
}

unsigned char *ash_rc_value(const struct ash_rc *rc)
{
    if (rc->at == ASH_NONE) return NULL;
    return rc->pool->base + rc->at + head_of(rc->kind);
}

size_t ash_rc_strong(const struct ash_rc *rc)
{
    return rc->at == ASH_NONE ? 0 : count(rc, STRONG);
}

bool ash_rc_clone(const struct ash_rc *rc, struct ash_rc *to)
{
    if (rc->at == ASH_NONE || !gain(rc, STRONG)) return false;
    *to = *rc;
    return true;
}

// One weak handle less, and the memory with the last.
/*@ requires \valid(rc) && ash_rc_wf(*rc) && rc->at != ASH_NONE;
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns *rc, *rc->pool->state, rc->pool->base[0 .. rc->pool->capacity - 1];
    ensures invariant: ash_rc_wf(*rc) && rc->at == ASH_NONE;
    ensures same: rc->pool == \old(rc->pool);
*/
static void leave(struct ash_rc *rc)
{
    if (lose(rc, WEAK)) ash_pool_give(rc->pool, rc->at);
    rc->at = ASH_NONE;
}

void ash_rc_drop(struct ash_rc *rc)
{
    if (rc->at == ASH_NONE) return;
    if (!lose(rc, STRONG)) {
        rc->at = ASH_NONE;
        return;
    }
    ash_kind_drop(rc->pool, rc->kind, rc->at + head_of(rc->kind));
    leave(rc);
}

bool ash_rc_weak(const struct ash_rc *rc, struct ash_weak *to)
{
    if (rc->at == ASH_NONE || !gain(rc, WEAK)) return false;
    to->to = *rc;
    return true;
}

bool ash_weak_upgrade(const struct ash_weak *weak, struct ash_rc *to)
{
    const struct ash_rc *rc = &weak->to;
    if (ash_rc_strong(rc) == 0) return false;
    return ash_rc_clone(rc, to);
}

void ash_weak_drop(struct ash_weak *weak)
{
    if (weak->to.at != ASH_NONE) leave(&weak->to);
}
