# SPDX-License-Identifier: MIT
"""The provers' answers that come with the project, so that a clone need not ask all over again.

WP names a question by a hash of it, its prover and its context, and keeps a file for each answer. Here
an answer is a line: name, prover, verdict, seconds and steps.
"""
import re

FIELD = re.compile(r'"(\w+)": "?([^",}\s]+)')  # WP writes 1. for 1.0, which is no JSON


def read(path):
    return dict(FIELD.findall(path.read_text()))


def unpack(file, cache):
    """Puts the answers where WP looks for them: how many."""
    lines = file.read_text().splitlines() if file.exists() else []
    for line in lines:
        name, prover, verdict, time, steps = line.split("\t")
        numbers = "".join(f', "{key}": {n}' for key, n in (("time", time), ("steps", steps)) if n)
        cache.mkdir(parents=True, exist_ok=True)
        (cache / (name + ".json")).write_text(
            f'{{ "prover": "{prover}", "verdict": "{verdict}"{numbers} }}')
    return len(lines)


def pack(file, cache):
    """Writes down the answers that are in the cache."""
    lines = []
    for path in cache.glob("*.json"):
        answer = read(path)
        fields = path.stem, answer["prover"], answer["verdict"], answer.get("time", ""), answer.get("steps", "")
        lines.append("\t".join(map(str, fields)) + "\n")
    file.write_text("".join(sorted(lines)))


def forget_late(cache, seconds):
    """Lets WP ask once more what no prover has answered in the last try, of so many seconds: perhaps
    the machine was busy."""
    for path in cache.glob("*.json"):
        answer = read(path)
        if answer["verdict"] == "timeout" and float(answer.get("time", 0)) >= seconds:
            path.unlink()
