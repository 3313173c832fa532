// SPDX-License-Identifier: MIT
// port: the whole boundary between the kernel and the machine it runs on.
//
// An architecture is one folder that supplies what stands below, and an entry (`start`) that
// clears .bss, sets up a stack and calls kernel_main. What several have in common is written once,
// beside this file: probe.h for all, machine.h for those that are given a device tree. All else in
// the kernel is portable C. Interrupts are off but where timer.h turns them on; what may be called
// while they are on says so.
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

// The console, the fault handlers, and a first look at what describes the machine; one line
// and the end when that is damaged. Comes before any other call.
void port_init(void);

// What the loader was told, words separated by spaces; "" when nothing. Like the memory map and
// what is known of a module, it is there until port_use_tables.
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

// Is there one, so that port_getc need not wait?
bool port_can_get(void);

// ---- a screen of text, beside the console ----

#define SCREEN_COLUMNS 80
#define SCREEN_ROWS 25

// Its cells, row by row: a character, above it four bits of ink and four of paper, as a PC numbers
// colours. NULL where there is none. Not before port_use_tables.
volatile uint16_t *port_screen(void);

// ---- the counter, and a clock ----

// Runs on by itself. Where the emulator is told to count instructions, each adds one to it.
uint64_t port_ticks(void);

// A number that changes once a second.
unsigned port_second(void);

// Execute one and a hundred instructions, the return counted in and the call not (spin.S).
void port_spin_1(void);
void port_spin_100(void);

// ---- processors ----

// The number of the processor that runs this; the one that boots is 0. Cost: an instruction or two.
unsigned port_cpu(void);

#define PORT_CPUS 8

// Starts that processor, one of 1 .. PORT_CPUS-1 that is not running: on the stack that ends there,
// under the page tables in use, interrupts off, it calls cpu_main (cpus.h) with its number. Call
// it again only when that has begun. False when the machine has no such processor.
bool port_cpu_start(unsigned cpu, void *stack_end);

// Ends this processor, which is not 0. *left becomes true when it is done with its stack and touches
// no memory any more. Until then no other calls port_forget.
_Noreturn void port_cpu_stop(_Atomic bool *left);

// ---- interrupts: off when the kernel starts ----

// Turns them off on this processor, and says whether they were on. Cost: a few instructions.
bool port_interrupts_off(void);

void port_interrupts_on(void);

// Microseconds to the timer's interrupt, by the emulator's clock.
#define PORT_TIMER_US 100

// Asks for one interrupt of the timer, after port_use_tables. Then timer_interrupt (timer.h) is
// called with interrupts off, and the main flow goes on where it was when that returns: all
// registers are as they were.
void port_timer_start(void);

// No interrupt is asked for any more; one that was on its way may still come.
void port_timer_stop(void);

// ---- flows: several on one processor, each with a stack of its own ----

// Notes in *from where this flow is to go on, and goes on where the flow `to` was noted: there it
// looks like a return. Kept are the registers that C expects a function to keep.
void port_switch(void **from, void *to);

// What is noted is a place in the flow's stack, that many words long; one of them is the address to
// go on at, and the others may hold anything. Where the last one ends stands a multiple of 16.
extern const struct port_flow {
    size_t words;
    size_t address; // the index of that word
} port_flow;

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

// The file that the loader was told to put in memory beside the kernel: its first byte and how many
// there are. False when there is none. Of several it is the first.
bool port_module(uintptr_t *from, size_t *size);

// The contents of all frames, where they can be read and written: by the loader's or the entry's
// own tables until port_use_tables, what port_memory_map sets apart, and the first GiB of memory.
// After it, what frame_take can hand out. No frame is mapped there by its physical address. On a
// machine of three levels it is the upper half of all addresses, with room for PORT_REACHED frames.
#define PORT_REACHED 67108864   // 2^26
#define PORT_FRAMES 68719476736 // 2^36: more have no place in an entry of a page table
#define PORT_PAGES 68719476736  // that four levels of tables can show
struct port_memory {
    uint64_t entry[PORT_FRAMES][PAGE_SIZE / 8];
};
extern struct port_memory *port_memory;

static inline void *port_frame(size_t frame)
{
    return port_memory->entry[frame];
}

// ---- page tables: tables.c fills them, by this description ----

enum port_rights {
    PORT_READ,
    PORT_READ_WRITE,
    PORT_READ_EXECUTE,
    PORT_DEVICE, // read and write, each access as it is written
    PORT_RIGHTS,
};

// Tables are frames of 512 entries of eight bytes. One for an address stands at nine bits of the
// address: those from bit 12 on at the last level, 0, and so on up to the root's. An entry that is
// 0 leads nowhere. The number of a frame has 36 bits in it, above them what belongs to its rights.
struct port_tables {
    unsigned levels;              // 3 or 4
    unsigned frame_at;            // where in an entry the number of a frame begins: 12 or 10
    uint64_t table;               // an entry that leads to a table
    uint64_t table_mask;          // the bits by which one is told from others, of the lowest ten
    uint64_t page;                // one of the last level, beside its rights
    uint64_t large;               // one of the level before, that shows 512 frames in a row
    uint64_t rights[PORT_RIGHTS]; // of an entry that shows frames
    uintptr_t devices[3];         // pages of registers that the port uses; 0: no such
};
extern const struct port_tables port_tables;

#ifdef __FRAMAC__
#include "../proofs/logic/paging.acsl"
#endif

// Makes all processors forget what they know of the page by an entry that was changed or cleared,
// in whatever table on its way; when it returns, none goes by it any more, so the frame can be
// somebody else's. By one processor at a time: page tables change under the heap's lock (kmalloc.h).
// The others may be waiting for that lock, with interrupts off: they are reached all the same.
/*@ terminates \true;
    assigns \nothing;
*/
void port_forget(uintptr_t page);

// To the tables under this root, at its physical address, from what was in use before.
/*@ terminates \true;
    assigns \nothing;
*/
void port_use_tables(uintptr_t root);

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
    bool no_page;      // it is not the page that forbids it but the machine, in its own way
    uintptr_t address; // what was touched
    uintptr_t ip;      // the instruction that did it
};

// Touches one byte at the address: reads it, writes 0 to it, or calls it. True when that went
// well; false when it faulted, and *fault then says how. For processor 0. The only place where a
// fault is survived: any other goes to fault_fatal (fault.h). The port's half of it: probe.h.
bool port_probe(enum port_access access, uintptr_t address, struct port_fault *fault);

// ---- the image, from link.ld; every border is a multiple of PAGE_SIZE ----

extern char image_text[], image_rodata[], image_data[], image_end[];
extern char stack_guard[], stack_bottom[], stack_top[]; // stack_guard: one page, never mapped

#endif
