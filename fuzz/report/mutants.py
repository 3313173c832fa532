# SPDX-License-Identifier: MIT
"""mutants: which judge noticed how many changes of each function, from the matrix of `make mutate`."""
import collections
import os

from report import markup

NAMES = ("mutant", "file", "line", "function", "kind", "old", "new")  # then a column for each judge
JUDGES = ("unit", "search", "replay", "proofs")
VERDICTS = {"killed": (1, 1), "timeout": (1, 1), "survived": (0, 1), "none": (0, 0)}


def load(path):
    """By file and function, by judge: how many were noticed, and of how many. Nothing if there is no
    such file."""
    found = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    if not os.path.exists(path):
        return found
    with markup.reading(path), open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
        names = lines[0].split("\t") if lines else []
        if tuple(names[:len(NAMES)]) != NAMES or not set(names[len(NAMES):]) <= set(JUDGES):
            raise ValueError("line 1: not the names of the columns")
        for at, line in enumerate(lines[1:], 2):
            fields = dict(zip(names, line.split("\t")))
            if len(fields) != len(names) or line.count("\t") >= len(names):
                raise ValueError(f"line {at}: not {len(names)} fields")
            for judge in names[len(NAMES):]:
                if fields[judge] not in VERDICTS:
                    raise ValueError(f"line {at}: not a verdict: {fields[judge]}")
                noticed, judged = VERDICTS[fields[judge]]
                if judge == "proofs" and fields[judge] == "timeout":
                    noticed = 0  # nobody knows
                sums = found[fields["file"], fields["function"]][judge]
                sums[0] += noticed
                sums[1] += judged
    return found
