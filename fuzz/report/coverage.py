# SPDX-License-Identifier: MIT
"""coverage: which lines of the core the committed inputs run, from what `llvm-cov export` wrote.

A static function of a header is compiled into each file that uses it: here it is one function, and
what its copies count is added up. So are the two builds, with words of 64 and of 8 bits."""
import collections
import glob
import json
import os

from report import markup, words

MAKES = "make build/fuzz/coverage.json"
NOT_YET = "The core as it is now has not been measured"
HEADS = ("function", "calls", "lines", "outcomes")


class Function:
    """One function of the core, all copies of it together."""

    def __init__(self, path, first, last):
        self.path, self.first, self.last = path, first, last
        self.names, self.calls = [], 0  # a macro may give each copy a name of its own
        self.taken = collections.defaultdict(lambda: [0, 0])  # by place: how often yes, how often no

    def add(self, copy):
        name = copy["name"].split(":")[-1]  # a static function's begins with its file
        if name not in self.names:
            self.names.append(name)
        self.calls += copy["count"]
        for first, column, last, end, yes, no, file, *_ in copy["branches"]:
            both = self.taken[file, first, column, last, end]
            both[0] += yes
            both[1] += no

    def name(self):
        others = len(self.names) - 1
        return self.names[0] + (f" and {others} more" if others else "")

    def outcomes(self):
        """How many came up, and how many there are."""
        seen = [count > 0 for both in self.taken.values() for count in both]
        return sum(seen), len(seen)

    def lines(self, counts):
        """The same of its lines with code; counts is of its file."""
        own = [counts[line] for line in range(self.first, self.last + 1) if line in counts]
        return sum(count > 0 for count in own), len(own)

    def gaps(self):
        outcomes = self.outcomes()
        return outcomes[1] - outcomes[0]


def line_counts(segments):
    """How often each line with code was run, from places where a count begins: what holds from the
    line before and what begins on the line, the larger of them."""
    begin = collections.defaultdict(list)
    for line, _, *rest in segments:
        begin[line].append(rest)
    counts, held = {}, None
    for line in range(min(begin, default=0), max(begin, default=-1) + 1):
        entries = [count for count, known, entry, gap in begin[line] if known and entry and not gap]
        skipped = begin[line] and not begin[line][0][1] and begin[line][0][2]
        if not skipped and (held is not None or entries):
            counts[line] = max(entries + ([held] if held is not None else []))
        if begin[line]:
            count, known, *_ = begin[line][-1]
            held = count if known else None
    return counts


class Coverage:
    """functions: a list. counts: by path and line. sources: lines of text by path."""

    def __init__(self, path):
        with markup.reading(path), open(path, encoding="utf-8") as file:
            data = json.load(file)["data"][0]
            counts = {os.path.relpath(one["filename"]): line_counts(one["segments"])
                      for one in data["files"]}
            found = {}
            for copy in data["functions"]:
                first, _, last = copy["regions"][0][:3]
                where = os.path.relpath(copy["filenames"][0])
                found.setdefault((where, first), Function(where, first, last)).add(copy)
        self.functions = [found[key] for key in sorted(found)]
        self.sources, self.counts = {}, collections.defaultdict(dict)
        for one in self.functions:  # of lines outside, macros have counts, which tell nothing
            self.counts[one.path].update((line, counts[one.path][line]) for line in
                                         range(one.first, one.last + 1) if line in counts[one.path])
        for where in sorted(self.counts):
            with markup.reading(where), open(where, encoding="utf-8") as file:
                self.sources[where] = file.read().splitlines()


def load(path):
    """The Coverage in that file; None if there is none of the core as it is now."""
    if not os.path.exists(path) or os.path.getmtime(path) < max(
            os.path.getmtime(source) for source in glob.glob("core/*.[ch]")):
        return None
    return Coverage(path)


def unseen(function, source):
    """By line: what its decisions had for an answer, in words, where it was not both yes and no."""
    said = collections.defaultdict(list)
    for (file, first, column, last, end), both in function.taken.items():
        if file == 0 and function.calls > 0 and 0 in both:
            text = source[first - 1][column - 1:end - 1 if last == first else None]
            how = "not asked" if both == [0, 0] else "never" if both[0] == 0 else "always"
            said[first].append(f"{how}: {text}")
    return said


def place(path, line):
    return f"{path}-{line}"


def listing(path, coverage):
    """The source of a file, each line with the number of times it ran."""
    source, counts, said, starts = coverage.sources[path], coverage.counts[path], {}, set()
    for function in coverage.functions:
        if function.path == path:
            said.update(unseen(function, source))
            starts.add(function.first)
    lines = []
    for number, line in enumerate(source, 1):
        count = counts.get(number)
        kind = "" if count is None else "never" if count == 0 else "half" if number in said else "ran"
        anchor = f' id="{place(path, number)}"' if number in starts else ""
        why = f'<em>{markup.text("; ".join(said[number]))}</em>' if kind == "half" else ""
        lines.append(f'<span class="{kind}"{anchor}><i>{number:4} {"" if count is None else count:>9}'
                     f"</i> {markup.text(line)}{why}</span>")
    ran, whole = sum(count > 0 for count in counts.values()), len(counts)
    return (f"<details><summary>{markup.code(path)} {markup.ratio(ran, whole)} lines</summary>"
            f'<pre class="source" tabindex="0">{"".join(lines)}</pre></details>\n')


def named(function):
    """A function and where it is, which leads to its source."""
    name = markup.link(place(function.path, function.first), function.name())
    return f"{name} <small>{markup.text(function.path)}:{function.first}</small>"


def row(function, coverage):
    """The cells of a function."""
    return [named(function),
            markup.count(function.calls), markup.ratio(*function.lines(coverage.counts[function.path])),
            markup.ratio(*function.outcomes())]


def part(coverage):
    """coverage: a Coverage, or None if there is none yet."""
    if coverage is None:
        return markup.section("coverage", "Coverage of the core",
                              markup.missing(NOT_YET, MAKES))
    sums = [sum(pair) for pair in zip(*(f.outcomes() for f in coverage.functions))]
    lines = [sum(pair) for pair in zip(*(f.lines(coverage.counts[f.path]) for f in coverage.functions))]
    called = sum(f.calls > 0 for f in coverage.functions)
    order = sorted(coverage.functions, key=lambda f: (f.calls > 0, -f.gaps(), f.path, f.first))
    return markup.section(
        "coverage", "Coverage of the core", markup.paragraph(
            "By replay of the inputs that the repository brings, nothing else: "
            f"{markup.ratio(called, len(coverage.functions))} functions called, "
            f"{markup.ratio(*lines)} lines run, {markup.ratio(*sums)} outcomes seen. Those with "
            "most outcomes unseen come first. Functions that end in _check are part of the oracle: "
            "most of what they ask is answered with no only by a heap that is broken."),
        markup.table("functions", [words.head(head) for head in HEADS],
                     [row(function, coverage) for function in order]),
        '<h3 id="source">The source, line by line</h3>\n<p><span class="key ran">ran</span> '
        '<span class="key half">ran, but some decision always went the same way</span> '
        '<span class="key never">never ran</span>; the second number says how often.</p>\n',
        *(listing(path, coverage) for path in sorted(coverage.sources)))
