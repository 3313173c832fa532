# SPDX-License-Identifier: MIT
"""about: which state of the project the page is of, when it was made, and on what machine."""
import datetime
import os
import platform
import re
import subprocess

from report import markup


def said(*command):
    """The first line of what a command says; nothing if it cannot be run."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else ""


def field(path, pattern):
    """What follows a name in a file of the system; nothing where there is no such file."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
    except OSError:
        return ""
    return found[1].strip() if found else ""


def part():
    commit = said("git", "describe", "--always", "--dirty", "--abbrev=12")
    date = said("git", "log", "-1", "--format=%cs")
    memory = field("/proc/meminfo", r"^MemTotal: +(\d+) kB")
    processor = field("/proc/cpuinfo", r"^(?:model name|Model|isa)\s*: (.*)") or platform.machine()
    rows = {
        "commit": f"{commit} of {date}" if commit else "not known: this is no repository",
        "this page": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{os.cpu_count()} cores, {processor}"
                   + (f", {int(memory) / 2**20:.1f} GiB of memory" if memory else ""),
        "system": f"{platform.system()} {platform.release()}",
        "compiler": said("clang", "--version") or "not known",
    }
    listed = "".join(f"<dt>{markup.text(name)}</dt><dd>{markup.text(value)}</dd>\n"
                     for name, value in rows.items())
    return markup.section("about", "Of what, and where", f"<dl>\n{listed}</dl>\n", markup.paragraph(
        "The figures are of what was run last on this machine: a campaign or a league may have run on "
        "an earlier commit."))
