# SPDX-License-Identifier: MIT
"""The judges that run a program: each says of a changed core whether it notices.

A verdict is killed, timeout, survived, or none: this judge has nothing to say of this mutant. Of a
program, timeout means that it did not end as it does without the change, which is noticed; of the proofs
(proved.py), that nobody knows.
"""
import math
import os
import re
import signal
import subprocess
import threading
from pathlib import Path

import ending
import source
from objects import Objects, Program, digest_of
from proved import Proofs

DESIGNS = ["bump", "bitmap", "list", "bucket", "heap"]
WARN = ["-Werror=int-conversion", "-Werror=incompatible-pointer-types"]  # no other
SHIPPED = ["clang", "-std=c11", "-O2", "-Icore", *WARN]
SEARCH = ["gcc", *SHIPPED[1:], "-DASH_WORD_BITS=4", "-DASH_GRANULES=10", "-DASH_SPAN=4", "-DSEARCH_LEAST=1"]
FEW = 24  # inputs that are replayed before the others


def run(command, limit, where, cpu=None, notice=None):
    """(verdict, the line that matters, seconds of CPU) of a program that ends with 0 if it notices nothing.

    It is ended at the first line that matches `notice`, after `limit` seconds, or `cpu` of its own.
    """
    bound, ended = ["prlimit", f"--cpu={cpu}:{cpu + 1}"] if cpu else [], []

    def end():
        ended.append(limit)
        ending.send(process.pid, signal.SIGKILL)

    with subprocess.Popen([*bound, *command], cwd=where, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        late = threading.Timer(limit, end)
        late.start()
        said = next((line for line in process.stdout if notice and re.match(notice, line)), b"")
        if said:
            ending.send(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        late.cancel()
    seconds = usage.ru_utime + usage.ru_stime
    if said or process.returncode == 0:
        return ("killed" if said else "survived"), said.decode(errors="replace"), seconds
    return ("timeout" if ended or process.returncode == -signal.SIGXCPU else "killed"), "", seconds


def includes(root, file):
    path = root / "core" / file
    return set(re.findall(r'#include "(\w+)\.h"', path.read_text())) if path.exists() else set()


def stems_of(root, design):
    """The names of the files that a design stands on, itself first."""
    names, todo = set(), {design}
    while todo:
        name = todo.pop()
        names.add(name)
        parts = {p.stem for p in (root / "core").glob(f"{name}_*.[ch]")}
        found = parts.union(*(includes(root, f"{n}.{e}") for n in {name, *parts} for e in "ch"))
        todo |= {n for n in found if (root / "core" / f"{n}.h").exists() or n in parts} - names
    return names


def including(root, header):
    """The C files of core that include a header, through others, too."""
    names, more = {header}, True
    while more:
        more = {p.stem for p in (root / "core").glob("*.h") if includes(root, p.name) & names} - names
        names |= more
    return sorted(f"core/{p.name}" for p in (root / "core").glob("*.c") if includes(root, p.name) & names)


class Programs:
    """A judge that runs a program: which, built how, with which arguments for a design."""

    every = DESIGNS  # all that it can be asked about

    def __init__(self, root, build, limit, name, core, flags, rest, data):
        self.root, self.name, self.limit, self.core = root, name, limit, core
        self.program = Program(root, build, name, core, flags, rest)
        self.code = {path: source.code_of(path.read_text()) for path in sorted((root / "core").glob("*.[ch]"))}
        more = [*sorted((root / "core/tests").glob("*.h")), *sorted((root / "fuzz").glob("*.h")),
                *(f"core/mutate/{file}.py" for file in ("judges", "objects", "machine"))]
        self.inputs = digest_of(root, [*rest, *data, *more], (core.compiler, flags, limit))
        self.stems = {design: stems_of(root, design) for design in DESIGNS}
        self.seconds = {}  # of CPU, by design, of the code as it is

    def inputs_of(self, mutant):
        """Of the core, only what the designs stand on that the file is part of, and the table by which
        they are called: no other runs what is changed."""
        designs = [d for d in DESIGNS if Path(mutant.file).stem in self.stems[d]]
        stems = {"designs", "forward"}.union(*(self.stems[d] for d in designs)) if designs else \
            {path.stem for path in self.code}
        more = [self.code[path] for path in self.code if path.stem in stems]
        return digest_of(self.root, [], (self.inputs, more))

    def designs(self, file):
        return [d for d in DESIGNS if Path(file).stem in self.stems[d]] or DESIGNS[:1]

    def bound(self, design, part=1):
        """The seconds that a program may take: twice what that part of it takes of the code as it is, and
        half a one, in whole ones."""
        return math.ceil(2 * part * self.seconds[design] + 0.5)

    def judge(self, changed, mutant, work):
        program = work / self.name
        if changed is None:
            self.program.patch(mutant, program)
        else:
            self.program.link(changed, program)
        for design in self.designs(mutant.file):
            verdict = self.ask(program, design)
            if verdict != "survived":
                break
        return verdict

    def baseline(self, mutant):
        """(verdict, what it took) of the code as it is, which must pass."""
        took = []
        for design in self.designs(mutant.file):
            verdict, _, seconds = run(self.command(self.program.plain, design), self.limit, self.root)
            if verdict != "survived":
                return verdict, ""
            took.append(f"{design}={seconds:.2f}")
        return "survived", " ".join(took)

    def learn(self, _mutant, took):
        """Takes note of what a baseline took."""
        self.seconds |= {design: float(n) for design, n in (part.split("=") for part in took.split())}


class Unit(Programs):
    """The suite, of all designs at once."""

    every = ["all"]

    def designs(self, _file):
        return ["all"]

    def command(self, program, _design):
        return [program, "-q"]

    def ask(self, program, design):
        return run(self.command(program, design), self.limit, self.root, self.bound(design), b"FAIL ")[0]


class Search(Programs):
    def command(self, program, design):
        return [program, design]

    def ask(self, program, design):
        return run(self.command(program, design), self.limit, self.root, self.bound(design))[0]


class Replay(Programs):
    """Inputs that have killed a mutant come first at the next."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        files = [str(p.relative_to(self.root)) for folder in ("regressions", "corpus")
                 for p in sorted((self.root / "fuzz" / folder).glob("*/*"))]
        self.order = {design: list(files) for design in DESIGNS}
        self.lock = threading.Lock()

    def command(self, program, design):
        return [program, design, *self.order[design]]

    def ask(self, program, design):
        with self.lock:
            order = list(self.order[design])
        for inputs in (order[:FEW], order[FEW:]):
            verdict, said, _ = run([program, design, *inputs], self.limit, self.root,
                                   self.bound(design, len(inputs) / len(order)), rb"\w+: fuzz/")
            if verdict != "survived":
                break
        if said:
            with self.lock:
                name = said.split(": ")[1]
                self.order[design].remove(name)
                self.order[design].insert(0, name)
        return verdict


def made_of(root, variable, core):
    """The files that a variable of the makefiles names, but for those of the core itself."""
    command = ["make", "--silent", "--eval", f"made-of: ; @echo $({variable})", "made-of"]
    said = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, timeout=60, check=True).stdout
    return [file for file in said.split() if file not in core]


def judges_named(names, root, build, limit):
    """The judges of these names, and the objects that are shipped."""
    core = [f"core/{p.name}" for p in sorted((root / "core").glob("*.c"))]
    shipped = Objects(root, build / "objects/shipped", SHIPPED, core)
    out = []
    for name in names:
        if name == "unit":
            out.append(Unit(root, build, limit or 60, name, shipped, [], made_of(root, "UNIT_C", core), []))
        elif name == "search":
            tiny = Objects(root, build / "objects/tiny", SEARCH, core)
            out.append(Search(root, build, limit or 300, name, tiny, [], made_of(root, "EXHAUSTIVE_C", core), []))
        elif name == "replay":
            inputs = sorted(p.relative_to(root) for folder in ("corpus", "regressions")
                            for p in (root / "fuzz" / folder).glob("*/*"))
            out.append(Replay(root, build, limit or 60, name, shipped, ["-Ifuzz", "-DHARNESS_EVERY=16"],
                              ["fuzz/replay.c", *made_of(root, "FUZZ_PROGRAM", core)], inputs))
        else:
            out.append(Proofs(root, build, limit or 600))
    return out, shipped
