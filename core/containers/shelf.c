// SPDX-License-Identifier: MIT
#include "shelf.h"

#define DESIGN bump
#include "forward.h"
#include "shelf_of.h"
#undef DESIGN
#define DESIGN bitmap
#include "forward.h"
#include "shelf_of.h"
#undef DESIGN
#define DESIGN list
#include "forward.h"
#include "shelf_of.h"
#undef DESIGN
#define DESIGN bucket
#include "forward.h"
#include "shelf_of.h"
#undef DESIGN
#define DESIGN heap
#include "forward.h"
#include "shelf_of.h"
#undef DESIGN

#define ROW(name)                                                                                  \
    {                                                                                              \
        name##_put, name##_clear                                                                   \
    }

const struct ash_shelves ash_shelves[ASH_DESIGNS] = {{NULL, NULL}, ROW(bump),   ROW(bitmap),
                                                     ROW(list),    ROW(bucket), ROW(heap)};
