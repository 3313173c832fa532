# SPDX-License-Identifier: MIT
"""Does the run of any judge come to where a mutant of the machine code does other than the code as it is?

A jump that is forced does so where it would not be taken, one that is removed where it would be. A
trap is put there, and nothing else is changed: a program that ends otherwise than before has met it.
"""
import re
import subprocess

import machine
from objects import QUIET, digest_of, object_of

LABEL = re.compile(r"(\w[\w.]*):")
JUMP = re.compile(r"\t(j(?!mp)[a-z]+)\t")
TRAP = "\t.text\n.Ltrap:\n\tud2\n"


def jumps_of(lines):
    """(number of the line, function, jump) of each conditional jump, in order."""
    function = ""
    for number, line in enumerate(lines):
        if match := LABEL.match(line):
            function = match[1]
        elif match := JUMP.match(line):
            yield number, function, match[1]


def with_trap(text, which, kind):
    """The assembler's text with a trap at the jump of that number."""
    lines = text.split("\n")
    number, _, jump = list(jumps_of(lines))[which]
    if kind == "forced":
        lines[number] += "\n\tud2"
    else:
        lines[number] = f"\t{jump}\t.Ltrap"
    return "\n".join(lines) + TRAP


def object_with_trap(root, shipped, mutant, work):
    """The object of the mutant's file with a trap in place of the change."""
    command = [*shipped.compiler, "-S", mutant.file, "-o", "-"]
    text = subprocess.run(command, cwd=root, text=True, stdout=subprocess.PIPE, check=True, timeout=120).stdout
    places = {m.start: (m.function, m.old) for m in machine.mutants(mutant.file, shipped.objects[mutant.file])}
    found = [(function, jump) for _, function, jump in jumps_of(text.split("\n"))]
    if found != [places[start] for start in sorted(places)]:
        raise RuntimeError(f"the compiler writes other jumps of {mutant.file} than are in its object")
    made = object_of(mutant.file, work)
    source = made.with_suffix(".s")
    source.write_text(with_trap(text, sorted(places).index(mutant.start), mutant.kind))
    subprocess.run([shipped.compiler[0], "-c", str(source), "-o", str(made)], check=True, timeout=120, **QUIET)
    return made


def version(root):
    """Changes with what is done here."""
    return digest_of(root, ["core/mutate/trapped.py"], "")


def reached(root, judges, mutant, work):
    """Does a judge that runs the shipped code meet the trap?"""
    shipped = judges[0].core
    changed = {mutant.file: object_with_trap(root, shipped, mutant, work)}
    return any(judge.judge(changed, mutant, work) != "survived" for judge in judges)
