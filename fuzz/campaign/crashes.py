# SPDX-License-Identifier: MIT
"""crashes: a failing input is kept, minimised and told in words, with the command that shows it."""
import os
import shutil
import subprocess

from campaign import engines

CRASHES = "build/fuzz/crashes"
SHRINK = 60  # seconds for minimising one failing input


def programs(design):
    """The suffix of the programs that run a design, and its name in them: heap8 is heap in a build
    of words of 8 bits, with programs of its own."""
    return ("-word8", "heap") if design == "heap8" else ("", design)


def known_failures(design, folders):
    """The inputs in the folders that fail already: an engine would stop at once, or skip them."""
    words, subject = programs(design)

    def passes(paths):
        try:
            return subprocess.run([f"build/fuzz/replay{words}", subject, *paths], timeout=60,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, check=False).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    paths = engines.files(*folders)
    if not paths or passes(paths):  # all at once first, which takes no time
        return []
    return [path for path in paths if not passes([path])]


def keep(path, design, source, prefix=""):
    """Copies a failing input to where crashes lie; gives its path there. source: where it comes from,
    which lies beside it with the commit, for fuzz/triage."""
    os.makedirs(CRASHES, exist_ok=True)
    kept = f"{CRASHES}/{design}-{prefix}{os.path.basename(path)}"
    shutil.copy(path, kept)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                            check=False).stdout.strip() or "none"
    with open(f"{kept}.from", "w", encoding="utf-8") as file:
        file.write(f"{source}, commit {commit}\n")
    return kept


def report(kept, engine, design):
    """Minimises a failing input that was kept; gives lines that say what it does and how to see
    it again."""
    words, subject = programs(design)
    least = f"{kept}.min"
    if os.path.exists(least):
        os.remove(least)
    try:
        done = subprocess.run([f"build/fuzz/minimise{words}", subject, kept, least],
                              timeout=SHRINK, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
                              start_new_session=True)  # Ctrl-C is for the campaign to handle
        text, status = done.stdout, done.returncode
    except subprocess.TimeoutExpired:
        text, status = f"not minimised within {SHRINK} s\n", 124
    lines = [f"found: {kept}"] + [f"    {line}" for line in text.splitlines()]
    if not os.path.exists(least):
        if status == 1:  # it passes without the sanitizer, or without the engine
            return lines + [f"replay: {engines.program(engine, design)} {kept}"]
        return lines + [f"replay: build/fuzz/replay{words} -v {subject} {kept}"]
    if status != 0:
        lines.append("    ^ crashes or hangs here")
    return lines + [f"replay: build/fuzz/replay{words} -v {subject} {least}"]
