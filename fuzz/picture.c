// SPDX-License-Identifier: MIT
#include "picture.h"
#include <stdlib.h>

#define LEFT 150  // pixels for the names of the rows
#define TOP 86    // and for the title
#define ROW 84    // from row to row
#define BAR 46    // of a block
#define LEAST 64  // pixels that even a single granule gets, so that there is room for words
#define WIDTH 900 // that are shared out by size, besides
#define FEW 40    // places up to which all get LEAST

// The scale: every place where something begins or ends, in order, and where it is drawn.
struct scale {
    size_t count;
    size_t at[2 * 3 * MODEL_BLOCKS + 8];
    double x[2 * 3 * MODEL_BLOCKS + 8];
};

static struct scale scale;

static void add_place(size_t at, size_t capacity)
{
    if (at <= capacity) scale.at[scale.count++] = at;
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static void add_view(const struct view *v, size_t capacity)
{
    for (size_t i = 0; v->known && i < v->count; i++) {
        add_place(v->block[i].offset, capacity);
        add_place(v->block[i].offset + v->block[i].size, capacity);
    }
}

static void make_scale(const struct story *s)
{
    scale.count = 0;
    add_place(0, s->capacity);
    add_place(s->capacity, s->capacity);
    add_view(&s->before, s->capacity);
    add_view(&s->model, s->capacity);
    add_view(&s->design, s->capacity);
    const struct told *last = s->calls > 0 ? &s->told[s->calls - 1] : NULL;
    if (last != NULL && last->call.kind != OP_ALLOC) add_place(last->call.offset, s->capacity);
    if (last != NULL && last->call.kind == OP_ALLOC) add_place(last->got, s->capacity);
    qsort(scale.at, scale.count, sizeof scale.at[0], by_size);
    size_t kept = 0;
    for (size_t i = 0; i < scale.count; i++) {
        if (kept == 0 || scale.at[i] != scale.at[kept - 1]) scale.at[kept++] = scale.at[i];
    }
    scale.count = kept;
    double least = kept <= FEW ? LEAST : (double)LEAST * FEW / (double)kept;
    scale.x[0] = LEFT;
    for (size_t i = 1; i < kept; i++) {
        double part = (double)(scale.at[i] - scale.at[i - 1]) / (double)s->capacity;
        scale.x[i] = scale.x[i - 1] + least + part * WIDTH;
    }
}

static double x_of(size_t at)
{
    size_t i = 0;
    while (i + 1 < scale.count && scale.at[i + 1] <= at) i++;
    if (scale.at[i] == at || i + 1 == scale.count) return scale.x[i];
    double part = (double)(at - scale.at[i]) / (double)(scale.at[i + 1] - scale.at[i]);
    return scale.x[i] + part * (scale.x[i + 1] - scale.x[i]);
}

static void say(FILE *out, const char *text)
{
    for (; *text != 0; text++) {
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '>')
            fputs("&gt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else
            fputc(*text, out);
    }
}

static const struct seen_block *at_offset(const struct view *v, size_t offset)
{
    for (size_t i = 0; i < v->count; i++) {
        if (v->block[i].offset == offset) return &v->block[i];
    }
    return NULL;
}

// Does the other view have the very same block?
static bool same_in(const struct view *other, const struct seen_block *b)
{
    const struct seen_block *o = at_offset(other, b->offset);
    return o != NULL && o->size == b->size;
}

static void bar(FILE *out, double y, size_t from, size_t to, const char *kind, size_t number)
{
    double x = x_of(from), end = x_of(to);
    fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>\n", kind,
            x, y, end - x, BAR);
    if (end - x < LEAST / 2) return;
    if (number != 0)
        fprintf(out, "<text class=\"in\" x=\"%.1f\" y=\"%.1f\">#%zu</text>\n", (x + end) / 2,
                y + 19, number);
    fprintf(out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%zu</text>\n",
            number != 0 ? "in" : "gap", (x + end) / 2, number != 0 ? y + 37 : y + 28, to - from);
}

static void outline(FILE *out, double y, size_t from, size_t to, const char *kind)
{
    fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>\n", kind,
            x_of(from), y, x_of(to) - x_of(from), BAR);
}

static void not_known(FILE *out, double y)
{
    fprintf(out, "<text class=\"gap\" x=\"%d\" y=\"%.1f\">not known: asking it crashes</text>\n",
            LEFT + 100, y + 28);
}

// The blocks of a view, and what is free between them. concerned: the offset that the call was
// about, or one that no block has.
static void row(FILE *out, const struct story *s, size_t n, const char *name, const struct view *v,
                size_t concerned)
{
    double y = TOP + (double)n * ROW;
    size_t at = 0;
    fprintf(out, "<text class=\"name\" x=\"8\" y=\"%.1f\">%s</text>\n", y + 28, name);
    if (!v->known) {
        not_known(out, y);
        return;
    }
    for (size_t i = 0; i < v->count; i++) {
        const struct seen_block *b = &v->block[i];
        if (b->offset > at) bar(out, y, at, b->offset, "free", 0);
        bar(out, y, b->offset, b->offset + b->size, b->offset == concerned ? "concerned" : "block",
            b->number);
        if (b->offset + b->size > at) at = b->offset + b->size;
    }
    if (at < s->capacity) bar(out, y, at, s->capacity, "free", 0);
}

// Over the blocks of the design: what is not so in the model, and the place that the design handed
// out when it is another than the model's.
static void differences(FILE *out, const struct story *s, size_t n)
{
    double y = TOP + (double)n * ROW;
    for (size_t i = 0; s->design.known && i < s->design.count; i++) {
        const struct seen_block *b = &s->design.block[i];
        if (!same_in(&s->model, b)) bar(out, y, b->offset, b->offset + b->size, "wrong", b->number);
    }
    for (size_t i = 0; s->design.known && i < s->model.count; i++) {
        const struct seen_block *b = &s->model.block[i];
        if (at_offset(&s->design, b->offset) == NULL)
            outline(out, y, b->offset, b->offset + b->size, "lacks");
    }
    const struct told *last = s->calls > 0 ? &s->told[s->calls - 1] : NULL;
    if (last == NULL || last->call.kind != OP_ALLOC || last->got == s->want[s->calls - 1]) return;
    if (last->returned && last->got < s->capacity && last->call.size <= s->capacity - last->got)
        outline(out, y, last->got, last->got + last->call.size, "handed");
}

// Where a call points that names no start of a block.
static void pointer(FILE *out, size_t at)
{
    double x = x_of(at), y = TOP - 2;
    fprintf(out, "<path class=\"pointer\" d=\"M%.1f %.1fl-7 -14h14z\"/>\n", x, y);
}

static void axis(FILE *out, size_t rows)
{
    double end = TOP + (double)rows * ROW - 24;
    for (size_t i = 0; i < scale.count; i++) {
        fprintf(out,
                "<line class=\"axis\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%.1f\"/>\n"
                "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\">%zu</text>\n",
                scale.x[i], TOP - 8, scale.x[i], end, scale.x[i], end + 16, scale.at[i]);
    }
}

static bool alike(const struct view *a, const struct view *b)
{
    for (size_t i = 0; i < a->count; i++) {
        if (!same_in(b, &a->block[i])) return false;
    }
    return a->known && b->known && a->count == b->count;
}

static void legend(FILE *out, double y)
{
    static const struct {
        const char *kind, *words;
    } entries[] = {{"block", "live block: #call it is from, units"},
                   {"concerned", "what the call is about"},
                   {"free", "free: units"},
                   {"wrong", "not so in the model"},
                   {"lacks", "missing: the model has it"},
                   {"handed", "handed out, wrongly"}};
    double x = LEFT;
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"18\" height=\"12\"/>\n",
                entries[i].kind, x, y);
        fprintf(out, "<text class=\"key\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", x + 24, y + 11,
                entries[i].words);
        x += 222;
    }
}

static void style(FILE *out, double width, double height)
{
    fprintf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\">\n"
        "<style>text{font-family:sans-serif;font-size:13px}.title{font-size:17px;font-weight:bold}"
        ".bad{font-size:15px;fill:#b00020}.name{font-weight:bold}"
        ".in,.gap,.tick{text-anchor:middle}.gap{fill:#666}.tick,.key{font-size:11px;fill:#555}"
        ".block{fill:#9ec5e8;stroke:#24527a}.concerned{fill:#ffd66b;stroke:#8a6100;stroke-width:2}"
        ".free{fill:#f4f4f4;stroke:#bbb}.wrong{fill:#f28b82;fill-opacity:.7;stroke:#b00020;stroke-"
        "width:3}"
        ".lacks{fill:none;stroke:#b00020;stroke-width:3;stroke-dasharray:6 4}"
        ".handed{fill:none;stroke:#9c27b0;stroke-width:5}.pointer{fill:#8a6100}.axis{stroke:#ccc;"
        "stroke-dasharray:2 3}</style>\n"
        "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
        width, height);
}

void ash_picture(FILE *out, const struct story *s, const char *title, const char *wrong)
{
    const struct told *last = s->calls > 0 ? &s->told[s->calls - 1] : NULL;
    size_t concerned = ASH_NONE, before = ASH_NONE;
    if (last != NULL && last->call.kind == OP_ALLOC)
        concerned = s->want[s->calls - 1];
    else if (last != NULL)
        concerned = before = last->call.offset;
    make_scale(s);
    double width = scale.x[scale.count - 1] + 40;
    style(out, width < LEFT + 1340 ? LEFT + 1340 : width, TOP + 3 * ROW + 40);
    fprintf(out, "<text class=\"title\" x=\"8\" y=\"26\">");
    say(out, title);
    fprintf(out, "</text>\n<text class=\"bad\" x=\"8\" y=\"50\">");
    say(out, wrong);
    fprintf(out, "</text>\n");
    axis(out, 3);
    if (before != ASH_NONE && before <= s->capacity && at_offset(&s->before, before) == NULL)
        pointer(out, before);
    row(out, s, 0, "before", &s->before, before);
    row(out, s, 1, "after: the model", &s->model, concerned);
    row(out, s, 2, "after: the design", &s->design, concerned);
    differences(out, s, 2);
    if (alike(&s->model, &s->design))
        fprintf(out,
                "<text class=\"key\" x=\"%d\" y=\"%d\">The blocks are as they should be: see above "
                "for what is not.</text>\n",
                LEFT, TOP + 2 * ROW - 6);
    legend(out, TOP + 3 * ROW + 12);
    fprintf(out, "</svg>\n");
}
