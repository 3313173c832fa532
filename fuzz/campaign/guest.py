# SPDX-License-Identifier: MIT
"""guest: inputs that libFuzzer makes, in batches, and what the kernel's guest makes of them beside
the host. fuzz/guest runs it."""
import os
import re
import shutil
import subprocess
import time
import zlib

from campaign import engines
from campaign.engines import ending

BATCH = 400      # inputs for one boot: it takes some seconds
EVERY = 8        # as TAP_EVERY, see tap.c
LIMIT = 600      # seconds for one batch, or for making one; the guest has 300
SHRINK = 60      # seconds for making an input shorter that shows a difference
FOLDER = "build/fuzz/guest"  # with a folder for each architecture: they may run at the same time
FOUND = f"{FOLDER}/found"


class Interrupted(Exception):
    """Ctrl-C, while something was being waited for."""


class Work:
    """A program in a session of its own, out of reach of the terminal's Ctrl-C."""

    def __init__(self, command, log, **settings):
        self.log = log
        with open(log, "wb") as file:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file,
                                            stderr=subprocess.STDOUT, start_new_session=True,
                                            env=dict(os.environ, **settings))
        self.limit = time.monotonic() + LIMIT

    def wait(self, interrupted):
        """Its status. Raises Interrupted as soon as interrupted() is true."""
        while self.process.poll() is None:
            if interrupted():
                raise Interrupted
            if time.monotonic() > self.limit:
                self.stop()
            time.sleep(0.05)
        return self.process.returncode

    def stop(self):
        """Ends it, with all that it has started."""
        if self.process.poll() is None:
            ending.kill(self.process.pid)
            self.process.wait()

    def last(self):
        lines = engines.read(self.log).split("\n")
        return next((line for line in reversed(lines) if line.strip()), "nothing")


def program(design):
    return f"build/fuzz/tap-{design}"


class Source:
    """libFuzzer on a design: a batch is a sample of what it runs, and all that it keeps."""

    def __init__(self, arch, design, seed):
        self.design, self.seed = design, seed
        self.work = f"{FOLDER}/{arch}/{design}"
        # Of its own: the sessions of other machines may run at the same time, and with one seed the
        # same inputs come first, whatever they have found.
        self.corpus = f"{FOLDER}/{arch}/corpus-{design}"
        os.makedirs(self.corpus, exist_ok=True)
        self.running = None

    def begin(self):
        """Starts to make the next batch; each begins with what was kept of those before."""
        shutil.rmtree(self.work, ignore_errors=True)
        for folder in ("tap", "found", "batch"):
            os.makedirs(f"{self.work}/{folder}")
        self.before = set(engines.files(self.corpus))
        seeds = len(self.before) + len(engines.files(*engines.committed(self.design)))
        self.running = Work(
            [program(self.design), *engines.LIBFUZZER_SETTINGS, f"-runs={seeds + EVERY * BATCH}",
             f"-seed={self.seed}", f"-artifact_prefix={self.work}/found/", self.corpus,
             *engines.committed(self.design)],
            f"{self.work}/log", ASH_TAP=f"{self.work}/tap")
        self.seed += 1

    def take(self, interrupted):
        """Waits for the batch: a folder of inputs, named by what is in them. None when the
        host's own run has failed: failures() are then the inputs that did it."""
        status = self.running.wait(interrupted)
        if status != 0:
            return None
        kept = [path for path in engines.files(self.corpus) if path not in self.before]
        for path in engines.files(f"{self.work}/tap")[-BATCH:] + kept:  # the first were the seeds
            with open(path, "rb") as file:
                name = f"{zlib.crc32(file.read()):08x}"
            shutil.copy(path, f"{self.work}/batch/{name}")
        return f"{self.work}/batch"

    def failures(self):
        return engines.files(f"{self.work}/found")

    def stop(self):
        if self.running:
            self.running.stop()


class Guest:
    """The kernel of one architecture, through kernel/replay."""

    def __init__(self, arch, kernel, interrupted):
        self.arch, self.kernel, self.interrupted = arch, kernel, interrupted
        self.work = f"{FOLDER}/{arch}"
        os.makedirs(self.work, exist_ok=True)
        # Of the last batch: how many inputs and operations the guest ran, and whether it hung.
        self.inputs = self.operations = 0
        self.hangs = False
        self.running = None

    def command(self, design, path):
        return ["kernel/replay", "--arch", self.arch, "--design", design,
                *(["--kernel", self.kernel] if self.kernel else []), path]

    def replay(self, design, path):
        """Runs a file, or all of a folder. Gives for each input on which guest and host do not
        say the same: its path, and the words of both. The last may be one at which the guest has
        stopped. Raises RuntimeError when there was no comparison."""
        self.running = Work(self.command(design, path), f"{self.work}/replay.log")
        status = self.running.wait(self.interrupted)
        self.hangs = status == 4
        said = f"build/replay/{self.arch}-{design}"
        paths = engines.files(path) or [path]
        host = answers(f"{said}/host", design, paths)
        guest = answers(f"{said}/guest", design, paths) if os.path.exists(f"{said}/guest") else {}
        if len(host) < len(paths) or (not guest and status == 2):
            raise RuntimeError(self.running.last())
        self.inputs = len(guest)
        self.operations = sum(int(host[path].split()[0]) for path in guest if passes(host[path]))
        different = [(path, host[path], guest[path]) for path in paths
                     if path in guest and (host[path] != guest[path] or not passes(host[path]))]
        at = next((path for path in paths if path not in guest), None)
        if at is not None:
            different.append((at, host[at], f"stops; it says: {other(f'{said}/guest', design)}"))
        return different

    def shorten(self, design, path):
        """A part of an input that still shows a difference by itself, as short as it gets in a few
        boots, each of which tries many; None if there is no such part."""
        with open(path, "rb") as file:
            data = file.read()
        head, steps = data[:2], [data[i:i + 6] for i in range(2, len(data) - 5, 6)]

        def shows(candidates):
            """Which of these lists of operations do, by number?"""
            return self.shows(design, [head + b"".join(steps) for steps in candidates])

        until = shows([steps[:n] for n in range(len(steps) + 1)])
        if not until:
            return None
        steps, limit = steps[:until[0]], time.monotonic() + SHRINK
        while steps and time.monotonic() < limit:
            # What can go by itself may go together: all of it, or half, or a quarter.
            loose = shows([steps[:i] + steps[i + 1:] for i in range(len(steps))])
            parts = [loose[i * len(loose) // n:(i + 1) * len(loose) // n]
                     for n in (1, 2, 4, len(loose)) if n <= len(loose) for i in range(n)]
            left = [[step for i, step in enumerate(steps) if i not in part] for part in parts]
            if not loose or not (good := shows(left)):
                break
            steps = left[good[0]]
        return head + b"".join(steps)

    def shows(self, design, inputs):
        """The numbers of the inputs that show a difference; the guest may stop at one, and then
        those behind it are not known."""
        tried = f"{self.work}/tried"
        shutil.rmtree(tried, ignore_errors=True)
        os.makedirs(tried)
        for number, data in enumerate(inputs):
            with open(f"{tried}/{number:04}", "wb") as file:
                file.write(data)
        different = self.replay(design, tried) if inputs else []
        return [int(os.path.basename(path)) for path, _, _ in different]

    def stop(self):
        if self.running:
            self.running.stop()


def answers(path, design, inputs):
    """What a program said of each input, by its path."""
    lines = engines.read(path).split("\n")[:-1]  # a last line that is cut off is none
    found = (re.match(rf"{design}: (.*?): (.*)", line) for line in lines)
    said = {match[1]: match[2] for match in found if match}
    return {path: said[path] for path in inputs if path in said}


def other(path, design):
    """The first line in which a program says something else than of an input."""
    lines = engines.read(path).split("\n")
    return next((line for line in lines if line and not line.startswith(f"{design}: ")), "nothing")


def passes(words):
    return re.fullmatch(r"\d+ operations, answers \S+, state \S+", words) is not None
