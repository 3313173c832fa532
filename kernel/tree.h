// SPDX-License-Identifier: MIT
// tree: a flattened device tree, as a firmware hands it over. The format and the standard
// properties are those of the Devicetree Specification, release 0.3: chapter 5 (the format),
// 2.3 (cells, status).
//
// tree_open looks at every byte of structure once, whatever they are, and the rest relies on it.
// The work of each function grows with the size of the tree, of tree_open and of all others alike.
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tree {
    const unsigned char *blob;
    uint32_t size;               // bytes of all of it
    uint32_t reserved;           // where its list of reserved ranges begins, in bytes from blob
    uint32_t nodes, nodes_end;   // and the nodes,
    uint32_t strings, names_end; // and the names of properties
};

// Bytes that are looked at in place before anything else is known of the tree.
#define TREE_HEADER 40

// The size of the tree of which this is the header; 0 when it is no header.
uint32_t tree_size(const void *header);

// NULL; or, in a few words, what is wrong with the tree of `size` bytes at blob: it is then not to
// be used. Reads nothing outside of them. The blob must stay.
const char *tree_open(struct tree *t, const void *blob, uint32_t size);

// A place in the tree; 0 is none.
typedef uint32_t tree_node;

tree_node tree_root(const struct tree *t);
tree_node tree_first_child(const struct tree *t, tree_node node);
tree_node tree_next_sibling(const struct tree *t, tree_node node);
const char *tree_name(const struct tree *t, tree_node node); // with its address: "memory@80000000"

// The child of that name, whatever address follows it after '@'; 0 if there is none.
tree_node tree_child(const struct tree *t, tree_node node, const char *name);

struct tree_value {
    const unsigned char *at;
    uint32_t size; // bytes
};

// False when the node has no such property.
bool tree_property(const struct tree *t, tree_node node, const char *name, struct tree_value *v);

// The value as text; NULL when it is not one text to its end.
const char *tree_text(const struct tree_value *v);

// Takes a number of that many cells, of 32 bits each, off the front of the value. False when the
// value is shorter, or the number longer than 64 bits; of no cells the number is 0.
bool tree_number(struct tree_value *v, uint32_t cells, uint64_t *number);

// The number of one cell that is the property; `otherwise` when the node has none of that name.
// False when it has one of another size.
bool tree_cell(const struct tree *t, tree_node node, const char *name, uint32_t otherwise,
               uint32_t *cell);

// The ranges that the firmware reserves outside of all nodes. False after the last.
bool tree_reserved(const struct tree *t, size_t i, uint64_t *from, uint64_t *size);

#endif
