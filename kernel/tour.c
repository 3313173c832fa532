// SPDX-License-Identifier: MIT
#include "tour.h"

#include "fault.h"
#include "frames.h"
#include "guard.h"
#include "kmalloc.h"
#include "map.h"
#include "memory.h"
#include "print.h"

static int number;

static void title(const char *text)
{
    print("\n%u. %s\n\n", (unsigned)++number, text);
}

// Says so when a request was refused; the section that asked then has nothing to show.
static bool refused(const void *block)
{
    if (block == NULL) print("  The design '%s' refused this request.\n", heap_design_name());
    return block == NULL;
}

static void place(const char *what, const void *address)
{
    print("  %-18s 0x%-14zx in %s\n", what, (uintptr_t)address, fault_region((uintptr_t)address));
}

static void print_verdict(void)
{
    print("  The validator finds the heap %s. Live blocks: %zu.\n",
          heap_check() ? "intact" : "BROKEN", heap_stats().blocks);
}

// ---- the sections ----

static int a_static = 2;

static void where_things_live(void)
{
    title("Where things live");
    int a_local = 1;
    int *on_heap = kmalloc(sizeof *on_heap);
    place("this function", (const void *)(uintptr_t)where_things_live);
    place("a string literal", "literal");
    place("a static variable", &a_static);
    place("a local variable", &a_local);
    if (!refused(on_heap)) place("a heap block", on_heap);
    kfree(on_heap);
    print("\n  The local is gone when its function returns, the static never goes,\n"
          "  and the heap block stays until somebody frees it.\n");
}

static char *greeting(void)
{
    char local[] = "written by a function that has returned";
    char *block = kmalloc(sizeof local);
    return block != NULL ? memcpy(block, local, sizeof local) : NULL;
}

static void outliving(void)
{
    title("A block outlives the function that took it");
    char *text = greeting();
    if (refused(text)) return;
    print("  0x%zx holds \"%s\".\n", (uintptr_t)text, text);
    kfree(text);
}

static void forgetful(void)
{
    char *block = kmalloc(1000);
    if (!refused(block)) print("  forgetful() took 0x%zx and returned.\n", (uintptr_t)block);
}

static void leaking(void)
{
    title("A leak, found and named");
    forgetful();
    size_t leaked = heap_next(0);
    if (leaked == ASH_NONE) return;
    print("  Nobody holds that pointer any more, but the heap knows what is live, and whose:\n\n");
    kmalloc_print_live();
    kfree((void *)(HEAP_BASE + leaked + heap_record(leaked)->lead));
}

static void misuse(void)
{
    title("Frees that must not be");
    char *kept = kmalloc(100);
    char *freed = kmalloc(100);
    kfree(freed);
    if (!refused(kept)) {
        print("  A double free, and a pointer into the middle of a block:\n\n");
        kfree(freed);
        kfree(kept + 64);
        print("\n");
    }
    print("  A pointer that never came from the heap:\n\n");
    kfree(&a_static);
    print("\n");
    print_verdict();
    kfree(kept);
}

static bool all_faulted = true;

// Does what must fault, and shows the report that it draws.
static void provoke(enum port_access access, const void *address)
{
    struct port_fault fault;
    if (port_probe(access, (uintptr_t)address, &fault)) {
        print("  ... and nothing happened. That is wrong.\n");
        all_faulted = false;
    } else {
        fault_print(&fault);
    }
}

static void guarded(void)
{
    title("A use after free, caught by the page tables");
    char *block = kmalloc_guarded(48);
    if (refused(block)) return;
    print("  A guarded block has pages of its own, and ends where they end: this one of\n"
          "  48 bytes is at 0x%zx. Writing one byte too far:\n\n",
          (uintptr_t)block);
    provoke(ACCESS_WRITE, block + 48);
    kfree(block);
    print("\n  Freeing it takes the pages away. Reading it through the stale pointer:\n\n");
    provoke(ACCESS_READ, block);
    guard_flush(); // the drawings below are of a heap that is empty before
}

static void running_data(void)
{
    title("What can be written cannot be run");
    char *block = kmalloc(64);
    print("  Calling into the heap, as an attacker would who has put code there:\n\n");
    provoke(ACCESS_EXECUTE, block != NULL ? block : (char *)HEAP_BASE);
    print("\n  Writing to this function:\n\n");
    provoke(ACCESS_WRITE, (const void *)(uintptr_t)running_data);
    kfree(block);
}

// A line of the tour: what the counters say at this point.
static void print_counts(const char *when)
{
    struct heap_stats s = heap_stats();
    print("  %-24s %6zu KiB committed, %6zu KiB live, %zu of %zu frames free\n", when,
          s.committed / 1024, s.live / 1024, frames_free(), frames_total());
}

static void committing(void)
{
    title("Reserved is not committed");
    size_t reserved = heap_stats().reserved;
    print(
        "  %zu KiB of addresses are the heap's, but only pages that blocks lie on have memory:\n\n",
        reserved / 1024);
    print_counts("before");
    char *block = kmalloc(1000000);
    if (refused(block)) return;
    print_counts("1000000 bytes taken");
    kfree(block);
    print_counts("and freed");
    if (reserved / PAGE_SIZE <= frames_free()) return;
    char *all = kmalloc(reserved);
    print_counts(all == NULL ? "all of it: refused" : "all of it: granted?");
    kfree(all);
}

// Where the design makes slabs of slots for small blocks: some, drawn.
static void drawing_slots(void)
{
    char *small[] = {kmalloc(100), kmalloc(100), kmalloc(100), kmalloc(20), kmalloc(1000)};
    struct heap_slab slab;
    if (heap_slab((uintptr_t)small[0] - HEAP_BASE, &slab)) {
        print("\n  Small blocks lie in slabs, pages that are divided into slots of one size:\n\n");
        map_print();
    }
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) kfree(small[i]);
}

static void drawing(void)
{
    title("The heap, drawn");
    char *first = kmalloc(9000);
    char *middle = kmalloc(30000);
    char *last = kmalloc(12000);
    if (refused(first)) return;
    print("  Three blocks:\n\n");
    map_print();
    kfree(middle);
    char *fourth = kmalloc(14000);
    char *aligned = kaligned_alloc(PAGE_SIZE, PAGE_SIZE);
    print("\n  The middle one is freed; then 14000 bytes are asked for, and a whole page:\n\n");
    map_print();
    print("\n  The 14000 bytes %s.\n",
          fourth == middle ? "went into the gap that the middle block left"
                           : "came after the last block: this design leaves the gap for now");
    kfree(first);
    kfree(last);
    kfree(fourth);
    kfree(aligned);
    print("  All are freed again, in another order than they were taken:\n\n");
    map_print();
    drawing_slots();
}

// The default design has a few words to itself.
static void about_heap(void)
{
    struct heap_slab slab;
    char *block = kmalloc(100);
    size_t offset = (uintptr_t)block - HEAP_BASE;
    kfree(block);
    if (block == NULL || !heap_slab(offset, &slab)) return;
    title("The last slab is kept");
    print("  A block of 100 bytes was taken and freed. Its slab, %zu bytes in slots of %zu,\n",
          slab.size, slab.slot);
    if (!heap_slab(offset, &slab)) {
        print("  went with it: it was the last block there.\n");
        return;
    }
    print(
        "  stays for the next small block: to make one for each would cost more than a page.\n"
        "  It goes when another slab is empty too, or when it stands in the way of a large block.\n"
        "  Every request, small or large, takes a bounded number of steps, however full the "
        "heap.\n");
}

static void introduction(void)
{
    print("Ashlar: a heap whose core is proved, here on the bare machine.\n\n");
    print("  memory   %zu of %zu frames of 4 KiB are free\n", frames_free(), frames_total());
    if (frames_beyond() != 0)
        print("           %zu MiB lie further up and are left alone\n", frames_beyond() >> 20);
    print("  heap     %zu KiB of addresses at 0x%zx, run by the design '%s'\n",
          heap_stats().reserved / 1024, HEAP_BASE, heap_design_name());
    if (kmalloc_mode() != KMALLOC_FAST)
        print("  blocks   are '%s'\n", kmalloc_mode_names[kmalloc_mode()]);
}

bool tour(void)
{
    introduction();
    where_things_live();
    outliving();
    leaking();
    misuse();
    guarded();
    running_data();
    committing();
    drawing();
    about_heap();
    print("\n");
    map_print_stats();
    print_verdict();
    print("The tour ends here.\n");
    return all_faulted && heap_check() && heap_stats().blocks == 0;
}
