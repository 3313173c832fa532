// SPDX-License-Identifier: MIT
// port: the whole boundary between the kernel and the machine it runs on.
//
// An architecture is one folder that supplies the functions below, an entry that sets up a
// stack and calls kernel_main, and a link script that defines the image's symbols. All else
// in the kernel is portable C. One processor, no interrupts: nothing here is reentrant.
//
// A page is PAGE_SIZE bytes of virtual addresses, a frame PAGE_SIZE bytes of physical ones.
// Frames are named by number: frame f holds the physical addresses f * PAGE_SIZE and up.
// Page arguments are multiples of PAGE_SIZE.
#ifndef PORT_H
#define PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_SIZE 4096

// ---- start and end ----

// The console and the fault handlers. Comes before any other call.
void port_init(void);

// What the loader was told, words separated by spaces; "" when nothing. Like the memory map, it
// is there until port_paging_on.
const char *port_command_line(void);

// Ends the machine. The emulator's status tells the three apart.
enum port_exit {
    PORT_PASS,
    PORT_FAIL,
    PORT_FAULT, // a fault that nobody expected, after its report
};
_Noreturn void port_exit(enum port_exit how);

// ---- console ----

void port_putc(char c);

// Waits for the next byte that is typed or piped in.
char port_getc(void);

// ---- the counter ----

// Runs on by itself. Where the emulator is told to count instructions, each adds one to it.
uint64_t port_ticks(void);

// Execute one and a hundred instructions, the return counted in and the call not.
void port_spin_1(void);
void port_spin_100(void);

// ---- memory ----

// Bytes from .. to-1 of physical memory. Where ranges overlap, one that is not usable wins.
struct port_range {
    uintptr_t from;
    uintptr_t to;
    bool usable;
    const char *what;
};

// Writes at most max ranges, in any order: what the firmware says, and what the loader left
// in memory (its tables, modules). Returns how many there are, which may exceed max.
// The kernel's own image is not among them.
size_t port_memory_map(struct port_range *ranges, size_t max);

// Where the contents of a frame can be read and written: of the first GiB's frames before
// port_paging_on, of all that frame_take can hand out after it.
void *port_frame(size_t frame);

enum port_rights {
    PORT_READ,
    PORT_READ_WRITE,
    PORT_READ_EXECUTE,
};

// Makes the page show the frame. False when no frame was left for the page tables: they come
// from frame_take, and a table goes back when its last page is unmapped. A page that was mapped
// before has the new frame and rights from now on. Not for pages at which port_frame reaches
// frames.
bool port_map(uintptr_t page, size_t frame, enum port_rights rights);

// Takes the page away and returns the frame it showed, or NO_FRAME if it showed none.
size_t port_unmap(uintptr_t page);

// From the loader's tables to those that port_map has filled, with port_frame for the frames
// below `frames`. False when no frame was left.
bool port_paging_on(size_t frames);

// ---- faults ----

enum port_access {
    ACCESS_READ,
    ACCESS_WRITE,
    ACCESS_EXECUTE,
    ACCESS_OTHER, // not an access to memory: the address says nothing
};

struct port_fault {
    const char *name; // "page fault" and so on
    unsigned vector;  // the machine's own number for it
    enum port_access access;
    bool mapped;       // there is a page, and its rights forbid this access
    uintptr_t address; // what was touched
    uintptr_t ip;      // the instruction that did it
};

// Touches one byte at the address: reads it, writes 0 to it, or calls it. True when that went
// well; false when it faulted, and *fault then says how. The only place where a
// fault is survived: any other goes to fault_fatal (fault.h).
bool port_probe(enum port_access access, uintptr_t address, struct port_fault *fault);

// ---- the image, from the link script; every border is a multiple of PAGE_SIZE ----

extern char image_text[], image_rodata[], image_data[], image_end[];
extern char stack_guard[], stack_bottom[], stack_top[]; // stack_guard: one page, never mapped

#endif
