# SPDX-License-Identifier: MIT
"""Measures heap and libashlar beside other allocators, shows tables, writes FOLDER/results.json:

    core/bench/compare.py FOLDER ROUNDS PART...      --check for a FOLDER: only looks at the others

A part is one of time, threads, programs, large, options and growth, or a single workload of it, as in time:kernel.

Each figure comes from a process of its own, which LD_PRELOAD gives its malloc. In a round all
allocators take their turns at a workload, in an order that changes, so that what disturbs the
machine for a while disturbs all of them.
"""
import datetime
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time

sys.path.append(os.path.dirname(os.path.abspath(__file__)) + "/../../ci")
import ending  # noqa: E402
import plots  # noqa: E402
import programs  # noqa: E402
import tables  # noqa: E402

PROGRAM = "build/bench/time"
UNIT = "mimalloc"  # which ratios are of
SECONDS_MOST = 60  # for a workload, once

# What is preloaded. glibc is too: redis-server would take its malloc from jemalloc.
LIBRARIES = {
    "libashlar": os.path.abspath("build/hosted/libashlar.so"),
    "mimalloc": "libmimalloc.so.2",
    "jemalloc": "libjemalloc.so.2",
    "tcmalloc": "libtcmalloc_minimal.so.4",
    "glibc": "libc.so.6",
}
DROP_INS = list(LIBRARIES)
# libashlar once more, with what ASHLAR_OPTIONS may ask for to harden it.
HARDENED = {
    "zero": "zero=free",
    "quarantine": "quarantine=on",
    "guard": "guard=on",
    "random": "random=on",
    "canary": "canary=on",
}
HARDENED["all"] = ",".join(HARDENED.values())
# The peer that is hardened: as it comes; and with what else it has, quarantine for blocks as long as ours.
SCUDO = {
    "scudo": "",
    "scudo all": "zero_contents=1:quarantine_size_kb=512:thread_local_quarantine_size_kb=256:"
                 "quarantine_max_chunk_size=65536",
}
SINGLE = ["lifo1_64", "lifo256_64", "fifo256_64", "small_mixed", "wide_mixed", "larson100k",
          "bulk64", "bulk_mixed", "kernel"]
LIVE = [10 ** i for i in range(3, 8)]

# Of each part: its workloads, the allocators, and one round of it for so many that are asked for.
PARTS = {
    "time": (SINGLE, ["heap", *DROP_INS, "nothing"], 1),
    "threads": (["own", "handed", "stream", "larson"], DROP_INS, 1),
    "programs": (list(programs.ALL), DROP_INS, 3),
    "large": (["large_mixed", "huge_mixed"], DROP_INS, 3),
    "options": ([*SINGLE, "large_mixed"], ["libashlar", *HARDENED, *SCUDO, UNIT], 5),
    "growth": ([str(n) for n in LIVE], DROP_INS, 5),
}


def fail(why, status=1):
    print(f"core/bench/compare.py: {why}", file=sys.stderr)
    sys.exit(status)


def variables_of(allocator):
    """That choose it for a program."""
    if allocator in HARDENED:
        return {"LD_PRELOAD": LIBRARIES["libashlar"], "ASHLAR_OPTIONS": HARDENED[allocator]}
    if allocator in SCUDO:
        return {"LD_PRELOAD": os.path.abspath("build/bench/libscudo.so"), "SCUDO_OPTIONS": SCUDO[allocator]}
    return {"LD_PRELOAD": LIBRARIES.get(allocator, "")}


def arguments_of(part, workload, allocator):
    if part not in ("time", "large", "options"):
        return [part, workload]
    return [allocator if allocator in ("heap", "nothing") else "malloc", workload]


def workload_once(part, workload, allocator):
    """Nanoseconds an operation, and KiB; or what went wrong."""
    variables = variables_of(allocator)
    try:
        done = subprocess.run([PROGRAM, *arguments_of(part, workload, allocator)],
                              env={**os.environ, **variables}, timeout=SECONDS_MOST,
                              capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired:
        return None, f"takes more than {SECONDS_MOST} s"
    if done.returncode != 0 or done.stderr:
        return None, f"status {done.returncode}: {done.stderr[:300]!r}"
    library, taken, elapsed, peak = done.stdout.split()
    if not (variables["LD_PRELOAD"] or "libc.so.6").endswith(library):
        return None, f"malloc is that of {library} (ci/deps bench installs the others)"
    return {"time": float(taken), "elapsed": float(elapsed), "peak": float(peak)}, None


def once(part, workload, allocator):
    if part == "programs":
        figures, why = programs.ALL[workload](variables_of(allocator))
    else:
        figures, why = workload_once(part, workload, allocator)
    if figures is None:
        fail(f"{part}, {workload} with {allocator}: {why}")
    return figures


def figure(values):
    """What is said of several measurements of the same thing."""
    quartiles = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else 3 * values
    return {"median": quartiles[1], "quartiles": [quartiles[0], quartiles[2]], "rounds": len(values)}


def sum_up(rounds):
    """Of {allocator: figures} of each round: the figures, and their ratios to the unit's, round by
    round."""
    result = {}
    for allocator in rounds[0]:
        of = result[allocator] = {}
        for name in ("time", "elapsed", "peak"):
            of[name] = figure([r[allocator][name] for r in rounds])
            of[name + "_ratio"] = figure([r[allocator][name] / r[UNIT][name] for r in rounds])
    return result


def measure(part, workloads, asked):
    _, allocators, divisor = PARTS[part]
    rounds = max(1, asked // divisor)
    found = {workload: [] for workload in workloads}
    start = time.monotonic()
    for number in range(rounds):
        for workload in workloads:
            order = random.sample(allocators, len(allocators))
            taken = {allocator: once(part, workload, allocator) for allocator in order}
            found[workload].append({allocator: taken[allocator] for allocator in allocators})
        print(f"  {part}: round {number + 1} of {rounds}, {time.monotonic() - start:.0f} s",
              file=sys.stderr)
    return {workload: sum_up(found[workload]) for workload in workloads}


# ---- what they were measured on ----

def said_by(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def line_of(path, start):
    with open(path, encoding="utf-8") as file:
        return next((line.split(":", 1)[1].strip() for line in file if line.startswith(start)), "")


def machine():
    return {"processors": len(os.sched_getaffinity(0)),
            "model": line_of("/proc/cpuinfo", "model name") or platform.machine(),
            "memory": line_of("/proc/meminfo", "MemTotal"), "system": platform.platform()}


def commit():
    changed = said_by("git", "status", "--porcelain", "--untracked-files=no")
    return (said_by("git", "rev-parse", "HEAD") or "unknown") + (", changed" if changed else "")


class Noise:
    """What else went on, from here to said()."""

    def __init__(self):
        self.load = os.getloadavg()[0]
        self.start = self.seconds()

    @staticmethod
    def seconds():
        """Of processors: all there were, those that were used, and those that we used."""
        with open("/proc/stat", encoding="utf-8") as file:
            ticks = [int(n) / os.sysconf("SC_CLK_TCK") for n in file.readline().split()[1:9]]
        return sum(ticks), sum(ticks) - ticks[3] - ticks[4], sum(os.times()[:4])

    def said(self, parts):
        there, used, ours = (end - start for start, end in zip(self.start, self.seconds()))
        told = [of["time" if name == UNIT else "time_ratio"]
                for rows in parts.values() for row in rows.values() for name, of in row.items()]
        spreads = [tables.spread(of) for of in told if of["rounds"] > 1]
        return {"load_before": self.load, "load_after": os.getloadavg()[0],
                "used_by_others": max(0, used - ours) / max(there, 1e-9),
                "spread_median": statistics.median(spreads) if spreads else None,
                "spread_most": max(spreads, default=None)}


def asked_for(words):
    """{part: {workload: None}}, of words like threads and time:kernel."""
    wanted = {}
    for word in words:
        part, _, workload = word.partition(":")
        if part not in PARTS:
            fail(f"there is no part '{part}', but {' '.join(PARTS)}", 2)
        if workload and workload not in PARTS[part][0]:
            fail(f"{part} has no '{workload}', but {' '.join(PARTS[part][0])}", 2)
        wanted.setdefault(part, {}).update(dict.fromkeys([workload] if workload else PARTS[part][0]))
    return wanted


def counted(folder):
    """The tables of core/bench/run that are the same each time, line by line, if it has made them."""
    found = {}
    for name in ("instructions", "use"):
        if os.path.exists(f"{folder}/{name}.out"):
            with open(f"{folder}/{name}.out", encoding="utf-8") as file:
                found[name] = [line.split() for line in file if line.strip()]
    return found


def forget_settings():
    """Each allocator is measured as its package sets it up, whatever the user has chosen."""
    for name in list(os.environ):
        if name.startswith(("LD_PRELOAD", "ASHLAR_", "MALLOC_", "MIMALLOC_", "TCMALLOC_", "GLIBC_TUNABLES", "SCUDO_")):
            del os.environ[name]


def main(arguments):
    if len(arguments) < 2 or not arguments[1].isdigit() or not 1 <= int(arguments[1]) <= 1000:
        fail(f"ROUNDS must be 1 .. 1000, not '{''.join(arguments[1:2])}'", 2)
    folder, rounds, wanted = arguments[0], int(arguments[1]), asked_for(arguments[2:])
    if folder == "--check":
        return
    forget_settings()
    if "programs" in wanted:
        programs.prepare()
    noise, parts = Noise(), {}
    for part, workloads in wanted.items():
        parts[part] = measure(part, list(workloads), rounds)
        tables.show(part, parts[part])
    results = {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "commit": commit(), "machine": machine(),
        "compilers": {name: said_by(name, "--version").split("\n")[0] for name in ("clang", "gcc")},
        "units": {"programs": "ms", "others": "ns for an operation", "peak": "KiB of a process"},
        "noise": noise.said(parts), "parts": parts, "counted": counted(folder)}
    os.makedirs(folder, exist_ok=True)
    with open(folder + "/results.json", "w", encoding="utf-8") as file:
        json.dump(results, file, indent=1)
    print("\n" + tables.noise_line(results))
    for path in plots.draw(results, folder):
        print(f"drawn: {path}")


if __name__ == "__main__":
    sys.exit(ending.run(lambda: main(sys.argv[1:])))
