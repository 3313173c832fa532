# SPDX-License-Identifier: MIT
"""screen: what a person sees of a campaign: a table that is drawn again in place on a terminal, a
line every ten seconds elsewhere, and the table once more at the end."""
import os
import shutil
import sys
import time

EVERY = 10  # seconds between lines
HEADS = ("target", "state", "ran", "executions", "a second", "Mop/cpu-s", "coverage", "corpus",
         "stability", "crashes", "last find")
WIDTHS = (17, 8, 9, 12, 10, 11, 10, 8, 11, 9, 14)


def span(seconds):
    """12 s, 3:04 min or 1:00:00 h."""
    seconds = int(seconds)
    minutes, hours = seconds // 60, seconds // 3600
    if hours > 0:
        return f"{hours}:{minutes % 60:02}:{seconds % 60:02} h"
    return f"{minutes}:{seconds % 60:02} min" if minutes > 0 else f"{seconds} s"


def line(cells):
    first, *others = zip(cells, WIDTHS)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)


def row(target, now):
    figures = target.figures()

    def known(name, form="{}"):
        return "-" if figures.get(name) is None else form.format(figures[name])

    speed = figures["operations"] / figures["cpu"] / 1e6 if figures["cpu"] > 0 else None
    return line((
        target.name, "running" if target.turn else target.state, span(target.ran()),
        figures["executions"], f"{target.rate():.0f}", "-" if speed is None else f"{speed:.2f}",
        known("coverage"), known("corpus"), known("stability", "{:.2f}%"), target.crashes,
        "-" if target.last_find is None else span(now - target.last_find) + " ago"))


def title(campaign):
    now = campaign.now()
    crashes = sum(target.crashes for target in campaign.targets)
    executions = sum(target.figures()["executions"] for target in campaign.targets)
    return (f"{span(now)} of {span(campaign.seconds)}, {span(max(0, campaign.seconds - now))} "
            f"left, seed {campaign.seed}: {executions} executions, {crashes} crashes"
            + (f", minimising {os.path.basename(campaign.minimising.kept)}" if campaign.minimising else ""))


def table(campaign, rows=None):
    """The title, the heads, and as many targets as there is room for: those that run come first
    when that is not all."""
    targets = campaign.targets
    if rows is not None and len(targets) > rows - 3:
        order = sorted(targets, key=lambda t: (not t.turn, -t.crashes, -(t.began or 0)))
        targets = order[:max(1, rows - 4)]
    lines = [title(campaign), line(HEADS)] + [row(target, campaign.now()) for target in targets]
    left = len(campaign.targets) - len(targets)
    return lines + ([f"and {left} more"] if left > 0 else [])


class Screen:
    """On a terminal."""

    def __enter__(self):
        sys.stdout.write("\x1b[?1049h\x1b[?25l")  # a screen of its own, no cursor
        return self

    def __exit__(self, *_):
        sys.stdout.write("\x1b[?25h\x1b[?1049l")
        sys.stdout.flush()

    def draw(self, campaign):
        columns, rows = shutil.get_terminal_size()
        lines = [text[:columns - 1] for text in table(campaign, rows)]
        sys.stdout.write("\x1b[H" + "".join(f"{text}\x1b[K\n" for text in lines) + "\x1b[J")
        sys.stdout.flush()


class Lines:
    """Elsewhere."""

    def __enter__(self):
        self.last = time.monotonic()
        return self

    def __exit__(self, *_):
        pass

    def draw(self, campaign):
        if time.monotonic() - self.last < EVERY:
            return
        self.last = time.monotonic()
        names = " ".join(target.name for target in campaign.running())
        print(f"  {title(campaign)}; running: {names or 'nothing'}", flush=True)
