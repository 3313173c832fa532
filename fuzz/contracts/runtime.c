// SPDX-License-Identifier: MIT
// runtime: as much of E-ACSL's run-time library as the translated contracts need, for speed, and with no C
// library, so that it serves in the kernel, too. Its own library also keeps a record of all memory; here every
// pointer is taken for valid, which is for the sanitizers to judge.
#include "broken.h"

#include <stddef.h>

// As E-ACSL declares it.
struct __e_acsl_assert_data_t {
    int blocking;
    const char *kind, *name, *text, *file, *function;
    int line;
    void *values;
};

void __e_acsl_assert(int holds, struct __e_acsl_assert_data_t *data)
{
    if (!holds) contract_broken(data->file, data->line, data->kind, data->function, data->text);
}

int __e_acsl_valid(void *at, size_t size, void *base, void *of)
{
    (void)at, (void)size, (void)base, (void)of;
    return 1;
}

int __e_acsl_valid_read(void *at, size_t size, void *base, void *of)
{
    return __e_acsl_valid(at, size, base, of);
}

int __e_acsl_separated(size_t count, ...)
{
    (void)count;
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
NOTHING(assert_register_longlong)
NOTHING(assert_register_mpz)
NOTHING(assert_register_ptr)
NOTHING(assert_register_struct)
NOTHING(assert_register_uchar)
NOTHING(assert_register_uint)
NOTHING(assert_register_ulong)
NOTHING(assert_register_ulonglong)
NOTHING(assert_register_ushort)
NOTHING(delete_block)
NOTHING(full_init)
NOTHING(initialize)
NOTHING(store_block)
NOTHING(store_block_duplicate)
