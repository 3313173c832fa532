# SPDX-License-Identifier: MIT
"""Pictures of results, as SVG: draw(results, folder)."""
import math
from xml.sax.saxutils import escape

COLOURS = {"heap": "#0b3c8c", "libashlar": "#2f7de1", "mimalloc": "#444444", "jemalloc": "#d9822b",
           "tcmalloc": "#8f5bb5", "glibc": "#b0413e", "zero": "#8f5bb5", "quarantine": "#2a8c82",
           "guard": "#d9822b", "random": "#c2a300", "canary": "#d16ba5", "all": "#b0413e",
           "scudo": "#999999", "scudo all": "#555555"}
HEADS = {"time": "One thread", "threads": "Two threads", "programs": "Real programs",
         "large": "Large blocks", "options": "libashlar hardened"}
# What is divided by mimalloc's, in words, and less and more of it.
MEASURES = {
    "time": ("processor time", "faster", "slower"),
    "peak": ("the most memory that was resident", "less", "more"),
}
TICKS = (0.125, 0.25, 0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256)
FONT = 'font-family="sans-serif" font-size="13"'
LEFT, RIGHT, TOP = 130, 50, 100  # around what is drawn
WIDTH = 720  # of what is drawn


def text(x, y, words, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'


def line(x1, y1, x2, y2, colour="#dddddd", width=1.0):
    return (f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
            f' stroke-width="{width}"/>')


def document(title, below, height, parts):
    width = LEFT + WIDTH + RIGHT
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" {FONT}>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        text(20, 28, title, 'font-size="18" font-weight="bold"'),
        text(20, 48, below, 'fill="#555555"'), *parts, "</svg>", ""])


def legend(names):
    parts, x = [], 20
    for name in names:
        parts.append(f'<rect x="{x}" y="62" width="12" height="12" fill="{COLOURS[name]}"/>')
        parts.append(text(x + 17, 73, name))
        x += 100
    return parts


def bars(part, rows, measure):
    """Bars from 1, which is mimalloc's, to the median; a thin line from quartile to quartile."""
    names = [name for name in next(iter(rows.values())) if name in COLOURS and name != "mimalloc"]
    ends = [end for row in rows.values() for name in names for end in row[name][measure + "_ratio"]["quartiles"]]
    low, high = math.log2(min(0.7, *ends)) - 0.05, math.log2(max(1.5, *ends)) + 0.05

    def across(ratio):
        return LEFT + WIDTH * (math.log2(ratio) - low) / (high - low)

    thick, gap = 11, 16
    tall = len(names) * thick + gap
    bottom = TOP + len(rows) * tall
    parts = legend(names)
    free = 0.0  # from here on a number has room
    for tick in TICKS:
        if low <= math.log2(tick) <= high and across(tick) >= free:
            free = across(tick) + 35
            parts.append(line(across(tick), TOP - 6, across(tick), bottom))
            parts.append(text(across(tick), bottom + 16, f"{tick:g}", 'text-anchor="middle"'))
    for row, (workload, figures) in enumerate(rows.items()):
        y = TOP + row * tall
        parts.append(text(LEFT - 10, y + (tall - gap) / 2 + 5, workload, 'text-anchor="end"'))
        for name in names:
            of = figures[name][measure + "_ratio"]
            x = sorted((across(1), across(of["median"])))
            parts.append(f'<rect x="{x[0]:.1f}" y="{y}" width="{max(1, x[1] - x[0]):.1f}"'
                         f' height="{thick - 2}" fill="{COLOURS[name]}"/>')
            middle = y + (thick - 2) / 2
            parts.append(line(across(of["quartiles"][0]), middle, across(of["quartiles"][1]), middle,
                              "#000000", 1.5))
            y += thick
    parts.append(line(across(1), TOP - 6, across(1), bottom, COLOURS["mimalloc"], 2))
    parts.append(text(across(1), bottom + 34, "mimalloc", 'text-anchor="middle" font-weight="bold"'))
    what, less, more = MEASURES[measure]
    parts.append(text(across(1) - 45, bottom + 34, "← " + less, 'text-anchor="end"'))
    parts.append(text(across(1) + 45, bottom + 34, more + " →"))
    return document(f"{HEADS[part]}: {what}, as a multiple of mimalloc's",
                    "medians of rounds; black: their middle half; the scale is logarithmic",
                    bottom + 50, parts)


def growth(rows):
    """A curve for each allocator, both scales logarithmic."""
    names = list(next(iter(rows.values())))
    counts = [int(count) for count in rows]
    times = [row[name]["time"]["median"] for row in rows.values() for name in names]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    first, last = math.log10(counts[0]), max(math.log10(counts[-1]), math.log10(counts[0]) + 1)
    tall = 360

    def place(count, nanoseconds):
        return (LEFT + WIDTH * (math.log10(count) - first) / (last - first),
                TOP + tall * (high - math.log10(nanoseconds)) / (high - low))

    parts = legend(names)
    for power in range(low, high + 1):
        for digit in range(1, 10) if power < high else (1,):
            y = place(counts[0], digit * 10 ** power)[1]
            parts.append(line(LEFT, y, LEFT + WIDTH, y, "#bbbbbb" if digit == 1 else "#eeeeee"))
            if digit in (1, 2, 5):
                parts.append(text(LEFT - 8, y + 5, f"{digit * 10 ** power:g} ns", 'text-anchor="end"'))
    for count in counts:
        x = place(count, 1)[0]
        parts.append(line(x, TOP, x, TOP + tall))
        parts.append(text(x, TOP + tall + 18, f"{count:,}", 'text-anchor="middle"'))
    for name in names:
        points = [place(int(count), row[name]["time"]["median"]) for count, row in rows.items()]
        parts.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none"'
                     f' stroke="{COLOURS[name]}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[name]}"/>' for x, y in points]
    parts.append(text(LEFT + WIDTH / 2, TOP + tall + 40, "live blocks", 'text-anchor="middle"'))
    return document("Growth: time of an operation when so much is live",
                    "processor time; both scales are logarithmic; curves rise, as what is live no longer fits"
                    " the caches", TOP + tall + 55, parts)


def draw(results, folder):
    """Pictures of each part that was measured; gives their paths."""
    pictures = {}
    for part, rows in results["parts"].items():
        if part == "growth":
            pictures["growth"] = growth(rows)
            continue
        for measure in MEASURES:
            pictures[f"{part}-{measure}"] = bars(part, rows, measure)
    paths = [f"{folder}/{name}.svg" for name in pictures]
    for path, picture in zip(paths, pictures.values()):
        with open(path, "w", encoding="utf-8") as file:
            file.write(picture)
    return paths
