# SPDX-License-Identifier: MIT
"""schedule: the targets of a campaign, and whose turn it is.

Each core takes the next target from the round. A turn is short, so that what one engine finds is
soon with the others; how short follows from the time that is left and the turns that are to come.
"""
import os
import shutil
import signal
import time

from campaign import crashes, engines, record

TURN = 60     # seconds, at most about
GRACE = 30    # seconds that a turn may take longer than it was given; then it is made to end
PATIENCE = 5  # and after Ctrl-C
REPORTS = 3   # failing inputs of a target to minimise: more rarely tell more
SUMS = ("executions", "operations", "cpu")


class Target:
    """A design with an engine, over all its turns."""

    def __init__(self, engine, design):
        self.engine, self.design, self.name = engine, design, f"{engine}-{design}"
        self.state, self.why = "waiting", None
        self.turn = None                      # the present one; engines.Turn
        # When its engine started, by the clock, should end, and must end.
        self.began = self.due = self.limit = None
        self.last_find = None                 # when coverage or corpus grew, since the campaign began
        self.turns = self.crashes = 0
        self.before = dict.fromkeys(SUMS, 0)  # sums over the turns that have ended
        self.past = 0                         # seconds of those turns
        self.last = {}                        # what the engine said last

    def ran(self):
        return self.past + (time.monotonic() - self.began if self.began else 0)

    def figures(self):
        sums = {name: self.before[name] + self.last.get(name, 0) for name in SUMS}
        return {**self.last, **sums}

    def rate(self):
        """Executions a second of running."""
        return self.figures()["executions"] / self.ran() if self.ran() > 0 else 0

    def breaks(self, why):
        self.state, self.why = "broken", why

    def look(self, seconds):
        """Asks the engine for its figures."""
        was = (self.last.get("coverage"), self.last.get("corpus"))
        self.last.update(self.turn.figures())
        now = (self.last.get("coverage"), self.last.get("corpus"))
        if now != was and now[0] is not None:
            self.last_find = round(seconds, 1)


class Campaign:
    """All targets, for so many seconds."""

    def __init__(self, targets, seconds, seed, fresh, say):
        self.targets, self.seconds, self.seed, self.fresh = targets, seconds, seed, fresh
        self.say = say  # given the lines on a failing input, as they are known
        self.found = []         # failing inputs that are still to be minimised
        self.minimising = None  # the crashes.Report of one
        self.cores = min(os.cpu_count() or 1, len(targets))
        self.interrupted = False
        self.hurry = None  # when all must have ended, after Ctrl-C
        self.extra = 0  # seconds that turns take beyond those they are given, about
        self.began = time.monotonic()
        shares = sum(engines.SHARE[t.engine] for t in targets)
        self.rounds = -(-seconds * self.cores * max(engines.SHARE.values()) // (shares * TURN))
        self.queue = list(targets) * self.rounds

    def now(self):
        return time.monotonic() - self.began

    def running(self):
        return [target for target in self.targets if target.turn]

    def seeds(self, design):
        return [engines.corpus(design)] + ([] if self.fresh else engines.committed(design))

    def prepare(self):
        """Looks for inputs that fail before any engine has run."""
        record.begin(self.targets)
        for design in dict.fromkeys(target.design for target in self.targets):
            if self.fresh:
                shutil.rmtree(engines.corpus(design), ignore_errors=True)
            os.makedirs(engines.corpus(design), exist_ok=True)
            found = crashes.known_failures(design, self.seeds(design))
            of_design = [target for target in self.targets if target.design == design]
            if found:
                for target in of_design:
                    target.state, target.crashes = "failed", len(found)
                self.tell(of_design[0], [crashes.keep(path, design, f"known input {path}", "known-")
                                         for path in found])
        self.queue = [target for target in self.queue if target.state != "failed"]
        self.began = time.monotonic()

    def tell(self, target, kept):
        self.found += [(path, target.engine, target.design) for path in kept[:REPORTS]]

    def minimise(self):
        """One failing input after the other, beside what the cores do."""
        if self.minimising is None and self.found:
            self.minimising = crashes.Report(*self.found.pop(0))
        if self.minimising is None:
            return
        if self.hurry:
            self.minimising.limit = min(self.minimising.limit, self.hurry)
        if self.minimising.ended():
            self.say(self.minimising.lines())
            self.minimising = None

    def next_turns(self):
        """Gives free cores their targets; none runs on two at once."""
        while len(self.running()) < self.cores:
            target = next((t for t in self.queue if not t.turn and self.due(t)), None)
            if target is None:
                return
            # What is left of all cores, those in use as if they came free now.
            left = self.seconds - self.now()
            share = engines.SHARE[target.engine] / sum(engines.SHARE[t.engine] for t in self.queue)
            self.queue.remove(target)
            seconds = min(1, share * self.cores) * left - (self.extra if self.queue else 0)
            self.start(target, max(1, round(seconds)))

    def due(self, target):
        """Each target has one turn, if only of a second; the others end with the time."""
        return target.turns == 0 or self.now() < self.seconds - 0.5

    def start(self, target, seconds):
        target.turn = engines.Turn(target.engine, target.design, seconds,
                                   self.seed + target.turns, self.seeds(target.design))
        target.began = time.monotonic()
        target.due = target.began + seconds
        target.limit = target.due + GRACE
        target.turns += 1
        target.last = dict.fromkeys(SUMS, 0)

    def look(self):
        for target in self.running():
            if time.monotonic() > target.limit:
                target.turn.stop(signal.SIGKILL)
            if not target.turn.merging:
                target.look(self.now())
                record.add(target, self.now())
            if target.turn.ended():
                self.finish(target)

    def finish(self, target):
        """The engine has ended, or what it found is merged."""
        turn = target.turn
        if not turn.merging:
            target.look(self.now())
            target.past, target.began = target.ran(), None
            for name in SUMS:
                target.before[name] += target.last[name]
                target.last[name] = 0
            self.judge(target, turn)
            if target.state == "done" and turn.merge():
                target.limit = time.monotonic() + GRACE
                return
        target.turn = None
        self.extra += (max(0, time.monotonic() - target.due) - self.extra) / 4
        if target.state != "done":
            self.queue = [t for t in self.queue if t is not target]

    def judge(self, target, turn):
        """What has come of a turn?"""
        status, found = turn.process.returncode, turn.failures()
        if found:
            target.state, target.crashes = "failed", target.crashes + len(found)
            source = f"{target.engine}, seed {self.seed + target.turns - 1}"
            self.tell(target, [crashes.keep(path, target.design, source) for path in found])
        elif not self.interrupted and (status != 0 or target.figures()["executions"] == 0):
            said = turn.log().splitlines() or ["nothing"]
            target.breaks(f"ended with status {status}; its log, {turn.work}/log, ends: "
                          f"{said[-1].strip()}")
        elif target.last.get("stability", 100) < 100:
            target.breaks(f"stability is {target.last['stability']:.2f} %: something is left over "
                          "from one input to the next")
        else:
            target.state = "done"

    def interrupt(self):
        """Lets the engines end now. From a handler of signals: run does the rest."""
        self.interrupted = True

    def wind_up(self):
        self.queue, self.hurry = [], time.monotonic() + PATIENCE
        for target in self.running():
            if not target.turn.merging:
                target.turn.stop()
            target.limit = min(target.limit, self.hurry)

    def stop_all(self):
        """Whatever happens: nothing outlives the campaign."""
        if self.minimising:
            self.minimising.stop()
        for target in self.running():
            target.turn.stop(signal.SIGKILL)
            target.turn.process.wait()

    def over(self):
        return not (self.running() or self.minimising or self.found or
                    any(self.due(target) for target in self.queue))

    def run(self, watch):
        """watch is called every half second."""
        try:
            looked, winding = 0, False
            while not self.over():
                if not self.interrupted:
                    self.next_turns()
                elif not winding:
                    winding = True
                    self.wind_up()
                if time.monotonic() - looked >= 1:
                    looked = time.monotonic()
                    self.look()
                self.minimise()
                watch(self)
                time.sleep(0.5)
        finally:
            self.stop_all()
            record.end(self.targets, seconds=round(self.now(), 1), seed=self.seed,
                       cores=self.cores, interrupted=self.interrupted)

    def status(self):
        """0: every target that had a turn is well, and one had; 1: not so."""
        states = {target.state for target in self.targets}
        return 0 if "done" in states and not states & {"failed", "broken"} else 1
