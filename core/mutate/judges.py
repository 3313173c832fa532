# SPDX-License-Identifier: MIT
"""The judges: each says of a changed core whether it notices.

A verdict is killed, timeout, survived, or none: this judge has nothing to say of this mutant. Of a
program, timeout means that it did not end as it does without the change, which is noticed; of the proofs,
that nobody knows.
"""
import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ending
import source

DESIGNS = ["bump", "bitmap", "list", "bucket", "heap"]
WARN = ["-Werror=int-conversion", "-Werror=incompatible-pointer-types"]  # no other
SHIPPED = ["clang", "-std=c11", "-O2", "-Icore", *WARN]


def run(command, limit, where):
    """(verdict, what it said) of a program that ends with 0 if it notices nothing."""
    with subprocess.Popen(command, cwd=where, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        try:
            said, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            ending.kill(process.pid)
            return "timeout", b""
    return ("killed" if process.returncode else "survived"), said


def digest_of(root, files, more):
    digest = hashlib.sha256(repr(more).encode() + Path(__file__).read_bytes())
    for file in files:
        digest.update((root / file).read_bytes())
    return digest.hexdigest()


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
    return sorted(p.name for p in (root / "core").glob("*.c") if includes(root, p.name) & names)


class Config:
    """The core in objects, as one compiler makes it with one set of flags, and what is linked to it."""

    def __init__(self, root, build, name, compiler, rest):
        self.root, self.compiler, self.folder = root, compiler, build / "objects" / name
        self.folder.mkdir(parents=True, exist_ok=True)
        core = [f"core/{p.name}" for p in sorted((root / "core").glob("*.c"))]
        headers = [p.relative_to(root) for part in ("core", "fuzz") for p in sorted((root / part).rglob("*.h"))]
        digest = digest_of(root, [*core, *rest, *headers], compiler)
        made = self.folder / "made-of"
        if not made.exists() or made.read_text() != digest:
            made.unlink(missing_ok=True)
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                if None in pool.map(lambda file: self.compile(file, root, self.folder), [*core, *rest]):
                    sys.exit(f"mutate: what {name} is made of does not compile")
            made.write_text(digest)
        self.objects = {file: self.object(file, self.folder) for file in core}
        self.rest = [self.object(file, self.folder) for file in rest]

    @staticmethod
    def object(file, folder):
        return folder / (file.replace("/", "-")[:-2] + ".o")

    def compile(self, file, tree, folder):
        """The object of a file of that tree, or None."""
        out = self.object(file, folder)
        done = subprocess.run([*self.compiler, "-c", file, "-o", str(out)], cwd=tree, check=False, timeout=120,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return out if done.returncode == 0 else None

    def changed(self, files, tree, folder):
        """File -> object, of the files whose object is another one in that tree; None: refused."""
        out = {}
        for file in files:
            made = self.compile(file, tree, folder)
            if made is None:
                return None
            if made.read_bytes() != self.objects[file].read_bytes():
                out[file] = made
        return out

    def link(self, changed, program):
        objects = [str(changed.get(file, made)) for file, made in self.objects.items()]
        done = subprocess.run([self.compiler[0], *objects, *map(str, self.rest), "-o", str(program)], timeout=60,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"what {program.name} is made of cannot be linked")


class Programs:
    """A judge that runs a program: which, built how, with which arguments for a design."""

    def __init__(self, root, build, limit, name, compiler, rest, data, command, per_design):
        self.root, self.name, self.limit = root, name, limit
        self.config = Config(root, build, name, compiler, rest)
        self.command, self.per_design = command, per_design
        code = [source.code_of(path.read_text()) for path in sorted((root / "core").glob("*.[ch]"))]
        headers = [*sorted((root / "core/tests").glob("*.h")), *sorted((root / "fuzz").glob("*.h"))]
        self.inputs = digest_of(root, [*rest, *data, *headers], (compiler, limit, code))
        self.stems = {design: stems_of(root, design) for design in DESIGNS}

    def inputs_of(self, _mutant):
        return self.inputs

    def designs(self, file):
        return [d for d in DESIGNS if Path(file).stem in self.stems[d]] or DESIGNS[:1]

    def judge(self, changed, mutant, work):
        program = work / self.name
        self.config.link(changed, program)
        for arguments in self.designs(mutant.file) if self.per_design else [""]:
            verdict, _ = run([str(program), *self.command(arguments)], self.limit, self.root)
            if verdict != "survived":
                break
        return verdict

    def baseline(self, mutant, work):
        """What is wrong with judging: the code as it is must pass."""
        return self.judge({}, mutant, work)


class Proofs:
    """The contract of the changed function, proved alone. Callers see the contract only."""

    def __init__(self, root, build, limit):
        self.root, self.name, self.limit, self.build = root, "proofs", limit, build

    def inputs_of(self, mutant):
        """The headers and the logic, the driver, and the other code of the mutant's own file."""
        files = [*sorted((self.root / "core").glob("*.h")), *sorted((self.root / "proofs/logic").glob("*")),
                 *(f"proofs/{f}" for f in ("prove", "wp.py", "gate.py")), f"core/{Path(mutant.file).stem}.c"]
        return digest_of(self.root, files, self.limit)

    def prove(self, tree, mutant):
        command = ["python3", str(self.root / "proofs/prove"), Path(mutant.file).stem, "--only", "--function",
                   mutant.function, "--timeout", "10", "--root", str(tree), "--cache", str(self.build / "provers")]
        verdict, said = run(command, self.limit, tree)
        return verdict_of(said.decode()) if verdict == "killed" else verdict

    def judge(self, _changed, mutant, work):
        return self.prove(work / "tree", mutant)

    def baseline(self, mutant, _work):
        return self.prove(self.root, mutant)


def verdict_of(said):
    """What it means that proofs/prove said this of a mutant, and that not all is proved."""
    left = re.findall(r"^prove: core/\S+ (?!not all goals are proved$)(.*)", said, re.M)
    if not left:
        return "none"
    return "timeout" if all(goal.endswith(" (out of time)") for goal in left) else "killed"


def made_of(root, variable, core):
    """The files that a variable of the makefiles names, but for those of the core itself."""
    command = ["make", "--silent", "--eval", f"made-of: ; @echo $({variable})", "made-of"]
    said = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, timeout=60, check=True).stdout
    return [file for file in said.split() if file not in core]


def judge_named(name, root, build, limit):
    """The judge of that name: unit, search, replay or proofs."""
    core = {f"core/{p.name}" for p in (root / "core").glob("*.c")}
    if name == "unit":
        return Programs(root, build, limit or 30, name, SHIPPED, made_of(root, "UNIT_C", core), [],
                        lambda _: ["-q"], False)
    if name == "search":
        compiler = ["gcc", *SHIPPED[1:], "-DASH_WORD_BITS=4", "-DASH_GRANULES=10", "-DASH_SPAN=4", "-DSEARCH_LEAST=1"]
        return Programs(root, build, limit or 60, name, compiler, made_of(root, "EXHAUSTIVE_C", core), [],
                        lambda design: [design], True)
    if name == "replay":
        inputs = sorted(str(p.relative_to(root)) for folder in ("corpus", "regressions")
                        for p in (root / "fuzz" / folder).glob("*/*"))
        return Programs(root, build, limit or 30, name, [*SHIPPED, "-Ifuzz", "-DHARNESS_EVERY=16"],
                        ["fuzz/replay.c", *made_of(root, "FUZZ_PROGRAM", core)], inputs,
                        lambda design: [design, *inputs], True)
    return Proofs(root, build, limit or 600)
