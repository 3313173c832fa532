// SPDX-License-Identifier: MIT
// Conservation: after each operation of each design, what is live and what is free make the
// capacity, which is what it was. What is lost to rounding is live, and what a slot or a slab has
// to spare is free: there is no third kind. It follows from the contracts of forward.h alone.
#include "designs.h"

enum operation { ALLOC, FREE, RESIZE };

#define DESIGN dummy
#include "conservation_of.h"
#undef DESIGN
#define DESIGN bump
#include "conservation_of.h"
#undef DESIGN
#define DESIGN bitmap
#include "conservation_of.h"
#undef DESIGN
#define DESIGN list
#include "conservation_of.h"
#undef DESIGN
#define DESIGN bucket
#include "conservation_of.h"
#undef DESIGN
#define DESIGN heap
#include "conservation_of.h"
#undef DESIGN
