// SPDX-License-Identifier: MIT
// kernel: the translated contracts in the kernel's test suite, which has them when it is linked with this.
#include "../../kernel/print.h"
#include "../../kernel/random.h"
#include "../../kernel/tests/tests.h"
#include "broken.h"

#include <stdint.h>

enum { INPUTS = 20000, LONGEST = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t broken;

void contract_broken(const char *file, int line, const char *kind, const char *function,
                     const char *text)
{
    if (broken++ == 0)
        print("%s:%u: %s does not hold in %s: %s\n", file, (unsigned)line, kind, function, text);
}

static const char *all_hold(void)
{
    uint64_t seed = 1;
    broken = 0;
    for (size_t i = 0; i < INPUTS && broken == 0; i++) {
        uint8_t input[LONGEST];
        size_t size = random_below(&seed, LONGEST + 1);
        for (size_t k = 0; k < size; k++) input[k] = (uint8_t)random_below(&seed, 256);
        LLVMFuzzerTestOneInput(input, size);
    }
    EXPECT(broken == 0, "a contract does not hold");
    return NULL;
}

static const struct test contracts[] = {{"they hold for 20000 inputs", all_hold}};
const struct tests tests_contracts = TESTS(contracts);
