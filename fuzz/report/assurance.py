# SPDX-License-Identifier: MIT
"""assurance: for each function of the core, what it promises, how much of that is proved, how much of
it the committed inputs reach, and which of its changes are noticed: where a reader who doubts it finds
what to attack."""
import json
import os
import re
import subprocess

from report import coverage, markup, mutants, words

MAKES = "make prove"
HEADS = ("function", "contract", "goals", "rounds", "instructions", "lines", "outcomes")
MEASURED = "make build/bench/rounds.txt"


def rows_of(result):
    return {function: (row["proved"], row["goals"]) for function, row in json.loads(result)["rows"].items()}


def proofs(folder, shipped):
    """By unit, which is a file of the core without its ending, the rows that proofs/prove left; of units of which
    it left none, those that come with the project. Are there any of these?"""
    found = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.endswith(".json"):
            path = f"{folder}/{name}"
            with markup.reading(path), open(path, encoding="utf-8") as file:
                found[name[:-5]] = rows_of(file.read())
    with markup.reading(shipped), open(shipped, encoding="utf-8") as file:
        lines = (line.partition("\t") for line in file)
        recorded = {unit.replace("/", "-"): rows_of(result) for unit, _, result in lines}
    return recorded | found, not recorded.keys() <= found.keys()


def goals(function, found):
    """Proved and all; a static function of a header is proved with the units that use it."""
    name, unit = function.names[0], os.path.splitext(os.path.basename(function.path))[0]
    units = [found.get(unit, {})] + (list(found.values()) if name.startswith("ash_") else [])
    return next((rows[name] for rows in units if name in rows), None)


def rounds():
    """Of each call that proofs/steps tells of, how often loops run in it at most."""
    said = subprocess.run(["proofs/steps"], stdout=subprocess.PIPE, text=True, check=True, timeout=60).stdout
    return dict(re.findall(r"^(ash_\w+) +(.*?)   ", said, re.M))


def instructions(path):
    """Of each call that core/bench/rounds has measured, the most; {} if it has not."""
    if not os.path.exists(path):
        return {}
    with markup.reading(path), open(path, encoding="utf-8") as file:
        return {name: int(count) for name, count in re.findall(r"^(ash_\w+) +(\d+)", file.read(), re.M)}


def above(lines, at):
    """The text of the comment that ends above a line, annotations left out."""
    said, annotation = [], False
    for line in reversed(lines[:at]):
        line = line.strip()
        if annotation:
            annotation = not line.startswith("/*@")
        elif line.endswith("*/"):
            annotation = not line.startswith("/*@")
        elif line.startswith("//") and not line.startswith("//@"):
            said.append(line[2:].strip())
        else:
            break
    return " ".join(reversed(said))


def contract(name, *texts):
    """The first sentence of the comment in front of the function's declaration, in the first of the
    texts that has one."""
    declares = re.compile(rf"^[a-z][\w ]*[ *]{re.escape(name)}\(")
    for lines in texts:
        for at, line in enumerate(lines):
            said = above(lines, at) if declares.match(line) else ""
            if said and "SPDX-License" not in said:
                return re.split(r"(?<=[^.][.?])\s", said)[0].replace("`", "")
    return ""


def row(function, measured, found, changed, costs):
    source = measured.sources[function.path]
    header = os.path.splitext(function.path)[0] + ".h"
    declared = []
    if header != function.path and os.path.exists(header):
        with open(header, encoding="utf-8") as file:
            declared = file.read().splitlines()
    proved = goals(function, found)
    said = contract(function.names[0], declared, source)
    lines = function.lines(measured.counts[function.path])
    noticed = changed.get((function.path, function.names[0]), {})
    return [coverage.named(function), markup.text(said) or "<small>in its annotations</small>",
            markup.ratio(*proved) if proved else "-", *(of.get(function.names[0], "-") for of in costs),
            markup.ratio(*lines),
            markup.ratio(*function.outcomes()),
            *(markup.ratio(*noticed.get(judge, (0, 0))) for judge in mutants.JUDGES)]


def part(measured, build):
    """measured: a coverage.Coverage, or None. build: where proofs and mutants have left theirs."""
    title = "What stands behind each function"
    found, recorded = proofs(f"{build}/proofs/results", "proofs/results.txt")
    changed, commit = mutants.load(f"{build}/mutate/matrix.tsv", "core/mutate/functions.tsv")
    if measured is None:
        return markup.section("assurance", title, markup.missing(coverage.NOT_YET, coverage.MAKES))
    counted = {name: markup.count(most) for name, most in instructions(f"{build}/bench/rounds.txt").items()}
    costs = (rounds(), counted)
    rows = [row(function, measured, found, changed, costs) for function in measured.functions]
    proved = sum(one[2] != "-" for one in rows)
    heads = [words.head(head) for head in HEADS] + [
        markup.link(words.anchor(", ".join(mutants.JUDGES)), judge) for judge in mutants.JUDGES]
    return markup.section(
        "assurance", title, markup.paragraph(
            f"{len(rows)} functions; of {proved} there is a proof on record. A proof covers every "
            "state and every argument; what it takes on trust stands in proofs/README.md."),
        markup.missing("Of units not proved here the goals are those on record with the project; proof that they hold "
                       "here", MAKES)
        if recorded else "",
        "" if counted else markup.missing("No instructions of single calls have been counted here yet", MEASURED),
        markup.missing(f"What judges noticed is of commit {commit}; the same of the core as it is here",
                       "make mutate") if commit else "",
        markup.table("promises", heads, rows))
