# SPDX-License-Identifier: MIT
"""The judge that is the proofs: the contract of the changed function, proved alone. Callers see the
contract only, so what is proved of them stays so.

WP looks each question up among the answers that came with the project, and those of earlier mutants; so
provers are asked only what the change has changed.
"""
import math
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import ending
from objects import digest_of

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "proofs"))
import answers  # noqa: E402
import gate  # noqa: E402
import provers  # noqa: E402
import units  # noqa: E402
import wp  # noqa: E402

LIMIT = 10  # seconds that a goal of the code as it is may take
# What is asked of a function: the first of these that prove it as it is.
TRIES = f"{wp.MATCHING},cvc4", wp.ALL
MORE = 10   # times of what the slowest goal of a function took, a goal of a mutant of it may take


def verdict_of(said):
    """Of what WP says of a goal that is left: was there a prover that came to the end of what it tries?"""
    return "killed" if re.search(r"\bUnknown \(", said) else "timeout"


class Proofs:
    def __init__(self, root, build, limit):
        self.root, self.name, self.limit = root, "proofs", limit
        self.cache, self.known, self.lock = build / "provers", {}, threading.Lock()
        self.needs = {}  # (file, function) -> the provers that it needs, and the seconds a goal has
        provers.need("frama-c", "why3", "ocamlopt", "z3", "cvc4")
        os.environ["PWD"] = str(root)
        if not self.cache.exists():
            answers.unpack(self.root / "proofs/answers.txt", self.cache)
        provers.configure(build / "why3.conf", *provers.first())
        self.room = provers.room(build)

    def inputs_of(self, mutant):
        """The driver, and all that frama-c reads of the mutant's own file: its code, headers and logic."""
        tools = ["core/mutate/proved.py", *(f"proofs/{f}.py" for f in ("wp", "gate", "units", "provers"))]
        read = units.reads(self.root, f"core/{Path(mutant.file).stem}.c")
        return digest_of(self.root, [*tools, *read], self.limit)

    def unit_of(self, file):
        """The unit, its functions, those of others, and what all promise: the same in each mutant."""
        path = Path("core", Path(file).stem + ".c")
        with self.lock:
            if path not in self.known:
                unit = units.Unit(SimpleNamespace(root=self.root, sizes=[]), path)
                printed = units.printed_by(unit)
                own, other, _ = units.functions_of(unit, printed)
                self.known[path] = unit, own, other, gate.contracts(printed)
            return self.known[path]

    def judge(self, _changed, mutant, work):
        return self.prove(work / "tree", mutant)[0]

    def baseline(self, mutant):
        """(verdict, which provers and how long a goal of a mutant may take)"""
        for which in TRIES:
            self.needs[mutant.file, mutant.function] = which, LIMIT
            verdict, row = self.prove(self.root, mutant)
            if verdict == "survived":
                return verdict, f"{which} {max(1, min(LIMIT, math.ceil(MORE * row['slowest'])))}"
        return verdict, ""

    def learn(self, mutant, took):
        which, _, seconds = took.partition(" ")
        self.needs[mutant.file, mutant.function] = which, int(seconds)

    def prove(self, tree, mutant):
        """(verdict, row of figures) of the function, its goals first and then, if all are proved, its
        smoke tests."""
        unit, own, other, contract_of = self.unit_of(mutant.file)
        if mutant.function not in own:
            return "none", {}
        which, seconds = self.needs[mutant.file, mutant.function]
        others = [name for name in own + other if name != mutant.function]
        row = {}
        for what, stage in (("Goal", wp.stage(which, seconds)), ("Smoke-test", ([wp.MATCHING], wp.SMOKE))):
            command = wp.command(unit, self, others, [stage])
            verdict, log, rows = self.watch(command, tree, what, mutant.function)
            if verdict != "survived":
                return verdict, row
            if gate.warnings(log) or gate.unstated_hypotheses(log, [mutant.function], contract_of):
                return "killed", row
            row = row or rows.get(mutant.function, {})
        return "survived" if row else "none", row

    def watch(self, command, tree, what, function):
        """(verdict, log, rows) of a run of WP, which is ended as soon as a goal is left of which it is
        known that no more time would help."""
        with subprocess.Popen(command, cwd=tree, env={**os.environ, "PWD": str(tree)}, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            late = threading.Timer(self.limit, ending.kill, [process.pid])
            late.daemon = True  # where this fails, nobody waits for it
            late.start()
            log, answered, verdict, said = [], {}, "survived", ""
            for line in process.stdout:
                log.append(line)
                if said and line.startswith("  "):  # what each prover said of the goal that is left
                    said += line
                    continue
                if said:
                    verdict = verdict_of(said) if what == "Goal" else "killed"
                    said = ""
                    if verdict == "killed":
                        break
                new = {}
                if what in line and wp.read_goal(line, new):
                    answered |= new
                    said = line if any(by == "none" for by, _ in new.values()) else ""
            if verdict == "killed":
                ending.kill(process.pid)
            late.cancel()
        if verdict == "survived" and process.returncode != 0:
            verdict = "timeout" if process.returncode < 0 else "killed"  # frama-c refuses it
        return verdict, "".join(log), wp.add_up(answered, [function])[0]
