# SPDX-License-Identifier: MIT
"""The outcome of a run as a page: the table, and of each mutant that nobody noticed the reason."""
import subprocess
import sys

import matrix
from places import places_of

PAGE = "core/mutate/results.md"
HEAD = """# The kill matrix, measured

Written by `core/mutate/mutate --known --write` at commit {commit}. A cell says how many mutants the judge
killed, how many it noticed or could not decide because the time ran out, and how many it judged; the last column,
how many of those that were judged at all some judge noticed. [README.md](README.md) says what the judges are.
Mutants that nobody has been asked about yet are counted in the column `mutants` alone.

"""


def accepted(root):
    """The name of a mutant that does not matter -> why."""
    lines = (root / "core/mutate/accepted.txt").read_text().splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


def table(rows, judges):
    lines = ["| file | mutants | " + " | ".join(judges) + " | noticed |", "|---|" + "--:|" * (len(judges) + 2)]
    return lines + ["| " + " | ".join(map(str, (name, *cells))) + " |" for name, cells in rows]


def survivors(root, left, reasons, places, untaken):
    """A line for each mutant that nobody noticed: what machines know of it, and the reason. This can be
    that of a place: of any jump that is made of the one line that reads so, as `jump: FILE: LINE`."""
    for m, verdicts in left:
        line, reason = m.name, reasons.get(m.name)
        if m in places:
            file, number = places[m]
            lines = [text.strip() for text in (root / file).read_text().splitlines()]
            text = lines[number - 1]
            line += f"`, of {file}:{number}, `{text}"
            if lines.count(text) == 1:
                reason = reason or reasons.get(f"jump: {file}: {text}")
        said = ["no judge gets there"] * (m in untaken)
        said += ["its contract is proved of it, too"] * (verdicts.get("proofs") == "survived")
        said += ["undecided"] * (matrix.fate(verdicts) == "undecided")
        yield f"- `{line}`: {'; '.join([*said, *([reason] if reason else [])]) or 'no reason is known'}"


def write(root, build, shipped, matrix_of, untaken):
    """The page of what a run came to."""
    git = dict(cwd=root, text=True, stdout=subprocess.PIPE, check=True, timeout=60)
    if subprocess.run(["git", "status", "--porcelain", "core", "proofs", "fuzz", ":!core/mutate"], **git).stdout:
        sys.exit("mutate: --write asks for a tree that is committed")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], **git).stdout.strip()
    text = HEAD.format(commit=commit) + "\n".join(table(matrix_of.table(), matrix_of.judges))
    text += f"\n\nNot judged: {matrix_of.same} that compile to the same code, {matrix_of.refused} that do not compile.\n"
    left = [(m, v) for m, v in matrix_of.rows if matrix.fate(v) in ("survivor", "undecided")]
    places = places_of(root, build, shipped, [m for m, _ in left])
    text += "\n".join(["\n## What nobody noticed\n", *survivors(root, left, accepted(root), places, untaken)]) + "\n"
    (root / PAGE).write_text(text)
