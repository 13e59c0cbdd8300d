"""The helpers that are compared: what ExaBGP runs, and how long its failovers take about."""

from dataclasses import dataclass

VIP = "10.1.0.5/32"
URL = "http://127.0.0.1:3000/"


@dataclass(frozen=True)
class Helper:
    """What ExaBGP runs."""

    key: str
    title: str
    command: str  # {exavip} stands for the program; empty: the shipped configuration as it is
    interval: float  # seconds between two checks: the event comes somewhere in between
    seconds_down: float  # what a failover takes about, for the estimate
    seconds_up: float  # the same for the way back

    def seconds(self, scenario):
        """What one run takes about."""
        if scenario.key == "link":
            return 32
        if not scenario.moves or scenario.key.startswith("exabgp"):
            return self.interval / 2 + 4
        return self.interval / 2 + self.seconds_down + self.seconds_up + 1


def healthcheck(curl, options):
    # ExaBGP takes the quotes away; a shell runs the check.
    return (
        '/usr/bin/python3 -m exabgp healthcheck --cmd "curl -sf -o /dev/null %s %s"'
        " --ip %s --no-ip-setup --no-syslog --withdraw-on-down%s" % (curl, URL, VIP, options)
    )


HELPERS = [
    Helper("exavip", "exavip as shipped", "", 1, 0.5, 2),
    Helper(
        "exavip-10",
        "exavip, 10 checks a second",
        "{exavip} run --ip %s --url %s --interval 100ms --timeout 200ms" % (VIP, URL),
        0.1,
        0.2,
        2,
    ),
    Helper("healthcheck", "exabgp healthcheck", healthcheck("-m 1", ""), 5, 5, 6),
    Helper(
        "healthcheck-10",
        "exabgp healthcheck, tuned",
        healthcheck("-m 0.2", " --interval 0.1 --fast-interval 0.01 --fall 2 --rise 2 --timeout 1"),
        0.1,
        0.3,
        2,
    ),
]
