# SPDX-License-Identifier: MIT
"""The provers: which they are, how why3 starts them, and of which version they are."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# z3 without its search for models of quantified formulas: it only instantiates them where terms
# match, which is how nearly all of these goals are proved and contradictions are found.
MATCHING = "Z3-Matching"
MODELS = "Z3-Models"  # z3 with that search, as it comes
SECOND = "CVC5"  # which proofs/second asks; this version of why3 does not know it yet
SECTION = """
[prover]
name = "{name}"
version = "{version}"
alternative = ""
driver = "{driver}"
command = "{command}"
command_steps = "{steps}"
editor = ""
in_place = false
interactive = false
"""


def run(command, **more):
    return subprocess.run(command, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **more)


def fail(message):
    print(f"{os.path.basename(sys.argv[0])}: {message}", file=sys.stderr)
    sys.exit(2)


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            fail(f"{tool} is not installed: run ci/deps prove")


def version(tool):
    return re.search(r"[\d.]+\d", run([tool, "--version"]).stdout).group()


def z3(name, options):
    # Without -T: why3 ends it after so many seconds of work, which a busy machine does not shorten. Of
    # a z3 that ends itself why3 says that it failed, and WP does not ask it again with more time.
    command = f"z3 -smt2 {options} smt.random_seed=42 sat.random_seed=42 -st"
    return SECTION.format(name=name, version=version("z3"), driver="z3_471",
                          command=f"{command} %f", steps=f"{command} rlimit=%S %f")


def first():
    """The sections of those that proofs/prove asks, but for cvc4, which why3 knows."""
    return [z3(MATCHING, "auto_config=false smt.mbqi=false"), z3(MODELS, "")]


def second():
    cvc5 = "cvc5 --force-logic=ALL --lang=smt2 --stats"
    return SECTION.format(name=SECOND, version=version("cvc5"), driver="cvc4_17",
                          command=cvc5 + " --tlimit=%t000 %f", steps=cvc5 + " --rlimit=%S %f")


def configure(file, *sections):
    """A configuration of why3 in that file, with these sections besides what why3 finds."""
    os.environ["WHY3CONFIG"] = str(file)
    if file.exists() and file.read_text().endswith("".join(sections)):
        return
    file.unlink(missing_ok=True)
    run(["why3", "config", "detect"], timeout=120)
    if not file.exists():
        fail("why3 config detect wrote no configuration")
    # z3 meets the default of 1000 MB.
    found = re.sub(r"memlimit = \d+", "memlimit = 4000", file.read_text())
    file.write_text(found + "".join(sections))


def room(folder):
    """The module that makes frama-c collect garbage seldom (room.ml), built in that folder."""
    source, module = Path(__file__).parent / "room.ml", folder / "room" / "room.cmxs"
    if not module.exists() or module.stat().st_mtime < source.stat().st_mtime:
        module.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as new:  # others may be at it
            shutil.copy(source, new)
            done = run(["ocamlopt", "-shared", "-o", "room.cmxs", "room.ml"], cwd=new, timeout=120)
            if done.returncode != 0:
                fail(f"room.ml does not compile: {done.stdout.strip()}")
            os.replace(Path(new, "room.cmxs"), module)
    return module
