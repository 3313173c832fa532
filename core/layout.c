// SPDX-License-Identifier: MIT
#include "layout.h"

// Units that slabs have at least, of so many.
/*@ requires limit <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_slab_least(limit);
*/
static size_t least_of(size_t limit)
{
    size_t least = ASH_SLAB_LEAST;
    /*@ loop invariant least == ASH_SLAB_LEAST || least == 2 * ASH_SLAB_LEAST || least == ASH_SLAB_MOST;
        loop invariant least != ASH_SLAB_LEAST ==> ASH_SLABS_MANY * (least / 2) < limit;
        loop assigns least;
        loop variant ASH_SLAB_MOST - least;
    */
    while (least < ASH_SLAB_MOST && ASH_SLABS_MANY * least < limit) least = 2 * least;
    return least;
}

void ash_layout_init(struct ash_layout *l, size_t limit)
{
    l->limit = limit;
    ash_shapes_init(&l->shapes, least_of(limit));
    /*@ loop invariant 0 <= u <= ASH_UNITS;
        loop invariant \forall integer v; 0 <= v < u ==> l->row[v] == 0;
        loop assigns u, l->row[0 .. ASH_UNITS - 1], l->base[0 .. ASH_UNITS - 1];
        loop variant ASH_UNITS - u;
    */
    for (size_t u = 0; u < ASH_UNITS; u++) {
        l->row[u] = 0;
        l->base[u] = 0;
    }
}

// Draws units b .. end-1 anew, as a slab of row r.
/*@ requires \valid(l) && 1 <= r <= ASH_ROWS && b < end <= l->limit && l->limit <= ASH_UNITS;
    requires end - b <= ASH_SLAB_MOST;
    terminates \true;
    assigns l->row[0 .. ASH_UNITS - 1], l->base[0 .. ASH_UNITS - 1];
    ensures ash_layout_redrawn(\old(*l), *l, b, end, r);
*/
static void paint(struct ash_layout *l, size_t b, size_t end, size_t r)
{
    /*@ loop invariant b <= u <= end;
        loop invariant ash_layout_redrawn(\at(*l, Pre), *l, b, u, r);
        loop invariant at_most: end - u <= ASH_SLAB_MOST;
        loop assigns u, l->row[0 .. ASH_UNITS - 1], l->base[0 .. ASH_UNITS - 1];
        loop variant end - u;
    */
    for (size_t u = b; u < end; u++) {
        l->row[u] = (uint8_t)r;
        l->base[u] = (ash_unit)b;
    }
}

// As ash_layout_begin, of which the shapes are not looked into.
/*@ requires \valid(l) && ash_layout_tiled(*l) && ash_layout_whole(*l) && 1 <= r <= ASH_ROWS;
    requires b < end <= l->limit && l->limit <= ASH_UNITS && end == b + l->shapes.units[r];
    requires end - b <= ASH_SLAB_MOST;
    requires \forall integer u; b <= u < end ==> l->row[u] == 0;
    terminates \true;
    assigns l->row[0 .. ASH_UNITS - 1], l->base[0 .. ASH_UNITS - 1];
    ensures ash_layout_tiled(*l) && ash_layout_whole(*l);
    ensures ash_layout_redrawn(\old(*l), *l, b, end, r);
    ensures ash_layout_same_slots(\old(*l), *l, b, end);
*/
static void begin(struct ash_layout *l, size_t b, size_t end, size_t r)
{
    //@ assert bare: l->row[b] == 0;
    /*@ assert before: \forall integer u; 0 <= u < l->limit && l->row[u] != 0 ==>
          !(l->base[u] <= b < l->base[u] + l->shapes.units[l->row[u]]); */
    /*@ assert based: \forall integer u; 0 <= u < l->limit && l->row[u] != 0 ==>
          0 <= l->base[u] < l->limit && l->row[l->base[u]] != 0; */
    /*@ assert behind: \forall integer u; 0 <= u < l->limit && l->row[u] != 0 ==>
          !(b <= l->base[u] < end); */
    paint(l, b, end, r);
    //@ assert slots: ash_layout_same_slots(\at(*l, Pre), *l, b, end);
    //@ assert tiled: ash_layout_tiled(*l);
    //@ assert whole: ash_layout_whole(*l);
}

void ash_layout_begin(struct ash_layout *l, size_t b, size_t r)
{
    //@ assert shape: ash_shape(l->shapes, r) && ash_slot_at(l->shapes, r, 0);
    begin(l, b, b + l->shapes.units[r], r);
    //@ assert here: l->row[b] == r && l->base[b] == b;
    //@ assert first: ash_slot(*l, b, 0);
}

void ash_layout_end(struct ash_layout *l, size_t b, size_t r)
{
    size_t end = b + l->shapes.units[r];
    /*@ assert based: \forall integer u; 0 <= u < l->limit && l->row[u] != 0 ==>
          0 <= l->base[u] < l->limit && l->row[l->base[u]] == l->row[u] &&
          l->base[l->base[u]] == l->base[u]; */
    /*@ loop invariant b <= u <= end;
        loop invariant ash_layout_redrawn(\at(*l, Pre), *l, b, u, 0);
        loop invariant at_most: end - u <= ASH_SLAB_MOST;
        loop assigns u, l->row[0 .. ASH_UNITS - 1];
        loop variant end - u;
    */
    for (size_t u = b; u < end; u++) l->row[u] = 0;
    /*@ assert before: \forall integer u; 0 <= u < l->limit && !(b <= u < end) && l->row[u] != 0 ==>
          !(l->base[u] <= b < l->base[u] + l->shapes.units[l->row[u]]); */
    /*@ assert behind: \forall integer u; 0 <= u < l->limit && !(b <= u < end) && l->row[u] != 0 ==>
          !(b <= l->base[u] < end); */
    //@ assert tiled: ash_layout_tiled(*l);
    //@ assert whole: ash_layout_whole(*l);
}

// Are the units of the slab that starts at b of one mind?
/*@ requires \valid(l) && 0 <= b <= end <= l->limit && l->limit <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      \forall integer v; b <= v < end ==> l->row[v] == r && l->base[v] == b;
*/
static bool slab_whole(const struct ash_layout *l, size_t b, size_t end, size_t r)
{
    /*@ loop invariant b <= v <= end;
        loop invariant \forall integer w; b <= w < v ==> l->row[w] == r && l->base[w] == b;
        loop assigns v;
        loop variant end - v;
    */
    for (size_t v = b; v < end; v++) {
        if (l->row[v] != r || l->base[v] != b) return false;
    }
    return true;
}

bool ash_layout_check(const struct ash_layout *l)
{
    if (l->limit > ASH_UNITS || !ash_shapes_check(&l->shapes)) return false;
    /*@ loop invariant 0 <= u <= l->limit;
        loop invariant \forall integer v; 0 <= v < u && l->row[v] != 0 ==>
          l->row[v] <= ASH_ROWS &&
          l->base[v] <= v < l->base[v] + l->shapes.units[l->row[v]] <= l->limit;
        loop invariant \forall integer v, w; 0 <= v < u && l->row[v] != 0 &&
          l->base[v] <= w < l->base[v] + l->shapes.units[l->row[v]] ==>
            l->row[w] == l->row[v] && l->base[w] == l->base[v];
        loop assigns u;
        loop variant l->limit - u;
    */
    for (size_t u = 0; u < l->limit; u++) {
        size_t r = l->row[u], b = l->base[u];
        if (r == 0) continue;
        if (r > ASH_ROWS || b > u) return false;
        size_t end = b + l->shapes.units[r];
        if (end <= u || end > l->limit || !slab_whole(l, b, end, r)) return false;
    }
    return true;
}
