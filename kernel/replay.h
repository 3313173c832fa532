// SPDX-License-Identifier: MIT
// replay: fuzz inputs (fuzz/README.md) in the guest, with all that the fuzzing checks.
//
// The core that they run on is as fuzz/fuzz.mk builds it, for heaps of 1024 granules, beside
// the one that runs the kernel's own: what comes out must equal what fuzz/replay says on the host.
#ifndef REPLAY_H
#define REPLAY_H

#include <stdbool.h>

// Runs the files of the archive that is the module on the subject of that name (fuzz/subjects.h),
// and says what each comes to, in the words of fuzz/outcome.h. Dies of a name or a module that
// cannot be used. True when there was an input and none failed.
bool replay(const char *subject);

#endif
