"""The lab, driven from Python."""

import datetime
import os
import shlex
import signal
import subprocess

LAB = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lab")
NAME = os.environ.get("LAB_NAME", "timings")
END_SECONDS = 10


class Problem(Exception):
    """Something that keeps the measurement from going on."""


class Laboratory:
    """A lab that is up as long as the `with` block lasts."""

    def __init__(self, helper):
        self.command = helper.command.replace("{exavip}", exavip_in_configuration())

    def __enter__(self):
        run("down")  # what an earlier one may have left
        try:
            run("up", *(["--helper", self.command] if self.command else []))
        except BaseException:
            run("down")
            raise
        return self

    def __exit__(self, *exception):
        run("down")

    def fail(self, how):
        """Makes the primary fail; the time of the event in seconds since 1970."""
        return time_of(run("fail", "primary", how))

    def heal(self):
        """Brings the primary back; the time of the first step, and the lab is whole again."""
        return time_of(run("heal", "primary"))

    def start_ping(self, *options):
        """Starts the client; its lines are read from its stdout."""
        return subprocess.Popen(
            # A background job of a script ignores SIGINT, and so would the client.
            ["env", "--default-signal=INT", LAB, "--name", NAME, "ping", *options],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def end_ping(self, ping):
        """Ends the client as ^C does."""
        ping.send_signal(signal.SIGINT)
        try:
            ping.communicate(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            ping.kill()
            ping.communicate()


def exavip_in_configuration():
    """The program as ExaBGP's configuration has it."""
    words = subprocess.run([LAB, "program"], stdout=subprocess.PIPE, text=True)
    if words.returncode:
        raise Problem("the lab finds no exavip")
    return " ".join('"%s"' % word for word in words.stdout.splitlines())


def run(*words):
    done = subprocess.run([LAB, "--name", NAME, *words], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise Problem("'lab %s' failed" % shlex.join(words))
    return done.stdout


def time_of(line):
    """The time at the beginning of a line of the lab, in seconds."""
    text = line.split(" ", 1)[0].replace("Z", "+00:00")
    return datetime.datetime.fromisoformat(text).timestamp()
