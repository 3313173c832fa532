// SPDX-License-Identifier: MIT
// frames: the physical memory, handed out frame by frame; the core's sets tell which are free.
//
// The first set's number 0 is the lowest frame that is usable: some machines have nothing below it
// but a long hole. What lies FRAMES_MOST frames, 8 GiB, above it or further up is left alone, and
// the boot says so. So a machine of 4 GiB can have them in parts, as a PC has.
#ifndef FRAMES_H
#define FRAMES_H

#include "allocator.h"
#include "port.h"

#define FRAMES_MOST ((size_t)1 << 21)
#define NO_FRAME SIZE_MAX

// Reads the memory map. From then on a frame is free exactly when it lies wholly in usable
// memory and touches nothing reserved: the firmware's ranges, the loader's, this image.
void frames_init(void);

// The free frame with the lowest number, or NO_FRAME. Its contents are what they were. Cost: some
// steps for each GiB of memory, and no more on a machine that is nearly full.
/*@ terminates \true;
    assigns book.taken[0 .. PORT_FRAMES - 1];
    ensures none: \result == NO_FRAME ==> book == \old(book);
    ensures taken: \result != NO_FRAME ==> \result < PORT_FRAMES &&
      !\old(book.taken[\result]) && book.taken[\result] == 1;
    ensures keeps_the_others: \forall integer f; 0 <= f < PORT_FRAMES && f != \result ==>
      book.taken[f] == \old(book.taken[f]);
*/
size_t frame_take(void);

// Gives back a frame that frame_take handed out. Dies of any other number: a frame that is
// free twice would be in two places at once. Cost: a step a range of the memory map.
/*@ requires frame < PORT_FRAMES && book.taken[frame] == 1;
    terminates \true;
    assigns book.taken[0 .. PORT_FRAMES - 1];
    ensures book.taken[frame] == 0;
    ensures keeps_the_others: \forall integer f; 0 <= f < PORT_FRAMES && f != frame ==>
      book.taken[f] == \old(book.taken[f]);
*/
void frame_give(size_t frame);

size_t frames_free(void);

// Frames of usable memory, those included that the kernel and what the loader left lie in.
size_t frames_total(void);

// The number after that of the last usable frame.
size_t frames_end(void);

// The first frame from this number on that frame_take may hand out, and in *end the one after
// the last of all that follow it without a gap; or NO_FRAME.
/*@ requires \valid(end);
    terminates \true;
    assigns *end;
    ensures \result != NO_FRAME ==> from <= \result < *end <= PORT_REACHED;
*/
size_t frames_stretch(size_t from, size_t *end);

// What keeps the frame from being handed out: the name of the range that reserves it; "a hole
// in memory" when there is none; NULL for a frame that frame_take may hand out.
const char *frame_reserved(size_t frame);

// Is the frame in usable memory, whatever lies there?
bool frame_there(size_t frame);

// Bytes of usable memory that are left alone.
size_t frames_beyond(void);

#endif
