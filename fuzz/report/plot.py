# SPDX-License-Identifier: MIT
"""plot: curves over time as SVG, some below one another with one axis of time."""
from report.markup import count, text

WIDTH, HEIGHT, HEAD, FOOT = 280, 44, 20, 16  # of a curve, of the words above it, and of the last line
POINTS = 300                                 # of a curve, at most: there are no more dots than that


def thin(points):
    """Every n-th point and the last, so that few enough are left."""
    step = len(points) // POINTS + 1
    return points if step == 1 else points[::step] + points[-1:]


def curve(points, longest, top):
    """points: of seconds and values; the value at the top is the largest."""
    most = max(value for _, value in points) or 1
    dots = [(seconds / longest * WIDTH, top + HEIGHT * (1 - value / most))
            for seconds, value in thin(points)]
    if len(dots) == 1:
        return f'<circle class="dot" cx="{dots[0][0]:.1f}" cy="{dots[0][1]:.1f}" r="2"/>'
    return f'<polyline class="curve" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in dots)}"/>'


def plot(name, series):
    """series: pairs of a word and its points. Gives the SVG, or nothing if there is no point."""
    series = [(word, points) for word, points in series if points]
    if not series:
        return ""
    longest = max(points[-1][0] for _, points in series) or 1
    tall = len(series) * (HEAD + HEIGHT + 6) + FOOT
    parts = [f'<svg class="plot" viewBox="-1 0 {WIDTH + 2} {tall}" role="img" '
             f'aria-label="{text(name)} over time">']
    for i, (word, points) in enumerate(series):
        top = i * (HEAD + HEIGHT + 6) + HEAD
        most = round(max(value for _, value in points))
        parts += [f'<text x="0" y="{top - 8}">{text(word)}</text>',
                  f'<text class="end" x="{WIDTH}" y="{top - 8}">{count(most)}</text>',
                  f'<line x1="0" x2="{WIDTH}" y1="{top + HEIGHT}" y2="{top + HEIGHT}"/>',
                  curve(points, longest, top)]
    parts += [f'<text x="0" y="{tall - 4}">0</text>',
              f'<text class="end" x="{WIDTH}" y="{tall - 4}">{longest:.1f} s</text></svg>']
    return "".join(parts)
