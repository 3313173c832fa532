// SPDX-License-Identifier: MIT
// rows: calls of the units that slabs are made of, whose annotations E-ACSL has made into code (see
// fuzz/contracts/translate). Words are of 4 bits and numbers of 32, for speed. The first byte of an input says
// what is called; then come any number of calls, of four bytes each.
//
// What a contract asks of its caller is seen to here; what it promises, E-ACSL's code sees to.
#include "layout.h"
#include "racks.h"

enum { CALL = 4 }; // bytes of a call

// All sizes there are, and then contents that nothing has laid out: check is to say what the invariant is of any.
static void shapes(const uint8_t *data, size_t size)
{
    struct ash_shapes p;
    ash_shapes_init(&p, ASH_SLAB_LEAST + size % (ASH_SLAB_MOST - ASH_SLAB_LEAST + 1));
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t r = data[0] % (ASH_ROWS + 1), slots = sizeof p.slots / sizeof *p.slots;
        switch (data[0] / 16 % 5) {
        case 0: p.size[r] = data[1] % (ASH_SLOT_TOP + 2); break;
        case 1: p.align[r] = data[1] % (ASH_WORD_BITS + 2); break;
        case 2: p.units[r] = data[1] % (ASH_SLAB_MOST + 2); break;
        case 3: p.row[data[2] % ASH_SLOT_TOP] = data[1] % (ASH_ROWS + 2); break;
        default: p.slots[data[2] % slots] = data[1] & ASH_WORD_ALL;
        }
        if (data[3] % 4 == 0) ash_shapes_check(&p);
    }
}

static bool nobodys(const struct ash_layout *l, size_t b, size_t units)
{
    if (b + units > l->limit) return false;
    for (size_t u = b; u < b + units; u++) {
        if (l->row[u] != 0) return false;
    }
    return true;
}

static void layout(const uint8_t *data, size_t size)
{
    struct ash_layout l;
    ash_layout_init(&l, size % 2 == 0 ? ASH_UNITS : size % ASH_UNITS);
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t u = data[1] % ASH_UNITS, r = 1 + data[2] % ASH_ROWS;
        bool slab = u < l.limit && l.row[u] != 0;
        switch (data[0] % 4) {
        case 0:
            if (slab) ash_layout_slots(&l, u);
            break;
        case 1:
            if (slab) ash_layout_end(&l, l.base[u], l.row[u]);
            break;
        default:
            if (nobodys(&l, u, l.shapes.units[r])) ash_layout_begin(&l, u, r);
        }
    }
}

static void any_layout(const uint8_t *data, size_t size)
{
    struct ash_layout l;
    ash_layout_init(&l, ASH_UNITS);
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t u = data[1] % ASH_UNITS, r = data[2] % (ASH_ROWS + 2);
        size_t end = u + (r == 0 || r > ASH_ROWS ? 1 : l.shapes.units[r]);
        for (size_t v = u; v < end && v < ASH_UNITS; v++) {
            l.row[v] = (uint8_t)r;
            l.base[v] = (ash_unit)(data[3] < 240 ? u : data[3] % ASH_UNITS);
        }
        if (data[0] == 0) l.limit = data[3] % (ASH_UNITS + 2);
        if (data[0] % 4 == 0) ash_layout_check(&l);
    }
}

static bool at_hand(const struct ash_racks *k, size_t r, size_t g)
{
    for (size_t i = 0; i < k->held[r]; i++) {
        if (k->slot[r][i] == g) return true;
    }
    return k->unit[r] == g / ASH_WORD_BITS && (k->rest[r] >> g % ASH_WORD_BITS & 1) != 0;
}

static void racks(const uint8_t *data, size_t size)
{
    struct ash_racks k;
    ash_racks_init(&k);
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t r = 1 + data[1] % ASH_ROWS, g = data[2] % ASH_GRANULES, u = data[3] % ASH_UNITS;
        switch (data[0] % 8) {
        case 0: ash_racks_purge(&k, r, g % (u + 1), u + 1); break;
        case 1: ash_racks_check(&k); break;
        case 2:
            if (k.held[r] > 0) ash_racks_pop(&k, r);
            break;
        case 3:
            if ((k.rest[r] >> g % ASH_WORD_BITS & 1) != 0) ash_racks_deal(&k, r, g % ASH_WORD_BITS);
            break;
        case 4:
            if (k.held[r] == 0 && k.rest[r] == 0) ash_racks_fill(&k, r, u, data[2] & ASH_WORD_ALL);
            break;
        default:
            if (k.held[r] < ASH_RACK && !at_hand(&k, r, g)) ash_racks_push(&k, r, g);
        }
    }
}

static void any_racks(const uint8_t *data, size_t size)
{
    struct ash_racks k;
    ash_racks_init(&k);
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t r = data[0] % (ASH_ROWS + 1);
        k.held[r] = data[1] % (ASH_RACK + 2);
        k.slot[r][data[2] % ASH_RACK] = data[2] % ASH_GRANULES;
        k.rest[r] = data[3] & ASH_WORD_ALL;
        k.unit[r] = data[3] / 16;
        if (data[1] % 4 == 0) ash_racks_check(&k);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size-- == 0) return 0;
    switch (*data++ % 8) {
    case 0: shapes(data, size); break;
    case 1: layout(data, size); break;
    case 2: any_layout(data, size); break;
    case 3: any_racks(data, size); break;
    default: racks(data, size);
    }
    return 0;
}
