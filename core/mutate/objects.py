# SPDX-License-Identifier: MIT
"""The core in objects, and the programs that the judges run, which are linked of them."""
import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

QUIET = dict(stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def digest_of(root, files, more):
    digest = hashlib.sha256(repr(more).encode())
    for file in files:
        digest.update((root / file).read_bytes())
    return digest.hexdigest()


def object_of(file, folder):
    return folder / (str(file).replace("/", "-")[:-2] + ".o")


class Objects:
    """Some C files, as one compiler makes objects of them with one set of flags."""

    def __init__(self, root, folder, compiler, files):
        self.root, self.compiler, self.folder = root, compiler, folder
        self.folder.mkdir(parents=True, exist_ok=True)
        headers = [p.relative_to(root) for part in ("core", "fuzz") for p in sorted((root / part).rglob("*.h"))]
        digest = self.digest = digest_of(root, [*files, *headers], compiler)
        made = self.folder / "made-of"
        if not made.exists() or made.read_text() != digest:
            made.unlink(missing_ok=True)
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                if None in pool.map(lambda file: self.compile(file, root, self.folder), files):
                    sys.exit(f"mutate: what {folder.name} is made of does not compile")
            made.write_text(digest)
        self.objects = {file: object_of(file, self.folder) for file in files}

    def compile(self, file, tree, folder):
        """The object of a file of that tree, or None."""
        out = object_of(file, folder)
        done = subprocess.run([*self.compiler, "-c", file, "-o", str(out)], cwd=tree, check=False, timeout=120, **QUIET)
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


class Program:
    """What is linked of the core and of other files."""

    def __init__(self, root, build, name, core, flags, files):
        self.core = core
        self.rest = Objects(root, build / "objects" / name, [*core.compiler, *flags], files)
        self.plain = self.rest.folder / "plain"
        new = self.rest.folder / f"plain-{os.getpid()}"
        self.link({}, new)
        self.texts = texts_of(new)
        new.replace(self.plain)  # at once: another run may be using it

    def link(self, changed, program, more=()):
        """The program with these objects of the core in place of its own, and with more."""
        objects = [*(changed.get(file, made) for file, made in self.core.objects.items()), *more]
        command = [self.core.compiler[0], "-fuse-ld=lld", "-Wl,--build-id=none", *objects, *self.rest.objects.values(),
                   f"-Wl,-Map={program}.map" if not changed else "", "-o", program]
        if subprocess.run([str(c) for c in command if c], timeout=60, check=False, **QUIET).returncode != 0:
            raise RuntimeError(f"what {program.name} is made of cannot be linked")

    def patch(self, mutant, program):
        """The program with a mutant of the machine code: the linker leaves jumps as they are, so the
        bytes are replaced where it has put them."""
        data = bytearray(self.plain.read_bytes())
        at = self.texts[self.core.objects[mutant.file].name] + mutant.start
        code = bytes.fromhex(mutant.code)
        if data[at:at + len(code)] != code:
            raise RuntimeError(f"there is no jump at {mutant.name} of {program.name}")
        new = bytes.fromhex(mutant.new)
        data[at:at + len(new)] = new
        program.unlink(missing_ok=True)
        program.write_bytes(data)
        program.chmod(0o755)


def texts_of(program):
    """The name of an object -> where in the file of the program its code begins."""
    sections = subprocess.run(["objdump", "-h", str(program)], text=True, stdout=subprocess.PIPE, check=True,
                              timeout=60).stdout
    address, place = (int(n, 16) for n in re.search(r" \.text +\w+ +(\w+) +\w+ +(\w+)", sections).groups())
    map_of = program.with_name(program.name + ".map")
    found = re.findall(r"^ +([\da-f]+) +[\da-f]+ +[\da-f]+ +\d+ +\S*/(\S+\.o):\(\.text\)$",
                       map_of.read_text(), re.M)
    map_of.unlink()
    return {name: int(at, 16) - address + place for at, name in found}
