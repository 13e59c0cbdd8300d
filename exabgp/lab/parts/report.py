"""The report: TIMINGS.md."""

import os
import shlex
import statistics
import subprocess
import sys
from collections import Counter, defaultdict

from helpers import HELPERS
from laboratory import LAB


class Report:
    """Takes the times of all runs, and writes them as medians and maxima."""

    def __init__(self, options):
        self.options = options
        self.times = defaultdict(list)  # (helper, scenario, figure) -> seconds
        self.disturbed = Counter()  # runs that did not count
        self.load = os.getloadavg()[0]

    def add(self, helper, scenario, times):
        """Takes the times of a run."""
        for figure, value in times.items():
            self.times[helper.key, scenario.key, figure].append(value)

    def write(self, file, seconds):
        """Writes the report; seconds: how long the measurement took."""
        parts = [HEAD, self.table("takeover"), GAP, self.table("gap"), self.helper_killed(), NOTES, self.method(seconds)]
        with open(file, "w") as out:
            out.write("\n".join(part.strip("\n") + "\n" for part in parts if part))

    def table(self, figure):
        """A table of one figure: a row for each scenario, a column for each helper."""
        helpers = self.options.helpers
        lines = [row(["event on the primary"] + [h.title for h in helpers] + ["the original, 2021"])]
        lines.append(row(["---"] * (len(helpers) + 2)))
        for scenario in self.options.scenarios:
            if scenario.moves:
                cells = [self.cell(h, scenario, figure) for h in helpers]
                lines.append(row([scenario.title] + cells + [scenario.original]))
            if scenario.recovery and figure == "takeover":
                cells = [self.cell(h, scenario, "recovery") for h in helpers]
                lines.append(row(["… and back: start of ExaBGP to the first `PRI`"] + cells + ["<1 to 5 s"]))
        return "\n".join(lines)

    def cell(self, helper, scenario, figure):
        values = self.times.get((helper.key, scenario.key, figure))
        if not values:
            return "(the same)" if scenario.key == "link" else "–"
        return "%s / %s" % (text(statistics.median(values)), text(max(values)))

    def helper_killed(self):
        """What a client noticed when the helper was killed and the app was well."""
        lines = []
        for helper in self.options.helpers:
            lost = self.times.get((helper.key, "helper", "lost"))
            if lost:
                moved = sum(self.times[helper.key, "helper", "moved"])
                longest = max(self.times[helper.key, "helper", "gap"])
                lines.append(
                    "- %s: %d requests lost and %d moves of the VIP in %d runs; longest time between two"
                    " answers %s" % (helper.title, sum(lost), moved, len(lost), text(longest))
                )
        return "\nHelper killed (`kill -9`) while the app is well: ExaBGP starts it again, the route stands.\n\n" + (
            "\n".join(lines) if lines else "- not measured"
        )

    def method(self, seconds):
        commands = "\n".join("  - %s: `%s`" % (h.title, h.command.replace("{exavip}", "exavip")) for h in HELPERS if h.command)
        return METHOD % {
            "n": self.options.n,
            "link": min(self.options.n, self.options.link_runs),
            "command": " ".join(["exabgp/lab/timings"] + [shlex.quote(word) for word in sys.argv[1:]]),
            "minutes": seconds / 60,
            "machine": machine(self.load),
            "disturbed": "; ".join("%s %d" % (h.title, self.disturbed[h.key]) for h in self.options.helpers),
            "commands": commands,
        }


def row(cells):
    return "| " + " | ".join(cells) + " |"


def text(seconds):
    return "%.0f ms" % (seconds * 1000) if seconds < 1 else "%.2f s" % seconds


def machine(load):
    exabgp = shlex.split(os.environ.get("EXABGP", "exabgp"))
    versions = [first_line("uname", "-sr"), first_line(*exabgp, "--version"), first_line("bird", "--version")]
    program = first_line(LAB, "program")
    kind = "on the JVM" if os.path.basename(program) == "java" else "native"
    return "%d cores, load %.1f at the start, %s; exavip %s" % (os.cpu_count(), load, ", ".join(versions), kind)


def first_line(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return (done.stdout.strip().splitlines() or ["?"])[0].replace(" : ", " ")


HEAD = """
# How long a failover takes

Measured in the [lab](README.md), on one machine. Median / maximum of the time from the event on the
primary to the first answer of the secondary at the VIP, as the client gets it.
"""

GAP = """
The same failovers as the client feels them: from the last answer of the primary to the first one of
the secondary. Where the app fails slowly, or is told to stop, the two differ.
"""

NOTES = """
A cut link is noticed by nobody but BGP itself, whatever the helper: the route server drops the routes
when no keepalive has come for the hold time (30 s here, so 20 to 30 s pass, since a keepalive is sent
every 10 s). A lower `hold-time` in ExaBGP's configuration helps: with 9 s it is 6 to 9 s. BFD would
notice it within a second where the route server has it: Azure's has none, AWS's has. ExaBGP has none
either; a daemon such as FRR's `bfdd` would have to run beside it.

The original announced the VIP by a static route: a web app that failed never moved it. Its figures
were taken on Azure by hand and are crude.

One failover of exavip as shipped, the web app of the primary killed:

![failover](failover.svg)
"""

METHOD = """
## How it was measured

- `%(command)s`, %(minutes).0f minutes:
  each scenario %(n)d times with each helper, the cut link %(link)d times with the first one.
  The helper is killed 4 times at most: ExaBGP ends when it has to start it more often in a minute.
- %(machine)s.
- The client, `exavip ping`, asks every 2 ms on a new connection. The event's time is taken just before
  the signal or the request that is the event. The event comes at a random phase of the check's
  interval, and not before the primary has answered every request for half a second.
- All of it runs on the same cores: on a busy machine every figure grows. Runs in which the VIP had left
  the primary before the event were repeated: %(disturbed)s.
- exavip as shipped is the template of this repository with all defaults: a check every second. The
  others:
%(commands)s
"""
