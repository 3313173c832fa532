// SPDX-License-Identifier: MIT
#include "edge.h"

#include "../memory.h"
#include "../space.h"

#define PAGE NOBODYS_PAGES
#define PAGE_END (PAGE + PAGE_SIZE)

const char *edge_run(const char *(*test)(void))
{
    EXPECT(space_back(PAGE, PAGE_END), "no frame for the bytes");
    const char *why = test();
    space_drop(PAGE, PAGE_END);
    return why;
}

unsigned char *edge_put(const void *bytes, size_t count)
{
    return memcpy((unsigned char *)PAGE_END - count, bytes, count);
}

const char *edge_every_byte(void *bytes, size_t count, const unsigned char *others,
                            size_t other_count, const char *(*look)(bool *sound))
{
    unsigned char *made = bytes;
    size_t refused = 0, accepted = 0;
    for (size_t at = 0; at < count; at++) {
        unsigned char was = made[at];
        for (size_t i = 0; i < other_count; i++) {
            bool sound;
            made[at] = others[i];
            const char *why = look(&sound);
            if (why != NULL) return why;
            sound ? accepted++ : refused++;
        }
        made[at] = was;
    }
    EXPECT(refused != 0 && accepted != 0, "the bytes make no difference");
    return NULL;
}
