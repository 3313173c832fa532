// SPDX-License-Identifier: MIT
#include "testcase.h"

static const char *const statuses[] = {
    "ASH_OK",          "ASH_OUT_OF_RANGE", "ASH_ALREADY_FREE",
    "ASH_NOT_A_BLOCK", "ASH_NO_ROOM",      "ASH_BAD_SIZE",
};

static void number(FILE *out, size_t n)
{
    if (n == ASH_NONE)
        fprintf(out, "SIZE_MAX");
    else if (n > SIZE_MAX - 1024)
        fprintf(out, "SIZE_MAX - %zu", SIZE_MAX - n);
    else
        fprintf(out, "%zu", n);
}

static void answer(FILE *out, const struct call *c, size_t want)
{
    bool status = c->kind == OP_FREE || c->kind == OP_RESIZE;
    if (status && want < sizeof statuses / sizeof statuses[0])
        fprintf(out, "%s", statuses[want]);
    else if (c->kind == OP_ALLOC && want == ASH_NONE)
        fprintf(out, "ASH_NONE");
    else
        number(out, want);
}

static void expect(FILE *out, const struct call *c, size_t want)
{
    static const char *const names[OP_KINDS] = {"alloc", "free", "resize", "usable", "stats"};
    fprintf(out, "    EXPECT(d->%s(&s", names[c->kind]);
    if (c->kind == OP_FREE || c->kind == OP_RESIZE || c->kind == OP_USABLE) {
        fprintf(out, ", ");
        number(out, c->offset);
    }
    if (c->kind == OP_ALLOC || c->kind == OP_RESIZE) {
        fprintf(out, ", ");
        number(out, c->size);
    }
    if (c->kind == OP_ALLOC) {
        fprintf(out, ", ");
        number(out, c->align);
    }
    fprintf(out, "%s == ", c->kind == OP_STATS ? ").blocks" : ")");
    answer(out, c, want);
    fprintf(out, ");\n");
}

static void sound(FILE *out, const struct model *m)
{
    struct ash_stats stats = ash_model_stats(m);
    fprintf(out, "    EXPECT(sound(d, %zu, %zu));\n", stats.blocks, stats.live);
}

// What the harness does after the last operation.
static void finish(FILE *out, const struct story *s, struct model *m)
{
    fprintf(out, "    // Each block is as long as it should be, and with all freed all is free.\n");
    for (size_t i = 0; i < m->count; i++) {
        struct call c = {.kind = OP_USABLE, .offset = m->block[i].offset};
        expect(out, &c, m->block[i].size);
    }
    while (m->count > 0) {
        struct call c = {.kind = OP_FREE, .offset = m->block[m->count - 1].offset};
        expect(out, &c, ash_call_model(&c, m));
    }
    struct call all = {.kind = OP_ALLOC, .size = s->capacity, .align = 1};
    expect(out, &all, ash_call_model(&all, m));
    fprintf(out, "    EXPECT(d->check(&s));\n");
}

static const char top[] =
    "#include \"designs.h\"\n"
    "#include <stdio.h>\n"
    "\n"
    "#if ASH_GRANULES != %d || ASH_WORD_BITS != %d\n"
    "#error \"build this and the core with -DASH_GRANULES=%d -DASH_WORD_BITS=%d\"\n"
    "#endif\n"
    "\n"
    "#define EXPECT(CONDITION)                                                                     "
    "     \\\n"
    "    do {                                                                                      "
    "     \\\n"
    "        if (!(CONDITION)) return wrong(__LINE__, #CONDITION);                                 "
    "     \\\n"
    "    } while (0)\n"
    "\n"
    "static union ash_state s;\n"
    "\n"
    "static int wrong(int line, const char *what)\n"
    "{\n"
    "    printf(\"line %%d: not so: %%s\\n\", line, what);\n"
    "    return 1;\n"
    "}\n"
    "\n"
    "static bool sound(const struct ash_design *d, size_t blocks, size_t live)\n"
    "{\n"
    "    struct ash_stats stats = d->stats(&s);\n"
    "    return d->check(&s) && stats.blocks == blocks && stats.live == live;\n"
    "}\n"
    "\n"
    "int main(void)\n"
    "{\n"
    "    const struct ash_design *d = ash_design_named(\"%s\");\n"
    "    unsigned char *raw = (unsigned char *)&s;\n"
    "    for (size_t i = 0; i < sizeof s; i++) raw[i] = 0xA5; // init may count on nothing\n";

void ash_testcase(FILE *out, const struct story *s, const char *wrong)
{
    static struct model m;
    size_t asked = ash_trace_capacity(s->trace);
    fprintf(out, "// SPDX-License-Identifier: MIT\n// Found by fuzzing: %s\n", wrong);
    fprintf(out, top, (int)ASH_GRANULES, ASH_WORD_BITS, (int)ASH_GRANULES, ASH_WORD_BITS,
            s->side->rules->name);
    size_t capacity = ash_model_init(&m, s->side->rules, asked);
    fprintf(out, "    EXPECT(d->init(&s, ");
    number(out, asked);
    fprintf(out, ") == %zu);\n", capacity);
    for (size_t i = 0; i < s->calls; i++) {
        ash_call_model(&s->told[i].call, &m);
        expect(out, &s->told[i].call, s->want[i]);
        sound(out, &m);
    }
    finish(out, s, &m);
    fprintf(out, "    return 0;\n}\n");
}
