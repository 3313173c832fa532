// SPDX-License-Identifier: MIT
#include "../frames.h"

#include "../kmalloc.h"
#include "tests.h"

// Takes every frame there is, and chains them: each holds the number of the one before. Two
// frames that were the same memory would break the chain.
static size_t take_all(size_t *count)
{
    size_t last = NO_FRAME;
    *count = 0;
    for (size_t f = frame_take(); f != NO_FRAME; f = frame_take()) {
        *(size_t *)port_frame(f) = last;
        last = f;
        ++*count;
    }
    return last;
}

// Gives them back along the chain. Returns how many it was, up to `most`.
static size_t give_all(size_t last, size_t most)
{
    size_t count = 0;
    while (last != NO_FRAME && count < most) {
        size_t before = *(size_t *)port_frame(last);
        frame_give(last);
        last = before;
        count++;
    }
    return last == NO_FRAME ? count : most + 1;
}

static const char *all_frames_once(void)
{
    size_t free = frames_free();
    size_t count;
    size_t last = take_all(&count);
    bool one_more = frames_free() != 0 || frame_take() != NO_FRAME;
    bool reserved = false;
    for (size_t f = last, n = 0; f != NO_FRAME && n < count; f = *(size_t *)port_frame(f), n++)
        reserved = reserved || frame_reserved(f) != NULL;
    EXPECT(give_all(last, count) == count, "two frames are the same memory");
    EXPECT(count == free, "another number of frames was handed out than was free");
    EXPECT(!one_more, "a frame came out of nothing");
    EXPECT(!reserved, "a frame was handed out that the memory map reserves");
    return NULL;
}

static const char *the_image_is_reserved(void)
{
    size_t from = (uintptr_t)image_text / PAGE_SIZE, end = (uintptr_t)image_end / PAGE_SIZE;
    for (size_t f = from; f < end; f++)
        EXPECT(frame_reserved(f) != NULL, "a frame of the image is not reserved");
    size_t f = frame_take();
    EXPECT(f != NO_FRAME, "no frame is free");
    frame_give(f);
    EXPECT(f < from || f >= end, "a frame of the image was handed out");
    return NULL;
}

static const char *beyond_memory_is_reserved(void)
{
    EXPECT(frame_reserved(frames_end()) != NULL, "the frame after the last counts as usable");
    EXPECT(frame_reserved(NO_FRAME) != NULL, "no frame at all counts as usable");
    return NULL;
}

static const char *lowest_first(void)
{
    size_t a = frame_take();
    size_t b = frame_take();
    EXPECT(a < b && b != NO_FRAME, "the second frame lies below the first");
    frame_give(a);
    size_t c = frame_take();
    frame_give(b);
    frame_give(c);
    EXPECT(c == a, "the frame given back was not the next to be handed out");
    return NULL;
}

// What needs two frames and finds one is refused, and gives the one back.
static const char *one_frame_too_few(void)
{
    size_t count;
    size_t last = take_all(&count);
    EXPECT(count > 2, "hardly a frame is free");
    size_t before = *(size_t *)port_frame(last);
    frame_give(last);
    bool refused = kmalloc_guarded(2 * PAGE_SIZE) == NULL;
    bool back = frames_free() == 1;
    EXPECT(give_all(before, count) == count - 1, "the frames that were taken have changed");
    EXPECT(refused, "two pages were made of one frame");
    EXPECT(back, "the one frame was not given back");
    return NULL;
}

static const struct test list[] = {
    {"all_frames_once", all_frames_once},
    {"the_image_is_reserved", the_image_is_reserved},
    {"beyond_memory_is_reserved", beyond_memory_is_reserved},
    {"lowest_first", lowest_first},
    {"one_frame_too_few", one_frame_too_few},
};

const struct tests tests_frames = TESTS(list);
