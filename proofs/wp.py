# SPDX-License-Identifier: MIT
"""Runs Frama-C's WP on a unit, and reads what it proved."""
import re
import subprocess
import sys

from provers import MATCHING, MODELS

WP = ["-wp", "-wp-model", "Typed+Ref", "-wp-rte", "-warn-unsigned-overflow",
      "-warn-unsigned-downcast", "-wp-definitions-terminate", "-wp-check-memory-model"]
# Provers, and seconds a goal may take. One after the other: most goals are proved by the first at
# once, and a task for a further prover costs frama-c as much time as the proof. Of what is left, nearly
# all is proved within a second by cvc4, or by z3 as it comes; the rest gets more, and so does what took
# longer on a busy machine. Those are at work all at once, so that none waits for another to give up.
ALL = f"{MODELS},cvc4,{MATCHING}"
TRIES = [(MATCHING, 1), ("cvc4", 1), (MODELS, 2), (ALL, 90)]
# Is there a contradiction? A test that passes is a prover that found none as far as it went: z3
# goes 300,000 of its own steps, which is the same distance on any machine, or ten seconds, where it
# does not count its steps (20 tests of 2450). Three contradictions sown into invariants were found by
# 61, 57 and 61 tests of heap_blocks; z3 as it comes misses one of them in 500,000 steps and takes
# four times as long. Of the goals only those are left that keep every function in the run. That a
# call can end is not asked at each call: what a contract promises is proved of its function.
SMOKE = ["-wp-smoke-tests", "-wp-par", "2", "-wp-steps", "300000", "-wp-smoke-timeout", "10", "-wp-no-smoke-dead-call",
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


def read_goal(line, answers):
    """Notes what a line says of a goal, if it does; of a goal that is asked again, the last holds."""
    match = GOAL.match(line)
    if match:
        prover, goal, verdict, rest = match.groups()
        by = prover.split()[0] if verdict == "Valid" else "smoke" if prover == "Passed" else "none"
        answers[goal] = by, rest or ""
    return bool(match)


def add_up(answers, functions):
    """The rows of the table, one for each function, and the goals that are left."""
    rows = {}
    for goal, (by, rest) in answers.items():
        row = rows.setdefault(owner(goal, functions), empty_row())
        row["goals"] += 1
        row["proved"] += by != "none"
        row["by"][by] = row["by"].get(by, 0) + 1
        seconds = sum(float(n) / (1000 if u == "ms" else 1) for n, u in TIME.findall(rest))
        row["seconds"] += seconds
        row["slowest"] = max(row["slowest"], seconds)
        for steps in STEPS.findall(rest):
            row["steps"][by] = row["steps"].get(by, 0) + int(steps)
    return rows, [goal for goal, (by, _) in answers.items() if by == "none"]


def asking(provers, before):
    """The option that names the provers of a stage, after one that asked others: frama-c keeps its list."""
    change = [f"-{name}" for name in before if name not in provers]
    change += [f"+{name}" for name in provers if name not in before]
    return [f"-wp-prover={','.join(change)}"] if change else []


def command(unit, options, other, stages):
    """One frama-c for all stages (provers, options): it reads the unit once, and each stage asks what
    the ones before have left."""
    line = unit.parse() + ["-load-module", str(options.room)] + WP
    cache = options.cache / unit.label
    cache.mkdir(parents=True, exist_ok=True)
    line += ["-wp-cache", "update", "-wp-cache-dir", str(cache)]
    before = []
    for provers, more in stages:
        line += ["-then", "-wp"] if before else []
        line += asking(provers, before) + more + (["-wp-skip-fct", ",".join(other)] if other else [])
        before = provers
    return line


def stage(provers, seconds):
    """Asks these provers about what is left, all at once."""
    names = provers.split(",")
    return names, ["-wp-timeout", str(seconds), "-wp-par", str(max(2, len(names)))]


def miscounted(log):
    """Whether frama-c itself counts other goals as left than were read, in a stage of proofs."""
    for part in log.split("[wp] Running WP plugin...")[1:]:
        if "] Smoke-test " in part:
            continue
        answers = {}
        for line in part.splitlines():
            read_goal(line, answers)
        total = re.search(r"Proved goals:\s*(\d+) / (\d+)", part)
        left = int(total.group(2)) - int(total.group(1)) if total else 0
        if left != len(add_up(answers, [])[1]) or (answers and not total):
            return True
    return False


def run(unit, options, own, other, stages, smoke):
    """Runs WP, showing progress: (log, rows, failures). With `smoke`, the last stage is the smoke
    tests: they are not asked of a unit in which goals are left."""
    answers, lines, begun, given_up = {}, [], 0, False
    with subprocess.Popen(["timeout", str(UNIT_LIMIT), *command(unit, options, other, stages)], text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            if line.startswith("[wp] Running WP plugin..."):
                begun += 1
                if smoke and begun == len(stages) and any(by == "none" for by, _ in answers.values()):
                    given_up = True
                    process.terminate()
            if given_up or begun > 1 and "Warning: No goal generated" in line:  # nothing was left
                continue
            lines.append(line)
            if read_goal(line, answers) and sys.stdout.isatty():
                print(f"\r{unit.name}: {len(answers)} goals", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    log = "".join(lines)
    rows, failures = add_up(answers, own)
    if process.returncode != 0 and not given_up:
        failures.append(f"frama-c ended with status {process.returncode}")
    if not any(by != "smoke" for by, _ in answers.values()):
        failures.append("frama-c knows of no goal")
    if smoke and not failures and not any(by == "smoke" for by, _ in answers.values()):
        failures.append("frama-c knows of no smoke-test")
    if miscounted(log):
        failures.append("frama-c counts other goals as left")
    return log, rows, failures


def out_of_time(log):
    """The goals that are left because no prover came to an end: whether they hold, nobody knows.
    (A prover that says Unknown has, and has found no proof.)"""
    told = dict(re.findall(r"^\[wp\] \[[^]]*\] Goal typed_ref_(\S+)(.*\n(?:  .*\n)*)", log, re.M))
    return {goal for goal, said in told.items() if not re.search(r"\b(Valid|Unknown \()", said)}


def also_lemmas(unit, options, other, stages, result):
    """The result (log, rows, failures) and that of the unit's lemmas, which WP leaves out where it leaves out
    functions."""
    lemmas, _ = unit.lemmas()
    if not lemmas or not other:
        return result
    names = [lemma.split()[0] for lemma in lemmas]
    asked = [(provers, more + [f"-wp-prop={','.join(names)}"]) for provers, more in stages]
    log, rows, failures = run(unit, options, [], [], asked, False)
    # Of functions it warns here as well, also of those that are not proved.
    log = re.sub(r"^\[[\w:-]+\] \S+\.[ch]:\d+: Warning:.*\n(?:  .*\n)*", "", log, flags=re.M)
    failures += [f"lemma {name} has no goal" for name in names
                 if not re.search(rf"typed_ref_lemma_{name}\b", log)]
    return result[0] + log, {**rows, **result[1]}, result[2] + failures


def prove(unit, options, own, other):
    """The proofs of the unit, then its smoke tests: (log, rows, failures)"""
    stages = [stage(*one) for one in options.tries]
    result = "", {}, []
    if own or not other:  # where nothing is left out, the run has the lemmas, too, which may be all there is
        smoke = [([MATCHING], SMOKE)] if own else []
        result = run(unit, options, own, other, stages + smoke, bool(own))
    return also_lemmas(unit, options, other, stages, result)
