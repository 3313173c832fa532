# SPDX-License-Identifier: MIT
"""The provers' answers that come with the project, so that a clone need not ask all over again.

WP names a question by a hash of it, its prover and its context, and keeps a file for each answer. Here
an answer is a line: unit, name, prover, verdict, seconds and steps.
"""
import re

FIELD = re.compile(r'"(\w+)": "?([^",}\s]+)')  # WP writes 1. for 1.0, which is no JSON


def read(path):
    return dict(FIELD.findall(path.read_text()))


def lines_of(file):
    return file.read_text().splitlines() if file.exists() else []


def unpack(file, cache):
    """Puts the answers where WP looks for them, a folder for each unit that has none yet: how many."""
    there = {path.name for path in cache.glob("*")}
    lines = [line for line in lines_of(file) if line.split("\t")[0] not in there]
    for line in lines:
        unit, name, prover, verdict, time, steps = line.split("\t")
        numbers = "".join(f', "{key}": {n}' for key, n in (("time", time), ("steps", steps)) if n)
        (cache / unit).mkdir(parents=True, exist_ok=True)
        (cache / unit / (name + ".json")).write_text(
            f'{{ "prover": "{prover}", "verdict": "{verdict}"{numbers} }}')
    return len(lines)


def pack(file, cache, units):
    """Writes down the answers of these units that are in the cache, for those that the file has of them."""
    lines = [line for line in lines_of(file) if line.split("\t")[0] not in units]
    for unit in units:
        for path in (cache / unit).glob("*.json"):
            answer = read(path)
            fields = unit, path.stem, answer["prover"], answer["verdict"], answer.get("time", ""), answer.get("steps", "")
            lines.append("\t".join(fields))
    file.write_text("".join(line + "\n" for line in sorted(lines)))


def forget_late(cache, seconds):
    """Lets WP ask once more what no prover has answered in the last try, of so many seconds: perhaps
    the machine was busy."""
    for path in cache.glob("*/*.json"):
        answer = read(path)
        if answer["verdict"] == "timeout" and float(answer.get("time", 0)) >= seconds:
            path.unlink()
