# SPDX-License-Identifier: MIT
"""The outcome of a run as a page: the table, and of each mutant that nobody noticed the reason."""
import subprocess
import sys

import matrix

PAGE = "core/mutate/results.md"
HEAD = """# The kill matrix, measured

Written by `core/mutate/mutate --known --write` at commit {commit}. A cell says how many mutants the judge
killed, how many it noticed or could not decide because the time ran out, and how many it judged; the last column,
how many of those that were judged at all some judge noticed. [README.md](README.md) says what the judges are.

"""


def accepted(root):
    """The name of a mutant that does not matter -> why."""
    lines = (root / "core/mutate/accepted.txt").read_text().splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


def table(rows, judges):
    lines = ["| file | mutants | " + " | ".join(judges) + " | noticed |", "|---|" + "--:|" * (len(judges) + 2)]
    return lines + ["| " + " | ".join(map(str, (name, *cells))) + " |" for name, cells in rows]


def survivors(matrix_of, reasons):
    left = [(m.name, matrix.fate(v)) for m, v in matrix_of.rows if matrix.fate(v) in ("survivor", "undecided")]
    return [f"- `{name}`: {reasons.get(name, 'no reason is known' if what == 'survivor' else 'undecided')}"
            for name, what in left]


def write(root, matrix_of):
    """The page of what a run came to."""
    git = dict(cwd=root, text=True, stdout=subprocess.PIPE, check=True, timeout=60)
    if subprocess.run(["git", "status", "--porcelain", "core", "proofs", "fuzz", ":!core/mutate"], **git).stdout:
        sys.exit("mutate: --write asks for a tree that is committed")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], **git).stdout.strip()
    text = HEAD.format(commit=commit) + "\n".join(table(matrix_of.table(), matrix_of.judges))
    text += f"\n\nNot judged: {matrix_of.same} that compile to the same code, {matrix_of.refused} that do not compile.\n"
    left = survivors(matrix_of, accepted(root))
    if left:
        text += "\n## What nobody noticed\n\n" + "\n".join(left) + "\n"
    (root / PAGE).write_text(text)
