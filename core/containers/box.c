// SPDX-License-Identifier: MIT
#include "box.h"

#include "bytes.h"

bool ash_box_init(struct ash_box *box, const struct ash_pool *pool, struct ash_kind kind)
{
    box->pool = pool;
    box->kind = kind;
    box->at = ash_pool_take(pool, kind.size, kind.align);
    if (box->at == ASH_NONE) return false;
    ash_bytes_zero(pool->base, box->at, kind.size);
    return true;
}

unsigned char *ash_box_value(const struct ash_box *box)
{
    return box->at == ASH_NONE ? NULL : box->pool->base + box->at;
}

// The memory goes, and the box is empty.
/*@ requires \valid(box) && ash_box_wf(*box);
    requires \separated(box, box->pool, box->pool->state, box->pool->base + (0 .. box->pool->capacity - 1));
    terminates \true;
    assigns *box, *box->pool->state;
    ensures invariant: ash_box_wf(*box) && box->at == ASH_NONE;
    ensures same: box->pool == \old(box->pool) && box->kind == \old(box->kind);
*/
static void give(struct ash_box *box)
{
    ash_pool_give(box->pool, box->at);
    box->at = ASH_NONE;
}

bool ash_box_take(struct ash_box *box, unsigned char *out)
{
    if (box->at == ASH_NONE) return false;
    ash_bytes_out(out, box->pool->base, box->at, box->kind.size);
    give(box);
    return true;
}

void ash_box_drop(struct ash_box *box)
{
    if (box->at == ASH_NONE) return;
    ash_kind_drop(box->pool, box->kind, box->at);
    give(box);
}
