// SPDX-License-Identifier: MIT
// The operators of C++, by way of malloc.
#include "ashlar-malloc.h"
#include "check.h"

#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <new>
#include <string>
#include <vector>

struct alignas(256) wide {
    char bytes[300];
};

static void blocks_are_ours(void)
{
    struct mallinfo2 before = mallinfo2();
    int *one = new int, *many = new int[1000];
    struct mallinfo2 now = mallinfo2();
    CHECK(now.uordblks >= before.uordblks + 4016);
    delete one;
    delete[] many;
    CHECK(mallinfo2().uordblks == before.uordblks);
}

static void alignment(void)
{
    wide *w = new wide, *v = new wide[3];
    CHECK((uintptr_t)w % 256 == 0 && (uintptr_t)v % 256 == 0);
    delete w;
    delete[] v;
}

static volatile size_t huge = PTRDIFF_MAX - 100;

static void refusal(void)
{
    bool thrown = false;
    try {
        ::operator delete(::operator new(huge));
    } catch (const std::bad_alloc &) {
        thrown = true;
    }
    CHECK(thrown);
    CHECK(::operator new(huge, std::nothrow) == nullptr);
}

static void containers(void)
{
    std::vector<std::string> all;
    for (int i = 0; i < 20000; i++) all.push_back(std::string((size_t)(i % 300), 'x'));
    size_t sum = 0;
    for (const std::string &s : all) sum += s.size();
    CHECK(sum == 2980000);
    all.clear();
    all.shrink_to_fit();
    CHECK(ash_malloc_check() == 1);
}

int main()
{
    check_run("hosted/operators", "blocks_are_ours", blocks_are_ours);
    check_run("hosted/operators", "alignment", alignment);
    check_run("hosted/operators", "refusal", refusal);
    check_run("hosted/operators", "containers", containers);
    return check_finish();
}
