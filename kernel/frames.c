// SPDX-License-Identifier: MIT
#include "frames.h"

#include "designs.h"
#include "print.h"

#define MAX_RANGES 64

_Static_assert(FRAMES_MOST <= ASH_GRANULES, "the bitmap reaches them all");

static struct port_range ranges[MAX_RANGES];
static size_t range_count;
static struct ash_bitmap frames;
static size_t total;
static size_t beyond;

// The number of the first frame that starts at the address or above.
static size_t frame_from(uintptr_t address)
{
    return address / PAGE_SIZE + (address % PAGE_SIZE != 0 ? 1 : 0);
}

static uintptr_t min(uintptr_t a, uintptr_t b)
{
    return a < b ? a : b;
}

// From bytes to frame numbers, within the bitmap's reach: usable memory shrinks to whole
// frames, reserved memory grows to them.
static struct port_range in_frames(struct port_range r)
{
    size_t from = r.usable ? frame_from(r.from) : r.from / PAGE_SIZE;
    size_t to = r.usable ? r.to / PAGE_SIZE : frame_from(r.to);
    if (to < from) to = from; // it holds no whole frame
    if (r.usable && to > FRAMES_MOST)
        beyond += (to - (from > FRAMES_MOST ? from : FRAMES_MOST)) * PAGE_SIZE;
    return (struct port_range){min(from, FRAMES_MOST), min(to, FRAMES_MOST), r.usable, r.what};
}

static void read_map(void)
{
    range_count = port_memory_map(ranges, MAX_RANGES - 1);
    if (range_count > MAX_RANGES - 1)
        die("the memory map has %zu ranges; %u is the most", range_count, MAX_RANGES - 1);
    for (size_t i = 0; i < range_count; i++) {
        ranges[i] = in_frames(ranges[i]);
        struct port_range r = ranges[i];
        if (r.usable && r.from < r.to && r.to > total) total = r.to;
    }
}

// The image is set apart like all that is in use; but it must lie in memory that is there.
static void add_image(void)
{
    size_t from = (uintptr_t)image_text / PAGE_SIZE;
    size_t to = (uintptr_t)image_end / PAGE_SIZE;
    for (size_t frame = from; frame < to; frame++) {
        const char *what = frame_reserved(frame);
        if (what != NULL) die("too little memory: part of the kernel lies in %s", what);
    }
    ranges[range_count++] = (struct port_range){from, to, false, "the kernel"};
}

const char *frame_reserved(size_t frame)
{
    const char *what = "a hole in memory";
    for (size_t i = 0; i < range_count; i++) {
        if (frame < ranges[i].from || frame >= ranges[i].to) continue;
        if (!ranges[i].usable) return ranges[i].what;
        what = NULL;
    }
    return what;
}

// Where the stretch that starts at this frame ends: no range begins or ends in between.
static size_t stretch_end(size_t frame)
{
    size_t end = total;
    for (size_t i = 0; i < range_count; i++) {
        if (ranges[i].from > frame) end = min(end, ranges[i].from);
        if (ranges[i].to > frame) end = min(end, ranges[i].to);
    }
    return end;
}

// First fit by address does the work: block after block the whole memory is taken, each block
// a stretch that is all usable or all reserved; then the usable ones are freed.
void frames_init(void)
{
    read_map();
    add_image();
    ash_bitmap_init(&frames, total * ASH_GRANULE);
    for (size_t at = 0; at < total; at = stretch_end(at)) {
        size_t size = (stretch_end(at) - at) * ASH_GRANULE;
        if (ash_bitmap_alloc(&frames, size, ASH_GRANULE) != at * ASH_GRANULE)
            die("the frame at %zu could not be set apart", at);
    }
    for (size_t at = 0; at < total; at = stretch_end(at)) {
        if (frame_reserved(at) == NULL) ash_bitmap_free(&frames, at * ASH_GRANULE);
    }
}

size_t frame_take(void)
{
    size_t offset = ash_bitmap_alloc(&frames, ASH_GRANULE, ASH_GRANULE);
    return offset != ASH_NONE ? offset / ASH_GRANULE : NO_FRAME;
}

void frame_give(size_t frame)
{
    // What is reserved is live in the bitmap too: it must not pass for a block that was taken.
    const char *reserved = frame_reserved(frame);
    if (reserved != NULL) die("frame %zu given back: it lies in %s", frame, reserved);
    enum ash_status status = ash_bitmap_free(&frames, frame * ASH_GRANULE);
    if (status != ASH_OK) die("frame %zu given back: %s", frame, ash_status_name(status));
}

size_t frames_free(void)
{
    return ash_bitmap_stats(&frames).free / ASH_GRANULE;
}

size_t frames_total(void)
{
    return total;
}

size_t frames_beyond(void)
{
    return beyond;
}
