# SPDX-License-Identifier: MIT
"""Which ways the conditional jumps of the core go while a judge runs it as it is.

A jump that is forced does something else only where it would not be taken, one that is removed only
where it would be. Where no run goes that way, the run of the mutant is the same run: it survives.

The assembler's text of the core is marked: where a jump is not taken, and where it leads to, a store
of one byte says so. A store leaves the flags alone, which the next jump may look at.
"""
import os
import re
import subprocess

import machine
from objects import QUIET, digest_of, object_of

LABEL = re.compile(r"(\w[\w.]*):")
JUMP = re.compile(r"\t(j(?!mp)[a-z]+)\t([^\s#]+)")
TABLE = """#include <stdio.h>
#include <stdlib.h>
unsigned char ash_ways[%d];
__attribute__((destructor)) static void tell(void)
{
    FILE *out = fopen(getenv("ASH_WAYS"), "wb");
    if (out == NULL || fwrite(ash_ways, sizeof ash_ways, 1, out) != 1 || fclose(out) != 0) abort();
}
"""


def jumps_of(lines):
    """(number of the line, function, jump, target) of each conditional jump, in order."""
    function = ""
    for number, line in enumerate(lines):
        if match := LABEL.match(line):
            function = match[1]
        elif match := JUMP.match(line):
            yield number, function, match[1], match[2]


def marked(text, first):
    """The text with marks; its first jump has that number."""
    lines, taken = text.split("\n"), ["\t.text"]
    for n, (number, _, jump, target) in enumerate(list(jumps_of(lines)), first):
        lines[number] = f"\t{jump}\t.Lway{n}\n\tmovb\t$1, ash_ways+{2 * n}(%rip)"
        taken.append(f".Lway{n}:\n\tmovb\t$1, ash_ways+{2 * n + 1}(%rip)\n\tjmp\t{target}")
    return "\n".join([*lines, *taken, ""])


def program_with_marks(root, judge, folder):
    """Makes it; gives the places of the jumps in the order of their numbers."""
    core, jumps, changed = judge.program.core, [], {}
    folder.mkdir(parents=True, exist_ok=True)
    for file, path in core.objects.items():
        text = subprocess.run([*core.compiler, "-S", file, "-o", "-"], cwd=root, text=True, stdout=subprocess.PIPE,
                              check=True, timeout=120).stdout
        places = {m.start: (m.function, m.old) for m in machine.mutants(file, path)}
        found = [(function, jump) for _, function, jump, _ in jumps_of(text.split("\n"))]
        if found != [places[start] for start in sorted(places)]:
            raise RuntimeError(f"the compiler writes other jumps of {file} than are in its object")
        changed[file] = object_of(file, folder)
        source = changed[file].with_suffix(".s")
        source.write_text(marked(text, len(jumps)))
        jumps += [place(file, start) for start in sorted(places)]
        subprocess.run([core.compiler[0], "-c", str(source), "-o", str(changed[file])], check=True, timeout=120, **QUIET)
    table = folder / "table.c"
    table.write_text(TABLE % (2 * len(jumps)))
    subprocess.run([core.compiler[0], "-c", str(table), "-o", str(folder / "table.o")], check=True, timeout=120, **QUIET)
    judge.program.link(changed, folder / judge.name, [folder / "table.o"])
    return jumps


def gone(root, judge, folder):
    """The ways that the judge's runs go, each named as `name` names it."""
    jumps, out = program_with_marks(root, judge, folder), set()
    said = folder / "ways"
    for design in judge.every:
        said.unlink(missing_ok=True)
        subprocess.run(judge.command(folder / judge.name, design), cwd=root, env={**os.environ, "ASH_WAYS": str(said)},
                       check=True, timeout=judge.limit, **QUIET)
        marks = enumerate(said.read_bytes())
        out |= {f"{jumps[i // 2]}:{'removed' if i % 2 else 'forced'}" for i, mark in marks if mark}
    return out


def name(mutant):
    """Of the way that this mutant of the machine code changes."""
    return f"{place(mutant.file, mutant.start)}:{mutant.kind}"


def place(file, start):
    return f"{file}+{start:#x}"


def version(root):
    """Changes with what is done here."""
    return digest_of(root, ["core/mutate/ways.py"], "")
