#!/usr/bin/env python3
"""A sound server killed and restarted ten times during a session.

Plays a count to 45, one every three seconds, kills the server (SIGKILL) at random moments, and
starts it again after 0.2 to 3 seconds. Each life of the server is recorded, and the numbers in it
are recognised by comparison with the exported sound. The session must go on to its end (exit code
0), and each number must be heard whole: once, or again if its repetition started again after the
loss. A number that is not heard whole in any life is lost. Takes about three minutes.

usage: Tests/Benchmarks/server.py [--coach PATH] [--kills 10] [--seed N]
"""
import random
import time

import rig
from rig import numpy


def sounding(samples):
    """Seconds that are not silent."""
    return int(numpy.count_nonzero(samples)) / rig.RATE


def main():
    def add(parser):
        parser.add_argument("--kills", type=int, default=10)
    options = rig.arguments(__doc__, add)
    chance = random.Random(options.seed)
    with rig.Rig() as server:
        routine = rig.Counting(options.coach, server.folder, 45, "3s")
        output = server.path("lines")
        between = routine.seconds / (options.kills + 1)
        lives, returns = [], []
        with rig.Program([options.coach, "play", routine.routine, "--device", "vspk"],
                         server.environment, output=output) as program:
            for _ in range(options.kills):
                time.sleep(chance.uniform(0.6, 1.2) * between)
                if not program.is_running():
                    break
                recording = server.recording
                server.kill()
                lives.append(recording)
                time.sleep(chance.uniform(0.2, 3))
                server.start()
                first = server.recording.first_sound(server.recording.origin)
                if first is not None:
                    returns.append(first / rig.RATE)
            limit = rig.now() + routine.seconds
            rig.eventually(lambda: not program.is_running(), limit - rig.now(), 0.05)
            ended = not program.is_running()
        recording = server.recording
        time.sleep(0.2)
        lives.append(recording)
        lines = routine.counted(output)
        with open(output) as file:
            notices = [line for line in file if line.startswith(("coach:", "note:", "warning:"))
                       or "sound" in line.lower()]
    heard = []  # (life, number)
    recaps = 0
    for index, life in enumerate(lives):
        found = routine.ear.hear(life.samples())
        heard += [(index, number) for _, number in found]
        if index and found and sounding(life.samples(0, found[0][0])) > 0.3:
            recaps += 1
    times = {number: [life for life, one in heard if one == number] for number in routine.numbers}
    lost = [number for number in routine.numbers if not times[number]]
    twice = [number for number in routine.numbers if len(times[number]) > len(set(times[number]))]
    again = [number for number in routine.numbers if len(set(times[number])) > 1]
    order = [number for _, number in heard]
    backwards = [(last, next) for last, next in zip(order, order[1:]) if next < last]
    print(f"{options.kills} kills; {len(lives)} lives, {len(notices)} lines about the sound")
    print(f"{'life':>4} {'heard':>8}  numbers")
    for index, life in enumerate(lives):
        numbers = [number for one, number in heard if one == index]
        span = f"{numbers[0]} to {numbers[-1]}" if numbers else "none"
        print(f"{index + 1:4} {life.frames / rig.RATE:6.1f} s  {span}")
    print(f"lost: {lost or 'none'}; started again: {again or 'none'}; "
          f"words before going on: {recaps}")
    if returns:
        print(f"from the server's return to the first word or number: {rig.median(returns):.2f} s, "
              f"at most {max(returns):.2f} s")
    print(f"printed {len(lines)} counts, {len(set(lines))} different")
    limits = rig.Limits()
    limits.require("the session ended by itself, with exit code 0", ended and program.code == 0)
    limits.require("every number was heard whole", not lost)
    limits.require("none was heard twice in one life", not twice)
    limits.require("none was heard after a greater one", not backwards)
    limits.require("every number was printed", set(lines) == set(routine.numbers))
    limits.finish()


main()
