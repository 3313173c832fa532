# SPDX-License-Identifier: MIT
"""ending: what a tool has started ends with it, at INT, TERM and HUP as well.

A tool that does several things at once cannot see to that itself: while it ends its children, a thread
of it takes one of them for a child that has failed, notes that down, and starts the next. So the tool
runs in a child, and its parent does nothing but wait for it, and end it with all that it has started.

Tools in Python call run. One for the shell begins with this, which PARENT makes true in the child:

    [[ ${PARENT:-} == "$PPID" ]] || exec python3 -B ci/ending.py TOOL "$@"
"""
import contextlib
import os
import signal
import sys

SIGNS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def parents():
    """Process -> its parent, of all there are."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                found[int(pid)] = int(file.read().rpartition(")")[2].split()[1])
    return found


def family(root):
    """The process, those that it has started, and those that they have, and so on."""
    known, found = parents(), [root]
    for pid in found:
        found += [child for child, parent in known.items() if parent == pid]
    return found


def kill(root):
    """Ends a process with its family, in whatever groups and sessions they are. They are stopped
    first: what stands still starts nothing."""
    stopped = set()
    while new := set(family(root)) - stopped:
        for pid in new:
            send(pid, signal.SIGSTOP)
        stopped |= new
    for pid in stopped:
        send(pid, signal.SIGKILL)


def send(pid, sign):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)


def run(main):
    """Calls main in a child, and gives the status that it ends with; 128 and the number of a signal
    that ended it, or that this process was sent. The child does not return."""
    sys.stdout.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNS)
    worker, got = os.fork(), []
    if worker == 0:
        os.setpgid(0, 0)  # out of reach of the terminal's Ctrl-C, which is for the parent
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNS)
        sys.exit(main())

    def end(sign, _):
        got.append(sign)
        kill(worker)

    for sign in SIGNS:
        if signal.getsignal(sign) != signal.SIG_IGN:  # as by nohup
            signal.signal(sign, end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNS)
    status = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    return 128 + got[0] if got else status if status >= 0 else 128 - status


def command():
    os.environ["PARENT"] = str(os.getppid())
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run(command))
