# SPDX-License-Identifier: MIT
"""The units that are proved: a C file each, with what is defined in the header of its name."""
import hashlib
import os
import re
from pathlib import Path

import gate
import wp
from provers import fail, run

TEMPLATES = {"forward.h": "designs", "shelf_of.h": "shelf",  # for each design
             "conservation_of.h": "theorems/conservation"}
KERNEL = ("tables", "paging", "space", "window")  # of kernel/, in the order in which they stand on one another
PARSE = ["frama-c", "-machdep", "gcc_x86_64", "-c11"]


class Unit:
    """One C file: what is defined in it, or in the header of its name, is proved with it."""

    def __init__(self, options, path):
        root = options.root
        self.root, self.path, self.name, self.sizes = root, path, path.stem, options.sizes
        if path.parent.name in ("theorems", "traps"):
            self.name = f"{path.parent.name}/{path.stem}"
        self.label = self.name.replace("/", "-")  # as a file's name
        # Of these names, the files that it includes, and those that they do.
        self.includes = {file.stem for file in reads(root, path) if file.suffix == ".h"}

    def lemmas(self):
        """(lemmas to be proved with this unit: those of the files of its name, those of other files that it
        reads), each as `NAME of FILE`"""
        own, other = [], []
        for file in reads(self.root, self.path):
            names = re.findall(r"\blemma\s+(\w+)", gate.annotations((self.root / file).read_text()))
            (own if file.stem == self.path.stem else other).extend(f"{name} of {file}" for name in names)
        return own, other

    def parse(self):
        sizes = "".join(f" -D{size}" for size in self.sizes)
        if self.path.parent == Path("kernel"):
            sizes += " -D_Atomic="  # which this Frama-C does not know; nothing that is proved uses it
        return PARSE + [f"-cpp-extra-args=-Icore{sizes}", str(self.path)]

    def key(self, options):
        """Changes when anything does that the result depends on."""
        how = (wp.WP, wp.SMOKE, self.parse(), options.tries, options.versions)
        digest = hashlib.sha256(repr(how).encode())
        here = Path(__file__).parent
        for tool in ("prove", "units.py", "provers.py", "wp.py", "gate.py", "room.ml"):
            digest.update((here / tool).read_bytes())
        for file in reads(self.root, self.path):
            digest.update(f"\n{file}\n".encode() + stripped((self.root / file).read_text()).encode())
        return digest.hexdigest()


def reads(root, path):
    """The file and what it includes, through others, too, but for the system's headers: what frama-c
    reads of the project."""
    found, todo = set(), {Path(path)}
    while todo:
        file = todo.pop()
        found.add(file)
        for name in re.findall(r'^\s*#\s*include "([^"]+)"', (root / file).read_text(), re.M):
            places = [Path(os.path.normpath(folder / name)) for folder in (file.parent, Path("core"))]
            todo |= set([p for p in places if (root / p).exists()][:1]) - found
    return sorted(found)


def stripped(text):
    """Without the lines that are plain comments, which no proof depends on."""
    return re.sub(r"^[ \t]*//(?!@)(?:.*[^\\\n])?\n", "", text, flags=re.M)


def enter(root):
    """Goes to the tree in which the units lie."""
    os.chdir(root)
    os.environ["PWD"] = str(root)  # frama-c believes it before it asks the system


def find_units(options):
    units = [Unit(options, p.relative_to(options.root))
             for folder in ("core", "core/containers", "proofs/theorems")
             for p in sorted((options.root / folder).glob("*.c"))]
    units += [Unit(options, Path("kernel", f"{name}.c")) for name in KERNEL]
    traps = [Unit(options, p.relative_to(options.root))
             for p in sorted((options.root / "proofs/traps").glob("*.c"))]
    units += [u for u in traps if u.name in options.units]  # never without being named
    by_name = {u.name: u for u in units}
    if not options.units:
        return units
    wanted, todo = set(), list(options.units)
    while todo:
        name = todo.pop()
        if name not in by_name:
            if name in options.units:
                fail(f"there is no unit '{name}'; there are: {' '.join(by_name)}")
            continue
        if name not in wanted:
            wanted.add(name)
            if not options.only:  # what it includes, and the other files of that name
                todo += by_name[name].includes
                todo += [n for n in by_name if re.match(rf"(theorems/)?{name}(_|$)", n)]
    return [u for u in units if u.name in wanted]


def printed_by(unit):
    """The unit as frama-c prints it, with what it counts in it."""
    return run(unit.parse() + ["-no-unicode", "-print", "-metrics", "-metrics-by-function"], timeout=120).stdout


def functions_of(unit, log):
    """(functions proved with this unit, the others that it includes, those it calls elsewhere)"""
    outside = re.search(r"Specified-only functions(.*?)'Extern'", log, re.S)
    outside = outside.group(1) if outside else ""
    called = re.findall(r"(\w+) \((?:[1-9]\d* calls?|[^()]*address[^()]*)\)", outside)
    found = re.findall(r"Stats for function <(.+)/(\w+)>", log)
    own, other = [], []
    for path, name in found:
        home = Path(path).with_suffix("")
        mine = home == unit.path.with_suffix("") or TEMPLATES.get(Path(path).name) == unit.name
        (own if mine else other).append(name)
    return own, other, called
