// SPDX-License-Identifier: MIT
#include "tree.h"

#include "text.h"

// Where the numbers of the header stand (5.2), and what they must be.
#define MAGIC 0xD00DFEED
#define VERSION 17
enum {
    AT_MAGIC = 0,
    AT_SIZE = 4,
    AT_NODES = 8,
    AT_STRINGS = 12,
    AT_RESERVED = 16,
    AT_VERSION = 20,
    AT_OLDEST = 24,
    AT_STRINGS_SIZE = 32,
    AT_NODES_SIZE = 36
};

// The tokens that the nodes are made of (5.4.1).
enum { NODE = 1, NODE_END = 2, PROPERTY = 3, NOTHING = 4, ALL_END = 9 };

#define RESERVED_SIZE 16 // of an entry of the list: an address and a size (5.3)

static uint32_t cell_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t word(const struct tree *t, uint32_t at)
{
    return cell_at(t->blob + at);
}

// Is there a text that ends before `end`?
static bool text_ends(const struct tree *t, uint32_t at, uint32_t end)
{
    while (at < end && t->blob[at] != 0) at++;
    return at < end;
}

static uint32_t text_size(const struct tree *t, uint32_t at)
{
    uint32_t size = 0;
    while (t->blob[at + size] != 0) size++;
    return size + 1;
}

static uint32_t aligned(uint32_t at)
{
    return (at + 3) & ~(uint32_t)3;
}

// ---- tokens ----

// Where the token after the one at `at` begins; in a tree that was opened it is whole.
static uint32_t token_end(const struct tree *t, uint32_t at)
{
    if (word(t, at) == NODE) return aligned(at + 4 + text_size(t, at + 4));
    if (word(t, at) == PROPERTY) return aligned(at + 12 + word(t, at + 4));
    return at + 4;
}

// Are the words and the text that belong to the token all there?
static bool token_whole(const struct tree *t, uint32_t at)
{
    uint32_t room = t->nodes_end - at; // at least a token
    switch (word(t, at)) {
    case NODE: return text_ends(t, at + 4, t->nodes_end);
    case PROPERTY:
        return room >= 12 && word(t, at + 4) <= room - 12 &&
               word(t, at + 8) < t->names_end - t->strings &&
               text_ends(t, t->strings + word(t, at + 8), t->names_end);
    case NODE_END:
    case NOTHING:
    case ALL_END: return true;
    }
    return false;
}

// One root, every node closed, properties before nodes, and the end where it must be.
static const char *check_nodes(const struct tree *t)
{
    size_t depth = 0;
    bool open = false; // properties may come: no child of the node has been seen
    bool root = false;
    for (uint32_t at = t->nodes; at < t->nodes_end; at = token_end(t, at)) {
        if (t->nodes_end - at < 4 || !token_whole(t, at)) return "a node is cut off or no node";
        uint32_t token = word(t, at);
        if (token == ALL_END) return root && depth == 0 ? NULL : "a node does not end";
        if (token == PROPERTY && !open) return "a property is in no node";
        if (token == NODE && depth == 0 && root) return "there are two roots";
        if (token == NODE_END && depth == 0) return "a node ends that did not begin";
        if (token == NODE) depth++, root = true, open = true;
        if (token == NODE_END) depth--, open = false;
    }
    return "the nodes have no end";
}

// ---- the whole ----

uint32_t tree_size(const void *header)
{
    const unsigned char *at = header;
    if (cell_at(at + AT_MAGIC) != MAGIC || cell_at(at + AT_SIZE) < TREE_HEADER) return 0;
    return cell_at(at + AT_SIZE);
}

// Does the block lie within the blob, behind the header?
static bool inside(const struct tree *t, uint32_t at, uint32_t size)
{
    return at >= TREE_HEADER && at <= t->size && size <= t->size - at;
}

static const char *check_reserved(const struct tree *t)
{
    uint64_t from, size;
    size_t i = 0;
    do {
        if (!inside(t, t->reserved, (uint32_t)(i + 1) * RESERVED_SIZE))
            return "its list of reserved ranges has no end";
    } while (tree_reserved(t, i++, &from, &size));
    return NULL;
}

const char *tree_open(struct tree *t, const void *blob, uint32_t size)
{
    const unsigned char *header = blob;
    *t = (struct tree){.blob = header, .size = size};
    if (size < TREE_HEADER || tree_size(blob) != size) return "it has no header";
    if (word(t, AT_OLDEST) > VERSION || word(t, AT_VERSION) < VERSION)
        return "it is of another version than 17";
    t->reserved = word(t, AT_RESERVED);
    t->nodes = word(t, AT_NODES);
    t->strings = word(t, AT_STRINGS);
    uint32_t nodes_size = word(t, AT_NODES_SIZE), names_size = word(t, AT_STRINGS_SIZE);
    if (!inside(t, t->nodes, nodes_size) || !inside(t, t->strings, names_size) ||
        t->nodes % 4 != 0 || t->reserved % 8 != 0)
        return "its parts lie outside of it";
    t->nodes_end = t->nodes + nodes_size;
    t->names_end = t->strings + names_size;
    const char *wrong = check_reserved(t);
    return wrong != NULL ? wrong : check_nodes(t);
}

bool tree_reserved(const struct tree *t, size_t i, uint64_t *from, uint64_t *size)
{
    struct tree_value v = {t->blob + t->reserved + i * RESERVED_SIZE, RESERVED_SIZE};
    return tree_number(&v, 2, from) && tree_number(&v, 2, size) && (*from != 0 || *size != 0);
}

// ---- nodes ----

// The first token from `at` on that is not to be passed over.
static uint32_t something(const struct tree *t, uint32_t at)
{
    while (word(t, at) == NOTHING) at = token_end(t, at);
    return at;
}

tree_node tree_root(const struct tree *t)
{
    return something(t, t->nodes);
}

const char *tree_name(const struct tree *t, tree_node node)
{
    return (const char *)t->blob + node + 4;
}

tree_node tree_first_child(const struct tree *t, tree_node node)
{
    uint32_t at = something(t, token_end(t, node));
    while (word(t, at) == PROPERTY) at = something(t, token_end(t, at));
    return word(t, at) == NODE ? at : 0;
}

tree_node tree_next_sibling(const struct tree *t, tree_node node)
{
    uint32_t at = node;
    size_t depth = 0;
    do {
        if (word(t, at) == NODE) depth++;
        if (word(t, at) == NODE_END) depth--;
        at = token_end(t, at);
    } while (depth > 0);
    at = something(t, at);
    return word(t, at) == NODE ? at : 0;
}

tree_node tree_child(const struct tree *t, tree_node node, const char *name)
{
    tree_node child = tree_first_child(t, node);
    for (; child != 0; child = tree_next_sibling(t, child)) {
        const char *rest = text_after(tree_name(t, child), name);
        if (rest != NULL && (*rest == 0 || *rest == '@')) break;
    }
    return child;
}

// ---- properties ----

bool tree_property(const struct tree *t, tree_node node, const char *name, struct tree_value *v)
{
    uint32_t at = something(t, token_end(t, node));
    for (; word(t, at) == PROPERTY; at = something(t, token_end(t, at))) {
        if (!text_same((const char *)t->blob + t->strings + word(t, at + 8), name)) continue;
        *v = (struct tree_value){t->blob + at + 12, word(t, at + 4)};
        return true;
    }
    return false;
}

const char *tree_text(const struct tree_value *v)
{
    for (uint32_t i = 0; i < v->size; i++) {
        if (v->at[i] == 0) return i == v->size - 1 ? (const char *)v->at : NULL;
    }
    return NULL;
}

bool tree_number(struct tree_value *v, uint32_t cells, uint64_t *number)
{
    if (cells > v->size / 4) return false;
    *number = 0;
    for (uint32_t i = 0; i < cells; i++) {
        if (*number >> 32 != 0) return false;
        *number = *number << 32 | cell_at(v->at + 4 * (size_t)i);
    }
    v->at += 4 * (size_t)cells;
    v->size -= 4 * cells;
    return true;
}

bool tree_cell(const struct tree *t, tree_node node, const char *name, uint32_t otherwise,
               uint32_t *cell)
{
    struct tree_value v;
    uint64_t number = otherwise;
    if (tree_property(t, node, name, &v) && (v.size != 4 || !tree_number(&v, 1, &number)))
        return false;
    *cell = (uint32_t)number;
    return true;
}
