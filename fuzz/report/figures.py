# SPDX-License-Identifier: MIT
"""figures: what the last campaign came to, from the files that campaign/record.py describes."""
import json
import os

from campaign import engines, record
from report import markup, plot, tables, words

MAKES = "make fuzz"
HEADS = ("target", "state", "ran", "executions", "executions a second", "Mop/cpu-s", "coverage",
         "corpus", "stability", "crashes", "last find")


def order(engine, design):
    """Design by design, in the order in which a campaign knows them; others come last."""
    known = [names.index(name) if name in names else len(names)
             for names, name in ((engines.DESIGNS, design), (engines.ENGINES, engine))]
    return known, design, engine


def row(target):
    """The cells of a target of summary.json."""
    ran, cpu, executions = target["ran"], target["cpu"], target["executions"]

    def form(pattern, value):
        return "-" if value is None else pattern.format(value)

    return [markup.text(cell) for cell in (
        f"{target['engine']}-{target['design']}", target["state"], f"{ran:.1f} s",
        markup.count(executions), markup.count(round(executions / ran)) if ran else "-",
        form("{:.2f}", target["operations"] / cpu / 1e6 if cpu else None),
        markup.count(target["coverage"]), markup.count(target["corpus"]),
        form("{:.2f} %", target["stability"]), target["crashes"],
        form("{:.1f} s", target["last_find"]))]


def table(path):
    if not os.path.exists(path):
        return markup.missing("The table of figures is written when a campaign ends", MAKES)
    with markup.reading(path), open(path, encoding="utf-8") as file:
        campaign = json.load(file)
        targets = sorted(campaign["targets"], key=lambda t: order(t["engine"], t["design"]))
        executions = sum(t["executions"] for t in targets)
        crashes = sum(t["crashes"] for t in targets)
        end = "; it was interrupted" if campaign["interrupted"] else ""
        summary = markup.paragraph(
            f"{len(targets)} targets on {campaign['cores']} cores for {campaign['seconds']:.0f} s, "
            f"seed {campaign['seed']}: {markup.count(executions)} executions, {crashes} crashes{end}.")
        whys = "".join(markup.paragraph(f"{t['engine']}-{t['design']}: {t['why']}")
                       for t in targets if t["why"])
        return summary + whys + markup.table("figures", [words.head(head) for head in HEADS],
                                             [row(target) for target in targets])


def speeds(rows):
    """Executions a second, between lines that lie half a second of running apart or more."""
    points, ran, executions = [], 0, 0
    for one in rows:
        if one["executions"] is not None and one["ran"] - ran >= 0.5:
            points.append((one["ran"], (one["executions"] - executions) / (one["ran"] - ran)))
            ran, executions = one["ran"], one["executions"]
    return points


def plots(folder):
    """One for each target that ran, over the time for which it did."""
    found = {}
    for engine in engines.ENGINES:
        for path in engines.files(folder):
            name = os.path.basename(path)
            if name.startswith(f"{engine}-") and name.endswith(".tsv"):
                found[engine, name[len(engine) + 1:-4]] = path
    figures = []
    for engine, design in sorted(found, key=lambda target: order(*target)):
        rows, name = tables.read(found[engine, design], record.COLUMNS), f"{engine}-{design}"
        rows = [one for one in rows if one["ran"] is not None]
        drawn = plot.plot(name, [("executions a second", speeds(rows))] + [
            (word, [(one["ran"], one[word]) for one in rows if one[word] is not None])
            for word in ("coverage", "corpus")])
        if drawn:
            figures.append(f"<figure><figcaption>{markup.text(name)}</figcaption>{drawn}</figure>\n")
    return figures


def part(folder):
    """folder: build/fuzz."""
    folder = f"{folder}/campaign"
    figures = plots(folder)
    drawn = f'<div class="plots">\n{"".join(figures)}</div>\n' if figures else markup.missing(
        "There is nothing to plot yet", MAKES)
    return (markup.section("campaign", "The campaign", table(f"{folder}/summary.json")),
            markup.section("plots", "Over time", markup.paragraph(
                "Over the seconds for which each target ran; the number at the right is the largest "
                "value, and the line at the bottom is 0. Speed dips where a turn begins and ends: then "
                "the engine loads and saves."), drawn))
