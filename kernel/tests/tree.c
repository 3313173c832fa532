// SPDX-License-Identifier: MIT
// The reader of device trees, on trees that this file makes, sound and damaged, at the end of a
// page (edge.h).
#include "../tree.h"

#include "../memory.h"
#include "../text.h"
#include "edge.h"

// ---- making ----

// As in tree.c; here by what a tree is made of, and with the other parts at fixed places.
enum { NODE = 1, NODE_END = 2, PROPERTY = 3, NOTHING = 4, ALL_END = 9 };
enum { AT_SIZE = 4, AT_RESERVED = 16, AT_VERSION = 20, RESERVED = 40, NODES = 72 };

static unsigned char made[1024];
static uint32_t size;

static const char names[] = "reg\0#address-cells\0#size-cells\0bootargs";
enum { REG = 0, ADDRESS_CELLS = 4, SIZE_CELLS = 19, BOOTARGS = 31 };

static void put_cell_at(uint32_t at, uint32_t cell)
{
    for (int i = 0; i < 4; i++) made[at + (uint32_t)i] = (unsigned char)(cell >> (24 - 8 * i));
}

static void put(uint32_t cell)
{
    put_cell_at(size, cell);
    size += 4;
}

static void put_bytes(const void *bytes, uint32_t count)
{
    memcpy(made + size, bytes, count);
    size = (size + count + 3) & ~(uint32_t)3;
}

static void put_node(const char *name)
{
    uint32_t length = 0;
    while (name[length] != 0) length++;
    put(NODE);
    put_bytes(name, length + 1);
}

static void put_property(uint32_t name, const void *value, uint32_t count)
{
    put(PROPERTY);
    put(count);
    put(name);
    put_bytes(value, count);
}

static void begin(void)
{
    memset(made, 0, sizeof made);
    put_cell_at(RESERVED + 4, 0x1000); // one range, and the end
    put_cell_at(RESERVED + 12, 0x2000);
    size = NODES;
}

static void finish(void)
{
    put(ALL_END);
    uint32_t strings = size;
    memcpy(made + size, names, sizeof names);
    size += sizeof names;
    const uint32_t header[] = {0xD00DFEED, size, NODES, strings,      RESERVED,
                               17,         16,   0,     sizeof names, strings - NODES};
    for (uint32_t i = 0; i < 10; i++) put_cell_at(4 * i, header[i]);
}

static const unsigned char two[] = {0, 0, 0, 2}, one[] = {0, 0, 0, 1};
static const unsigned char range[] = {0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0x10, 0, 0};

static void make_sound(void)
{
    begin();
    put_node("");
    put(NOTHING);
    put_property(ADDRESS_CELLS, two, 4);
    put_property(SIZE_CELLS, one, 4);
    put_node("chosen");
    put_property(BOOTARGS, "tests", 6);
    put(NODE_END);
    put(NOTHING);
    put_node("memory@80000000");
    put_property(REG, range, sizeof range);
    put_node("inner");
    put(NODE_END);
    put(NODE_END);
    put_node("memory-other");
    put(NODE_END);
    put(NODE_END);
    finish();
}

// ---- looking ----

static struct tree tree;

// Opens what was made, or the first bytes of it.
static const char *open(uint32_t bytes)
{
    return tree_open(&tree, edge_put(made, bytes), bytes);
}

// Visits the node and all below it, and looks at what they have. Returns how many nodes it saw.
static size_t visit(tree_node node, size_t depth)
{
    size_t seen = 1;
    struct tree_value v;
    uint64_t number;
    uint32_t cell;
    const char *name = tree_name(&tree, node);
    while (*name != 0) name++;
    if (tree_property(&tree, node, "reg", &v)) tree_number(&v, 2, &number);
    if (tree_property(&tree, node, "bootargs", &v)) tree_text(&v);
    tree_cell(&tree, node, "#size-cells", 1, &cell);
    tree_node child = tree_first_child(&tree, node);
    for (; child != 0 && depth < 8; child = tree_next_sibling(&tree, child))
        seen += visit(child, depth + 1);
    return seen;
}

// ---- tests ----

static const char *reads(void)
{
    make_sound();
    EXPECT(open(size) == NULL, "a sound tree is refused");
    tree_node root = tree_root(&tree), chosen = tree_child(&tree, root, "chosen");
    tree_node memory = tree_child(&tree, root, "memory");
    EXPECT(visit(root, 0) == 5, "another number of nodes is seen");
    EXPECT(chosen != 0 && memory != 0 && tree_child(&tree, root, "inner") == 0,
           "a child is not found, or one that is none");
    EXPECT(text_same(tree_name(&tree, memory), "memory@80000000"), "another node is found");
    EXPECT(tree_next_sibling(&tree, chosen) == memory, "another node is the next");

    struct tree_value v;
    uint64_t from, length, more;
    uint32_t cells, none;
    EXPECT(tree_property(&tree, chosen, "bootargs", &v) && text_same(tree_text(&v), "tests"),
           "a text is not what it is");
    EXPECT(tree_cell(&tree, root, "#address-cells", 0, &cells) && cells == 2, "nor is a cell");
    EXPECT(tree_cell(&tree, chosen, "#address-cells", 7, &none) && none == 7, "one out of nothing");
    EXPECT(tree_property(&tree, memory, "reg", &v) && tree_number(&v, cells, &from) &&
               tree_number(&v, 1, &length) && !tree_number(&v, 1, &more),
           "a range is not two numbers");
    EXPECT(from == 0x180000000 && length == 0x100000, "a number is not what it is");
    EXPECT(tree_reserved(&tree, 0, &from, &length) && from == 0x1000 && length == 0x2000 &&
               !tree_reserved(&tree, 1, &from, &length),
           "the reserved range is not what it is, or not the last");
    return NULL;
}

static const char *surprises(void)
{
    make_sound();
    EXPECT(open(size) == NULL, "a sound tree is refused");
    tree_node root = tree_root(&tree), memory = tree_child(&tree, root, "memory");
    struct tree_value v;
    uint64_t number;
    uint32_t cell;
    EXPECT(tree_property(&tree, memory, "reg", &v), "a property is not found");
    EXPECT(!tree_number(&v, 3, &number), "96 bits were taken for 64");
    EXPECT(tree_number(&v, 0, &number) && number == 0, "no cells are not 0");
    EXPECT(!tree_number(&v, UINT32_MAX, &number), "a value is as long as can be");
    EXPECT(tree_text(&v) == NULL, "what is no text was taken for one");
    EXPECT(!tree_cell(&tree, memory, "reg", 0, &cell), "three cells were taken for one");
    return NULL;
}

// Starts a tree with a root that has been given two of these tokens.
static const char *open_with(uint32_t first, uint32_t second)
{
    begin();
    put_node("");
    put(first);
    put(second);
    put(NODE_END);
    finish();
    return open(size);
}

static const char *damaged(void)
{
    EXPECT(open_with(NOTHING, NOTHING) == NULL, "nothing twice is refused");
    EXPECT(open_with(NODE_END, NOTHING) != NULL, "a node may end twice");
    EXPECT(open_with(NODE_END, NODE) != NULL, "there may be two roots");
    EXPECT(open_with(NODE, 0) != NULL, "a node need not end");
    EXPECT(open_with(7, NOTHING) != NULL, "there is a token 7");
    EXPECT(open_with(ALL_END, NOTHING) != NULL, "the end may come early");
    EXPECT(open_with(PROPERTY, UINT32_MAX) != NULL, "a property may be longer than all");
    make_sound();
    put_cell_at(AT_VERSION, 16);
    EXPECT(open(size) != NULL, "an older version will do");
    make_sound();
    put_cell_at(AT_RESERVED, size - 8);
    EXPECT(open(size) != NULL, "the list of ranges need not end");
    return NULL;
}

static const char *cut_off(void)
{
    make_sound();
    for (uint32_t bytes = 8; bytes < size; bytes++) {
        EXPECT(open(bytes) != NULL, "a tree that says it is longer was accepted");
        put_cell_at(AT_SIZE, bytes);
        EXPECT(open(bytes) != NULL, "a tree that lacks its end was accepted");
        put_cell_at(AT_SIZE, size);
    }
    return NULL;
}

// Every byte in turn is something else. That is seen, or the tree is another one: it can be read
// and does not go round in circles.
static const char *look_again(bool *sound)
{
    *sound = open(size) == NULL;
    if (*sound) EXPECT(visit(tree_root(&tree), 0) <= size / 8, "nodes are seen twice");
    return NULL;
}

static const char *every_byte(void)
{
    static const unsigned char other[] = {0, 1, 2, 3, 4, 9, 40, 0x7F, 0x80, 0xFF};
    make_sound();
    return edge_every_byte(made, size, other, sizeof other, look_again);
}

EDGE_TEST(reads)
EDGE_TEST(surprises)
EDGE_TEST(damaged)
EDGE_TEST(cut_off)
EDGE_TEST(every_byte)

static const struct test list[] = {
    {"reads", reads_at_edge},     {"surprises", surprises_at_edge},   {"damaged", damaged_at_edge},
    {"cut_off", cut_off_at_edge}, {"every_byte", every_byte_at_edge},
};

const struct tests tests_tree = TESTS(list);
