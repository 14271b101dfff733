#!/usr/bin/env python3
"""How long it takes from the command to the first sound, beside the engine alone.

`coach play upper-back-relief` beside `espeak-ng -s RATE "Welcome."`, which is the routine's first
phrase at its voice's rate; by turns, on a private sound server. Both times begin just before the
program is started and end with the first frame heard that is not silent; coach's time excludes its
lead-in of 400 ms. Limit: the ratio of the medians, 1.5. Takes a minute.

espeak-ng plays through libpcaudio, which uses PulseAudio if it is running, as here.

usage: Tests/Benchmarks/first_sound.py [--coach PATH] [--rounds 15] [--routine NAME]
"""
import os
import re
import time

import rig


def first_sound(server, command):
    """Seconds from the command to its first sound."""
    recording = server.recording
    recording.wait_until(rig.now())
    with rig.Program(command, server.environment) as program:
        frame = recording.first_sound(program.begun)
        if frame is None:
            raise SystemExit(f"nothing was heard of {' '.join(command)}")
        seconds = recording.moment(frame) - program.begun
    # Until it is silent again.
    while recording.samples(recording.frames - rig.RATE // 5).any():
        time.sleep(0.05)
    return seconds


def main():
    def add(parser):
        parser.add_argument("--rounds", type=int, default=15)
        parser.add_argument("--routine", default="upper-back-relief")
    options = rig.arguments(__doc__, add)
    with open(os.path.join(rig.ROOT, "Voices/calm.yaml")) as file:
        words = re.search(r"^rate: (\d+)", file.read(), re.M).group(1)
    commands = {
        "coach": [options.coach, "play", options.routine, "--device", "vspk"],
        "espeak-ng": ["espeak-ng", "-s", words, "Welcome."],
    }
    times = {name: [] for name in commands}
    with rig.Rig() as server:
        for command in commands.values():
            first_sound(server, command)  # the programs and their data into the page cache
        for _ in range(options.rounds):
            for name, command in commands.items():
                times[name].append(first_sound(server, command))
    print(f"command to first sound, ms, {options.rounds} rounds")
    print("             median    least     most")
    rows = {"coach": times["coach"],
            "  -lead-in": [seconds - rig.LEAD_IN for seconds in times["coach"]],
            "espeak-ng": times["espeak-ng"]}
    for name, values in rows.items():
        print(f"{name:10} {rig.milliseconds(rig.median(values))}  "
              f"{rig.milliseconds(min(values))}  {rig.milliseconds(max(values))}")
    limits = rig.Limits()
    limits.check("ratio without the lead-in",
                 rig.median(rows["  -lead-in"]) / rig.median(times["espeak-ng"]), 1.5)
    limits.finish()


main()
