# SPDX-License-Identifier: MIT
"""Real programs, each run once with another malloc: what they cost, and the memory they take.

Each function takes the variables that choose the malloc, and gives (figures, None) or
(None, what went wrong). What a program works on is made once, by prepare().
"""
import os
import resource
import shutil
import signal
import subprocess
import time

FOLDER = "build/bench/programs"
SECONDS_MOST = 60  # for one run

BOOKS = """
import json
books = {f"key {i}": [str(i * 7919), {"n": i, "half": i / 2}] for i in range(60000)}
for i in range(0, 60000, 3): del books[f"key {i}"]
text = json.dumps(books)
again = json.loads(text)
assert again == books
words = [w for v in again for w in v.split()]
del books, again
print(len(words), len(text))
"""

QUERIES = """
create table things(id integer primary key, name text, weight real);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 150000)
  insert into things select i, 'thing ' || (i * 7919 % 150000), i * 0.5 from n;
create index by_name on things(name);
select count(*), min(name), max(name) from things;
select substr(name, 1, 8), count(*) from things group by 1 order by 2 desc, 1 limit 10;
delete from things where id % 3 = 0;
select sum(length(g)) from (select group_concat(name) as g from things group by id % 100);
"""

# One commit for each folder of this project; dates and names do not matter here.
REPOSITORY = """
set -e
cp -r core kernel fuzz ci "$1"
cd "$1"
export GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
git init -q -b main .
for folder in *; do
    git add "$folder"
    git commit -q -m "$folder"
done
git repack -qad
"""


def prepare():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER + "/repository")
    for name, text in (("books.py", BOOKS), ("queries", QUERIES)):
        with open(f"{FOLDER}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    subprocess.run(["bash", "-c", REPOSITORY, "-", FOLDER + "/repository"], check=True)


def begin(variables, command):
    """The malloc is not that of /usr/bin/time, which notes the largest process: what a parent in
    Python is told of its children's memory is at least its own."""
    settings = [f"{name}={value}" for name, value in variables.items()]
    return subprocess.Popen(
        ["/usr/bin/time", "-f", "%M", "-o", FOLDER + "/time", "env", *settings, *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        errors="replace", start_new_session=True)


def processor_time():
    """Seconds of the children that have been waited for."""
    of = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of.ru_utime + of.ru_stime


def stop(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def end(process, name, start):
    """Waits for it, with all that it has started, and gives the figures."""
    before = processor_time()
    try:
        _, said = process.communicate(timeout=SECONDS_MOST)
    except subprocess.TimeoutExpired:
        return None, f"{name} takes more than {SECONDS_MOST} s"
    finally:
        stop(process)
    elapsed = time.monotonic() - start
    used = (processor_time() - before) * 1e3
    if process.returncode != 0:
        return None, f"{name} ended with status {process.returncode}: {said[:300]!r}"
    with open(FOLDER + "/time", encoding="utf-8") as file:
        return {"time": used, "elapsed": elapsed * 1e3, "peak": float(file.read().split()[-1])}, None


def run(variables, command):
    return end(begin(variables, command), command[0], time.monotonic())


def python3(variables):
    return run({**variables, "PYTHONMALLOC": "malloc"}, ["/usr/bin/python3", FOLDER + "/books.py"])


def gcc(variables):
    return run(variables, ["gcc", "-O1", "-c", "build/ashlar.c", "-o", FOLDER + "/ashlar.o"])


def sqlite3(variables):
    return run(variables, ["sqlite3", "-init", "/dev/null", ":memory:", f".read {FOLDER}/queries"])


def git(variables):
    script = "git repack -qadF --window=20 --threads=2 && git log -p --stat >/dev/null && git grep -c struct"
    return run(variables, ["bash", "-c", f"cd {FOLDER}/repository && {script}"])


def redis(variables):
    """The server's time and memory. What it does in that time is told by a client."""
    socket = os.path.abspath(FOLDER + "/redis.socket")
    if os.path.exists(socket):
        os.remove(socket)
    start = time.monotonic()
    server = begin(variables, ["redis-server", "--port", "0", "--unixsocket", socket, "--save", ""])
    try:
        while not os.path.exists(socket) and time.monotonic() < start + 10:
            time.sleep(0.01)
        client = subprocess.run(
            ["timeout", str(SECONDS_MOST), "redis-benchmark", "-s", socket, "-q", "-n", "50000",
             "-P", "16", "-r", "10000", "-d", "200", "-t", "set,get,lpush,lpop,sadd,hset"],
            capture_output=True, text=True, check=False)
        if client.returncode != 0:
            return None, f"redis-benchmark ended with status {client.returncode}: {client.stderr[:300]!r}"
        subprocess.run(["timeout", "10", "redis-cli", "-s", socket, "shutdown", "nosave"],
                       capture_output=True, check=False)
        return end(server, "redis-server", start)
    finally:
        stop(server)


ALL = {"python3": python3, "gcc": gcc, "sqlite3": sqlite3, "git": git, "redis": redis}
