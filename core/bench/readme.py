# SPDX-License-Identifier: MIT
"""Puts the tables of a result between two marks in a text: readme.py RESULTS TEXT"""
import json
import sys

import tables

BEGIN = "<!-- bench: what follows is written by `core/bench/run --readme` -->\n"
END = "<!-- bench: end -->\n"
NAMES = ["heap", "libashlar", "jemalloc", "tcmalloc", "glibc"]  # mimalloc is 1
HARDENED = ["libashlar", "zero", "quarantine", "guard", "random", "canary", "all", "scudo", "scudo all"]
PARTS = {"time": "one thread", "threads": "two threads", "programs": "real programs", "large": "large blocks"}


def fail(why):
    print(f"core/bench/readme.py: {why}", file=sys.stderr)
    sys.exit(1)


def row(head, cell, names, columns=None):
    return "| " + " | ".join([head, *(cell(name) if name in names else "" for name in columns or NAMES)]) + " |"


def rows_of(what, rows, columns=None):
    names = list(next(iter(rows.values())))

    def cell(of):
        return lambda name: f"{of[name]['time_ratio']['median']:.2f} {tables.percent(of[name]['time_ratio']).strip()}"

    return [row(f"**{what}: time**", lambda name: f"**{tables.mean(rows, name, 'time_ratio'):.2f}**", names, columns),
            *(row(workload, cell(of), names, columns) for workload, of in rows.items()),
            row(f"**{what}: memory**", lambda name: f"**{tables.memory(rows, name):.2f}**", names, columns)]


def markdown(results):
    machine, noise, parts = results["machine"], results["noise"], results["parts"]
    rounds = {part: next(iter(rows.values()))["mimalloc"]["time"]["rounds"] for part, rows in parts.items()}
    lines = [
        f"Measured on {machine['processors']} processors ({machine['model']}) at {results['commit'][:10]} by"
        f" `make bench ROUNDS={rounds['time']}`", f"(rounds: {rounds['programs']} of programs, {rounds['growth']} of"
        f" options and growth), while others used {100 * noise['used_by_others']:.0f} % of them; the percentages have",
        f"a median of {100 * noise['spread_median']:.0f} %:", "",
        row("mimalloc = 1", str, NAMES), row("---", lambda _: "---", NAMES)]
    for part, what in PARTS.items():
        lines += rows_of(what, parts[part])
    lines += ["", "The same of libashlar with options that harden it, one at a time and all of them",
              "([what they are](kernel/hosted/README.md#hardening)), in one thread; and of Scudo, LLVM's hardened",
              "malloc, as it comes, and with zeroing and quarantine besides:", "",
              row("mimalloc = 1", lambda name: "none" if name == "libashlar" else name, HARDENED, HARDENED),
              row("---", lambda _: "---", HARDENED, HARDENED), *rows_of("hardened", parts["options"], HARDENED)]
    lines += ["", "An operation while so many blocks are live, in nanoseconds:", ""]
    growth = parts["growth"]
    lines += ["| live blocks | " + " | ".join(f"{int(count):,}" for count in growth) + " |",
              "|---" * (len(growth) + 1) + "|"]
    for name in next(iter(growth.values())):
        lines.append(f"| {name} | " + " | ".join(f"{of[name]['time']['median']:.1f}" for of in growth.values()) + " |")
    return "\n".join(lines) + "\n"


def main(results_path, text_path):
    try:
        with open(results_path, encoding="utf-8") as file:
            results = json.load(file)
    except (OSError, ValueError) as error:
        fail(f"no result, which `make bench` writes: {error}")
    for part in (*PARTS, "options", "growth"):
        if part not in results["parts"]:
            fail(f"{results_path} has no '{part}': it comes from a narrowed `make bench`")
    if results["noise"]["spread_median"] is None:
        fail(f"{results_path} is of one round, which does not tell how noisy it was")
    with open(text_path, encoding="utf-8") as file:
        text = file.read()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        fail(f"{text_path} has not both marks: {BEGIN.strip()} and {END.strip()}")
    with open(text_path, "w", encoding="utf-8") as file:
        file.write(before + begin + "\n" + markdown(results) + end + after)


if __name__ == "__main__":
    main(*sys.argv[1:])
