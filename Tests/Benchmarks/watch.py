#!/usr/bin/env python3
"""How soon `coach preview --watch` shows what was saved.

In a copy of upper-back-relief, of 25 minutes, one phrase changes each round; it is written beside
the script and renamed, as editors do. The time is from the renaming to the last byte of the new
drawing, on a terminal of 24 lines and on a pipe. Limit for both: 150 ms, in 95 of 100 rounds. For
comparison, `coach preview` of the same script from the start. Takes half a minute.

usage: Tests/Benchmarks/watch.py [--coach PATH] [--rounds 20]
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

import rig

SAID = "Sit down on your chair."
END = {"terminal": b"all are shown.", "pipe": b"Come back tomorrow.\n"}


class Watched:
    """A `coach preview --watch` whose drawings are read."""

    def __init__(self, coach, script, kind, environment):
        self.kind = kind
        self.data = b""
        if kind == "terminal":
            self.end, output = pty.openpty()
            fcntl.ioctl(output, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
        else:
            self.end, output = os.pipe()
        self.process = subprocess.Popen(
            [coach, "preview", script, "--watch"], env=environment, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.DEVNULL, preexec_fn=rig.dies_with_us)
        os.close(output)

    def until(self, words, within=10.0):
        """Reads until the end of a drawing that contains these words; the moment of its last byte."""
        limit = rig.now() + within
        while True:
            place = self.data.find(words)
            if place >= 0 and END[self.kind] in self.data[place:]:
                self.data = b""
                return rig.now()
            if not select.select([self.end], [], [], max(0, limit - rig.now()))[0]:
                sys.exit(f"nothing new was shown on the {self.kind}:\n{self.data.decode()}")
            self.data += os.read(self.end, 1 << 16)

    def finish(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        os.close(self.end)


def save(text, path):
    """Replaces a file with another; the moment just before."""
    with open(path + "~", "w") as file:
        file.write(text)
    moment = rig.now()
    os.replace(path + "~", path)
    return moment


def measure(coach, kind, text, folder, rounds, environment):
    """Seconds from each save to its drawing."""
    path = os.path.join(folder, f"{kind}.yaml")
    save(text, path)
    watched = Watched(coach, path, kind, environment)
    times = []
    try:
        watched.until(b"0:00")
        for number in range(rounds):
            # As a person would: the next save comes long after the last was shown.
            time.sleep(0.3)
            words = f"Sit down on chair number {number + 1}."
            moment = save(text.replace(SAID, words), path)
            times.append(watched.until(words.encode()) - moment)
    finally:
        watched.finish()
    return times


def main():
    options = rig.arguments(
        __doc__, lambda parser: parser.add_argument("--rounds", type=int, default=20))
    with open(os.path.join(rig.ROOT, "Scripts/upper-back-relief.yaml")) as file:
        text = re.sub(r"heat: 12 min", "heat: 13 min", file.read())
    limits = rig.Limits()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, TERM="xterm", HOME=folder)
        environment.pop("XDG_CONFIG_HOME", None)
        script = os.path.join(folder, "cold.yaml")
        save(text, script)
        cold = []
        for _ in range(options.rounds):
            begun = rig.now()
            shown = subprocess.check_output(
                [options.coach, "preview", script], env=environment, stderr=subprocess.DEVNULL)
            cold.append(rig.now() - begun)
        print(shown.decode().splitlines()[0])
        print(f"ms, {options.rounds} rounds    median       95 %      worst")
        results = {kind: measure(options.coach, kind, text, folder, options.rounds, environment)
                   for kind in ("terminal", "pipe")}
        for name, times in [("preview", cold), *results.items()]:
            ordered = sorted(times)
            late = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
            print(f"{name:14} {rig.milliseconds(rig.median(times)):>10} "
                  f"{rig.milliseconds(late):>10} {rig.milliseconds(ordered[-1]):>10}")
            if name != "preview":
                limits.check(f"save to drawing on a {name}, 95 %", late * 1000, 150, " ms")
    limits.finish()


main()
