// SPDX-License-Identifier: MIT
// The boot, from the first line of C to the last.
#include "blunder.h"
#include "frames.h"
#include "heap.h"
#include "module.h"
#include "monitor.h"
#include "options.h"
#include "print.h"
#include "replay.h"
#include "tests/tests.h"
#include "tour.h"
#include "window.h"

_Noreturn void kernel_main(void);

void kernel_main(void)
{
    port_init();                                                // console and fault handlers
    struct options options = options_read(port_command_line()); // or one line, and the end
    print_use_colour(options.colour);
    frames_init();             // physical memory
    module_init();             // what lies beside the kernel
    window_init();             // page tables: W^X, guard pages
    heap_init(options.design); // the heap, run by the core
    kmalloc_use(options.mode); // how blocks are looked after

    if (options.fault != NULL) blunder_commit(options.fault);

    bool good = options.replay[0] != 0 ? replay(options.replay)
                : options.worst != 0   ? tests_worst(options.design, options.worst)
                : options.tests        ? tests_run(options.subject, options.cpus)
                                       : tour();
    if (options.monitor) good = monitor() && good;

    if (heap_stats().blocks != 0) {
        print("ashlar: blocks that nobody freed:\n");
        kmalloc_print_leaks();
    }
    port_exit(good ? PORT_PASS : PORT_FAIL);
}
