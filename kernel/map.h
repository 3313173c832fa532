// SPDX-License-Identifier: MIT
// map: the heap drawn as text.
#ifndef MAP_H
#define MAP_H

// Bytes of the heap in one character.
#define MAP_CELL 400

// The heap as rows of characters, one for MAP_CELL bytes: a letter for the block that lies
// there, '+' where several share the place, '.' where all is free; then what each letter is; and
// for a design that makes spans, which pages those are, with the size of their slots.
void map_print(void);

#endif
