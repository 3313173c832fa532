// SPDX-License-Identifier: MIT
#include "fits.h"

void ash_fits_init(struct ash_fits *f)
{
    f->rows = 0;
    ash_octaves_init(&f->octaves);
    /*@ loop invariant 0 <= k <= ASH_FITS;
        loop invariant \forall integer j; 0 <= j < k ==> ash_set_wf(f->row[j]);
        loop invariant \forall integer j; 0 <= j < k ==> ash_set_none(f->row[j]);
        loop assigns k, f->row[0 .. ASH_FITS - 1];
        loop variant ASH_FITS - k;
    */
    for (size_t k = 0; k < ASH_FITS; k++) ash_set_init(&f->row[k]);
}

// Records a run of at most ASH_FITS units.
/*@ requires \valid(f) && ash_fits_rows(*f) && i < ASH_UNITS && 0 < n <= ASH_FITS;
    terminates \true;
    assigns f->row[0 .. ASH_FITS - 1], f->rows;
    ensures ash_fits_rows(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS && 0 <= m < ASH_FITS ==>
      (ash_in(f->row[m], x) <==> (ash_in(\old(f->row)[m], x) || (x == i && m == n - 1)));
*/
static void put_short(struct ash_fits *f, size_t i, size_t n)
{
    ash_set_insert(&f->row[n - 1], i);
    f->rows = ash_word_set(f->rows, (unsigned)n - 1);
    //@ assert ash_in(f->row[n - 1], i);
}

void ash_fits_put(struct ash_fits *f, size_t i, size_t n)
{
    if (n <= ASH_FITS) {
        put_short(f, i, n);
    } else {
        ash_octaves_put(&f->octaves, i, n);
    }
}

// Strikes such a run off the record.
/*@ requires \valid(f) && ash_fits_rows(*f) && i < ASH_UNITS && 0 < n <= ASH_FITS;
    terminates \true;
    assigns f->row[0 .. ASH_FITS - 1], f->rows;
    ensures ash_fits_rows(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS && 0 <= m < ASH_FITS ==>
      (ash_in(f->row[m], x) <==> (ash_in(\old(f->row)[m], x) && !(x == i && m == n - 1)));
*/
static void drop_short(struct ash_fits *f, size_t i, size_t n)
{
    bool none = ash_set_remove(&f->row[n - 1], i);
    if (none) f->rows = ash_word_clear(f->rows, (unsigned)n - 1);
}

void ash_fits_drop(struct ash_fits *f, size_t i, size_t n)
{
    if (n <= ASH_FITS) {
        drop_short(f, i, n);
    } else {
        ash_octaves_drop(&f->octaves, i, n);
    }
}

size_t ash_fits_find(const struct ash_fits *f, size_t n)
{
    unsigned k = n <= ASH_FITS ? ash_word_next(f->rows, (unsigned)n - 1) : ASH_WORD_BITS;
    if (k < ASH_FITS) {
        size_t least = ash_set_least(&f->row[k]);
        //@ assert ash_fit(*f, least, k + 1);
        return least;
    }
    /*@ assert short: \forall integer x, m; 0 <= x < ASH_UNITS && n <= m <= ASH_FITS ==>
          !ash_bit(f->rows, m - 1) && !ash_in(f->row[m - 1], x); */
    return ash_octaves_find(&f->octaves, n <= ASH_FITS ? ASH_FITS + 1 : n);
}

size_t ash_fits_pull(struct ash_fits *f, size_t n)
{
    unsigned k = n <= ASH_FITS ? ash_word_next(f->rows, (unsigned)n - 1) : ASH_WORD_BITS;
    if (k < ASH_FITS) {
        size_t least = ash_set_least(&f->row[k]);
        //@ assert least: ash_fit(*f, least, k + 1) && least < ASH_UNITS;
        drop_short(f, least, (size_t)k + 1);
        return least;
    }
    /*@ assert short: \forall integer x, m; 0 <= x < ASH_UNITS && n <= m <= ASH_FITS ==>
          !ash_bit(f->rows, m - 1) && !ash_in(f->row[m - 1], x); */
    return ash_octaves_pull(&f->octaves, n <= ASH_FITS ? ASH_FITS + 1 : n);
}

bool ash_fits_test(const struct ash_fits *f, size_t i, size_t n)
{
    if (n <= ASH_FITS) return ash_set_test(&f->row[n - 1], i);
    return ash_octaves_test(&f->octaves, i, n);
}

bool ash_fits_check(const struct ash_fits *f)
{
    if (!ash_octaves_check(&f->octaves)) return false;
    /*@ loop invariant 0 <= k <= ASH_FITS;
        loop invariant \forall integer j; 0 <= j < k ==> ash_set_wf(f->row[j]);
        loop invariant \forall integer j; 0 <= j < k ==>
          (ash_bit(f->rows, j) <==> !ash_set_none(f->row[j]));
        loop invariant \forall integer j, i; 0 <= j < k && ASH_UNITS <= i < ASH_SET_MEMBERS ==>
          !ash_in(f->row[j], i);
        loop assigns k;
        loop variant ASH_FITS - k;
    */
    for (size_t k = 0; k < ASH_FITS; k++) {
        if (!ash_set_check(&f->row[k])) return false;
        size_t last = ash_set_upto(&f->row[k], ASH_SET_MEMBERS - 1);
        bool none = last == ASH_SET_MEMBERS;
        //@ assert none: none == true <==> ash_set_none(f->row[k]);
        // Never, where a set has just as many members as there are units.
        bool beyond = last % ASH_SET_MEMBERS >= ASH_UNITS;
        bool marked = ash_word_test(f->rows, (unsigned)k);
        if ((marked == none) + beyond != 0) return false;
    }
    return true;
}
