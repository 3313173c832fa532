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
    start: int  # in the file of the object: these bytes give way to `new`
    new: str    # in hexadecimal
    line: int = 0

    @property
    def name(self):
        return f"{self.file}:{self.function}+{self.place:#x}:{self.kind}:{self.old}"

    def apply(self, data):
        new = bytes.fromhex(self.new)
        return data[:self.start] + new + data[self.start + len(new):]


def patches(code):
    """(kind, bytes) for a jump of these bytes, of the same length, relocations staying in place."""
    if len(code) == 2:  # rel8
        return [("forced", b"\xeb" + code[1:]), ("removed", b"\x90\x90")]
    # rel32: a jump over the distance where it is removed, because the linker may fill that in
    return [("forced", b"\x90\xe9" + code[2:]), ("removed", b"\xeb\x04" + code[2:])]


def mutants(file, path):
    """All mutants of the object at path."""
    run = dict(text=True, stdout=subprocess.PIPE, check=True, timeout=60)
    sections = subprocess.run(["objdump", "-h", str(path)], **run).stdout
    offsets = {name: int(at, 16) for name, at in
               re.findall(r"^ +\d+ (\S+) +[0-9a-f]+ +[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]+)", sections, re.M)}
    out, function, entry, section = [], "", 0, ""
    for line in subprocess.run(["objdump", "-d", "--insn-width=16", str(path)], **run).stdout.splitlines():
        if line.startswith("Disassembly of section "):
            section = line.split()[-1].rstrip(":")
        elif match := LABEL.match(line):
            function, entry = match[1], int(line.split()[0], 16)
        elif (match := JUMP.match(line)) and match[3] != "jmp":
            at, code = int(match[1], 16), bytes.fromhex(match[2])
            if len(code) not in (2, 6):
                continue
            out += [Mutant(file, function, kind, match[3], at - entry, offsets[section] + at, new.hex())
                    for kind, new in patches(code)]
    return out
