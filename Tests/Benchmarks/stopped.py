#!/usr/bin/env python3
"""coach stopped for five seconds and continued (SIGSTOP, SIGCONT), at random moments.

All at the same time, each on its own sink:

- one session that counts to 45, one every two seconds, and is stopped ten times. Every number must
  be heard, and none after a greater one. A number during which the sound stopped may be heard in two
  parts with only silence between them, or be said again.
- ten sessions with heat of two minutes, each stopped once during the heat. Heat runs on the wall
  clock: from its first chime to its last it must take what the script says, within 250 ms.

Every session must end by itself with exit code 0. Takes about three minutes.

usage: Tests/Benchmarks/stopped.py [--coach PATH] [--stops 10] [--heats 10] [--seed N]
"""
import random
import signal
import threading
import time

import rig
from rig import numpy

STOPPED = 5.0
TOLERANCE = 0.250
MINUTES = 2
HEAT = f"""title: Heat
steps:
  - say: This is about heat.
  - heat: {MINUTES} min
    on: your upper back
  - say: That is all.
"""


def in_two_parts(clip, recording, continued):
    """Whether a clip is heard with a silence inside it that ends after a moment."""
    frame = recording.frame(continued)
    before = recording.last_sound(frame)
    after = recording.first_sound(continued, within=0.1)
    if before is None or after is None:
        return False
    length = len(clip)
    joined = numpy.concatenate([recording.samples(before + 1 - length, before + 1),
                                recording.samples(after, after + length)])
    return bool(rig.Ear({0: clip}, 0.95).hear(joined))


class Counting(threading.Thread):
    """A count that is stopped several times."""

    def __init__(self, options, server, sink, chance):
        super().__init__()
        self.routine = rig.Counting(options.coach, server.folder, 45, "2s")
        self.recording = server.recordings[sink]
        self.output = server.path(sink + ".lines")
        self.command = [options.coach, "play", self.routine.routine, "--device", sink]
        # There is one session at a time, by where sessions are kept.
        self.environment = dict(server.environment, XDG_STATE_HOME=server.path("state-" + sink))
        between = self.routine.seconds / (options.stops + 1)
        # The first 1.5 seconds of a stop are played from the queue.
        self.waits = [chance.uniform(0.5, 1.3) * between for _ in range(options.stops)]
        self.continued, self.silent, self.code = [], [], None

    def run(self):
        with rig.Program(self.command, self.environment, output=self.output) as program:
            for wait in self.waits:
                time.sleep(wait)
                if not program.is_running():
                    break
                program.signal(signal.SIGSTOP)
                time.sleep(STOPPED)
                self.continued.append(program.signal(signal.SIGCONT))
            rig.eventually(lambda: not program.is_running(), self.routine.seconds, 0.05)
            self.code = program.code

    def report(self, limits):
        routine, recording = self.routine, self.recording
        found = routine.ear.hear(recording.samples())
        order = [number for _, number in found]
        missing = [number for number in routine.numbers if number not in order]
        parted = [number for number in missing if any(
            in_two_parts(routine.ear.clips[number], recording, moment)
            for moment in self.continued)]
        lost = [number for number in missing if number not in parted]
        again = sorted({number for number in order if order.count(number) > 1})
        waited = []
        for moment in self.continued:
            first = recording.first_sound(moment, within=0.1)
            if first is not None:
                waited.append(recording.moment(first) - moment)
        print(f"counting: {len(self.continued)} stops; heard in two parts: {parted or 'none'}; "
              f"said again: {again or 'none'}; lost: {lost or 'none'}")
        print(f"  from SIGCONT to the next sound: {rig.median(waited):.2f} s, "
              f"at most {max(waited):.2f} s")
        limits.require("counting: ended by itself, with exit code 0", self.code == 0)
        limits.require("counting: no number is lost", not lost)
        limits.require("counting: none was heard after a greater one",
                       all(last <= next for last, next in zip(order, order[1:])))
        limits.require("counting: every number was printed",
                       set(routine.counted(self.output)) == set(routine.numbers))


class Heat(threading.Thread):
    """Heat that is stopped once."""

    def __init__(self, options, server, sink, routine, chance):
        super().__init__()
        self.recording = server.recordings[sink]
        self.output = server.path(sink + ".lines")
        self.command = [options.coach, "play", routine.routine, "--device", sink]
        # There is one session at a time, by where sessions are kept.
        self.environment = dict(server.environment, XDG_STATE_HOME=server.path("state-" + sink))
        chimes = [cue for cue in routine.cues if cue["kind"] == "chime"]
        self.wanted = (chimes[-1]["start"] - chimes[0]["start"]) / rig.RATE
        self.begins = chimes[0]["start"] / rig.RATE
        self.ear = rig.Ear({"begin": routine.clip(chimes[0]), "end": routine.clip(chimes[-1])})
        # After the first chime; continued at least ten seconds before the end.
        self.stop = chance.uniform(0, self.wanted - STOPPED - 10)
        self.code = self.took = None
        self.limit = routine.seconds + STOPPED + 20

    def run(self):
        with rig.Program(self.command, self.environment, output=self.output) as program:
            self.recording.first_sound(program.begun)
            time.sleep(self.begins + self.stop)
            program.signal(signal.SIGSTOP)
            time.sleep(STOPPED)
            program.signal(signal.SIGCONT)
            rig.eventually(lambda: not program.is_running(), self.limit, 0.05)
            self.code = program.code

    def measure(self):
        """How many seconds too long the heat took; None if a chime is missing."""
        heard = self.ear.hear(self.recording.samples())
        begin = [frame for frame, name in heard if name == "begin"]
        end = [frame for frame, name in heard if name == "end"]
        if begin and end:
            self.took = (end[-1] - begin[0]) / rig.RATE
        return self.took and self.took - self.wanted


def main():
    def add(parser):
        parser.add_argument("--stops", type=int, default=10)
        parser.add_argument("--heats", type=int, default=10)
    options = rig.arguments(__doc__, add)
    chance = random.Random(options.seed)
    with rig.Rig(options.heats + 1, latency=40) as server:
        heat = rig.Exported(
            options.coach, rig.write_routine(server.folder, "heat", HEAT), server.folder)
        counting = Counting(options, server, server.sinks[0], chance)
        heats = [Heat(options, server, sink, heat, chance) for sink in server.sinks[1:]]
        for thread in [counting, *heats]:
            thread.start()
            time.sleep(0.5)
        for thread in [counting, *heats]:
            thread.join()
        time.sleep(0.2)
        limits = rig.Limits()
        counting.report(limits)
        late = [one.measure() for one in heats]
        print(f"heat: {MINUTES} min, from its first chime to its last")
        for one, seconds in zip(heats, late):
            told = "a chime is missing" if seconds is None else f"{seconds:+.3f} s"
            print(f"  stopped after {one.stop:6.1f} s: {told}")
        limits.require("heat: every session ended by itself, with exit code 0",
                       all(one.code == 0 for one in heats))
        limits.require("heat: both chimes were heard", None not in late)
        if late and None not in late:
            limits.check("heat: worst difference from its duration",
                         max(map(abs, late)) * 1000, TOLERANCE * 1000, " ms")
    limits.finish()


main()
