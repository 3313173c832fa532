// SPDX-License-Identifier: MIT
// A seeded defect, linked in place of frame_give by the canary kernel only: the first frame that
// is given back is lost. Tests that pass with it could not be trusted.
#include "../frames.h"

void __real_frame_give(size_t frame);
void __wrap_frame_give(size_t frame);

void __wrap_frame_give(size_t frame)
{
    static bool lost;
    if (lost) __real_frame_give(frame);
    lost = true;
}
