// SPDX-License-Identifier: MIT
// What closing.c opens and closes: it takes memory when it comes and frees it when it goes.
#include <stdlib.h>
#include <string.h>

static char *kept;

__attribute__((constructor)) static void come(void)
{
    kept = malloc(3000);
    if (kept != NULL) memset(kept, 1, 3000);
}

__attribute__((destructor)) static void go(void)
{
    free(kept);
}

char *plugin_gift(void);

char *plugin_gift(void)
{
    return strdup("a block that outlives its library");
}
