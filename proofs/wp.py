# SPDX-License-Identifier: MIT
"""Runs Frama-C's WP on a unit, and reads what it proved."""
import re
import subprocess
import sys

from provers import MATCHING

WP = ["-wp", "-wp-model", "Typed+Ref", "-wp-rte", "-warn-unsigned-overflow",
      "-warn-unsigned-downcast", "-wp-definitions-terminate", "-wp-check-memory-model"]
# All provers at once: the first that succeeds spares the others their time. What is left gets
# more time (a busy machine is why some goals need it) and z3 as it comes, too.
TRIES = [(MATCHING + ",cvc4", 10), ("z3,cvc4," + MATCHING, 90)]  # provers, seconds a goal may take
# Is there a contradiction? A test that passes is a prover that found none as far as it went: z3
# goes 300,000 of its own steps, which is the same distance on any machine. Three contradictions
# sown into invariants were found by 61, 57 and 61 tests of heap_blocks; z3 as it comes misses one
# of them in 500,000 steps and takes four times as long. Of the goals only those are left that
# keep every function in the run. That a call can end is not asked at each call: what a contract
# promises is proved of its function.
SMOKE = ["-wp-prover", MATCHING, "-wp-smoke-tests", "-wp-steps", "300000", "-wp-smoke-timeout", "10",
         "-wp-no-smoke-dead-call", "-wp-par", "2",
         "-wp-prop=-@ensures,-@requires,-@assert,-@invariant,-@variant,-@lemma,-@exits"]
UNIT_LIMIT = 1800  # seconds that one unit may take in all
GOAL = re.compile(r"^\[wp\] \[(.+?)\] (?:Goal|Smoke-test) typed_ref_(\S+)(?: : (\w+)(.*))?")
TIME = re.compile(r"\(([\d.]+)(ms|s)\)")
STEPS = re.compile(r"\((\d+)\)")


def owner(goal, functions):
    """The function that a goal of WP belongs to, by the longest name it starts with."""
    if goal.startswith("lemma_"):
        return "lemmas"
    names = [f for f in functions if goal.startswith(f + "_")]
    return max(names, key=len, default=goal)


def empty_row():
    """What is told of a function. The steps are the provers' own: the same on any machine."""
    return {"goals": 0, "proved": 0, "by": {}, "steps": {}, "seconds": 0, "slowest": 0}


def read_goal(line, functions, rows, failures):
    match = GOAL.match(line)
    if not match:
        return False
    prover, goal, verdict, rest = match.groups()
    good = verdict == "Valid" or prover == "Passed"
    failures += [] if good else [goal]
    row = rows.setdefault(owner(goal, functions), empty_row())
    row["goals"] += 1
    row["proved"] += good
    name = prover.split()[0] if verdict == "Valid" else ("smoke" if prover == "Passed" else "none")
    row["by"][name] = row["by"].get(name, 0) + 1
    seconds = sum(float(n) / (1000 if u == "ms" else 1) for n, u in TIME.findall(rest or ""))
    row["seconds"] += seconds
    row["slowest"] = max(row["slowest"], seconds)
    for steps in STEPS.findall(rest or ""):
        row["steps"][name] = row["steps"].get(name, 0) + int(steps)
    return True


def run(unit, options, own, other, more, wanted, timeout, cache="first"):
    """Runs WP, showing progress: (log, rows, failures) from the lines that name `wanted`."""
    command = unit.parse() + WP + ["-wp-timeout", str(timeout), "-wp-cache", "update",
                                   "-wp-cache-dir", str(options.cache / cache)]
    command += more + (["-wp-skip-fct", ",".join(other)] if other else [])
    rows, failures, lines, done = {}, [], [], 0
    with subprocess.Popen(["timeout", str(UNIT_LIMIT)] + command, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            lines.append(line)
            if wanted in line and read_goal(line, own, rows, failures):
                done += 1
                if sys.stdout.isatty():
                    print(f"\r{unit.name}: {done} {wanted.lower()}s", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    if process.returncode != 0:
        failures.append(f"frama-c ended with status {process.returncode}")
    if done == 0:
        failures.append(f"frama-c knows of no {wanted.lower()}")
    return "".join(lines), rows, failures


def prove_goals(unit, options, own, other):
    """The proofs of the unit; of functions that have goals left, once more with more time."""
    log, rows, failures = "", {}, []
    for provers, timeout in options.tries:
        more = ["-wp-prover", provers, "-wp-par", "2"]
        cache = "again" if log else "first"  # where what is left now was left
        last, found, failures = run(unit, options, own, other, more, "Goal", timeout, cache)
        log, rows = log + last, rows | found
        left = {owner(failure, own) for failure in failures}
        total = re.search(r"Proved goals:\s*(\d+) / (\d+)", last)
        if not total or total.group(1) != total.group(2):
            failures.append("not all goals are proved" if total else "frama-c proved nothing")
        if not left or not left <= {*own, "lemmas"}:  # done, or it is not time that is missing
            break
        again = [name for name in own if name in left] or own  # all, for a lemma: WP needs a function
        other, own = other + [name for name in own if name not in again], again
    return log, rows, failures


def out_of_time(log):
    """The goals that are left because no prover came to an end: whether they hold, nobody knows.
    (A prover that says Unknown has, and has found no proof.)"""
    told = dict(re.findall(r"^\[wp\] \[[^]]*\] Goal typed_ref_(\S+)(.*\n(?:  .*\n)*)", log, re.M))
    return {goal for goal, said in told.items() if not re.search(r"\b(Valid|Unknown \()", said)}


def prove(unit, options, own, other):
    """The proofs of the unit, then its smoke tests: (log, rows, failures)"""
    log, rows, failures = prove_goals(unit, options, own, other)
    if failures or not own:  # refused already, or lemmas alone
        return log, rows, failures
    smoke_log, smoke_rows, smoke_failures = run(unit, options, own, other, SMOKE, "Smoke-test",
                                                options.tries[0][1])
    for name, smoke in smoke_rows.items():
        row = rows.setdefault(name, empty_row())
        row["goals"] += smoke["goals"]
        row["proved"] += smoke["proved"]
        row["by"].update(smoke["by"])
    return log + smoke_log, rows, failures + smoke_failures
