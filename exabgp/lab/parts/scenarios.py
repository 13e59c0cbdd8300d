"""What is made to fail on the primary."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scenario:
    """One kind of failure, by its name in `lab fail`."""

    key: str
    title: str
    original: str  # what the original set-up reported for it, 2021, on Azure
    moves: bool = True  # whether the VIP is to move
    recovery: bool = False  # whether the way back is measured, too


NEVER = "never"

SCENARIOS = [
    Scenario("crash", "web app killed (`kill -9`)", NEVER),
    Scenario("stop", "web app stopped (SIGTERM)", NEVER),
    Scenario("500", "web app answers 500", NEVER),
    Scenario("hang", "web app hangs (SIGSTOP)", NEVER),
    Scenario("exabgp", "^C of ExaBGP", "<2 to 5 s", recovery=True),
    Scenario("exabgp-kill", "`kill -9` of ExaBGP", "<1 to 2 s"),
    Scenario("helper", "helper killed (`kill -9`), app healthy", "no helper", moves=False),
    Scenario("link", "link cut", "not measured"),
]
