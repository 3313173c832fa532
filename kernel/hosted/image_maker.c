// SPDX-License-Identifier: MIT
// image_maker: writes image.h, the state of a new heap of full capacity: those words that are not
// zero. Runs when the library is built.
#include "heap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    struct ash_heap *heap = calloc(1, sizeof *heap);
    if (heap == NULL || sizeof *heap % sizeof(uint64_t) != 0) return 1;
    ash_heap_init(heap, SIZE_MAX);
    printf("// SPDX-License-Identifier: MIT\n// Made by image_maker.c.\n#include <stdint.h>\n\n"
           "_Static_assert(sizeof(struct ash_heap) == %zu, \"the image is of this heap\");\n"
           "static const struct {\n    uint32_t at;\n    uint64_t word;\n} image[] = {\n",
           sizeof *heap);
    for (size_t at = 0; at < sizeof *heap; at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, (const char *)heap + at, sizeof word);
        if (word != 0) printf("    {%zu, 0x%" PRIx64 "},\n", at, word);
    }
    printf("};\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
