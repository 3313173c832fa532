// SPDX-License-Identifier: MIT
#include "frames.h"

#include "print.h"
#include "set.h"

#define MAX_RANGES 64
#define SETS (FRAMES_MOST / ASH_SET_MEMBERS)

_Static_assert(FRAMES_MOST % ASH_SET_MEMBERS == 0, "the sets reach them all, and no others");

static struct port_range ranges[MAX_RANGES]; // in frames, once they are read
static size_t range_count;
static struct ash_set frames[SETS]; // those that are free
static size_t first;                // the lowest usable frame: number 0 of the first set
static size_t past;                 // the frame after the last
static size_t count;                // of those in the sets
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

// From bytes to frame numbers: usable memory shrinks to whole frames, reserved memory grows.
static struct port_range in_frames(struct port_range r)
{
    size_t from = r.usable ? frame_from(r.from) : r.from / PAGE_SIZE;
    size_t to = r.usable ? r.to / PAGE_SIZE : frame_from(r.to);
    if (to < from) to = from; // it holds no whole frame
    return (struct port_range){from, to, r.usable, r.what};
}

// Keeps what lies within the sets' reach.
static void cut(struct port_range *r)
{
    if (!r->usable || r->to <= past) return;
    beyond += (r->to - (r->from > past ? r->from : past)) * PAGE_SIZE;
    r->from = min(r->from, past);
    r->to = past;
}

static void read_map(void)
{
    range_count = port_memory_map(ranges, MAX_RANGES - 1);
    if (range_count > MAX_RANGES - 1)
        die("the memory map has %zu ranges; %u is the most", range_count, MAX_RANGES - 1);
    first = NO_FRAME;
    for (size_t i = 0; i < range_count; i++) {
        struct port_range r = ranges[i] = in_frames(ranges[i]);
        if (!r.usable || r.from == r.to) continue;
        first = min(first, r.from);
        if (r.to > past) past = r.to;
    }
    if (past == 0) die("too little memory: the memory map has none that is usable");
    past = min(past - first, FRAMES_MOST) + first;
    for (size_t i = 0; i < range_count; i++) cut(&ranges[i]);
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

bool frame_there(size_t frame)
{
    for (size_t i = 0; i < range_count; i++) {
        if (ranges[i].usable && frame >= ranges[i].from && frame < ranges[i].to) return true;
    }
    return false;
}

const char *frame_reserved(size_t frame)
{
    for (size_t i = 0; i < range_count; i++) {
        if (!ranges[i].usable && frame >= ranges[i].from && frame < ranges[i].to)
            return ranges[i].what;
    }
    return frame_there(frame) ? NULL : "a hole in memory";
}

// Where the stretch that starts at this frame ends: no range begins or ends in between.
static size_t stretch_end(size_t frame)
{
    size_t end = past;
    for (size_t i = 0; i < range_count; i++) {
        if (ranges[i].from > frame) end = min(end, ranges[i].from);
        if (ranges[i].to > frame) end = min(end, ranges[i].to);
    }
    return end;
}

static struct ash_set *set_of(size_t frame)
{
    return &frames[(frame - first) / ASH_SET_MEMBERS];
}

static size_t member(size_t frame)
{
    return (frame - first) % ASH_SET_MEMBERS;
}

static void put(size_t frame)
{
    ash_set_insert(set_of(frame), member(frame));
    count++;
}

void frames_init(void)
{
    read_map();
    add_image();
    for (size_t i = 0; i < SETS; i++) ash_set_init(&frames[i]);
    for (size_t at = first, end; at < past; at = end) {
        end = stretch_end(at);
        if (frame_there(at)) total += end - at;
        if (frame_reserved(at) != NULL) continue;
        for (size_t frame = at; frame < end; frame++) put(frame);
    }
}

size_t frames_stretch(size_t from, size_t *end)
{
    for (size_t at = from > first ? from : first; at < past; at = stretch_end(at)) {
        if (frame_reserved(at) != NULL) continue;
        *end = stretch_end(at);
        while (*end < past && frame_reserved(*end) == NULL) *end = stretch_end(*end);
        return at;
    }
    return NO_FRAME;
}

size_t frame_take(void)
{
    for (size_t i = 0; i < SETS; i++) {
        size_t least = ash_set_least(&frames[i]);
        if (least == ASH_SET_MEMBERS) continue;
        ash_set_remove(&frames[i], least);
        count--;
        return first + i * ASH_SET_MEMBERS + least;
    }
    return NO_FRAME;
}

void frame_give(size_t frame)
{
    // What is reserved is in no set either: it must not pass for a frame that was taken.
    const char *reserved = frame_reserved(frame);
    if (reserved != NULL) die("frame %zu given back: it lies in %s", frame, reserved);
    if (ash_set_test(set_of(frame), member(frame)))
        die("frame %zu given back: it is free already", frame);
    put(frame);
}

size_t frames_free(void)
{
    return count;
}

size_t frames_total(void)
{
    return total;
}

size_t frames_end(void)
{
    return past;
}

size_t frames_beyond(void)
{
    return beyond;
}
