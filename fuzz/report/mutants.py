# SPDX-License-Identifier: MIT
"""mutants: which judge noticed how many changes of each function: from the matrix of `make mutate`, or from
what comes with the project."""
import collections
import os

from report import markup

NAMES = ("mutant", "file", "line", "function", "kind", "old", "new")  # then a column for each judge
JUDGES = ("unit", "search", "replay", "proofs")
VERDICTS = {"killed": (1, 1), "timeout": (1, 1), "survived": (0, 1), "none": (0, 0)}


def lines_of(path, names):
    """Each line but the first, as a dictionary, and where it stands; the first has these names, and then judges.
    Notes count for nothing."""
    with open(path, encoding="utf-8") as file:
        lines = [(at, line) for at, line in enumerate(file.read().splitlines(), 1) if not line.startswith("#")]
    heads = lines[0][1].split("\t") if lines else []
    if tuple(heads[:len(names)]) != names or not set(heads[len(names):]) <= set(JUDGES):
        raise ValueError("line 1: not the names of the columns")
    for at, line in lines[1:]:
        if line.count("\t") + 1 != len(heads):
            raise ValueError(f"line {at}: not {len(heads)} fields")
        yield at, dict(zip(heads, line.split("\t")))


def counted(fields, judge, at):
    """Of one mutant: was it noticed, and was it judged?"""
    if fields[judge] not in VERDICTS:
        raise ValueError(f"line {at}: not a verdict: {fields[judge]}")
    noticed, judged = VERDICTS[fields[judge]]
    if judge == "proofs" and fields[judge] == "timeout":
        noticed = 0  # nobody knows
    return noticed, judged


def of_project(path):
    """By file and function, by judge: how many were noticed, and of how many; and of which commit."""
    with markup.reading(path):
        with open(path, encoding="utf-8") as file:
            commit = file.readline().split()[-1]
        return {(fields["file"], fields["function"]): {judge: tuple(map(int, fields[judge].split("/"))) for judge in JUDGES}
                for _, fields in lines_of(path, ("file", "function"))}, commit


def load(path, shipped):
    """The same of the last run, and no commit; unless there was none, or it tried fewer functions, as a sample
    does: then of what comes with the project."""
    found = collections.defaultdict(dict)
    with markup.reading(path):
        for at, fields in lines_of(path, NAMES) if os.path.exists(path) else []:
            of = found[fields["file"], fields["function"]]
            for judge in set(JUDGES) & set(fields):
                of[judge] = tuple(map(sum, zip(of.get(judge, (0, 0)), counted(fields, judge, at))))
    recorded, commit = of_project(shipped)
    return (recorded, commit) if len(found) < len(recorded) else (found, "")
