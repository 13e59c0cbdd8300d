"""The client of the lab: `exavip ping`, and what it has seen."""

import datetime
import json
import math
import threading
import time
from collections import defaultdict

from laboratory import Problem

INTERVAL = "2ms"
TIMEOUT = "500ms"  # lines come in the order of the probes, at most this much late


class Client:
    """Probes the VIP as long as the `with` block lasts. All times are seconds since 1970."""

    def __init__(self, lab):
        self.lab = lab
        self.answers = defaultdict(list)  # server -> arrivals, in the order of the probes' starts
        self.losses = []  # start of each probe that was lost
        self.seen = 0.0  # start of the newest probe whose outcome is known
        self.server = None  # who has answered without a break since …
        self.since = 0.0
        self.ended = False
        self.changed = threading.Condition()

    def __enter__(self):
        self.ping = self.lab.start_ping("--interval", INTERVAL, "--timeout", TIMEOUT, "--format", "json")
        threading.Thread(target=self.read, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.lab.end_ping(self.ping)

    def read(self):
        for line in self.ping.stdout:
            outcome = json.loads(line)
            if outcome["event"] == "probe":
                with self.changed:
                    self.take(outcome)
                    self.changed.notify_all()
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def take(self, probe):
        self.seen = start = seconds(probe["time"])
        server = probe["server"]
        if server is None:
            self.losses.append(start)
        else:
            self.answers[server].append(start + probe["tookMs"] / 1000)
        if server != self.server:
            self.server, self.since = server, start

    def await_stable(self, server, span, patience):
        """Waits until nobody but this server has answered for a while."""
        begin = time.time()

        def stable():
            return self.server == server and self.seen - max(self.since, begin) >= span

        self.wait("%s answers all the time" % server, stable, patience)
        with self.changed:
            self.answers.clear()  # history
            self.losses.clear()

    def await_answer(self, server, after, patience):
        """Waits for the first answer of a server; when it arrived."""
        answers = self.answers[server]
        self.wait("%s answers" % server, lambda: answers and answers[-1] > after, patience)
        # A slow probe may be overtaken by later ones: look once the outcomes of all are known.
        self.await_seen(answers[-1])
        return min(self.arrivals(server, after))

    def await_seen(self, moment):
        """Waits until the outcomes of all probes up to a moment are known."""
        self.wait("the client's probes come in", lambda: self.seen > moment, 10)

    def last_answer(self, server, before):
        """When the last answer of a server before a moment arrived."""
        return max(arrival for arrival in self.answers[server] if arrival < before)

    def saw(self, server, after, before=math.inf):
        """Whether a server has answered in between."""
        if before < math.inf:
            self.await_seen(before)
        return any(arrival < before for arrival in self.arrivals(server, after))

    def longest_gap(self, after):
        """The longest time without an answer."""
        arrivals = sorted([after] + [a for server in self.answers for a in self.arrivals(server, after)])
        return max((b - a for a, b in zip(arrivals, arrivals[1:])), default=0)

    def lost(self, after):
        """The number of probes lost."""
        return sum(1 for start in self.losses if start > after)

    def arrivals(self, server, after):
        return [arrival for arrival in self.answers[server] if arrival > after]

    def wait(self, what, condition, patience):
        with self.changed:
            held = self.changed.wait_for(lambda: self.ended or condition(), patience)
            if self.ended:
                raise Problem("the client has ended by itself")
            if not held:
                raise Problem("not within %d s: %s" % (patience, what))


def seconds(text):
    # Python reads microseconds at most, the client writes nanoseconds.
    return datetime.datetime.fromisoformat(text[:26] + text[-6:]).timestamp()
