# SPDX-License-Identifier: MIT
"""Mutants of machine code: each conditional jump of an x86-64 object, forced and removed."""
import re
import subprocess
from dataclasses import dataclass

LABEL = re.compile(r"^[0-9a-f]+ <(\w[\w.]*)>:")
JUMP = re.compile(r"^ +([0-9a-f]+):\t((?:[0-9a-f]{2} )+)\s*\t?(j[a-z]+)")


@dataclass(frozen=True)
class Mutant:
    file: str  # the source of the object
    function: str
    kind: str  # forced or removed
    old: str
    place: int  # in the function
    start: int  # in the code of the object: these bytes give way to `new`
    code: str   # in hexadecimal, as is the next one
    new: str
    line: int = 0

    @property
    def name(self):
        return f"{self.file}:{self.function}+{self.place:#x}:{self.kind}:{self.old}"


def patches(code):
    """(kind, bytes) for a jump that begins with these two: as long, and the distance stays in place."""
    if code[0] != 0x0f:  # one byte of distance follows the first
        return [("forced", b"\xeb" + code[1:]), ("removed", b"\x90\x90")]
    return [("forced", b"\x90\xe9"), ("removed", b"\xeb\x04")]  # four; a jump over them where it is removed


def mutants(file, path):
    """All mutants of the object at path."""
    out, function, entry = [], "", 0
    said = subprocess.run(["objdump", "-d", "-j", ".text", "--insn-width=16", str(path)], text=True,
                          stdout=subprocess.PIPE, check=True, timeout=60).stdout
    for line in said.splitlines():
        if match := LABEL.match(line):
            function, entry = match[1], int(line.split()[0], 16)
        elif (match := JUMP.match(line)) and match[3] != "jmp":
            at, code = int(match[1], 16), bytes.fromhex(match[2])
            if len(code) not in (2, 6):
                continue
            out += [Mutant(file, function, kind, match[3], at - entry, at, code[:2].hex(), new.hex())
                    for kind, new in patches(code[:2])]
    return out
