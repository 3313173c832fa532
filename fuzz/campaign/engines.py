# SPDX-License-Identifier: MIT
"""engines: how each engine is started on a design for one turn, and what it says of itself.

An engine is libfuzzer, afl, asan or msan; the last two are libFuzzer on builds with sanitizers. Each
writes its log and what it finds into a folder of its own; what earlier turns of any engine found
worth keeping lies in build/fuzz/corpus-DESIGN, which a turn reads and add_finds adds to.
"""
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import zlib

sys.path.append(os.path.dirname(os.path.abspath(__file__)) + "/../../ci")
import ending  # noqa: E402

MAX_BYTES = 1538  # a trace of 256 operations, see ops.h
ENGINES = ("libfuzzer", "afl", "asan", "msan")
LIBFUZZER_SETTINGS = (f"-max_len={MAX_BYTES}", "-len_control=0", "-timeout=5")
SHARE = {"libfuzzer": 2, "afl": 2, "asan": 1, "msan": 1}  # of the time
DESIGNS = ("dummy", "bump", "bitmap", "list", "bucket", "heap", "heap8", "all")
with open(os.path.dirname(os.path.abspath(__file__)) + "/../afl.env", encoding="ascii") as settings_file:
    AFL_SETTINGS = dict(re.findall(r"^(\w+)=(.*)$", settings_file.read(), re.MULTILINE),
                        AFL_BENCH_UNTIL_CRASH="1")
TALLY = struct.Struct("=QQQ")  # executions, operations, nanoseconds: see tally.h


def program(engine, design):
    return f"build/fuzz/{engine}-{design}"


def corpus(design):
    return f"build/fuzz/corpus-{design}"


def committed(design):
    """The folders of inputs that the repository brings for a design."""
    folders = (f"fuzz/corpus/{design}", f"fuzz/regressions/{design}")
    return [folder for folder in folders if os.path.isdir(folder)]


def files(*folders):
    return [entry.path for folder in folders if os.path.isdir(folder)
            for entry in sorted(os.scandir(folder), key=lambda e: e.name) if entry.is_file()]


class Turn:
    """One run of an engine on a design, for some seconds."""

    def __init__(self, engine, design, seconds, seed, seeds):
        """seeds: folders of inputs to start from; the target's own folder is emptied."""
        self.engine, self.design = engine, design
        self.work = f"build/fuzz/work-{engine}-{design}"
        self.found = f"{self.work}/found"
        shutil.rmtree(self.work, ignore_errors=True)
        for folder in ("found", "new", "seeds"):
            os.makedirs(f"{self.work}/{folder}")
        with open(f"{self.work}/tally", "wb") as file:
            file.write(bytes(TALLY.size))
        self.merging = False
        command = self._afl if engine == "afl" else self._libfuzzer
        settings = dict(os.environ, ASH_TALLY=f"{self.work}/tally", **AFL_SETTINGS)
        with open(f"{self.work}/log", "wb") as log:
            # Out of reach of the terminal's Ctrl-C, which is for the campaign to handle.
            self.process = subprocess.Popen(
                command(seconds, seed, seeds), stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, env=settings, start_new_session=True)

    def _libfuzzer(self, seconds, seed, seeds):
        return [program(self.engine, self.design), *LIBFUZZER_SETTINGS, f"-max_total_time={seconds}",
                f"-seed={seed}", f"-artifact_prefix={self.found}/", f"{self.work}/new", *seeds]

    def _afl(self, seconds, seed, seeds):
        # afl-fuzz wants one folder with at least one input: an alloc will do.
        with open(f"{self.work}/seeds/alloc", "wb") as file:
            file.write(bytes([6, 0, 0, 4, 1, 2, 0, 0]))
        for path in files(*seeds):
            shutil.copy(path, f"{self.work}/seeds")
        return ["afl-fuzz", "-S", "run", "-V", str(seconds), "-s", str(seed), "-t", "5000",
                "-G", str(MAX_BYTES), "-i", f"{self.work}/seeds", "-o", f"{self.work}/out", "--",
                program("afl", self.design)]

    def ended(self):
        return self.process.poll() is not None

    def stop(self, how=signal.SIGINT):
        """Asks the engine to end; SIGKILL makes it, and all that it has started."""
        if how != signal.SIGKILL:
            self.process.send_signal(how)
        elif not self.ended():
            ending.kill(self.process.pid)

    def figures(self):
        """What there is to know by now: executions, operations, cpu (seconds), and where the
        engine has told them coverage, corpus and stability (percent)."""
        with open(f"{self.work}/tally", "rb") as file:
            executions, operations, nanoseconds = TALLY.unpack(file.read(TALLY.size))
        now = {"executions": executions, "operations": operations, "cpu": nanoseconds / 1e9}
        now.update(self._afl_figures() if self.engine == "afl" else self._libfuzzer_figures())
        return now

    def _libfuzzer_figures(self):
        said = re.findall(r"^#\d+.* cov: (\d+) .*corp: (\d+)", self.log(), re.MULTILINE)
        return {"coverage": int(said[-1][0]), "corpus": int(said[-1][1])} if said else {}

    def _afl_figures(self):
        now = {}
        rows = read(f"{self.work}/out/run/plot_data").splitlines()
        if len(rows) > 1 and rows[0].startswith("#"):
            names = rows[0].lstrip("# ").split(", ")
            row = dict(zip(names, rows[-1].split(", ")))
            now = {"coverage": int(row["edges_found"]), "corpus": int(row["corpus_count"])}
        stats = read(f"{self.work}/out/run/fuzzer_stats")
        stability = re.search(r"^stability +: ([\d.]+)%", stats, re.MULTILINE)
        return dict(now, stability=float(stability[1])) if stability else now

    def log(self):
        return read(f"{self.work}/log")

    def failures(self):
        """The failing inputs that it found, by names that a shell takes as they are."""
        out = f"{self.work}/out/run"
        for path in files(f"{out}/crashes", f"{out}/hangs"):
            if os.path.basename(path).startswith("id"):
                with open(path, "rb") as file:
                    name = f"afl-{zlib.crc32(file.read()):08x}"
                shutil.copy(path, f"{self.found}/{name}")
        return files(self.found)

    def merge(self):
        """Begins to add to the design's corpus what covers something that nothing in it does.
        libFuzzer judges, whichever engine it was; nothing is taken away, so turns of a design may
        do it at once. False when there is nothing to add; otherwise this is what ended tells of."""
        new = f"{self.work}/out/run/queue" if self.engine == "afl" else f"{self.work}/new"
        if not files(new):
            return False
        self.merging = True
        with open(f"{self.work}/merge.log", "wb") as log:
            self.process = subprocess.Popen(
                [program("libfuzzer", self.design), "-merge=1", corpus(self.design), new],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        return True


def read(path):
    """The file's text; nothing if it is not there yet."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return ""
