// SPDX-License-Identifier: MIT
// dies: what a sanitizer sees ends the process by a signal, as any crash does, so that no exit status
// of a failing check is taken for it. The places in its report are left as numbers: a minimiser
// meets hundreds of them, and the engine's own program has the names.

const char *__asan_default_options(void);
const char *__ubsan_default_options(void);
const char *__msan_default_options(void);

static const char options[] = "abort_on_error=1:symbolize=0";

const char *__asan_default_options(void)
{
    return options;
}

const char *__ubsan_default_options(void)
{
    return options;
}

const char *__msan_default_options(void)
{
    return options;
}
