// SPDX-License-Identifier: MIT
// records: who took the block that starts at a granule of the heap, who freed it, how much was
// asked for. Beside the heap and out of reach of a stray write into a block.
//
// A record for each granule is far more than there is memory: their pages are backed as blocks
// are taken, and given back with the pages that those blocks were in. Of the last frees each
// record is kept aside, so that a free too many can be told from whom it comes all the same.
#ifndef RECORDS_H
#define RECORDS_H

#include "heap.h"

#define RECORDS_BASE ((uintptr_t)0x3500000000)
#define RECORDS_SIZE (HEAP_SIZE / HEAP_GRANULE * sizeof(struct heap_record))

// Forgets all.
void records_start(void);

// Makes this the record of a new block of that length, in place of all that is known of older ones
// there. False when no frame is left for it.
bool records_take(size_t offset, size_t length, const struct heap_record *record);

// The block has another length and size now.
void records_resize(size_t offset, size_t length, size_t size);

// Notes who freed the block; and that nothing lives in from .. to-1 any more, whose pages went.
void records_free(size_t offset, const struct site *site);
void records_drop(size_t from, size_t to);

// NULL when there is none.
const struct heap_record *records_find(size_t offset);

// The greatest offset up to this one that has a record, or ASH_NONE. Work: a step a granule below
// the offset, where pages of records are backed.
size_t records_upto(size_t offset);

// The blocks freed last, the latest is number 0: the record, and where it was. NULL when there were
// not as many, or when another block has come in its place since.
#define RECORDS_FREED 64
const struct heap_record *records_freed(size_t number, size_t *offset);

// Of those, the last whose bytes the offset was among, whatever has been there since; NULL when
// there was none.
const struct heap_record *records_freed_at(size_t offset);

#endif
