# SPDX-License-Identifier: MIT
"""What proofs/prove tells of its results: a row for each function, and the sums."""
import gate

MARK = "<!-- status: written by `make prove STATUS=yes` -->\n"


def table(results):
    print(f"\n{'function':34} {'goals':>6} {'proved':>7} {'seconds':>8}  by")
    sums = {"goals": 0, "proved": 0, "by": {}, "seconds": 0.0}
    for unit, result in results:
        print(unit.name)
        for name, row in result["rows"].items():
            by = ", ".join(f"{k} {v}" for k, v in sorted(row["by"].items()))
            print(f"  {name:32} {row['goals']:6} {row['proved']:7} {row['seconds']:8.1f}  {by}")
            for field in ("goals", "proved", "seconds"):
                sums[field] += row[field]
            for prover, n in row["by"].items():
                sums["by"][prover] = sums["by"].get(prover, 0) + n
    by = ", ".join(f"{k} {v}" for k, v in sorted(sums["by"].items()))
    for unit, result in results:
        for name in result["trusted"]:
            print(f"not proved: {unit.name}: {name}: {gate.why(unit.name, name)}")
    print(f"{'all':34} {sums['goals']:6} {sums['proved']:7} {sums['seconds']:8.1f}  {by}")
    return sums


def status(told, names):
    """A table in Markdown: a line for each of these units, and the sums."""
    lines = ["| unit | functions | goals | Qed | z3 | cvc4 | smoke | z3's steps | cvc4's steps | seconds | slowest |",
             "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
    total = [0] * 9
    slowest = 0.0
    for unit in filter(told.get, names):
        result = told[unit]
        rows = result["rows"].values()

        def by(field, *provers):
            return sum(n for row in rows for p, n in row[field].items() if p.startswith(provers))

        numbers = [len([name for name in result["rows"] if name != "lemmas"]),
                   sum(row["goals"] for row in rows), by("by", "Qed"), by("by", "Z3"), by("by", "CVC4"),
                   by("by", "smoke"), by("steps", "Z3"), by("steps", "CVC4"), sum(row["seconds"] for row in rows)]
        total = [a + b for a, b in zip(total, numbers)]
        most = max((row["slowest"] for row in rows), default=0)
        slowest = max(slowest, most)
        lines.append(line(unit, numbers, most))
    return "\n".join([*lines, line("all", total, slowest)]) + "\n"


def line(name, numbers, slowest):
    *counts, z3_steps, cvc4_steps, seconds = numbers
    cells = [name, *counts, f"{z3_steps / 1e6:.1f} M", f"{cvc4_steps / 1e6:.1f} M", f"{seconds:.1f}", f"{slowest:.1f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


def write_status(readme, told, names):
    """Puts the table between the two marks of the file; false if they are not there."""
    text = readme.read_text()
    if text.count(MARK) != 2:
        return False
    before, _, after = text.split(MARK)
    readme.write_text(before + MARK + status(told, names) + MARK + after)
    return True
