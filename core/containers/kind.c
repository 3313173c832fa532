// SPDX-License-Identifier: MIT
#include "kind.h"

void ash_kind_drop(const struct ash_pool *pool, struct ash_kind kind, size_t at)
{
    if (kind.drop != NULL) kind.drop(pool->base + at);
}
