# SPDX-License-Identifier: MIT
"""crashes: a failing input is kept, minimised and told in words, with the command that shows it."""
import os
import re
import shutil
import subprocess
import tempfile
import time

from campaign import engines
from campaign.engines import ending

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


def without_report(text):
    """Of what a program said, and a sanitizer after it, no more of the latter than the line that names
    what it saw. It begins in the line of the operation at which the program ended."""
    said = re.search(r"=+\n==\d+==|==\d+==|\S+: runtime error: ", text)
    if not said:
        return text
    named = re.search(r"[A-Za-z]+Sanitizer: .*|runtime error: .*", text[said.start():])
    return f"{text[:said.start()]}\n{named[0] if named else ''}"


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


class Report:
    """Minimises a failing input that was kept, which takes up to SHRINK seconds."""

    def __init__(self, kept, engine, design):
        self.kept, self.engine, self.design = kept, engine, design
        self.words, self.subject = programs(design)
        self.sees = f"-{engine}" if engine in ("asan", "msan") else ""
        self.least, self.late = f"{kept}.min", False
        if os.path.exists(self.least):
            os.remove(self.least)
        self.said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen(
            [f"build/fuzz/minimise{self.sees}{self.words}", self.subject, kept, self.least],
            stdin=subprocess.DEVNULL, stdout=self.said, stderr=subprocess.STDOUT,
            start_new_session=True)  # Ctrl-C is for the campaign to handle
        self.limit = time.monotonic() + SHRINK

    def ended(self):
        if self.process.poll() is None and time.monotonic() > self.limit:
            self.late = True
            self.stop()
        return self.process.poll() is not None

    def stop(self):
        if self.process.poll() is None:
            ending.kill(self.process.pid)
            self.process.wait()

    def lines(self):
        """When it has ended: what the input does, and how to see it again."""
        with self.said as file:
            file.seek(0)
            text = "not minimised in time" if self.late else file.read()
        if self.sees:
            text = without_report(text)
        lines = [f"found: {self.kept}"] + [f"    {line}" for line in text.splitlines()]
        least = os.path.exists(self.least)
        if least and self.process.returncode != 0:
            lines.append("    ^ crashes or hangs here")
        path = self.least if least else self.kept
        # What passes without the sanitizer, or without the engine, is shown by the engine's program.
        if self.sees or (not least and self.process.returncode == 1):
            return lines + [f"replay: {engines.program(self.engine, self.design)} {path}"]
        return lines + [f"replay: build/fuzz/replay{self.words} -v {self.subject} {path}"]
