# SPDX-License-Identifier: MIT
"""record: a campaign's figures as files, for whoever plots or tabulates them.

build/fuzz/campaign/ is of the campaign that began last; one that began before and still runs spoils
it. ENGINE-DESIGN.tsv has a line of names and then a line for each second in which that target ran:
    seconds      since the campaign began
    ran          seconds for which this target has run, all its turns together
    executions   by this target, in this campaign; as all that follow
    operations   carried out in them
    coverage     edges of the core that are covered. Each engine counts its own kind of edge, and
                 each turn of it anew: compare only figures of one target
    corpus       inputs that the engine goes by
    crashes      failing inputs that it found
A figure that is not known yet is empty. summary.json is written when the campaign ends:
    seconds, seed, cores, interrupted (true after Ctrl-C), and targets: a list of objects with
    engine, design, state ("done", "waiting": had no turn, "failed": found something, or
    "broken": could not run as it should), why (of "broken"), turns, ran, executions, operations,
    cpu (seconds of processor time of the target), coverage, corpus, stability (percent, of afl),
    crashes, and last_find (seconds since the campaign began), where null is: not known.
"""
import contextlib
import json
import os

from campaign import engines

FOLDER = "build/fuzz/campaign"
COLUMNS = ("seconds", "ran", "executions", "operations", "coverage", "corpus", "crashes")


def begin(targets):
    os.makedirs(FOLDER, exist_ok=True)
    for path in engines.files(FOLDER):
        with contextlib.suppress(FileNotFoundError):  # another campaign may begin just now
            os.remove(path)
    for target in targets:
        with open(f"{FOLDER}/{target.name}.tsv", "w", encoding="ascii") as file:
            file.write("\t".join(COLUMNS) + "\n")


def add(target, seconds):
    values = {"seconds": round(seconds, 1), "ran": round(target.ran(), 1),
              "crashes": target.crashes}
    row = [values.get(column, target.figures().get(column)) for column in COLUMNS]
    with open(f"{FOLDER}/{target.name}.tsv", "a", encoding="ascii") as file:
        file.write("\t".join("" if value is None else str(value) for value in row) + "\n")


def end(targets, **campaign):
    rows = []
    for target in targets:
        figures = target.figures()
        rows.append({
            "engine": target.engine, "design": target.design, "state": target.state,
            "why": target.why, "turns": target.turns, "ran": round(target.ran(), 1),
            "crashes": target.crashes, "last_find": target.last_find,
            **{name: figures.get(name) for name in
               ("executions", "operations", "cpu", "coverage", "corpus", "stability")}})
    with open(f"{FOLDER}/summary.json", "w", encoding="ascii") as file:
        json.dump(dict(campaign, targets=rows), file, indent=1)
        file.write("\n")
