// SPDX-License-Identifier: MIT
// Faults and interrupts: the descriptor tables, the way from a trap stub to a report or a probe's
// answer, and whether interrupts come at all.
#include "../paging.h"
#include "../probe.h"
#include "io.h"

#define FAULTS 32
#define VECTORS 48
#define NOT_MASKABLE 2 // interrupt: see processors.c
#define DOUBLE_FAULT 8
#define PAGE_FAULT 14

#define FLAG_INTERRUPTS ((uint64_t)1 << 9)

// What the stubs and the processor leave on the stack.
struct frame {
    uint64_t vector, error, ip, cs, flags, sp, ss;
};

struct gate {
    uint16_t offset_low, selector;
    uint8_t stack, type;
    uint16_t offset_middle;
    uint32_t offset_high, reserved;
};

struct __attribute__((packed)) task_state {
    uint32_t reserved0;
    uint64_t stacks[3], reserved1, interrupt_stacks[7], reserved2;
    uint16_t reserved3, io_map;
};

struct __attribute__((packed)) table_pointer {
    uint16_t limit;
    uint64_t base;
};

extern char trap_stubs[], forget_stub[], timer_stub[], spurious_stub[];
extern uint64_t gdt[];
void trap(const struct frame *f);

static struct gate gates[VECTORS];
static struct task_state task_state;
static char double_fault_stack[PAGE_SIZE]; // a stack that has overflowed can hold no report
static const char *const names[FAULTS] = {
    [0] = "divide error",         [3] = "breakpoint",
    [6] = "invalid opcode",       [8] = "double fault",
    [10] = "invalid task state",  [11] = "segment not present",
    [12] = "stack segment fault", [13] = "general protection fault",
    [14] = "page fault",
};

static void set_gate(unsigned vector, const char *stub)
{
    uintptr_t at = (uintptr_t)stub;
    gates[vector] = (struct gate){.offset_low = at & 0xFFFF,
                                  .selector = 8,
                                  .stack = vector == DOUBLE_FAULT ? 1 : 0,
                                  .type = 0x8E, // present, interrupt gate
                                  .offset_middle = at >> 16 & 0xFFFF};
}

void traps_init(void)
{
    for (unsigned v = 0; v < FAULTS; v++) set_gate(v, trap_stubs + 16 * v);
    set_gate(NOT_MASKABLE, forget_stub);
    set_gate(TIMER, timer_stub);
    set_gate(SPURIOUS, spurious_stub);
    task_state.interrupt_stacks[0] = (uintptr_t)double_fault_stack + sizeof double_fault_stack;
    task_state.io_map = sizeof task_state;
    traps_use(0);
}

// All processors share the task state, which they only read. To load it marks a descriptor as in
// use, and does not work when it is so marked: each has its own, new at every start.
void traps_use(unsigned cpu)
{
    uint64_t base = (uintptr_t)&task_state;
    unsigned selector = TASK_STATE_SELECTOR + cpu * TASK_STATE_SIZE;
    gdt[selector / 8] = (sizeof task_state - 1) | (base & 0xFFFFFF) << 16 | (uint64_t)0x89 << 40 |
                        (base >> 24 & 0xFF) << 56;
    gdt[selector / 8 + 1] = base >> 32;
    struct table_pointer idt = {sizeof gates - 1, (uintptr_t)gates};
    __asm__ volatile("lidt %0" : : "m"(idt) : "memory");
    __asm__ volatile("ltr %w0" : : "r"(selector) : "memory");
}

// The error code of a page fault: bit 0 a page was there, 1 a write, 4 an instruction fetch.
static struct port_fault describe(const struct frame *f)
{
    struct port_fault fault = {.vector = (unsigned)f->vector, .ip = f->ip, .access = ACCESS_OTHER};
    fault.name = names[f->vector] != NULL ? names[f->vector] : "exception";
    if (f->vector == PAGE_FAULT || f->vector == DOUBLE_FAULT)
        __asm__ volatile("mov %%cr2, %0" : "=r"(fault.address));
    if (f->vector == PAGE_FAULT) {
        fault.mapped = (f->error & 1) != 0;
        fault.access = (f->error & 16) != 0  ? ACCESS_EXECUTE
                       : (f->error & 2) != 0 ? ACCESS_WRITE
                                             : ACCESS_READ;
    }
    // A double fault is a page fault that found no stack: the address is the stack's next.
    if (f->vector == DOUBLE_FAULT) {
        fault.access = ACCESS_WRITE;
        fault.mapped = page_here(fault.address);
    }
    return fault;
}

void trap(const struct frame *f)
{
    struct port_fault fault = describe(f);
    probe_trap(&fault);
}

bool port_interrupts_off(void)
{
    uint64_t flags;
    __asm__ volatile("pushf\n\tpop %0\n\tcli" : "=r"(flags) : : "memory");
    return (flags & FLAG_INTERRUPTS) != 0;
}

void port_interrupts_on(void)
{
    __asm__ volatile("sti" : : : "memory");
}
