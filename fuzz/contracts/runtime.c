// SPDX-License-Identifier: MIT
// runtime: as much of E-ACSL's run-time library as the translated contracts need, for speed. A
// contract that does not hold ends the program. Its own library also keeps a record of all memory;
// here every pointer is taken for valid, which is for the sanitizers to judge.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

// As E-ACSL declares it.
struct __e_acsl_assert_data_t {
    int blocking;
    const char *kind, *name, *text, *file, *function;
    int line;
    void *values;
};

void __e_acsl_assert(int holds, struct __e_acsl_assert_data_t *data)
{
    if (holds) return;
    fprintf(stderr, "%s:%d: %s does not hold in %s: %s\n", data->file, data->line, data->kind,
            data->function, data->text);
    abort();
}

int __e_acsl_valid(void *at, size_t size, void *base, void *of)
{
    (void)at, (void)size, (void)base, (void)of;
    return 1;
}

// What it keeps for its messages, and of memory: nothing.
#define NOTHING(NAME)                                                                              \
    void __e_acsl_##NAME(void);                                                                    \
    void __e_acsl_##NAME(void)                                                                     \
    {                                                                                              \
    }

NOTHING(assert_clean)
NOTHING(assert_copy_values)
NOTHING(assert_register_bool)
NOTHING(assert_register_int)
NOTHING(assert_register_long)
NOTHING(assert_register_mpz)
NOTHING(assert_register_ptr)
NOTHING(assert_register_struct)
NOTHING(assert_register_uint)
NOTHING(assert_register_ulong)
NOTHING(delete_block)
NOTHING(initialize)
NOTHING(store_block)
