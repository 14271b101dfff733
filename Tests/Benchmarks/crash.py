#!/usr/bin/env python3
"""coach killed (SIGKILL) at 200 random moments, and resumed.

Several sessions at a time, each with its own sink and state folder: `coach play` of a routine of
three minutes (heat, two sides, several sets, a hold, rests) is killed, and `coach resume` must go
on from there. The recording, which is the exported sound up to some frame, shows where the sound
stopped; the first line of a cue that `coach resume` prints shows where it goes on. Both are counted
in units: a repetition with all its words, or any other phrase. Limit: no session goes on more than
one unit away. Heat runs on the wall clock, so a session killed during heat must go on where the
heat is by then. If the machine was too busy to play without a break, the last line printed before
the kill shows where the sound stopped. Takes 45 minutes.

usage: Tests/Benchmarks/crash.py [--coach PATH] [--rounds 200] [--at-once 8] [--seed N]

The sound server does not accept enough connections for more than 20 at a time.
"""
import collections
import io
import queue
import random
import re
import signal
import subprocess
import sys
import threading
import time

import rig
from rig import numpy

ROUTINE = """title: Crash
steps:
  - say: This is general information. If anything hurts, stop.
  - heat: 1 min
    on: your upper back
  - reps: 4
    of: Twist
    say: Sit tall, and turn.
    tempo: { left: 1s, right: 1s }
    sets: 2
    rest: 6s
    each side: [right, left]
  - hold: 5s
    of: Squeeze
    times: 3
    rest: 4s
  - reps: 6
    of: Bend
    tempo: 2s
  - say: That is all.
"""
LINE = re.compile(r"(?:(\d+):)?(\d+):(\d+\.\d+)  (.*)")


class Units:
    """The repetitions and phrases of a routine, in order."""

    def __init__(self, routine):
        self.routine = routine
        self.names, self.of_cue, last = [], [], None
        for index, cue in enumerate(routine.cues):
            key = ((cue["step"], cue.get("side"), cue.get("set"), cue["rep"]) if cue.get("rep")
                   else index)
            if key != last:
                last = key
                self.names.append(cue["caption"])
            self.of_cue.append(len(self.names) - 1)

    def at(self, frame):
        """The last unit that has begun."""
        begun = [unit for unit, cue in zip(self.of_cue, self.routine.cues) if cue["start"] <= frame]
        return begun[-1] if begun else 0

    def heat_by(self, frame, seconds):
        """The frame that heat has reached some time after one of its frames; elsewhere, the frame itself."""
        step = next((cue["step"] for cue in self.routine.cues if "heat pad" in cue["caption"]), None)
        chimes = [cue["start"] for cue in self.routine.cues
                  if cue["step"] == step and cue["kind"] == "chime"]
        if step is None or not chimes[0] <= frame < chimes[-1]:
            return frame
        return min(frame + int(seconds * rig.RATE), chimes[-1])

    def of_line(self, line):
        """The unit that a printed line belongs to; None if it is not a cue's."""
        match = LINE.match(line)
        if not match:
            return None
        hours, minutes, seconds, caption = match.groups()
        moment = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
        for unit, cue in zip(self.of_cue, self.routine.cues):
            if cue["caption"] == caption and abs(cue["anchor"] / rig.RATE - moment) < 0.02:
                return unit
        return None


class Round:
    """One session that is killed and resumed."""

    def __init__(self, number, moment, away):
        self.number = number
        self.moment = moment  # seconds of sound
        self.away = away
        self.stopped = self.printed = self.resumed = self.problem = None
        self.position = 0
        self.killed = 0.0
        self.is_whole = True
        self.waited = 0.0

    def run(self, coach, server, sink, units):
        recording = server.recordings[sink]
        recording.forget()
        environment = dict(server.environment)
        environment["XDG_STATE_HOME"] = server.path(f"state-{self.number}")
        environment["PULSE_SINK"] = sink
        lines = server.path(f"lines-{self.number}")
        routine = units.routine
        with rig.Program([coach, "play", routine.routine], environment, output=lines) as program:
            first = recording.first_sound(program.begun)
            if first is None:
                self.problem = "nothing was heard"
                return
            begun = first - int(numpy.flatnonzero(routine.samples)[0])
            time.sleep(max(recording.moment(begun) + self.moment - rig.now(), 0))
            killed = self.killed = program.signal(signal.SIGKILL)
            program.wait()
        recording.wait_until(killed + 0.05)
        position = recording.frame(killed) - begun
        # The last tenth of a second may be missing: the server drops what it has not played yet.
        sure = max(position - rig.RATE // 10, 0)
        self.is_whole = numpy.array_equal(
            recording.samples(begun, begun + sure), routine.samples[:sure])
        with open(lines) as file:
            printed = [units.of_line(line) for line in file]
        self.printed = next((unit for unit in reversed(printed) if unit is not None), None)
        in_heat = units.heat_by(position, 1) != position
        if not self.is_whole and self.printed is not None and not in_heat:
            position = max(cue["start"] for unit, cue in zip(units.of_cue, routine.cues)
                           if unit == self.printed)
        self.position = position
        self.stopped = units.at(position)
        time.sleep(self.away)
        self.resume(coach, environment, units)

    def resume(self, coach, environment, units):
        with rig.Program([coach, "resume"], environment, output=subprocess.PIPE) as program:
            # During heat, the next word may be a minute away.
            timer = threading.Timer(90, program.signal, [signal.SIGKILL])
            timer.start()
            shown = []
            try:
                for line in io.TextIOWrapper(program.process.stdout):
                    shown.append(line.strip())
                    self.resumed = units.of_line(line.strip())
                    if self.resumed is not None:
                        self.stopped = units.at(
                            units.heat_by(self.position, rig.now() - self.killed))
                        self.waited = rig.now() - program.begun
                        return
                self.problem = f"did not go on (code {program.wait()}): {' / '.join(shown[-3:])}"
            finally:
                timer.cancel()


def perform(rounds, options, server, units):
    """Runs all rounds, on all sinks."""
    waiting = queue.SimpleQueue()
    for one in rounds:
        waiting.put(one)
    stop = threading.Event()

    def work(sink):
        while not stop.is_set():
            try:
                one = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                one.run(options.coach, server, sink, units)
            except Exception as error:
                one.problem = repr(error)

    threads = [threading.Thread(target=work, args=(sink,), daemon=True) for sink in server.sinks]
    try:
        for thread in threads:
            thread.start()
            time.sleep(0.7)  # so that they do not all start at once
        for thread in threads:
            while thread.is_alive():
                thread.join(1)
    finally:
        stop.set()


def report(rounds, units):
    distances = collections.Counter(
        one.resumed - one.stopped for one in rounds if one.resumed is not None)
    printed = collections.Counter(
        one.printed - one.stopped for one in rounds if one.printed is not None)
    print(f"{len(rounds)} kills; {len(units.names)} repetitions and phrases")
    print(f"{sum(not one.is_whole for one in rounds)} played with breaks on a busy machine")
    print("goes on ... units from where the sound stopped (and the last line before the kill)")
    for distance in range(min([*distances, *printed, -1]), max([*distances, *printed, 1]) + 1):
        count = distances[distance]
        if count or printed[distance] or abs(distance) <= 1:
            print(f"{distance:+4} {count:5}  ({printed[distance]:3})  {'#' * count}")
    for one in rounds:
        if one.problem:
            print(f"  round {one.number}, after {one.moment:.1f} s: {one.problem}")
        elif abs(one.resumed - one.stopped) > 1:
            print(f"  round {one.number}, after {one.moment:.1f} s: stopped at "
                  f"“{units.names[one.stopped]}”, went on at “{units.names[one.resumed]}”")
    waits = [one.waited for one in rounds if one.resumed is not None]
    if waits:
        print(f"from the command to its first line: median {rig.median(waits):.2f} s, "
              f"at most {max(waits):.2f} s")
    limits = rig.Limits()
    limits.require("every session goes on", not any(one.problem for one in rounds))
    limits.check("units away at most", max(map(abs, distances), default=float("inf")), 1)
    limits.finish()


def main():
    def add(parser):
        parser.add_argument("--rounds", type=int, default=200)
        parser.add_argument("--at-once", type=int, default=8)
    options = rig.arguments(__doc__, add)
    if "\n  resume " not in subprocess.check_output([options.coach, "--help"], text=True):
        sys.exit("crash: this coach has no command `resume`")
    chance = random.Random(options.seed)
    with rig.Rig(max(options.at_once, 2), latency=40) as server:
        routine = rig.Exported(
            options.coach, rig.write_routine(server.folder, "crash", ROUTINE), server.folder)
        units = Units(routine)
        rounds = [Round(number, chance.uniform(0.2, routine.seconds - 0.5), chance.uniform(0, 1))
                  for number in range(1, options.rounds + 1)]
        print(f"{options.rounds} rounds, {len(server.sinks)} at a time, about "
              f"{options.rounds * (routine.seconds / 2 + 5) / len(server.sinks) / 60:.0f} minutes",
              flush=True)
        perform(rounds, options, server, units)
    report(rounds, units)


main()
