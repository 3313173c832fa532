# SPDX-License-Identifier: MIT
"""Tables of results, for a terminal and for README.md."""
import math

TITLES = {
    "time": "One thread: processor time of an operation",
    "threads": "Two threads: processor time of an operation",
    "programs": "Real programs: processor time",
    "large": "Large blocks: processor time of an operation",
    "options": "libashlar hardened: processor time of an operation",
    "growth": "Growth: processor time of an operation, when so many blocks are live",
}


def spread(figure):
    """From the first quartile to the third, as a part of the median."""
    low, high = figure["quartiles"]
    return (high - low) / figure["median"] if figure["median"] else 0


def percent(figure):
    """Of one round nothing is known."""
    return f"{100 * spread(figure):3.0f}%" if figure["rounds"] > 1 else "   -"


def mean(rows, allocator, name):
    """Geometric, of the medians of all workloads."""
    return math.exp(sum(math.log(row[allocator][name]["median"]) for row in rows.values()) / len(rows))


def memory(rows, allocator):
    """What it took in all workloads, as a multiple of mimalloc's; without what a process takes that
    allocates nothing, where that was measured."""
    def taken(name):
        kib = sum(row[name]["peak"]["median"] - (row["nothing"]["peak"]["median"] if "nothing" in row else 0)
                  for row in rows.values())
        return max(kib, 1)
    return taken(allocator) / taken("mimalloc")


def print_row(name, cells):
    print(f"{name:<12}" + "".join(f"  {cell:>10}" for cell in cells), flush=True)


def ratios(rows, names, measure):
    """A row for each workload, of ratios to mimalloc, whose own figure comes last."""
    for workload, row in rows.items():
        cells = []
        for name in names:
            of = row[name][measure if name == "mimalloc" else measure + "_ratio"]
            ratio = 1 if name == "mimalloc" else of["median"]
            cells.append(f"{ratio:.2f} {percent(of)}")
        print_row(workload, [*cells, f"{row['mimalloc'][measure]['median']:.1f}"])
    print_row("geom. mean", [f"{mean(rows, name, measure + '_ratio'):.2f}     " for name in names])


def peaks(rows, names):
    for workload, row in rows.items():
        print_row(workload, [f"{row[name]['peak']['median'] / 1024:.1f}" for name in names])
    print_row("all of it", [f"{memory(rows, name):.2f}     " if name != "nothing" else "" for name in names])


def show(part, rows):
    names = list(next(iter(rows.values())))
    unit = "ms" if part == "programs" else "ns"
    rounds = next(iter(rows.values()))["mimalloc"]["time"]["rounds"]
    print(f"\n==== {TITLES[part]}, as a ratio to mimalloc's, medians of {rounds} round{'s' * (rounds > 1)}\n")
    print_row("", [*names, f"mimalloc {unit}"])
    ratios(rows, names, "time")
    if part in ("threads", "programs"):
        print("\n  the same of time by the clock on the wall\n")
        ratios(rows, names, "elapsed")
    print("\n  the most memory that was resident, MiB; and in all, as a multiple of mimalloc's\n")
    peaks(rows, names)


def noise_line(results):
    noise, machine = results["noise"], results["machine"]
    spreads = "one round does not tell how far rounds lie apart."
    if noise["spread_median"] is not None:
        spreads = (f"the percentages are the range of the middle half of the rounds; their own median is"
                   f" {100 * noise['spread_median']:.0f}%, the largest {100 * noise['spread_most']:.0f}%.")
    return (f"noise: {spreads}\nOthers used {100 * noise['used_by_others']:.0f}% of the {machine['processors']}"
            f" processors meanwhile; the load was {noise['load_before']:.1f} before and"
            f" {noise['load_after']:.1f} after.")
