# SPDX-License-Identifier: MIT
"""What is known of mutants from earlier runs, and the matrix of this one."""
import hashlib
import time

import source


def noticed(judge, verdict):
    """Provers that run out of time have noticed nothing; a program that does not end is seen to do so."""
    return verdict == "killed" or (verdict == "timeout" and judge != "proofs")


def noticed_by_any(verdicts):
    return any(noticed(judge, verdict) for judge, verdict in verdicts.items())


def fate(verdicts):
    """What comes of a mutant: noticed, undecided (only provers could say, and ran out of time), survivor,
    or unasked."""
    if noticed_by_any(verdicts):
        return "noticed"
    said = set(verdicts.values())
    return "undecided" if "timeout" in said else "survivor" if "survived" in said else "unasked"


def key(*parts):
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def draw(seed, mutants):
    """In an order by the seed in which each has its place, whatever others there are."""
    return sorted(mutants, key=lambda mutant: key(seed, mutant.name))


def pairs(path):
    lines = path.read_text().splitlines() if path.exists() else []
    return dict(line.split("\t") for line in lines if line.count("\t") == 1)


class Known:
    """Verdicts by key: those that come with the project, by the start of the key, and those of the runs
    since, in a file to which each is added at once: a run can be broken off."""

    START = 16

    def __init__(self, path, project, cold):
        self.path, self.project = path, project
        self.verdicts, self.told, self.used = pairs(path), {} if cold else pairs(project), {}

    def get(self, name):
        verdict = self.verdicts.get(name) or self.told.get(name[:self.START])
        if verdict:
            self.used[name[:self.START]] = verdict
        return verdict

    def put(self, name, verdict):
        if self.get(name) != verdict:
            self.verdicts[name] = verdict
            with self.path.open("a") as out:
                out.write(f"{name}\t{verdict}\n")

    def write(self):
        """Lets that come with the project what this run has looked up."""
        self.project.write_text("".join(f"{name}\t{verdict}\n" for name, verdict in sorted(self.used.items())))


class Matrix:
    def __init__(self, path, judges):
        self.path, self.judges, self.rows = path, judges, []
        self.judged = self.same = self.refused = 0

    def add(self, mutant, verdicts):
        if verdicts is None:
            self.refused += 1
        elif not verdicts:
            self.same += 1
        else:
            self.judged += 1
            self.rows.append((mutant, verdicts))

    def progress(self, mutant, wanted, start):
        if not self.rows or self.rows[-1][0] is not mutant:
            return
        seconds = time.monotonic() - start
        left = seconds / self.judged * (wanted - self.judged)
        said = ", ".join(f"{j} {v}" for j, v in self.rows[-1][1].items())
        where = f"{mutant.file}:{mutant.line}" if mutant.line else mutant.file
        print(f"[{self.judged}/{wanted}, {seconds:.0f} s, about {left:.0f} s more] {where} {mutant.function}: "
              f"{mutant.kind} `{source.flat(mutant.old)}` -> `{source.flat(mutant.new)}`: {said}", flush=True)

    def close(self, untaken):
        """Writes the matrix, and prints of each judge how many it killed, and at how many the time ran
        out, of how many it judged."""
        self.rows.sort(key=lambda row: (row[0].file, row[0].line, row[0].start, row[0].kind, row[0].new))
        lines = ["\t".join(["mutant", "file", "line", "function", "kind", "old", "new", *self.judges])]
        for m, verdicts in self.rows:
            lines.append("\t".join([m.name, m.file, str(m.line), m.function, m.kind, source.flat(m.old),
                                    source.flat(m.new), *(verdicts[j] for j in self.judges)]))
        self.path.write_text("\n".join(lines) + "\n")
        print(f"\n{'killed + time / judged':24} {'mutants':>8}" + "".join(f"{j:>14}" for j in [*self.judges, "noticed"]))
        for name, cells in self.table():
            print(f"{name:24} {cells[0]:>8}" + "".join(f"{cell:>14}" for cell in cells[1:]))
        print(f"not judged: {self.same} that compile to the same code, {self.refused} that do not compile")
        for m, verdicts in self.rows:
            if fate(verdicts) in ("undecided", "survivor"):
                print(f"{fate(verdicts)}: {m.name}" + ", which no judge gets to" * (m in untaken))

    def table(self):
        """(file, mutants and what was counted of each judge and of all), and the sums."""
        files = sorted({m.file for m, _ in self.rows})
        rows = [(file, [v for m, v in self.rows if m.file == file]) for file in files]
        for name, said in [*rows, ("all", [v for _, v in self.rows])]:
            yield name, [len(said), *(self.cell(said, judge) for judge in self.judges),
                         f"{sum(map(noticed_by_any, said))}/{sum(fate(v) != 'unasked' for v in said)}"]

    @staticmethod
    def cell(rows, judge):
        said = [v[judge] for v in rows if v[judge] != "none"]
        return f"{said.count('killed')}+{said.count('timeout')}/{len(said)}"
