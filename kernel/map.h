// SPDX-License-Identifier: MIT
// map: the heap drawn as text, and counted.
#ifndef MAP_H
#define MAP_H

// The heap up to its last committed page, as rows of characters: a letter for the block that lies
// there, '+' where several share the place, '.' where all is free, a space where no page is
// committed. Then what each letter is; and for a design that makes slabs, where those are, with
// the size of their slots.
void map_print(void);

// What is reserved, committed, live and waste, and the peaks.
void map_print_stats(void);

#endif
