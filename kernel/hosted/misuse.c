// SPDX-License-Identifier: MIT
#include "misuse.h"

#include "message.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

const char *misuse_name(const char *call, enum ash_status status)
{
    switch (status) {
    case ASH_OK: return NULL;
    case ASH_ALREADY_FREE:
        return strncmp(call, "free", 4) == 0 ? "double free (no block lives there)"
                                             : "use after free (no block lives there)";
    case ASH_NOT_A_BLOCK: return "invalid pointer (it points into a block)";
    case ASH_OUT_OF_RANGE: return "invalid pointer (it is not of this heap)";
    case ASH_BAD_SIZE: return "wrong size (the block is not that long, or not so aligned)";
    default: return "misuse";
    }
}

void misuse(const char *call, const void *p, const char *what)
{
    if (options.misuse == MISUSE_IGNORE) return;
    struct message m;
    message_begin(&m);
    message_text(&m, call);
    message_text(&m, "(");
    message_address(&m, p);
    message_text(&m, "): ");
    message_text(&m, what);
    message_end(&m);
    if (options.misuse == MISUSE_ABORT) abort();
}
