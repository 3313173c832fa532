// SPDX-License-Identifier: MIT
#include "machine.h"

#include "print.h"
#include "ranges.h"
#include "text.h"
#include "tree.h"

#define FIRMWARE "memory that the firmware keeps"

// Bytes. A loader may leave room in a tree: QEMU's are 1 MiB, and more than twice that when they
// were given to it.
#define TREE_MOST 0x1000000

// As far up as the tables reach that the entries set up.
#define TREE_END ((uintptr_t)8 << 30)

// Of addresses and sizes (2.3.5): what a node is to assume when its parent says nothing, and the
// most that make sense.
#define ADDRESS_CELLS 2
#define SIZE_CELLS 1
#define CELLS_MOST 4

static struct tree tree;
static uintptr_t tree_address;

static _Noreturn void die_of(const char *wrong)
{
    die("the device tree cannot be used: %s", wrong);
}

void machine_init(uintptr_t address)
{
    tree_address = address;
    if (address % 8 != 0 || address > TREE_END - TREE_MOST) die_of("it lies where none can be");
    const char *blob = (const char *)port_frame(address / PAGE_SIZE) + address % PAGE_SIZE;
    uint32_t size = tree_size(blob);
    if (size == 0) die_of("it has no header");
    if (size > TREE_MOST) die_of("it is too large");
    const char *wrong = tree_open(&tree, blob, size);
    if (wrong != NULL) die_of(wrong);
}

const char *port_command_line(void)
{
    tree_node chosen = tree_child(&tree, tree_root(&tree), "chosen");
    struct tree_value v;
    if (chosen == 0 || !tree_property(&tree, chosen, "bootargs", &v)) return "";
    const char *line = tree_text(&v);
    if (line == NULL) die_of("its command line is no text");
    return line;
}

// ---- memory ----

struct cells {
    uint32_t address, size;
};

// How long addresses and sizes are in the children of the node.
static struct cells cells_under(tree_node node)
{
    struct cells c;
    if (!tree_cell(&tree, node, "#address-cells", ADDRESS_CELLS, &c.address) ||
        !tree_cell(&tree, node, "#size-cells", SIZE_CELLS, &c.size) || c.address == 0 ||
        c.size == 0 || c.address > CELLS_MOST || c.size > CELLS_MOST)
        die_of("it does not say how long addresses are");
    return c;
}

// Adds what the node's reg names. Without one it is of no account: a reserved range whose place
// is left to the system.
static void add_reg(struct ranges *all, tree_node node, struct cells c, bool usable,
                    const char *what)
{
    struct tree_value v;
    if (!tree_property(&tree, node, "reg", &v)) return;
    while (v.size != 0) {
        uint64_t from, size;
        if (!tree_number(&v, c.address, &from) || !tree_number(&v, c.size, &size))
            die_of("a range of memory is not made of addresses and sizes");
        ranges_add(all, from, size, usable, what);
    }
}

static bool is(tree_node node, const char *name, const char *text)
{
    struct tree_value v;
    if (!tree_property(&tree, node, name, &v)) return false;
    const char *found = tree_text(&v);
    return found != NULL && text_same(found, text);
}

// Does the machine have it, or is it only possible (2.3.4)?
static bool is_there(tree_node node)
{
    struct tree_value v;
    return !tree_property(&tree, node, "status", &v) || is(node, "status", "okay") ||
           is(node, "status", "ok");
}

static void add_memory(struct ranges *all)
{
    tree_node root = tree_root(&tree);
    struct cells c = cells_under(root);
    for (tree_node n = tree_first_child(&tree, root); n != 0; n = tree_next_sibling(&tree, n)) {
        if (is(n, "device_type", "memory") && is_there(n)) add_reg(all, n, c, true, "RAM");
    }
}

static void add_reserved(struct ranges *all)
{
    uint64_t from, size;
    for (size_t i = 0; tree_reserved(&tree, i, &from, &size); i++)
        ranges_add(all, from, size, false, FIRMWARE);
    tree_node node = tree_child(&tree, tree_root(&tree), "reserved-memory");
    if (node == 0) return;
    struct cells c = cells_under(node);
    for (tree_node n = tree_first_child(&tree, node); n != 0; n = tree_next_sibling(&tree, n)) {
        if (is_there(n)) add_reg(all, n, c, false, FIRMWARE);
    }
}

// An address of one cell or two, as the loader likes. False when there is none.
static bool chosen_address(const char *name, uint64_t *address)
{
    tree_node chosen = tree_child(&tree, tree_root(&tree), "chosen");
    struct tree_value v;
    if (chosen == 0 || !tree_property(&tree, chosen, name, &v)) return false;
    if ((v.size != 4 && v.size != 8) || !tree_number(&v, v.size / 4, address))
        die_of("it does not say where the module lies");
    return true;
}

bool port_module(uintptr_t *from, size_t *size)
{
    uint64_t start, end;
    bool begins = chosen_address("linux,initrd-start", &start);
    bool ends = chosen_address("linux,initrd-end", &end);
    if (begins != ends || (begins && start > end)) die_of("it does not say where the module lies");
    if (!begins) return false;
    *from = start;
    *size = end - start;
    return true;
}

size_t port_memory_map(struct port_range *list, size_t max)
{
    struct ranges all = {list, max, 0};
    add_memory(&all);
    add_reserved(&all);
    uintptr_t from;
    size_t size;
    if (port_module(&from, &size)) ranges_add(&all, from, size, false, "a module");
    ranges_add(&all, tree_address, tree.size, false, "the device tree");
    return all.count;
}

// None of the machines that a tree describes here has one.
volatile uint16_t *port_screen(void)
{
    return NULL;
}
