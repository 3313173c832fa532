# SPDX-License-Identifier: MIT
"""The outcome of a run as a page: the table, and of each mutant that nobody noticed the reason."""
import subprocess
import sys
from collections import Counter

import matrix
from places import places_of

PAGE = "core/mutate/results.md"
FUNCTIONS = "core/mutate/functions.tsv"  # the same by function, for the report
HEAD = """# The kill matrix, measured

Written by `core/mutate/mutate --known --write` at commit {commit}. A cell says how many mutants the judge
killed, how many it noticed or could not decide because the time ran out, and how many it judged; the last column,
how many of those that were judged at all some judge noticed. [README.md](README.md) says what the judges are.
Mutants that nobody has been asked about yet are counted in the column `mutants` alone.

"""

# Of these mutants of the source each judge is asked, not only the first that notices:
# core/mutate/mutate --sample 60 --seed alone --kinds operator,constant,condition,arguments,deletion
SAMPLE, SEED = 60, "alone"
ALONE = """
## Each judge by itself

Of {sample} mutants of the source, drawn by the seed `{seed}`, all judges have been asked, and not only the first
that notices. `only`: no other noticed.

"""

NEVER = """
## What no judge gets to

Jumps that are forced where they are always taken, or removed where they never are, in all runs of `unit` and
`replay`: so each run of the mutant is that of the code as it is. By the line of the source that they are made of:

"""


def accepted(root):
    """The name of a mutant that does not matter -> why."""
    lines = (root / "core/mutate/accepted.txt").read_text().splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


def table(rows, judges):
    lines = ["| file | mutants | " + " | ".join(judges) + " | noticed |", "|---|" + "--:|" * (len(judges) + 2)]
    return lines + ["| " + " | ".join(map(str, (name, *cells))) + " |" for name, cells in rows]


def alone(rows, judges):
    """A line for each judge, over the mutants of which all were asked."""
    verdicts = {m: v for m, v in rows if m.line}
    drawn = [verdicts[m] for m in matrix.draw(SEED, verdicts)[:SAMPLE]]
    yield from ["| judge | asked | killed | out of time | let live | only |", "|---|" + "--:|" * 5]
    for judge in judges:
        said = Counter(v[judge] for v in drawn)
        only = sum({j for j in judges if matrix.noticed(j, v[j])} == {judge} for v in drawn)
        yield f"| {judge} | {len(drawn) - said['none']} | {said['killed']} | {said['timeout']} | {said['survived']} | {only} |"


def by_function(rows, judges):
    """A line for each function: by judge, how many mutants it noticed of how many it judged."""
    count = Counter()
    for m, verdicts in rows:
        for judge in judges:
            count[m.file, m.function, judge, "judged"] += verdicts[judge] != "none"
            count[m.file, m.function, judge, "noticed"] += matrix.noticed(judge, verdicts[judge])
    yield "\t".join(["file", "function", *judges])
    for of in sorted({(m.file, m.function) for m, _ in rows}):
        yield "\t".join([*of, *(f"{count[*of, judge, 'noticed']}/{count[*of, judge, 'judged']}" for judge in judges)])


def at_line(root, place, reasons):
    """(the place, its text, the reason that is given for all jumps of the one line that reads so)"""
    file, number = place
    lines = [text.strip() for text in (root / file).read_text().splitlines()]
    text = lines[number - 1]
    return f"{file}:{number}, `{text}`", reasons.get(f"jump: {file}: {text}") if lines.count(text) == 1 else None


def survivors(root, left, reasons, places):
    """A line for each mutant that nobody noticed: what machines know of it, and the reason."""
    for m, verdicts in left:
        line, reason = f"`{m.name}`", reasons.get(m.name)
        if m in places:
            place, of_line = at_line(root, places[m], reasons)
            line, reason = f"{line}, of {place}", reason or of_line
        said = ["its contract is proved of it, too"] * (verdicts.get("proofs") == "survived")
        said += ["undecided"] * (matrix.fate(verdicts) == "undecided")
        said += [reason] if reason else [] if said else ["no reason is known"]
        yield f"- {line}: {'; '.join(said)}"


def never_gone(root, left, reasons, places):
    """A line for each line of the source of which jumps are made that no judge gets to the other way."""
    count = Counter(places.get(m) for m in left)
    for place in sorted(count, key=lambda at: at or ("", 0)):
        line, reason = at_line(root, place, reasons) if place else ("no line that is known", None)
        yield f"- {count[place]} of {line}" + (f": {reason}" if reason else "")


def write(root, build, shipped, matrix_of, untaken):
    """The page of what a run came to, and the table by function."""
    git = dict(cwd=root, text=True, stdout=subprocess.PIPE, check=True, timeout=60)
    if subprocess.run(["git", "status", "--porcelain", "core", "proofs", "fuzz", ":!core/mutate"], **git).stdout:
        sys.exit("mutate: --write asks for a tree that is committed")
    unasked = sum(matrix.fate(verdicts) == "unasked" for _, verdicts in matrix_of.rows)
    if unasked > len(matrix_of.rows) / 10:
        sys.exit(f"mutate: of {unasked} of {len(matrix_of.rows)} mutants nothing is known, or nothing any more: "
                 "--write would forget the rest")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], **git).stdout.strip()
    text = HEAD.format(commit=commit) + "\n".join(table(matrix_of.table(), matrix_of.judges))
    text += f"\n\nNot judged: {matrix_of.same} that compile to the same code, {matrix_of.refused} that do not compile.\n"
    text += ALONE.format(sample=SAMPLE, seed=SEED) + "\n".join(alone(matrix_of.rows, matrix_of.judges)) + "\n"
    left = [(m, v) for m, v in matrix_of.rows if matrix.fate(v) in ("survivor", "undecided")]
    places = places_of(root, build, shipped, [m for m, _ in left])
    reached = [(m, v) for m, v in left if m not in untaken]
    text += "\n".join(["\n## What nobody noticed\n", *survivors(root, reached, accepted(root), places)]) + "\n"
    text += NEVER + "\n".join(never_gone(root, [m for m, _ in left if m in untaken], accepted(root), places)) + "\n"
    (root / PAGE).write_text(text)
    lines = [f"# at commit {commit}", *by_function(matrix_of.rows, matrix_of.judges)]
    (root / FUNCTIONS).write_text("\n".join(lines) + "\n")
