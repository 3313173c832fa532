// SPDX-License-Identifier: MIT
#include "../space.h"

#include "../frames.h"
#include "../memory.h"
#include "../paging.h"
#include "tests.h"

#define HERE_PAGE NOBODYS_PAGES
#define NEXT_PAGE (HERE_PAGE + PAGE_SIZE)

// The machine's instruction to return: a whole function, of these many bytes at most.
#define RETURN ((const void *)(uintptr_t)port_spin_1)
#define RETURN_SIZE 4

static bool can(enum port_access access, uintptr_t address)
{
    struct port_fault fault;
    return port_probe(access, address, &fault);
}

// Not only does the access fault: it is this access, to this address, that does.
static bool forbidden(enum port_access access, uintptr_t address)
{
    struct port_fault fault;
    return !port_probe(access, address, &fault) && fault.access == access &&
           fault.address == address;
}

static const char *map_and_unmap(void)
{
    EXPECT(forbidden(ACCESS_READ, HERE_PAGE), "the page is there before it is mapped");
    EXPECT(space_back(HERE_PAGE, NEXT_PAGE), "mapping was refused");
    volatile char *byte = (char *)HERE_PAGE;
    *byte = 42;
    bool kept = *byte == 42;
    space_drop(HERE_PAGE, NEXT_PAGE);
    EXPECT(kept, "the page does not hold what was written");
    EXPECT(forbidden(ACCESS_READ, HERE_PAGE), "the page is there after it was unmapped");
    return NULL;
}

static const char *the_page_is_the_frame(void)
{
    size_t frame = frame_take();
    EXPECT(frame != NO_FRAME, "no frame is free");
    EXPECT(page_map(HERE_PAGE, frame, PORT_READ_WRITE), "mapping was refused");
    EXPECT(page_map(NEXT_PAGE, frame, PORT_READ), "mapping a second time was refused");
    *(volatile char *)HERE_PAGE = 43;
    bool same = *(volatile char *)NEXT_PAGE == 43 && *(volatile char *)port_frame(frame) == 43;
    size_t first = page_unmap(HERE_PAGE);
    size_t second = page_unmap(NEXT_PAGE);
    frame_give(frame);
    EXPECT(same, "two pages of one frame differ");
    EXPECT(first == frame && second == frame, "unmapping returned another frame");
    return NULL;
}

// Something to run is put into the page, which then gets these rights in place of all: does
// the access go as it should?
static bool try_right(size_t frame, enum port_rights rights, enum port_access access, bool allowed)
{
    if (!page_map(HERE_PAGE, frame, PORT_READ_WRITE)) return false;
    memcpy((void *)HERE_PAGE, RETURN, RETURN_SIZE);
    if (!page_map(HERE_PAGE, frame, rights)) return false;
    return allowed ? can(access, HERE_PAGE) : forbidden(access, HERE_PAGE);
}

static const char *rights(void)
{
    size_t frame = frame_take();
    EXPECT(frame != NO_FRAME, "no frame is free");
    static const bool allowed[3][3] = {
        // read, write, execute
        [PORT_READ] = {true, false, false},
        [PORT_READ_WRITE] = {true, true, false},
        [PORT_READ_EXECUTE] = {true, false, true},
    };
    const char *why = NULL;
    for (int r = PORT_READ; r <= PORT_READ_EXECUTE; r++) {
        for (int a = ACCESS_READ; a <= ACCESS_EXECUTE; a++) {
            if (!try_right(frame, (enum port_rights)r, (enum port_access)a, allowed[r][a]))
                why = "an access went other than the page's rights say";
        }
    }
    space_drop(HERE_PAGE, NEXT_PAGE);
    return why;
}

static const char *no_page_to_unmap(void)
{
    EXPECT(page_unmap(HERE_PAGE) == NO_FRAME, "unmapping nothing returned a frame");
    EXPECT(page_unmap(0) == NO_FRAME, "the null page was mapped");
    return NULL;
}

static const char *drop_passes_over_gaps(void)
{
    EXPECT(space_back(HERE_PAGE, NEXT_PAGE), "mapping was refused");
    space_drop(HERE_PAGE - PAGE_SIZE, NEXT_PAGE + PAGE_SIZE);
    EXPECT(forbidden(ACCESS_READ, HERE_PAGE), "the page is there after it was dropped");
    return NULL;
}

static const char *image_write_xor_execute(void)
{
    for (uintptr_t at = (uintptr_t)image_text; at < (uintptr_t)image_data; at += PAGE_SIZE)
        EXPECT(forbidden(ACCESS_WRITE, at), "text or read-only data can be written");
    for (uintptr_t at = (uintptr_t)image_rodata; at < (uintptr_t)image_end; at += PAGE_SIZE)
        EXPECT(forbidden(ACCESS_EXECUTE, at), "data can be executed");
    return NULL;
}

static const char *text_has_no_second_address(void)
{
    uintptr_t alias = (uintptr_t)port_frame((uintptr_t)image_text / PAGE_SIZE);
    EXPECT(forbidden(ACCESS_WRITE, alias), "text can be written where the frames are reached");
    return NULL;
}

static const char *devices_cannot_be_executed(void)
{
    for (size_t i = 0; i < sizeof port_tables.devices / sizeof *port_tables.devices; i++) {
        uintptr_t page = port_tables.devices[i];
        if (page != 0) EXPECT(forbidden(ACCESS_EXECUTE, page), "a device can be executed");
    }
    return NULL;
}

// What a proof takes for granted of a machine's format (page_format, proofs/logic/paging.acsl).
static bool bits(uint64_t bits)
{
    return bits % 2 == 1 && table_frame_in(bits) == 0;
}

static const char *the_format_is_as_the_proofs_say(void)
{
    const struct port_tables *t = &port_tables;
    EXPECT(t->levels == 3 || t->levels == 4, "there are neither 3 nor 4 levels");
    EXPECT(t->frame_at == 12 || t->frame_at == 10, "a frame begins neither at bit 12 nor at 10");
    EXPECT(bits(t->table) && table_leads(t->table) && !table_leads(0),
           "tables are not told from nothing");
    for (size_t r = 0; r < PORT_RIGHTS; r++) {
        EXPECT(bits(t->page | t->rights[r]), "a page's rights are in the way of its frame");
        EXPECT(bits(t->large | t->rights[r]), "a large page's rights are in the way of its frame");
        EXPECT(!table_leads(t->large | t->rights[r]), "a large page is taken for a table");
    }
    return NULL;
}

// The same of where the image, the devices and the frames lie (window.c, window.h).
static const char *the_places_are_as_the_proofs_say(void)
{
    const char *const borders[] = {image_text,  image_rodata, image_data,
                                   stack_guard, stack_bottom, image_end};
    uintptr_t last = 0;
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        uintptr_t border = (uintptr_t)borders[i];
        EXPECT(border % PAGE_SIZE == 0, "a part of the image begins within a page");
        EXPECT(last <= border && border <= SPACE_FROM, "a part of the image is not in its place");
        last = border;
    }
    for (size_t i = 0; i < sizeof port_tables.devices / sizeof *port_tables.devices; i++)
        EXPECT(port_tables.devices[i] < SPACE_FROM, "a device lies where pages are backed");
    size_t end;
    for (size_t from = 0; (from = frames_stretch(from, &end)) != NO_FRAME; from = end) {
        EXPECT(from < end && end <= PORT_REACHED, "a frame has no place in the window");
        EXPECT(table_page((uintptr_t)port_frame(from)) >= PORT_REACHED &&
                   table_page((uintptr_t)port_frame(end - 1)) >= PORT_REACHED,
               "a frame is reached below the window");
    }
    return NULL;
}

static const struct test list[] = {
    {"the_format_is_as_the_proofs_say", the_format_is_as_the_proofs_say},
    {"the_places_are_as_the_proofs_say", the_places_are_as_the_proofs_say},
    {"map_and_unmap", map_and_unmap},
    {"the_page_is_the_frame", the_page_is_the_frame},
    {"rights", rights},
    {"no_page_to_unmap", no_page_to_unmap},
    {"drop_passes_over_gaps", drop_passes_over_gaps},
    {"image_write_xor_execute", image_write_xor_execute},
    {"text_has_no_second_address", text_has_no_second_address},
    {"devices_cannot_be_executed", devices_cannot_be_executed},
};

const struct tests tests_space = TESTS(list);
