# SPDX-License-Identifier: MIT
"""league: how soon each engine finds the bugs of the league, from the table of `make league`."""
import os
import statistics

from report import markup, tables, words

MAKES = "make league"
COLUMNS = ("bug", "on", "engine", "hunts", "found", "executions", "executions_least",
           "executions_most", "cpu_seconds", "cpu_least", "cpu_most", "operations")
ENGINES = ("libfuzzer", "afl", "default")


def read(path):
    """By bug: the design, and by engine its line of the table."""
    bugs = {}
    for line in tables.read(path, COLUMNS, words=3, none="-"):
        if None in (line["hunts"], line["found"]):
            raise markup.Broken(f"{path}: {line['bug']}: does not say how many hunts found it")
        bugs.setdefault(line["bug"], (line["on"], {}))[1][line["engine"]] = line
    return bugs


def hunt(values):
    """The cell of an engine."""
    if values is None:
        return ""
    if values["executions"] is None:
        return f"- <small>found {values['found']:.0f} of {values['hunts']:.0f} times</small>"
    spread = ""
    if values["hunts"] > 1:
        least, most = ("-" if values[name] is None else markup.count(round(values[name]))
                       for name in ("executions_least", "executions_most"))
        spread = f"({least} to {most}) "
    return (f"{markup.count(round(values['executions']))} "
            f"<small>{spread}{values['cpu_seconds']:g} s</small>")


def row(bug, design, hunts, engines):
    left = [values["operations"] for values in hunts.values() if values["operations"] is not None]
    return [markup.code(bug), markup.text(design), *(hunt(hunts.get(one)) for one in engines),
            f"{min(left):.0f}" if left else "-"]


def summary(engine, bugs):
    """What there is to say of an engine, in one line."""
    hunts = [hunts[engine] for _, hunts in bugs.values() if engine in hunts]
    won = [one["executions"] for one in hunts if one["found"] and one["executions"] is not None]
    found = sum(one["found"] > 0 for one in hunts)
    median = ""
    if won:
        median = f", half of them within {markup.count(round(statistics.median(won)))} executions"
    return f"<li>{markup.code(engine)} finds {found} of {len(hunts)} bugs{median}.</li>\n"


def part(folder):
    """folder: build/fuzz."""
    path = f"{folder}/league/table.tsv"
    if not os.path.exists(path):
        return markup.section("league", "The bug league",
                              markup.missing("The league has not been played here yet", MAKES))
    bugs = read(path)
    engines = sorted({engine for _, hunts in bugs.values() for engine in hunts},
                     key=lambda e: (ENGINES.index(e) if e in ENGINES else len(ENGINES), e))
    heads = [words.head("bug"), words.head("on"),
             *(markup.link(words.anchor("libfuzzer, afl, default"), one) for one in engines),
             words.head("operations")]
    with markup.reading(path):
        summaries = "".join(summary(one, bugs) for one in engines)
        rows = [row(bug, *bugs[bug], engines) for bug in bugs]
    return markup.section("league", "The bug league", markup.paragraph(
        f"{len(bugs)} bugs, planted one at a time; each engine looks for them from nothing."),
        f"<ul>\n{summaries}</ul>\n", markup.table("bugs", heads, rows))
