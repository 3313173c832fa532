# SPDX-License-Identifier: MIT
"""Where in the source a jump of the machine code comes from."""
import re
import subprocess
from collections import defaultdict

import machine
from objects import Objects


def code_of(path):
    """The code of an object, as text without the name of the file."""
    said = subprocess.run(["objdump", "-d", "-j", ".text", str(path)], text=True, stdout=subprocess.PIPE, check=True,
                          timeout=60).stdout
    return said.split("Disassembly", 1)[1]


def places_of(root, build, shipped, mutants):
    """Mutant -> its place: (file, line), where it is inlined that of the function it is in there.

    The compiler is asked once more, with -g, which must not change the code.
    """
    by_file, out = defaultdict(list), {}
    for m in mutants:
        if isinstance(m, machine.Mutant):
            by_file[m.file].append(m)
    lines = Objects(root, build / "objects/lines", [*shipped.compiler, "-g"], sorted(by_file)).objects
    for file, found in by_file.items():
        if code_of(lines[file]) != code_of(shipped.objects[file]):
            continue
        command = ["addr2line", "-j", ".text", "-e", str(lines[file]), *(hex(m.start) for m in found)]
        said = subprocess.run(command, text=True, stdout=subprocess.PIPE, check=True, timeout=60).stdout
        for m, line in zip(found, said.splitlines(), strict=True):
            if at := re.search(r"(\w+\.[ch]):([1-9]\d*)", line):
                out[m] = f"core/{at[1]}", int(at[2])
    return out
