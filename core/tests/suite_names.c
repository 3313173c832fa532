// SPDX-License-Identifier: MIT
// The table of designs and the names in it: tests that belong to no design of their own.
#include "suite_test.h"

static bool same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) a++, b++;
    return *a == *b;
}

static const char *design_names(const struct suite_run *r)
{
    (void)r;
    for (size_t i = 0; i < ASH_DESIGNS; i++)
        EXPECT(ash_design_named(ash_designs[i].name) == &ash_designs[i], "a name leads elsewhere");
    return NULL;
}

static const char *unknown_design(const struct suite_run *r)
{
    static const char *const names[] = {"",       "x",       "bit",   "bitmapp",
                                        "Bitmap", " bitmap", "bump ", "lists"};
    (void)r;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        EXPECT(ash_design_named(names[i]) == NULL, "a name that no design has leads to one");
    return NULL;
}

// A name that is another at one place, or ends there.
static const char *almost_a_design(const struct suite_run *r)
{
    (void)r;
    for (size_t i = 0; i < ASH_DESIGNS; i++) {
        char name[ASH_NAME_SIZE];
        for (size_t k = 0; k < ASH_NAME_SIZE; k++) name[k] = ash_designs[i].name[k];
        for (size_t k = 0; name[k] != 0; k++) {
            char right = name[k];
            for (name[k] = 0; name[k] < 127; name[k]++) {
                const struct ash_design *want = name[k] == right ? &ash_designs[i] : NULL;
                EXPECT(ash_design_named(name) == want, "a name that no design has leads to one");
            }
            name[k] = right;
        }
    }
    return NULL;
}

static const char *status_names(const struct suite_run *r)
{
    (void)r;
    for (int a = ASH_OK; a <= ASH_BAD_SIZE; a++) {
        const char *name = ash_status_name((enum ash_status)a);
        EXPECT(name != NULL && name[0] != 0, "a status has no name");
        for (int b = ASH_OK; b < a; b++)
            EXPECT(!same(name, ash_status_name((enum ash_status)b)), "two statuses share a name");
    }
    EXPECT(same(ash_status_name(ASH_ALREADY_FREE), "already free"), "a status has another name");
    return NULL;
}

static const struct suite_test tests[] = {
    {"design_names", 0, design_names},
    {"unknown_design", 0, unknown_design},
    {"almost_a_design", 0, almost_a_design},
    {"status_names", 0, status_names},
};
SUITE_GROUP(ash_suite_names, tests);
