# SPDX-License-Identifier: MIT
"""Copies the core and its logic, written so that E-ACSL 25 can make code of all of it.

Each change says the same in other words. Guards are parted by a rule of logic; that what stands in place of
a definition (proofs/logic/restated.acsl) says the same, proofs/theorems/restated.c proves, but for the count.
"""
import re
import shutil
from pathlib import Path

QUANTIFIED = re.compile(r"\\forall integer ([\w, ]+);")


def ending(text, start):
    """Where the formula that starts there ends: at a bracket, a semicolon or the end of the annotation."""
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] in "([{") - (text[i] in ")]}")
        if depth < 0 or text[i:i + 2] in ("*/", "@/"):
            return i
        if depth == 0 and text[i] == ";" and not re.search(r"\\(forall|exists)[^;]*$", text[start:i]):
            return i
    return len(text)


def parted(text, sign):
    """The parts of a formula between signs that are not in brackets."""
    parts, depth, last, i = [], 0, 0, 0
    while i < len(text):
        depth += (text[i] in "([{") - (text[i] in ")]}")
        if depth == 0 and text.startswith(sign, i) and not (sign == "==>" and text[i - 1] == "<"):
            parts.append(text[last:i])
            i += len(sign)
            last = i
            continue
        i += 1
    return parts + [text[last:]]


def bounded(part):
    """The variables that a chain of comparisons bounds from both sides."""
    part = part.replace("->", ".")
    terms = re.split(r"<=|<", part)
    return [] if re.search(r"[>!?|]|==", part) else [term.strip() for term in terms[1:-1]]


def guarded(variables, body):
    """The body of a quantifier with the bounds of its variables before all that it asks besides."""
    parts = parted(body, "==>")
    # What an inner quantifier reaches over is said, whatever signs are in it.
    until = next((i for i, part in enumerate(parts) if re.match(r"\s*\\(forall|exists)", part)), len(parts) - 1)
    said = "==>".join(parts[until:])
    asked = [part for one in parts[:until] for part in parted(one, "&&")]
    bounds = []
    for name in variables:
        part = next((p for p in asked if name in bounded(p)), None)
        if part is None:
            return body
        bounds += [part] if part not in bounds else []
    rest = [p for p in asked if p not in bounds]
    return f"{'&&'.join(bounds)} ==> ({'&&'.join(rest)} ==> {said})" if rest else body


def parted_guards(text):
    """The same with `bounds && more ==> said` in each quantifier as `bounds ==> (more ==> said)`."""
    at = 0
    while (found := QUANTIFIED.search(text, at)) is not None:
        at, end = found.end(), ending(text, found.end())
        variables = [name.strip() for name in found.group(1).split(",")]
        text = text[:at] + guarded(variables, text[at:end]) + text[end:]
    return text


def without_steps(text):
    """Without what only a proof needs: asserts, loop annotations and ghost code. Where they speak of an earlier
    state, E-ACSL looks at the present one; and some need its library of big numbers."""
    text = re.sub(r"/\*@\s*(?:ghost|loop|assert)\b.*?\*/", "", text, flags=re.S)
    return re.sub(r"//@\s*(?:ghost|assert)\b.*", "", text)


def without_contracts(text):
    return re.sub(r"/\*@\s*(?:requires|terminates)\b.*?\*/", "", text, flags=re.S)


# How a definition ends: with a semicolon that nothing of it follows.
END = r";(?=\n\s*(?:\n|\*/|predicate|logic|//))"
# Functions that name themselves, over a struct, keep E-ACSL busy for ever. j is the place after the one looked at.
UNIT, GRANULE = "(unsigned char)(((size_t)j - 1) / ASH_WORD_BITS)", "(unsigned char)(((size_t)j - 1) % ASH_WORD_BITS)"
SUMS = [(name, rf"logic integer {name}\({of}, integer n\) =.*?" + END,
         rf"logic integer {name}({of}, integer n) = n <= 0 ? 0 : \sum(1, (size_t)n, \lambda integer j; {what});")
        for name, of, what in (
            ("ash_count", "struct ash_bits b", f"ash_bit_value(b.word[{UNIT}], {GRANULE})"),
            ("ash_heap_number", "struct ash_heap s", f"ash_bit_value(s.slabs.live[{UNIT}], {GRANULE})"),
            ("ash_heap_sum", "struct ash_heap s",
             rf"\let u = {UNIT}; ((s.slabs.live[u] >> {GRANULE}) & 1) == 0 ? 0 :"
             " s.slabs.layout.row[u] != 0 ? s.slabs.layout.shapes.size[s.slabs.layout.row[u]] :"
             " (unsigned char)(s.runs.next[u] - u) * ASH_WORD_BITS"))]
# In the second half of `<==>` E-ACSL takes the state after the call for the one before. That what is given fits,
# the next clause says.
REFUSES = (r"fails_only_if: \result == ASH_NONE <==>",
           r"fails_if: \result != ASH_NONE ==> size != 0 && ash_power_of_two(align);"
           r" ensures fails_only_if: \result == ASH_NONE ==>")


# Structs that are compared, and numbers without bounds: outside of these no block is, and none fits.
def places(blocks):
    some = r"\forall integer x, y;"
    return some, rf"{some} 0 <= x < s->{blocks}.limit && 0 <= y <= s->{blocks}.limit ==>"


def first_fit(blocks):
    return [REFUSES, places(blocks),
            (r"\forall integer i; 0 <= i ==>", rf"\forall integer i; 0 <= i < s->{blocks}.limit ==>")]


# The program (interface.c) sees to the invariant, and that a call which is refused changes nothing.
def interface(design):
    return [(rf"requires \valid(s) && ash_{design}_wf(*s);", r"requires \valid(s);"),
            (rf"ensures ash_{design}_wf(*s) && \result", r"ensures \result"),
            (f"ensures invariant: ash_{design}_wf(*s) && ", "ensures "),
            (f"    ensures \\result == true <==> ash_{design}_wf(*s);\n", ""),
            ("    ensures changes_nothing: \\result != ASH_OK ==> *s == \\old(*s);\n", "")]


CLAUSES = {
    "word.h": [
        (r"\result == (1 << k);",
         r"\forall integer j; 0 <= j < ASH_WORD_BITS ==> (ash_bit(\result, j) <==> j == k);"),
    ],
    "request.c": [
        (r"want < 2 * \result", r"want && want / 2 < \result"),
    ],
    "shapes.c": [
        (r"ash_row_size(r)", r"ash_row_size((unsigned char)r)"),
    ],
    # Of granules: those of the heap.
    "racks.h": [
        *((rf"\forall integer {r}, {g}; 1 <=", rf"\forall integer {r}, {g}; 0 <= {g} < ASH_GRANULES && 1 <=")
          for r, g in ("qg", "qh", "rg")),
        (r"\forall integer g; !ash", r"\forall integer g; 0 <= g < ASH_GRANULES ==> !ash"),
    ],
    "racks.c": [
        (r"\forall integer g; ash_racked(*k, r, g) <==>",
         r"\forall integer g; 0 <= g < ASH_GRANULES ==> (ash_racked(*k, r, g) <==>"),
        (r"!(b <= g / ASH_WORD_BITS < end));", r"!(b <= g / ASH_WORD_BITS < end)));"),
    ],
    "blocks.h": [
        (r"*b == \old(*b)", r"ash_blocks_same(\old(*b), *b)"),
        (r"\forall integer end;", r"\forall integer end; 0 <= end <= b->limit ==>"),
    ],
    "bitmap.h": [
        *first_fit("blocks"),
        (r"*s == \old(*s)", r"ash_blocks_same(\old(s->blocks), s->blocks)"),
    ],
    "bitmap.c": [
        (r"0 <= i < \result && i % a == 0 ==>", r"0 <= i < b->limit && i < \result && i % a == 0 ==>"),
    ],
    "bucket.h": [
        *interface("bucket"),
        *first_fit("spans.blocks"),
        ("    ensures changes_nothing: \\result == ASH_NONE ==> *s == \\old(*s);\n", ""),
    ],
    "heap.h": [
        *interface("heap"),
        (r"\forall integer x, y; !ash_heap_block(*s, x, y)",
         r"\forall integer x; 0 <= x < ASH_UNITS * ASH_WORD_BITS ==> !ash_heap_starts(*s, x)"),
        (r"bad_size: \result == ASH_BAD_SIZE <==>", r"bad_size: \result == ASH_BAD_SIZE ==>"),
        (r"ensures verdict: \result != ASH_BAD_SIZE",
         r"ensures bad_size_if: \result != ASH_BAD_SIZE && ash_heap_live(\old(*s), offset) ==> size != 0 &&"
         r" size <= ASH_GRANULE * ash_heap_length(\old(*s), offset / ASH_GRANULE / ASH_WORD_BITS);"
         r" ensures verdict: \result != ASH_BAD_SIZE"),
    ],
    "list.h": [
        *first_fit("blocks"),
        (r"*s == \old(*s)", r"ash_list_same(\old(*s), *s)"),
        (r"\forall integer end;", r"\forall integer end; 0 <= end <= s->blocks.limit ==>"),
    ],
    "bump.h": [
        REFUSES,
        (r"*s == \old(*s)", r"s->next == \old(s->next) && s->count == \old(s->count) &&"
                            r" ash_blocks_same(\old(s->blocks), s->blocks)"),
        places("blocks"),
        (r"\old(s->next) <= i &&", r"\old(s->next) <= i < s->blocks.limit &&"),
    ],
}


def definitions(root):
    """(name, how its definition is found, what stands there instead) for each that is restated."""
    text = "\n".join(file.read_text() for file in sorted(Path(root, "proofs/logic").glob("restated*.acsl")))
    found = re.findall(r"(predicate|logic integer) (\w+)_run(\([^;]*?\) =.*?)" + END, text, re.S)
    restated = [(name, rf"{kind} {name}\([^;]*?\) =.*?" + END, f"{kind} {name}{rest};") for kind, name, rest in found]
    # Those that are new, where what calls them sees them.
    for name, before in (("ash_blocks_same", "  predicate ash_used("), ("ash_list_same", "  predicate ash_list_ends("),
                         ("ash_heap_starts", "  predicate ash_heap_block("),
                         ("ash_heap_as_long", "  predicate ash_heap_block("),
                         ("ash_heap_row_up", "  predicate ash_heap_align(")):
        new = re.search(rf"  (?:predicate|logic integer) {name}\(.*?" + END, text, re.S).group()
        restated.append((name, re.escape(before), f"{new}\n\n{before}"))
    return [*restated, *SUMS]


def changed(changes, file, text, done):
    """The text of that file with what is to stand there; notes in done what was found."""
    for name, pattern, new in changes:
        text, count = re.subn(pattern, lambda _: new, text, flags=re.S)
        if count:
            done.add(name)
    for old, new in CLAUSES.get(file, []):
        if old not in text:
            raise ValueError(f"{file} has no '{old}'")
        text = text.replace(old, new)
    return text


def restate(root, out, headers=None):
    """Copies root's core and logic to out, with all contracts or those of these headers. ValueError when something
    that is to be restated is not there."""
    shutil.rmtree(out, ignore_errors=True)
    changes, done = definitions(root), set()
    for folder in "core", "proofs/logic":
        Path(out, folder).mkdir(parents=True)
        for file in sorted(Path(root, folder).glob("*.*")):
            text = changed(changes, file.name, file.read_text(), done)
            text = without_steps(text)
            if headers and folder == "core" and file.name not in headers:
                text = without_contracts(text)
            Path(out, folder, file.name).write_text(parted_guards(text))
    missing = {name for name, _, _ in changes} - done
    if missing:
        raise ValueError(f"nothing defines {' '.join(sorted(missing))}, which restated.acsl restates")
