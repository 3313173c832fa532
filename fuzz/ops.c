// SPDX-License-Identifier: MIT
#include "ops.h"
#include "allocator.h"
#include "bits.h"

#define GRANULES(N) ((N)*ASH_GRANULE)

// From nothing up: on both sides of a word of 64 granules, on and past several, and small ones
// that fill up soon. The last stands for every capacity beyond what a state can hold.
static const size_t capacities[] = {
    0,
    GRANULES(1),
    GRANULES(3),
    GRANULES(8),
    GRANULES(17),
    GRANULES(63),
    GRANULES(64),
    GRANULES(65),
    GRANULES(100),
    GRANULES(128),
    GRANULES(129),
    GRANULES(200),
    GRANULES(256),
    GRANULES(1023),
    GRANULES(1024),
    SIZE_MAX,
};

uint8_t ash_trace_capacities(void)
{
    return sizeof capacities / sizeof capacities[0];
}

size_t ash_trace_capacity(const struct trace *t)
{
    size_t units = capacities[t->capacity];
    if (units != SIZE_MAX) return units + t->slack;
    return ASH_GRANULES > OPS_UNITS / ASH_GRANULE ? OPS_UNITS : SIZE_MAX - t->slack;
}

void ash_trace_decode(struct trace *t, const uint8_t *data, size_t size)
{
    t->capacity = size > 0 ? data[0] % ash_trace_capacities() : 0;
    t->slack = size > 1 ? data[1] % ASH_GRANULE : 0;
    t->count = size < OPS_HEAD ? 0 : (size - OPS_HEAD) / OPS_WIDTH;
    if (t->count > OPS_MAX) t->count = OPS_MAX;
    const uint8_t *at = data + OPS_HEAD;
    for (size_t i = 0; i < t->count; i++, at += OPS_WIDTH) {
        t->op[i] = (struct op){
            .kind = at[0] % OP_KINDS,
            .align = at[1] % ALIGN_CLASSES,
            .size = at[2] % SIZE_CLASSES,
            .size_arg = at[3],
            .target = at[4] % TARGET_CLASSES,
            .target_arg = at[5],
        };
    }
}

size_t ash_trace_encode(const struct trace *t, uint8_t *data, size_t max)
{
    if (max < OPS_HEAD) return 0;
    data[0] = t->capacity;
    data[1] = t->slack;
    uint8_t *at = data + OPS_HEAD;
    for (size_t i = 0; i < t->count && max - (size_t)(at - data) >= OPS_WIDTH; i++) {
        const struct op *op = &t->op[i];
        *at++ = op->kind;
        *at++ = op->align;
        *at++ = op->size;
        *at++ = op->size_arg;
        *at++ = op->target;
        *at++ = op->target_arg;
    }
    return (size_t)(at - data);
}
